package fetch

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestRobotsAllows(t *testing.T) {
	for _, c := range []struct {
		name, file, path string
		want             bool
	}{
		{"no rules", "", "/a", true},
		{"for all", "User-agent: *\nDisallow: /a", "/abc", false},
		{"the group by name counts alone", "User-agent: *\nDisallow: /\n\nUser-agent: chancery\nDisallow: /x", "/a", true},
		{"groups by one name are joined", "User-agent: Chancery\nDisallow: /x\nUser-agent: b\nDisallow: /\nUser-agent: CHANCERY\nDisallow: /y", "/y", false},
		{"a version after the name", "User-agent: Chancery/1.0\nDisallow: /a", "/a", false},
		{"two agents, one group", "User-agent: other\nUser-agent: Chancery\nDisallow: /a", "/a", false},
		{"a name within a name", "User-agent: ChanceryBot\nDisallow: /a", "/a", true},
		{"the longest counts", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
		{"as long: allowed", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
		{"empty is no rule", "User-agent: *\nDisallow:", "/a", true},
		{"a star", "User-agent: *\nDisallow: /*/print", "/news/1/print", false},
		{"an end", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf", false},
		{"not the end", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", true},
		{"a query", "User-agent: *\nDisallow: /*?q=", "/s?q=1", false},
		{"percent forms are one", "User-agent: *\nDisallow: /a%7Eb/ñ", "/a~b/%C3%B1", false},
		{"a slash in percent form is another", "User-agent: *\nDisallow: /a/b", "/a%2Fb", true},
		{"a comment", "User-agent: * # all\nDisallow: /a # not that", "/a", false},
		{"a mark of order at the front", "\ufeffUser-agent: *\nDisallow: /a", "/a", false},
		{"ends of lines of old", "User-agent: *\rDisallow: /a\r\rAllow: /", "/a", false},
		{"lines between that mean nothing", "User-agent: *\nSitemap: https://x/\nFoo: bar\nDisallow: /a", "/a", false},
		{"its own file always", "User-agent: *\nDisallow: /", "/robots.txt", true},
		{"rules before any agent", "Disallow: /\nUser-agent: *\nAllow: /", "/a", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := parseRobots([]byte(c.file), product)
			if got, rule := r.allows(c.path); got != c.want {
				t.Errorf("%s: %t by %q, want %t", c.path, got, rule, c.want)
			}
		})
	}
}

func TestRobotsDelay(t *testing.T) {
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 2.5":  2500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 1e99": maxDelay,
		"User-agent: *\nCrawl-delay: -1":   0,
		"User-agent: *\nCrawl-delay: NaN":  0,
		"User-agent: b\nCrawl-delay: 5":    0,
	} {
		if r := parseRobots([]byte(file), product); r.delay != want {
			t.Errorf("%q: %v, want %v", file, r.delay, want)
		}
	}
}

// TestMatchPath compares the matcher with one that tries every way.
func TestMatchPath(t *testing.T) {
	var slow func(pattern, path string) bool
	slow = func(pattern, path string) bool {
		switch {
		case pattern == "":
			return true
		case pattern == "$":
			return path == ""
		case pattern[0] == '*':
			return slow(pattern[1:], path) || path != "" && slow(pattern, path[1:])
		}
		return path != "" && path[0] == pattern[0] && slow(pattern[1:], path[1:])
	}
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringMatching(`/[ab*]{0,8}\$?`).Draw(t, "pattern")
		path := rapid.StringMatching(`/[ab]{0,10}`).Draw(t, "path")
		if got, want := matchPath(pattern, path), slow(pattern, path); got != want {
			t.Fatalf("%q on %q: %t, want %t", pattern, path, got, want)
		}
	})
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 3", "/axb?x=%41")
	f.Add("\ufeffuser-agent:chancery\rallow:%zz", "/%")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := parseRobots([]byte(file), product)
		ok, rule := r.allows(path)
		if !ok && rule == "" {
			t.Error("forbidden by no rule")
		}
		if r.delay < 0 || r.delay > maxDelay {
			t.Errorf("a delay of %v", r.delay)
		}
	})
}

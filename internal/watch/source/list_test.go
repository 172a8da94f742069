package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	got, err := Parse("s.toml", []byte(`# ours
[[source]]
name = "The Courier" # a paper
kind = "atom"
url = "https://courier.test/feed"
country = "PER"
family = "Paper"
language = "es"
every = "1h"
on = true

[[source]]
name = "inbox"
kind = "folder"
path = "in"
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Source{
		{Name: "The Courier", Kind: Feed, URL: "https://courier.test/feed", Country: "PER", Family: "paper", Language: "es", Every: time.Hour, On: true, File: "s.toml", Line: 2},
		{Name: "inbox", Kind: Folder, Path: "in", Every: 30 * time.Minute, File: "s.toml", Line: 12},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestParseMistakes(t *testing.T) {
	for body, want := range map[string]string{
		"[[source]]\nname = \"a\"\nkind = \"rsss\"\nurl = \"http://a/\"":                                 `s.toml:3: kind: "rsss" is none of`,
		"[[source]]\nname = \"a\"\nurl = \"ftp://a/\"":                                                   `s.toml:3: url: "ftp://a/" is no address`,
		"[[source]]\nname = \"a\"\nurl = \"http://a/\"\nevery = \"1s\"":                                  `s.toml:4: every: "1s" is no time`,
		"[[source]]\nname = \"a\"\nurl = \"http://a/\"\nlanguage = \"fr\"":                               `s.toml:4: language: "fr" is read by nobody`,
		"[[source]]\nname = \"a\"\nurl = \"http://a/\"\ncountry = \"Peru\"":                              `s.toml:4: country: "Peru" is neither`,
		"[[source]]\nname = \"a\"\nurl = \"http://a/\"\non = 1":                                          `s.toml:4: on: wants true or false`,
		"[[source]]\nname = \"a\"\nurl = \"http://a/\"\nlink = \"b\"":                                    `s.toml:4: link: no key of a source`,
		"[[source]]\nurl = \"http://a/\"":                                                                `s.toml:1: a source without a name`,
		"[[source]]\nname = \"a\"":                                                                       `s.toml:1: a source of kind feed wants a url`,
		"[[source]]\nname = \"a\"\nkind = \"warc\"":                                                      `s.toml:1: a source of kind warc wants a path`,
		"[[source]]\nname = \"a\"\nkind = \"warc\"\npath = \"a\"\nurl = \"http://a/\"":                   `s.toml:5: url: a source of kind warc lies on this machine`,
		"\n[[source]]\nname = \"a\"\nurl = \"http://a/\"\n[[source]]\nname = \"a\"\nurl = \"http://b/\"": `s.toml:6: name: "a" stands on line 3`,
		"name = \"a\"":  `s.toml:1: name: stands outside an entry`,
		"[source]":      `s.toml:1: source: an entry starts with [[source]]`,
		"[[source]]\nx": `s.toml:2`,
		"\n\n= 3":       `s.toml:3`,
	} {
		_, err := Parse("s.toml", []byte(body))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q:\n got %v\nwant %s", body, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[[source]]\nname = \"a\"\nurl = \"http://a/\"\n")
	f.Add("a.b = [1, {c = 2}]\n'' = \"\"\"\n\"\"\"\n[[source]]")
	f.Fuzz(func(t *testing.T, body string) {
		sources, err := Parse("s", []byte(body))
		if err != nil {
			return
		}
		for _, s := range sources {
			again, err := Parse("s", []byte(s.Format()))
			if err != nil || len(again) != 1 {
				t.Fatalf("%q is written as\n%s%v", s.Name, s.Format(), err)
			}
			again[0].Line = s.Line
			if d := cmp.Diff(s, again[0]); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		}
	})
}

func TestSwitch(t *testing.T) {
	ours := "# ours\n[[source]]\nname = \"a\" # best\nurl = \"http://a/\"\n\n# second\n[[source]]\non = true # for now\nname = \"b\"\nurl = \"http://b/\""
	others := []Source{{Name: "c", Kind: Feed, URL: "http://c/", Every: defaultEvery}}
	on, err := Switch("s", []byte(ours), others, []string{"a", "c"}, true)
	want := "# ours\n[[source]]\non = true\nname = \"a\" # best\nurl = \"http://a/\"\n\n# second\n[[source]]\non = true # for now\nname = \"b\"\nurl = \"http://b/\"\n\n[[source]]\nname = \"c\"\nurl = \"http://c/\"\non = true\n"
	if err != nil || string(on) != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, string(on)))
	}
	off, err := Switch("s", on, others, []string{"b", "c"}, false)
	want = strings.ReplaceAll(strings.ReplaceAll(want, "on = true # for now", "on = false # for now"), "url = \"http://c/\"\non = true", "url = \"http://c/\"\non = false")
	if err != nil || string(off) != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, string(off)))
	}
	if _, err := Switch("s", nil, others, []string{"x"}, true); err == nil {
		t.Error("what is no source was switched on")
	}
	if _, err := Switch("s", []byte("[[source]]\nname = \"a\\\n\""), others, nil, true); err == nil {
		t.Error("a broken file was written")
	}
}

// TestSwitchAll holds for any choice of any list: those named are on, the
// others are as they were.
func TestSwitchAll(t *testing.T) {
	shipped, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		var names []string
		for _, s := range shipped {
			names = append(names, s.Name)
		}
		var data []byte
		on := map[string]bool{}
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			some := rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 5, rapid.ID[string]).Draw(t, "some")
			value := rapid.Bool().Draw(t, "on")
			if data, err = Switch("s", data, shipped, some, value); err != nil {
				t.Fatal(err)
			}
			for _, name := range some {
				on[name] = value
			}
		}
		got, err := Parse("s", data)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range got {
			if s.On != on[s.Name] {
				t.Errorf("%s is on: %t", s.Name, s.On)
			}
			delete(on, s.Name)
		}
		for name, value := range on {
			if value {
				t.Errorf("%s is not there", name)
			}
		}
	})
}

func TestReadFolder(t *testing.T) {
	dir := t.TempDir()
	write := func(name, body string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"b.html", "a.txt", "sub/c.warc.gz", "d.html.part", "e.tmp", ".hidden", ".git/f.html"} {
		write(name, "x")
	}
	names := func(kind Kind) (out []string, ids []string) {
		l, err := ReadFolder(Source{Name: "in", Kind: kind, Path: dir})
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range l.Items {
			rel, err := filepath.Rel(dir, it.Path)
			if err != nil {
				t.Fatal(err)
			}
			out, ids = append(out, rel), append(ids, it.ID)
		}
		return out, ids
	}
	got, first := names(Folder)
	if d := cmp.Diff([]string{"a.txt", "b.html", "sub/c.warc.gz"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got, _ := names(Archive); len(got) != 1 || got[0] != "sub/c.warc.gz" {
		t.Errorf("archives %q", got)
	}
	write("a.txt", "longer")
	_, second := names(Folder)
	if first[0] == second[0] || first[1] != second[1] {
		t.Error("a file that changed is a new item, one that did not is none")
	}
	if _, err := ReadFolder(Source{Path: filepath.Join(dir, "nowhere")}); err == nil {
		t.Error("a folder that is not there is empty")
	}
}

package source

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestShipped tests the list that comes with the program as data.
func TestShipped(t *testing.T) {
	all, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 60 {
		t.Errorf("%d sources, want about 60", len(all))
	}
	families := []string{"agency", "ministry", "organisation", "broadcaster", "paper", "index"}
	count, addresses := map[string]int{}, map[string]string{}
	for _, s := range all {
		where := s.Name
		if s.On {
			t.Errorf("%s is on, though nobody chose it", where)
		}
		u, err := url.Parse(s.URL)
		if err != nil || u.Hostname() != strings.ToLower(u.Hostname()) || !strings.Contains(u.Hostname(), ".") || u.Fragment != "" {
			t.Errorf("%s: address %q", where, s.URL)
		}
		if other := addresses[s.URL]; other != "" {
			t.Errorf("%s has the address of %s", where, other)
		}
		addresses[s.URL] = s.Name
		if !slices.Contains(families, s.Family) {
			t.Errorf("%s: family %q", where, s.Family)
		}
		if s.Kind != GDELT && (s.Country == "" || s.Language == "") {
			t.Errorf("%s: country %q, language %q", where, s.Country, s.Language)
		}
		count[s.Family]++
		count[string(s.Language)]++
	}
	for what, least := range map[string]int{"en": 25, "es": 20, "agency": 10, "ministry": 8, "paper": 20, "broadcaster": 8} {
		if count[what] < least {
			t.Errorf("%d sources of %s, want %d", count[what], what, least)
		}
	}
}

func TestChoose(t *testing.T) {
	all := []Source{
		{Name: "A", Kind: Feed, Language: "es", Family: "paper", Country: "PER"},
		{Name: "B", Kind: Feed, Language: "en", Family: "paper", Country: "USA"},
		{Name: "C d", Kind: Sitemap, Language: "es", Family: "agency", Country: "ESP"},
	}
	for words, want := range map[string][]string{
		"a": {"A"}, "c d": {"C d"}, "es": {"A", "C d"}, "paper": {"A", "B"}, "per": {"A"}, "sitemap": {"C d"},
		"es+paper": {"A"}, "all": {"A", "B", "C d"}, "C d,A": {"A", "C d"},
	} {
		got, err := Choose(all, strings.Split(words, ","))
		if err != nil {
			t.Error(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", words, d)
		}
	}
	for _, word := range []string{"", "fr", "es+ministry", "+", "D"} {
		if got, err := Choose(all, []string{word}); err == nil {
			t.Errorf("%q means %q", word, got)
		}
	}
}

package fetch

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUsageSignal(t *testing.T) {
	for value, reserved := range map[string]bool{
		"search=yes, ai-train=no":               false,
		"search=yes,ai-input=no,ai-train=no":    true,
		"AI-INPUT=NO":                           true,
		"ai-input=yes":                          false,
		"train-ai=n":                            false,
		"bots=n; search=y":                      true,
		"":                                      false,
		"ai-input":                              false,
		"ai-input=no-thanks, ai-input-else=no=": false,
	} {
		if got := usageSignal("content-signal", value).Reserved; got != reserved {
			t.Errorf("%q: %t, want %t", value, got, reserved)
		}
	}
}

func TestTDMRep(t *testing.T) {
	rules := parseTDMRep([]byte(`[
		{"location": "/free/*", "tdm-reservation": 0},
		{"location": "/papers/*.html$", "tdm-reservation": "1", "tdm-policy": "https://a.test/policy.json"},
		{"location": "", "tdm-reservation": 1},
		{"location": "/", "tdm-reservation": 1}]`))
	for path, want := range map[string]Signal{
		"/free/a":        {Kind: "tdmrep.json", Value: "0"},
		"/papers/x.html": {Kind: "tdmrep.json", Value: "1", Policy: "https://a.test/policy.json", Reserved: true},
		"/else":          {Kind: "tdmrep.json", Value: "1", Reserved: true},
	} {
		got, ok := tdmSignal(rules, path)
		if !ok || got != want {
			t.Errorf("%s: %+v, want %+v", path, got, want)
		}
	}
	for _, bad := range []string{``, `{}`, `[1]`, `[{"location": 3}]`, `null`} {
		if r := parseTDMRep([]byte(bad)); r != nil {
			t.Errorf("%s: %v", bad, r)
		}
	}
}

func TestHeaderSignals(t *testing.T) {
	for _, c := range []struct {
		name, key, value string
		want             []Signal
	}{
		{"reserved", "TDM-Reservation", "1", []Signal{{Kind: "tdm-reservation", Value: "1", Reserved: true}}},
		{"free", "TDM-Reservation", "0", []Signal{{Kind: "tdm-reservation", Value: "0"}}},
		{"neither", "TDM-Reservation", "yes", nil},
		{"noai", "X-Robots-Tag", "noindex, noai", []Signal{{Kind: "x-robots-tag", Value: "noai", Reserved: true}}},
		{"to another", "X-Robots-Tag", "googlebot: noai", nil},
		{"to this program", "X-Robots-Tag", "chancery: noai", []Signal{{Kind: "x-robots-tag", Value: "noai", Reserved: true}}},
		{"a directive with a colon", "X-Robots-Tag", "unavailable_after: 25 Jun 2030, noai", []Signal{{Kind: "x-robots-tag", Value: "noai", Reserved: true}}},
		{"usage", "Content-Usage", "train-ai=n", []Signal{{Kind: "content-usage", Value: "train-ai=n"}}},
	} {
		h := http.Header{}
		h.Set(c.key, c.value)
		if d := cmp.Diff(c.want, headerSignals(h)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
}

func TestReadHead(t *testing.T) {
	at, err := url.Parse("https://www.paper.test/news/1?utm=2")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, page, canonical string
		signals               []Signal
	}{
		{"canonical", `<head><link rel="canonical" href="/news/one#top">`, "https://www.paper.test/news/one", nil},
		{"of the same site", `<link rel='nofollow Canonical' href='https://m.paper.test/1'>`, "https://m.paper.test/1", nil},
		{"of another site", `<link rel="canonical" href="https://evil.test/1">`, "", nil},
		{"no address", `<link rel="canonical" href="javascript:1">`, "", nil},
		{"only in the head", `<body><link rel="canonical" href="/2"><meta name="robots" content="noai">`, "", nil},
		{"reserved", `<meta name="tdm-policy" content="https://paper.test/p"><meta name="TDM-Reservation" content="1">`, "",
			[]Signal{{Kind: "meta tdm-reservation", Value: "1", Policy: "https://paper.test/p", Reserved: true}}},
		{"noai", `<meta name="robots" content="index, noai"><meta name="googlebot" content="noai">`, "",
			[]Signal{{Kind: "meta robots", Value: "noai", Reserved: true}}},
	} {
		signals, canonical := readHead([]byte(c.page), at)
		if canonical != c.canonical {
			t.Errorf("%s: canonical %q, want %q", c.name, canonical, c.canonical)
		}
		if d := cmp.Diff(c.signals, signals); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
}

func FuzzRights(f *testing.F) {
	f.Add(`<meta name=robots content=noai><link rel=canonical href=/x>`, `[{"location":"/*","tdm-reservation":1}]`, "ai-input=no")
	at := &url.URL{Scheme: "https", Host: "paper.test", Path: "/"}
	f.Fuzz(func(t *testing.T, page, rep, usage string) {
		_, canonical := readHead([]byte(page), at)
		if canonical != "" {
			if u, err := url.Parse(canonical); err != nil || site(u.Hostname()) != "paper.test" {
				t.Errorf("canonical %q is not of the site", canonical)
			}
		}
		tdmSignal(parseTDMRep([]byte(rep)), page)
		headerSignals(http.Header{"X-Robots-Tag": {usage}, "Content-Usage": {usage}, "Tdm-Reservation": {usage}})
	})
}

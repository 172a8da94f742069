package event

import (
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/lexicon"
)

func TestPublishersTable(t *testing.T) {
	b, err := lexicon.Files.ReadFile(publishersFile)
	if err != nil {
		t.Fatal(err)
	}
	p, err := parsePublishers(string(b))
	if err != nil {
		t.Fatal(err)
	}
	houses := map[origin]bool{}
	for _, h := range p.byName {
		houses[h] = true
	}
	if len(houses) < 90 {
		t.Errorf("%d houses", len(houses))
	}
	for site := range p.bySite {
		if strings.HasPrefix(site, "www.") || !strings.Contains(site, ".") || strings.ContainsAny(site, "/ ") {
			t.Errorf("site %q", site)
		}
	}
}

func TestPublishersErrorsNameThePlace(t *testing.T) {
	const head = "# a comment\nhouse\tnames\tsites\n"
	for table, want := range map[string]string{
		head + "A\tb":                      "publishers.tsv:3:1: 2 columns, want 3",
		head + "A\tx\ta.com\nB\tx\tb.com":  `publishers.tsv:4:3: name "x"`,
		head + "A\tx\ta.com\nB\tyy\ta.com": `publishers.tsv:4:6: site "a.com"`,
		head + "A\tx\tA.com":               `publishers.tsv:3:5: site "A.com"`,
		head + "A\tx|\ta.com":              `publishers.tsv:3:3: name ""`,
	} {
		if _, err := parsePublishers(table); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", table, err, want)
		}
	}
}

func TestOriginOfPublisher(t *testing.T) {
	p := rules(t).publishers
	for _, tt := range []struct {
		name, url string
		want      origin
	}{
		{"El País", "", "house PRISA"},
		{"EL PAIS", "", "house PRISA"},
		{"", "https://english.elpais.com/x", "house PRISA"},
		{"https://www.theguardian.com/rss", "", "house Guardian Media Group"},
		{"The Associated Press", "", "house AP"},
		{"mexiconewsdaily.com", "", "name mexiconewsdaily"},
		{"Mexico News Daily", "", "name mexiconewsdaily"},
		{"", "https://mexiconewsdaily.com/politics/x", "name mexiconewsdaily"},
		{"", "https://www.bbc.co.uk/mundo", "house BBC"},
		{"", "https://abcnews.go.com/x", "house Disney"},
	} {
		got := append(p.named(tt.name), p.at(tt.url)...)
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%q %q: %v, want %s", tt.name, tt.url, got, tt.want)
		}
	}
	for _, none := range []string{"", " ", "—"} {
		if got := p.named(none); len(got) != 0 {
			t.Errorf("%q: %v", none, got)
		}
	}
}

// FuzzOrigins gives any publisher and address.
func FuzzOrigins(f *testing.F) {
	f.Add("El País", "https://english.elpais.com/x")
	f.Add("x.y", "http://[::1]:80/")
	f.Add("a://b", "://")
	f.Fuzz(func(t *testing.T, name, url string) {
		r := rules(t)
		c := chancery.Filed{Report: chancery.Report{Publisher: name, URL: url}}
		if got := r.origins(&c); len(got) == 0 {
			t.Error("a report without an origin")
		}
	})
}

func BenchmarkCluster(b *testing.B) {
	r := rules(b)
	var claims []chancery.Filed
	for i := range 2000 {
		day := 1 + i%300
		claims = append(claims, tell(int64(i+1), "talks.meet PER+MEX on="+itoa(day)+" paper=Paper_"+itoa(i%40)))
	}
	b.ReportAllocs()
	for b.Loop() {
		Cluster(r, claims, nil)
	}
	b.ReportMetric(float64(len(claims)*b.N)/b.Elapsed().Seconds(), "claims/s")
}

func BenchmarkIncremental(b *testing.B) {
	r := rules(b)
	x := NewIndex(r)
	n := int64(0)
	for b.Loop() {
		n++
		x.Add(tell(n, "envoy.recall PER>MEX on="+itoa(int(n%5000))+" paper=Paper_"+itoa(int(n%40))))
		x.Changes()
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

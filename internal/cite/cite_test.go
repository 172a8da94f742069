package cite

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

var (
	seen = chancery.Date(2026, 3, 1)
	news = OfReport(chancery.Report{
		Title: "Peru breaks ties: “no choice”, says minister", Authors: []string{"María de la Cruz", "Jean-Paul Roy", "Redacción"}, Agencies: []string{"EFE"},
		Publisher: "The Quay", Published: chancery.Date(2025, 11, 4), URL: "https://quay.example/a?b=1&c=2", Language: text.English,
	}, seen)
	bare = OfReport(chancery.Report{Title: "Sin relaciones", Publisher: "El Muelle", Published: chancery.Date(2025, 11, 4), URL: "https://muelle.example/x", Language: text.Spanish}, seen)
	leaf = OfPage("Mexico – Peru", "https://chancery.example/relations/mexico-peru?entry=412&on=2025-11-05", chancery.Date(2025, 11, 5), seen, 412, text.English)
)

func TestReferences(t *testing.T) {
	for _, x := range []struct {
		name   string
		work   Work
		format Format
		want   string
	}{
		{"news", news, APA, "de la Cruz, M., Roy, J.-P., & Redacción. (2025, November 4). Peru breaks ties: “no choice”, says minister. The Quay. https://quay.example/a?b=1&c=2"},
		{"news without author", bare, APA, "Sin relaciones. (2025, November 4). El Muelle. https://muelle.example/x"},
		{"page", leaf, APA, "Chancery. (2025, November 5). Mexico – Peru [Ledger entry 412]. Retrieved March 1, 2026, from https://chancery.example/relations/mexico-peru?entry=412&on=2025-11-05"},
		{"news", news, Chicago, "de la Cruz, María, Jean-Paul Roy, and Redacción. “Peru breaks ties: ‘no choice’, says minister.” The Quay, November 4, 2025. https://quay.example/a?b=1&c=2."},
		{"news without author", bare, Chicago, "El Muelle. “Sin relaciones.” November 4, 2025. https://muelle.example/x."},
		{"page", leaf, Chicago, "Chancery. “Mexico – Peru.” Ledger entry 412. As of November 5, 2025. Accessed March 1, 2026. https://chancery.example/relations/mexico-peru?entry=412&on=2025-11-05."},
		{"news", news, BibTeX, `@misc{the-quay-2025-peru-breaks-ties-no,
  author = {de la Cruz, María and Roy, Jean-Paul and {Redacción}},
  title = {{Peru breaks ties: “no choice”, says minister}},
  publisher = {The Quay},
  year = {2025},
  month = nov,
  day = {4},
  howpublished = {\url{https://quay.example/a?b=1&c=2}},
  url = {https://quay.example/a?b=1&c=2},
  urldate = {2026-03-01},
  language = {english},
}
`},
		{"news", news, RIS, "TY  - NEWS\r\nAU  - de la Cruz, María\r\nAU  - Roy, Jean-Paul\r\nAU  - Redacción\r\nTI  - Peru breaks ties: “no choice”, says minister\r\nT2  - The Quay\r\nPY  - 2025\r\nDA  - 2025/11/04\r\nY2  - 2026/03/01\r\nLA  - en\r\nUR  - https://quay.example/a?b=1&c=2\r\nER  -  \r\n"},
		{"page", leaf, RIS, "TY  - ELEC\r\nAU  - Chancery\r\nTI  - Mexico – Peru\r\nPB  - Chancery\r\nPY  - 2025\r\nDA  - 2025/11/05\r\nY2  - 2026/03/01\r\nLA  - en\r\nN1  - Ledger entry 412\r\nUR  - https://chancery.example/relations/mexico-peru?entry=412&on=2025-11-05\r\nER  -  \r\n"},
		{"news", news, Wiki, "{{cite news |last1=de la Cruz |first1=María |last2=Roy |first2=Jean-Paul |last3=Redacción |title=Peru breaks ties: “no choice”, says minister |url=https://quay.example/a?b=1&c=2 |work=The Quay |agency=EFE |date=2025-11-04 |access-date=2026-03-01}}"},
		{"in Spanish", bare, Wiki, "{{cite news |title=Sin relaciones |url=https://muelle.example/x |work=El Muelle |date=2025-11-04 |access-date=2026-03-01 |language=es}}"},
		{"page", leaf, Wiki, "{{cite web |title=Mexico – Peru |url=https://chancery.example/relations/mexico-peru?entry=412&on=2025-11-05 |website=Chancery |date=2025-11-05 |access-date=2026-03-01 |id=Ledger entry 412}}"},
	} {
		got, err := x.work.Cite(x.format)
		if err != nil || got != x.want {
			t.Errorf("%s of %s (%v):\n got %q\nwant %q", x.format, x.name, err, got, x.want)
		}
	}
	if _, err := news.Cite("mla"); err == nil {
		t.Error("a form that does not exist was written")
	}
}

func TestCSL(t *testing.T) {
	got, err := news.Cite(CSL)
	if err != nil {
		t.Fatal(err)
	}
	var items []map[string]any
	if err := json.Unmarshal([]byte(got), &items); err != nil || len(items) != 1 {
		t.Fatalf("%v in %s", err, got)
	}
	x := items[0]
	author := x["author"].([]any)
	if x["type"] != "article-newspaper" || x["container-title"] != "The Quay" || author[0].(map[string]any)["family"] != "de la Cruz" || author[2].(map[string]any)["literal"] != "Redacción" {
		t.Errorf("got %s", got)
	}
	if day := x["issued"].(map[string]any)["date-parts"].([]any)[0].([]any); day[0] != 2025.0 || day[1] != 11.0 || day[2] != 4.0 {
		t.Errorf("issued %v", day)
	}
}

func TestNothingKnown(t *testing.T) {
	for _, f := range Formats() {
		got, err := OfReport(chancery.Report{}, 0).Cite(f)
		if err != nil || !strings.Contains(got, "ntitled report") {
			t.Errorf("%s: %q (%v)", f, got, err)
		}
	}
}

// Nothing that a page of the web puts into its title, its authors or its
// address may end a field, add a line, or run as a command.
func TestNoFieldIsBrokenOutOf(t *testing.T) {
	bad := []string{
		"x}},\n@misc{evil, title={y", "x\r\nER  - \r\nTY  - NEWS", "{{evil|a=b}}", "x |url=https://evil.example", `\input{/etc/passwd}`, "<script>alert(1)</script>", "[[evil]]", "a\x00b\x1bc\u2028d", `","type":"book`,
	}
	for _, s := range bad {
		w := OfReport(chancery.Report{Title: s, Authors: []string{s}, Agencies: []string{s}, Publisher: s, URL: "https://x.example/" + s}, seen)
		for _, f := range Formats() {
			got, err := w.Cite(f)
			if err != nil {
				t.Fatal(err)
			}
			broken(t, f, s, got)
		}
	}
}

func broken(t interface{ Errorf(string, ...any) }, f Format, s, got string) {
	switch f {
	case APA, Chicago:
		if strings.ContainsAny(got, "\r\n\x00\x1b") {
			t.Errorf("%s of %q has several lines: %q", f, s, got)
		}
	case BibTeX:
		depth := 0
		for i := 0; i < len(got); i++ {
			switch {
			case got[i] == '\\':
				i++
			case got[i] == '{':
				depth++
			case got[i] == '}':
				depth--
			}
			if depth == 0 && i > 6 && i < len(got)-2 {
				t.Errorf("bibtex of %q ends at %d: %q", s, i, got)
				return
			}
		}
		if depth != 0 || strings.Contains(got, `\input`) {
			t.Errorf("bibtex of %q: %q", s, got)
		}
	case RIS:
		for _, l := range strings.Split(strings.TrimSuffix(got, "\r\n"), "\r\n") {
			if !regexp.MustCompile(`^[A-Z][A-Z0-9]  - [^\r\n]`).MatchString(l) {
				t.Errorf("ris of %q has the line %q", s, l)
			}
		}
		if strings.Count(got, "\r\nER  - ") != 1 || strings.Count(got, "TY  - ") != 1+strings.Count(got, "- x ER - TY  - ") {
			t.Errorf("ris of %q has several records: %q", s, got)
		}
	case CSL:
		var items []cslItem
		if err := json.Unmarshal([]byte(got), &items); err != nil || len(items) != 1 || items[0].Type != "article-newspaper" {
			t.Errorf("csl of %q: %v", s, err)
		}
	case Wiki:
		inside := strings.TrimSuffix(strings.TrimPrefix(got, "{{"), "}}")
		fields := strings.Split(inside, "|")
		if strings.ContainsAny(inside, "{}[]<>\n") || strings.Count(inside, "|url=") > 1 {
			t.Errorf("wiki of %q: %q", s, got)
		}
		for _, f := range fields[1:] {
			if !regexp.MustCompile(`^(last1|first1|title|url|work|agency|date|access-date|language)=[^=]*`).MatchString(f) {
				t.Errorf("wiki of %q has the field %q", s, f)
			}
		}
	}
}

func TestAnyLettersStayInTheirField(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		w := OfReport(chancery.Report{Title: s, Authors: []string{s}, Publisher: s, URL: "https://x.example/" + s}, seen)
		for _, f := range Formats() {
			got, err := w.Cite(f)
			if err != nil {
				t.Fatal(err)
			}
			broken(t, f, s, got)
			if name := f.Filename(w); !regexp.MustCompile(`^[a-z0-9-]+\.(bib|ris|json|txt)$`).MatchString(name) {
				t.Fatalf("file name %q", name)
			}
		}
	})
}

func TestNames(t *testing.T) {
	for in, want := range map[string]person{
		"Hugo de Zela": {"Hugo", "de Zela"}, "María de la Cruz": {"María", "de la Cruz"}, "Reuters": {"", "Reuters"}, "": {},
		"Jean-Paul Roy": {"Jean-Paul", "Roy"}, "De Gaulle": {"De", "Gaulle"},
	} {
		if got := nameOf(in); got != want {
			t.Errorf("nameOf(%q) = %q, want %q", in, got, want)
		}
	}
}

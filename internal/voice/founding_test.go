package voice

import (
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// TestFounding reads the article that the program was made for, with its
// furniture, and looks for the quotations that its record lists.
func TestFounding(t *testing.T) {
	body, err := os.ReadFile(sharedtest.Path(t, "gold/founding.txt"))
	if err != nil {
		t.Fatal(err)
	}
	record, err := os.ReadFile(sharedtest.Path(t, "gold/founding.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Checks struct {
			Quotes []struct{ Speaker, Office, Code, Starts string }
		}
	}
	if err := json.Unmarshal(record, &want); err != nil || len(want.Checks.Quotes) == 0 {
		t.Fatalf("no quotations in the record: %v", err)
	}
	quotes := read(t, string(body), text.English, true)
	for _, w := range want.Checks.Quotes {
		found := false
		for _, q := range quotes {
			if !strings.HasPrefix(q.Text, w.Starts) {
				continue
			}
			found = true
			if q.Speaker.Code != chancery.Code(w.Code) || !q.Direct || !strings.Contains(w.Speaker, lastWord(q.Speaker.Name)) {
				t.Errorf("%q: %+v, want %+v", w.Starts, q, w)
			}
		}
		if !found {
			t.Errorf("%q is not found", w.Starts)
		}
	}
	for _, q := range quotes {
		t.Logf("%s %q (%s %s): %.60q", q.Speaker.Kind, q.Speaker.Name, q.Speaker.Code, q.Verb, q.Text)
	}
}

func lastWord(s string) string {
	s = strings.TrimSuffix(s, " (SRE)")
	return s[strings.LastIndexByte(s, ' ')+1:]
}

// read is the quotations of s.
func read(t testing.TB, s string, lang text.Lang, title bool) []chancery.Quote {
	t.Helper()
	tree, found := find(t, s, lang, title)
	return Quotes(tree, found)
}

func find(t testing.TB, s string, lang text.Lang, title bool) (*syntax.Tree, []Statement) {
	t.Helper()
	parser := parsers(t)[lang]
	doc, tree := text.New(s, lang, title), &syntax.Tree{}
	parser.Parse(doc, tree)
	return tree, Find(doc, tree, name.Find(doc, chancery.Day(739559)))
}

// loadParsers reads the models once for all tests.
var loadParsers = sync.OnceValues(func() (map[text.Lang]*syntax.Parser, error) {
	out := map[text.Lang]*syntax.Parser{}
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		p, err := syntax.Load(lang)
		if err != nil {
			return nil, err
		}
		out[lang] = p
	}
	return out, nil
})

func parsers(t testing.TB) map[text.Lang]*syntax.Parser {
	t.Helper()
	p, err := loadParsers()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

package act

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/score"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

var spanishParser = sync.OnceValues(func() (*syntax.Parser, error) { return syntax.Load(text.Spanish) })

// readSpanish parses a text and matches the rules against it.
func readSpanish(t testing.TB, r *Rules, s string, title bool, day chancery.Day) (*syntax.Tree, []Frame) {
	t.Helper()
	parser, err := spanishParser()
	if err != nil {
		t.Fatal(err)
	}
	doc := text.New(s, text.Spanish, title)
	tree := &syntax.Tree{}
	parser.Parse(doc, tree)
	return tree, r.Match(doc, tree, name.Find(doc, day))
}

// TestExamplesSpanish is TestExamples for Spanish.
func TestExamplesSpanish(t *testing.T) {
	r, err := Load(text.Spanish)
	if err != nil {
		t.Fatal(err)
	}
	day := chancery.Date(2025, 11, 4)
	for i := range r.rules {
		rule := &r.rules[i]
		for _, e := range rule.fires {
			tree, frames := readSpanish(t, r.only(i), e.text, false, day)
			var found []string
			ok := false
			for _, f := range frames {
				found = append(found, describe(f))
				ok = ok || f.Rule == rule.name && (!e.checked || agrees(f.From, e.from) && agrees(f.To, e.to))
			}
			if !ok {
				t.Errorf("%s: %s: found %q, want %v > %v: %q\n%s", e.at, rule.name, found, e.from, e.to, e.text, tree)
			}
		}
		for _, e := range rule.nots {
			tree, frames := readSpanish(t, r, e.text, false, day)
			for _, f := range frames {
				if f.Type == rule.act {
					t.Errorf("%s: must not find %s: %q\n%v%s", e.at, rule.act, e.text, describe(f), tree)
				}
			}
		}
	}
}

// TestEveryTypeSpanish holds that each type of the table of acts has a rule.
func TestEveryTypeSpanish(t *testing.T) {
	r, err := Load(text.Spanish)
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	have := map[chancery.ActType]bool{}
	for i := range r.rules {
		have[r.rules[i].act] = true
	}
	for _, k := range kinds.Kinds() {
		if !have[k.Type] {
			t.Errorf("no Spanish rule for %s", k.Type)
		}
	}
}

// TestRecallSpanish is TestRecall for Spanish.
func TestRecallSpanish(t *testing.T) {
	for _, set := range []struct {
		file        string
		typed, dyad float64
	}{
		{"articles-train-es", 0.88, 0.71},
		{"articles-dev-es", 0.83, 0.52},
	} {
		t.Run(set.file, func(t *testing.T) {
			a, all := measureSpanish(t, set.file)
			t.Logf("tier A: %v", a)
			t.Logf("all:    %v", all)
			if float64(a.typed) < set.typed*float64(a.acts) || float64(a.dyads) < set.dyad*float64(a.acts) {
				t.Errorf("recall below %.2f / %.2f", set.typed, set.dyad)
			}
		})
	}
}

func measureSpanish(t *testing.T, file string) (tierA, all recall) {
	f, err := os.Open(sharedtest.Path(t, "gold", file+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := score.ReadGold(f)
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := Load(text.Spanish)
	if err != nil {
		t.Fatal(err)
	}
	dump := openDump(t, file)
	defer dump.Close()
	for _, rec := range records {
		tree, frames := readSpanish(t, rules, rec.Report.Text, true, rec.Report.Published)
		tally(&all, rec.Acts, frames, func(chancery.ActType) bool { return true })
		tally(&tierA, rec.Acts, frames, func(a chancery.ActType) bool { k, _ := kinds.Kind(a); return k.Tier == "A" })
		dumpSpanish(dump, &rec, frames, tree.Doc)
	}
	return tierA, all
}

// dumpSpanish writes what dumpRecord does.
func dumpSpanish(w *os.File, rec *score.Record, frames []Frame, doc *text.Doc) {
	told := map[chancery.ActType]bool{}
	for _, a := range rec.Acts {
		told[a.Type] = true
		mark := "M"
		var got []string
		for _, f := range frames {
			if f.Type != a.Type {
				continue
			}
			mark = "D"
			got = append(got, describe(f)+" ["+doc.Word(f.Trigger)+"]")
			if sameDyad(&f, &a) {
				mark = ""
				break
			}
		}
		if mark != "" {
			fmt.Fprintf(w, "%s %s %s %s > %s %s | %s | %s\n", mark, rec.Report.Key, a.Type, sortedCodes(a.From), sortedCodes(a.To), a.Status, a.Evidence, strings.Join(got, "; "))
		}
	}
	for _, f := range frames {
		if !told[f.Type] {
			s := doc.Sentences[f.Sentence]
			fmt.Fprintf(w, "F %s %s [%s] | %s\n", rec.Report.Key, describe(f), doc.Word(f.Trigger), strings.ReplaceAll(doc.Slice(s.First, s.Last), "\n", " "))
		}
	}
}

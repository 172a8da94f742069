package act

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/score"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// recall is how much of the annotated acts the frames hold, before any of
// them is judged.
type recall struct {
	acts, typed, dyads     int // annotated; with a frame of the type; of the type and parties
	reachable              int // with a frame of the type among whose candidates the parties are
	frames, kinds, matched int // frames; types a record; of them annotated
}

func (r recall) String() string {
	share := func(a, b int) float64 { return float64(a) / float64(max(b, 1)) }
	return fmt.Sprintf("type recall %.3f  dyad recall %.3f (reachable %.3f)  type precision %.3f  (%d acts, %d frames)",
		share(r.typed, r.acts), share(r.dyads, r.acts), share(r.reachable, r.acts), share(r.matched, r.kinds), r.acts, r.frames)
}

// TestRecall measures the frames on the annotated records. Floors are for the
// acts that change what stands between states (tier A).
func TestRecall(t *testing.T) {
	for _, set := range []struct {
		file        string
		typed, dyad float64
	}{
		{"feeds-dev", 0.90, 0.76},
		{"articles-dev-en", 0.87, 0.64},
		{"feeds-train", 0.93, 0.78},
		{"articles-train-en", 0.88, 0.66},
	} {
		t.Run(set.file, func(t *testing.T) {
			a, all := measure(t, set.file)
			t.Logf("tier A: %v", a)
			t.Logf("all:    %v", all)
			if float64(a.typed) < set.typed*float64(a.acts) || float64(a.dyads) < set.dyad*float64(a.acts) {
				t.Errorf("recall below %.2f / %.2f", set.typed, set.dyad)
			}
		})
	}
}

func measure(t *testing.T, file string) (tierA, all recall) {
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
	rules, err := Load(text.English)
	if err != nil {
		t.Fatal(err)
	}
	dump := openDump(t, file)
	defer dump.Close()
	for _, rec := range records {
		frames := readReport(t, rules, &rec.Report)
		tally(&all, rec.Acts, frames, func(chancery.ActType) bool { return true })
		tally(&tierA, rec.Acts, frames, func(a chancery.ActType) bool { k, _ := kinds.Kind(a); return k.Tier == "A" })
		dumpRecord(dump, rules, &rec, frames)
	}
	return tierA, all
}

func readReport(t *testing.T, r *Rules, report *chancery.Report) []Frame {
	parser, err := loadParser()
	if err != nil {
		t.Fatal(err)
	}
	doc := text.New(report.Text, text.English, true)
	var tree syntax.Tree
	parser.Parse(doc, &tree)
	names := name.Find(doc, report.Published)
	return r.Match(doc, &tree, names)
}

func tally(r *recall, acts []score.Act, frames []Frame, counts func(chancery.ActType) bool) {
	types := map[chancery.ActType]bool{}
	for _, f := range frames {
		if counts(f.Type) {
			r.frames++
			types[f.Type] = true
		}
	}
	told := map[chancery.ActType]bool{}
	for _, a := range acts {
		if !counts(a.Type) {
			continue
		}
		r.acts++
		told[a.Type] = true
		if types[a.Type] {
			r.typed++
		}
		if slices.ContainsFunc(frames, func(f Frame) bool { return f.Type == a.Type && sameDyad(&f, &a) }) {
			r.dyads++
		}
		if slices.ContainsFunc(frames, func(f Frame) bool { return f.Type == a.Type && offers(&f, &a) }) {
			r.reachable++
		}
	}
	for k := range types {
		r.kinds++
		if told[k] {
			r.matched++
		}
	}
}

func sameDyad(f *Frame, a *score.Act) bool {
	return sortedCodes(Codes(Codes(nil, f.From), f.To)) == sortedCodes(append(slices.Clone(a.From), a.To...))
}

// offers tells whether all parties of an act are among a frame's candidates.
func offers(f *Frame, a *score.Act) bool {
	codes := Codes(Codes(Codes(nil, f.From), f.To), f.Candidates)
	for _, c := range append(slices.Clone(a.From), a.To...) {
		if !slices.Contains(codes, c) {
			return false
		}
	}
	return true
}

func sortedCodes(codes []chancery.Code) string {
	var out []string
	for _, c := range codes {
		out = append(out, string(c))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

// openDump opens a file for the cases to look at in the folder ACT_DUMP, or
// the null device.
func openDump(t *testing.T, file string) *os.File {
	name := os.DevNull
	if dir := os.Getenv("ACT_DUMP"); dir != "" {
		name = dir + "/" + file + ".txt"
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// dumpRecord writes what was missed (M no frame of the type, D none of the
// parties) and the frames of a type that is not told (F).
func dumpRecord(w *os.File, rules *Rules, rec *score.Record, frames []Frame) {
	told := map[chancery.ActType]bool{}
	for _, a := range rec.Acts {
		told[a.Type] = true
		mark := "M"
		var got []string
		for _, f := range frames {
			if f.Type == a.Type {
				mark = "D"
				got = append(got, describe(f))
				if sameDyad(&f, &a) {
					mark = ""
					break
				}
			}
		}
		if mark == "M" {
			got = rules.triggersIn(rec, a.Type)
		}
		if mark != "" {
			fmt.Fprintf(w, "%s %s %s %s > %s %s | %s | %s\n", mark, rec.Report.Key, a.Type, sortedCodes(a.From), sortedCodes(a.To), a.Status, a.Evidence, strings.Join(got, "; "))
		}
	}
	doc := text.New(rec.Report.Text, text.English, true)
	for _, f := range frames {
		if !told[f.Type] {
			s := doc.Sentences[f.Sentence]
			fmt.Fprintf(w, "F %s %s [%s] | %s\n", rec.Report.Key, describe(f), doc.Word(f.Trigger), strings.ReplaceAll(doc.Slice(s.First, s.Last), "\n", " "))
		}
	}
}

// triggersIn returns the words of a report that are triggers for an act, with
// their sentences, whether or not a rule fired.
func (r *Rules) triggersIn(rec *score.Record, act chancery.ActType) (out []string) {
	parser, _ := loadParser()
	doc := text.New(rec.Report.Text, text.English, true)
	var tree syntax.Tree
	parser.Parse(doc, &tree)
	for i := range doc.Tokens {
		for _, e := range r.index[r.lemma(doc, &tree, i)] {
			if r.rules[e.rule].act == act {
				s := doc.Sentences[doc.SentenceOf(i)]
				out = append(out, fmt.Sprintf("<%s/%v>%s ", doc.Word(i), tree.Tags[i], strings.ReplaceAll(doc.Slice(s.First, s.Last), "\n", " ")))
				break
			}
		}
	}
	return out
}

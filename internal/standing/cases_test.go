package standing_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// fact is a block of testdata/cases.txt.
type fact struct {
	id     string
	line   int
	events []chancery.Event
	want   []want
}

// want is what stands on a day after a fact.
type want struct {
	line  int
	on    chancery.Day
	track chancery.Track
	a, b  chancery.Code
	state standing.State
	more  map[string]string
}

func (f fact) episode() string { e, _, _ := strings.Cut(f.id, "-"); return e }

// readCases reads the blocks. Each claim is an event of its own: how events are
// put together is tested elsewhere, and the fold must not need it.
func readCases(t testing.TB) []fact {
	t.Helper()
	b, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []fact
	var on chancery.Day
	for i, l := range strings.Split(string(b), "\n") {
		switch {
		case l == "" || l[0] == '#':
		case strings.HasPrefix(l, "== "):
			out = append(out, fact{id: l[3:], line: i + 1})
		case strings.HasPrefix(l, "on "):
			on = day(l[3:])
		case strings.HasPrefix(l, "= "):
			f := &out[len(out)-1]
			cells := strings.SplitN(l[2:], " ", 4)
			a, b, _ := strings.Cut(cells[1], ">")
			w := want{line: i + 1, on: on, track: chancery.Track(cells[0]), a: chancery.Code(a), b: chancery.Code(b), state: standing.State(cells[2]), more: map[string]string{}}
			if len(cells) > 3 {
				w.more = attributes(cells[3])
			}
			f.want = append(f.want, w)
		default:
			f := &out[len(out)-1]
			f.events = append(f.events, readClaim(t, fmt.Sprint(f.id, ".", len(f.events)), int64(i), l))
		}
	}
	return out
}

// attributes reads "person=Pablo Monroy organ=parliament".
func attributes(s string) map[string]string {
	out := map[string]string{}
	key := ""
	for _, w := range strings.Fields(s) {
		if k, v, ok := strings.Cut(w, "="); ok {
			key = k
			out[k] = v
		} else {
			out[key] += " " + w
		}
	}
	return out
}

func readClaim(t testing.TB, id string, number int64, s string) chancery.Event {
	t.Helper()
	cells := strings.Split(s, " | ")
	if len(cells) < 3 {
		t.Fatalf("testdata/cases.txt:%d: %q", number+1, s)
	}
	act, who, _ := strings.Cut(cells[0], " ")
	from, to, _ := strings.Cut(who, ">")
	first, last, isRange := strings.Cut(cells[1], "..")
	if !isRange {
		last = first
	}
	more := map[string]string{}
	if len(cells) > 3 {
		more = attributes(cells[3])
	}
	deed := chancery.Deed{
		Type: chancery.ActType(act), From: parties(codes(from)), To: parties(codes(to)), Person: more["person"], Channel: more["channel"],
		When: chancery.When{From: day(first), To: day(last), Basis: chancery.Stated},
	}
	if more["organ"] != "" {
		deed.From[0].Organ = more["organ"]
	}
	status := chancery.Done
	if more["status"] != "" {
		status = chancery.Status(more["status"])
	}
	claim := chancery.Claim{ID: id, Deed: deed, Status: status, Evidence: []chancery.Evidence{{End: len(cells[2]), Text: cells[2]}}}
	if more["said"] != "" {
		claim.SaidBy = []chancery.Voice{{Kind: "organ", Code: chancery.Code(more["said"])}}
	}
	filed := chancery.Filed{Claim: claim, Report: chancery.Report{ID: "report " + id, Publisher: "Example Post", Published: day(last)}, Number: number}
	return chancery.Event{ID: id, Deed: deed, Status: status, Claims: []chancery.Filed{filed}, Sources: 1}
}

func codes(s string) []chancery.Code {
	var out []chancery.Code
	for _, c := range strings.Split(s, ",") {
		if c = strings.TrimSpace(c); c != "" {
			out = append(out, chancery.Code(c))
		}
	}
	return out
}

// TestCases files each fact after those of its episode before it, and asks
// what stands: of the book as it was then, and of the whole book as of then.
func TestCases(t *testing.T) {
	r, base, facts := rules(t), baseline.Open(), readCases(t)
	whole := standing.New(r, base)
	for _, f := range facts {
		for _, ev := range f.events {
			whole.Put(ev)
		}
	}
	episodes := map[string]*standing.Book{}
	for _, f := range facts {
		t.Run(f.id, func(t *testing.T) {
			if episodes[f.episode()] == nil {
				episodes[f.episode()] = standing.New(r, base)
			}
			b := episodes[f.episode()]
			for _, ev := range f.events {
				b.Put(ev)
			}
			for _, w := range f.want {
				w.check(t, "as filed", b)
				if w.more["only"] != "filed" { // another act of the same day followed
					w.check(t, "as of", whole)
				}
			}
		})
	}
}

// TestCasesClustered files every claim of the fixture at once, puts them
// together as events, and asks for the states as of their days.
func TestCasesClustered(t *testing.T) {
	facts := readCases(t)
	var evs []chancery.Event
	for _, f := range facts {
		evs = append(evs, f.events...)
	}
	b := standing.Fold(rules(t), baseline.Open(), cluster(t, evs))
	for _, f := range facts {
		t.Run(f.id, func(t *testing.T) {
			for _, w := range f.want {
				if w.more["only"] != "filed" {
					w.check(t, "clustered", b)
				}
			}
		})
	}
}

// check asks a book for the state.
func (w want) check(t *testing.T, what string, b *standing.Book) {
	t.Helper()
	if w.track == chancery.PersonTrack {
		w.checkPerson(t, what, b)
		return
	}
	p := b.Pair(w.a, w.b, w.on, standing.Known{})
	i := slices.IndexFunc(p.Answers, func(a standing.Answer) bool { return w.line1(a) })
	if w.track == chancery.Movement || w.track == chancery.Trade {
		p.Answers = slices.DeleteFunc(p.Answers, func(a standing.Answer) bool { return a.Line.A != w.a })
		worst, ok := p.Worst(b.Rules(), w.track)
		p.Answers, i = []standing.Answer{worst}, 0
		if !ok {
			i = -1
		}
	}
	if i < 0 {
		t.Errorf("testdata/cases.txt:%d: %s: no answer among %d", w.line, what, len(p.Answers))
		return
	}
	a := p.Answers[i]
	if a.State != w.state {
		t.Errorf("testdata/cases.txt:%d: %s: %s is %q, want %q", w.line, what, a.Line, a.State, w.state)
	}
	var flags []string
	for _, f := range a.Flags {
		flags = append(flags, f.String())
	}
	for k, v := range w.more {
		got := map[string]string{"flag": strings.Join(flags, " "), "rests": string(a.Rests), "third": string(a.Line.Third), "role": string(a.Role), "part": a.Line.Part}[k]
		if k != "person" && k != "only" && got != v {
			t.Errorf("testdata/cases.txt:%d: %s: %s of %s is %q, want %q", w.line, what, k, a.Line, got, v)
		}
	}
	if len(a.Evidence) == 0 && len(a.Facts) == 0 && a.Rule == "" {
		t.Errorf("testdata/cases.txt:%d: %s: %s rests on nothing", w.line, what, a.Line)
	}
}

// line1 tells whether an answer is of the line that is wanted.
func (w want) line1(a standing.Answer) bool {
	directed := a.Line.A == w.a && a.Line.B == w.b
	undirected := a.Line.A == w.b && a.Line.B == w.a && slices.Contains([]chancery.Track{chancery.Diplomatic, chancery.Consular, chancery.Treaty}, w.track)
	return a.Line.Track == w.track && (directed || undirected) &&
		(w.more["third"] == "" || w.more["third"] == string(a.Line.Third)) && (w.more["part"] == "" || w.more["part"] == a.Line.Part)
}

func (w want) checkPerson(t *testing.T, what string, b *standing.Book) {
	t.Helper()
	c := b.Case(w.more["person"], standing.Known{})
	for _, l := range c.Lines {
		for _, a := range l.Stretches {
			if a.Line.A == w.a && a.State == w.state && a.Since.To <= w.on {
				return
			}
		}
	}
	t.Errorf("testdata/cases.txt:%d: %s: no %s of %s: %+v", w.line, what, w.state, w.more["person"], c.Lines)
}

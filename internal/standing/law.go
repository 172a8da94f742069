package standing

import (
	"cmp"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// Ref names an article of one of our texts.
type Ref struct {
	Text    string `json:"text"`    // VCDR, VCCR, VCLT, CARACAS
	Article string `json:"article"` // "2(3)"
}

// String is "VCCR 2(3)".
func (r Ref) String() string { return r.Text + " " + r.Article }

// Rule is what an article says, in short words of our own.
type Rule struct {
	Ref
	English, Spanish string
}

// Instrument is a treaty that may be cited.
type Instrument struct {
	Text             string
	English, Spanish string
	Done, InForce    chancery.Day
	Days             int          // after the deposit of its instrument a later party is bound
	PartiesAsOf      chancery.Day // the last day of which the list of parties tells
	Source           string
}

// LawLine is a rule that bound both states on a day.
type LawLine struct {
	Ref
	Name string `json:"name"` // of the text
	Says string `json:"says"`
}

// Bound tells whether a text bound a state on a day, as far as the list of
// parties goes. known is false where the state is not in the list and the day
// is later than the list.
func (r *Rules) Bound(text string, state chancery.Code, on chancery.Day) (bound, known bool) {
	i := slices.IndexFunc(r.instruments, func(in Instrument) bool { return in.Text == text })
	if i < 0 {
		return false, false
	}
	in := r.instruments[i]
	since, listed := r.parties[text][state]
	switch {
	case !listed:
		return false, on <= in.PartiesAsOf
	case on == 0:
		return false, false
	}
	return on >= max(since+chancery.Day(in.Days), in.InForce), true
}

// Lines are the rules that may be printed for two states on a day: those of
// texts to which both were parties. open are the texts of which that is not
// known.
func (r *Rules) Lines(refs []Ref, a, b chancery.Code, on chancery.Day, lang string) (lines []LawLine, open []string) {
	for _, ref := range refs {
		boundA, knownA := r.Bound(ref.Text, a, on)
		boundB, knownB := r.Bound(ref.Text, b, on)
		switch {
		case boundA && boundB:
			rule, in := r.law[ref], r.instrument(ref.Text)
			line := LawLine{ref, in.English, rule.English}
			if lang == "es" {
				line.Name, line.Says = in.Spanish, rule.Spanish
			}
			lines = append(lines, line)
		case !slices.Contains(open, ref.Text) && (boundA || !knownA) && (boundB || !knownB):
			open = append(open, ref.Text)
		}
	}
	return lines, open
}

// Instruments are the texts that may be cited.
func (r *Rules) Instruments() []Instrument { return slices.Clone(r.instruments) }

// Articles are the rules of law.tsv in the order of text and table.
func (r *Rules) Articles() []Rule {
	var out []Rule
	for _, rule := range r.law {
		out = append(out, rule)
	}
	slices.SortFunc(out, func(a, b Rule) int {
		return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(len(a.Article), len(b.Article)), cmp.Compare(a.Article, b.Article))
	})
	return out
}

func (r *Rules) instrument(text string) Instrument {
	for _, in := range r.instruments {
		if in.Text == text {
			return in
		}
	}
	return Instrument{}
}

func (r *Rules) ref(s string) (Ref, bool) {
	text, article, _ := strings.Cut(s, " ")
	ref := Ref{text, article}
	_, ok := r.law[ref]
	return ref, ok
}

func (r *Rules) readLaw(files fs.FS) error {
	if err := r.readInstruments(files); err != nil {
		return err
	}
	r.law = map[Ref]Rule{}
	lines, err := readTable(files, "law/law.tsv", "text", "article", "english", "spanish")
	if err != nil {
		return err
	}
	for _, l := range lines {
		ref := Ref{l.cells[0], l.cells[1]}
		if r.instrument(ref.Text).Text == "" {
			return l.fail(0, "%q is not in instruments.tsv", ref.Text)
		}
		if _, twice := r.law[ref]; twice {
			return l.fail(1, "%s stands twice", ref)
		}
		r.law[ref] = Rule{ref, l.cells[2], l.cells[3]}
	}
	return r.readParties(files)
}

func (r *Rules) readInstruments(files fs.FS) error {
	lines, err := readTable(files, "law/instruments.tsv", "text", "english", "spanish", "done", "in_force", "days", "parties_as_of", "source")
	if err != nil {
		return err
	}
	for _, l := range lines {
		in := Instrument{Text: l.cells[0], English: l.cells[1], Spanish: l.cells[2], Source: l.cells[7]}
		for i, d := range map[int]*chancery.Day{3: &in.Done, 4: &in.InForce, 6: &in.PartiesAsOf} {
			if *d, err = chancery.ParseDay(l.cells[i]); err != nil {
				return l.fail(i, "%v", err)
			}
		}
		if in.Days, err = strconv.Atoi(l.cells[5]); err != nil {
			return l.fail(5, "%v", err)
		}
		r.instruments = append(r.instruments, in)
	}
	return nil
}

func (r *Rules) readParties(files fs.FS) error {
	lines, err := readTable(files, "law/parties.tsv", "text", "state", "since")
	if err != nil {
		return err
	}
	r.parties = map[string]map[chancery.Code]chancery.Day{}
	for _, l := range lines {
		text, state := l.cells[0], chancery.Code(l.cells[1])
		if r.instrument(text).Text == "" {
			return l.fail(0, "%q is not in instruments.tsv", text)
		}
		since, err := chancery.ParseDay(l.cells[2])
		if err != nil {
			return l.fail(2, "%v", err)
		}
		if r.parties[text] == nil {
			r.parties[text] = map[chancery.Code]chancery.Day{}
		}
		if _, twice := r.parties[text][state]; twice || since < r.instrument(text).Done {
			return l.fail(1, "%s stands twice for %s, or before it was open for signature", state, text)
		}
		r.parties[text][state] = since
	}
	return nil
}

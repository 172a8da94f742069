package standing

import (
	"strconv"

	"github.com/chancery-ledger/chancery"
)

// Fact is something that the shipped baseline says of one line.
type Fact struct {
	ID      string          `json:"id"`
	Line    Line            `json:"-"`
	State   State           `json:"state"`
	Since   Window          `json:"since"`             // first and last day on which it may have begun
	Undated bool            `json:"undated,omitempty"` // listed, and not since when
	AsOf    Window          `json:"as_of"`             // first and last day on which the source was read
	Source  string          `json:"source"`            // which data: "Wikipedia, Foreign relations of Peru"
	Pages   []chancery.Code `json:"pages,omitempty"`   // whose pages of it
	Says    string          `json:"says,omitempty"`    // its words, or what its row comes to
	Quote   string          `json:"quote,omitempty"`   // more of its words
	Title   string          `json:"title,omitempty"`   // of a treaty or organisation
	URL     string          `json:"url,omitempty"`     // the reference that the source gives
	Doubt   string          `json:"doubt,omitempty"`   // a contradiction within the data

	late bool // the source was read only after what an answer goes by
}

// Baseline is what the shipped data say. The reader of a standing needs no
// more of them than this.
type Baseline interface {
	// Facts are the facts of lines between a and b, in either direction: of one
	// track, or of all where it is "".
	Facts(a, b chancery.Code, t chancery.Track) []Fact
	// Partners are the parties with which the data know c to have to do.
	Partners(c chancery.Code) []chancery.Code
	// Turns visits every beginning of a state of diplomatic relations, with the
	// days on which it may have been; where only a list tells of the state, with
	// the first day on which that can have been read.
	Turns(visit func(a, b chancery.Code, s State, w Window))
	// Notes are what the data say besides of a pair, and that moves nothing.
	Notes(a, b chancery.Code) []Fact
	// Terms are the offices that people of a state have held.
	Terms(c chancery.Code) []Term
}

// move turns a fact into a move.
func (f *Fact) move() move {
	row := &Row{Track: f.Line.Track, Verb: Set, State: f.State, Rests: OnBaseline}
	w := f.Since
	if f.Undated {
		w = Window{f.AsOf.From, f.AsOf.From}
	}
	if w.To == 0 {
		w.To = w.From
	}
	return move{line: f.Line, row: row, window: w, fact: f, dates: &Dates{}, id: "baseline " + f.ID}
}

// readOn is the first day on which the source can have been read that bears out
// a state that began on a day.
func (f *Fact) readOn(begun chancery.Day) chancery.Day {
	if f.AsOf.From < begun && begun <= f.AsOf.To {
		return begun
	}
	return f.AsOf.From
}

// laterThan tells whether the words of a note name years, and only such as
// come after a day: it tells of what had not happened then.
func (f *Fact) laterThan(on chancery.Day) bool {
	year, later := on.Time().Year(), false
	for _, w := range wordsOf(f.Says) {
		y, err := strconv.Atoi(w)
		if err != nil || len(w) != 4 {
			continue
		}
		if y <= year {
			return false
		}
		later = true
	}
	return later
}

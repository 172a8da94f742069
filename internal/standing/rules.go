package standing

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/lexicon"
)

// State is one state of a track, such as "severed". The states of each track
// are rows of lexicon/law/tracks.tsv. "" is not known.
type State string

// Of says what a track belongs to.
type Of string

const (
	OfPair     Of = "pair"     // A–B, the same both ways
	OfDirected Of = "directed" // A>B
	OfTriple   Of = "triple"   // sender, receiver, protector
	OfCase     Of = "case"     // person, asylum state, territorial state
	OfPerson   Of = "person"
)

// Class is what a state comes to, whatever the track.
type Class string

const (
	Up   Class = "up"   // the thing stands
	Low  Class = "low"  // it stands lower than it might
	Off  Class = "off"  // it does not stand
	Said Class = "said" // somebody claims it
)

// StateRule is a row of tracks.tsv.
type StateRule struct {
	State            State
	Rank             int // the higher, the lower or worse the state
	Class            Class
	English, Spanish string
}

// TrackRule is what tracks.tsv says of one track.
type TrackRule struct {
	Track  chancery.Track
	Of     Of
	States []StateRule // in the order of the table
}

// Verb is what a move does to a line.
type Verb string

const (
	Set     Verb = "set"
	Lower   Verb = "lower"
	Raise   Verb = "raise"
	Keep    Verb = "keep"
	Confirm Verb = "confirm"
	End     Verb = "end"
	SetFlag Verb = "flag"
	Unflag  Verb = "unflag"
	Record  Verb = "record"
)

// Rests says on what a state rests.
type Rests string

const (
	Reported   Rests = "reported" // a source says it
	Asserted   Rests = "asserted" // an actor says that it will stay so
	OnBaseline Rests = "baseline" // the shipped data say it
	Default    Rests = "default"  // a rule of law alone, or what an act takes for granted
)

// Side says whose line a move is on.
type Side string

const (
	SidePair      Side = "pair"
	SideForth     Side = "from>to"
	SideBack      Side = "to>from"
	SideBoth      Side = "both"
	SideAny       Side = "any"
	SideForth3    Side = "from>to>third"
	SideBack3     Side = "to>from>third"
	SideCaseForth Side = "case:from>to"
	SideCaseBack  Side = "case:to>from"
	SidePerson    Side = "person"
)

// Row is a row of moves.tsv: one thing that one act does.
type Row struct {
	Act    chancery.ActType
	If     []Condition
	Track  chancery.Track
	Of     Side
	Part   string
	Verb   Verb
	State  State // the flag, where the verb is flag or unflag
	Rests  Rests
	Dates  string // said or done
	Before State
	Law    []Ref
}

// Rules are the tables of lexicon/law, read and checked.
type Rules struct {
	moves       map[chancery.ActType][]Row
	tracks      []TrackRule
	states      map[chancery.Track]map[State]StateRule
	law         map[Ref]Rule
	instruments []Instrument
	parties     map[string]map[chancery.Code]chancery.Day
	words       wordLists
	organs      []organ
	authorities []Authority
}

// Load reads the tables that are embedded. An error names file, line and
// column.
func Load() (*Rules, error) { return LoadFrom(lexicon.Files) }

// LoadFrom reads the tables from law/ of a file system, so that a lawyer can
// try a table without building the program.
func LoadFrom(files fs.FS) (*Rules, error) {
	r := &Rules{moves: map[chancery.ActType][]Row{}, states: map[chancery.Track]map[State]StateRule{}}
	for _, step := range []func(fs.FS) error{r.readTracks, r.readLaw, r.readWordLists, r.readMoves, r.readOrgans, r.readAuthorities} {
		if err := step(files); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Tracks are the rules of all tracks, in the order of the table.
func (r *Rules) Tracks() []TrackRule { return slices.Clone(r.tracks) }

// Moves are the rows of one act, in the order of the table.
func (r *Rules) Moves(act chancery.ActType) []Row { return slices.Clone(r.moves[act]) }

// Of tells to what a track belongs.
func (r *Rules) Of(t chancery.Track) Of {
	for _, tr := range r.tracks {
		if tr.Track == t {
			return tr.Of
		}
	}
	return ""
}

// State is the rule of one state; the zero rule where there is none.
func (r *Rules) State(t chancery.Track, s State) StateRule { return r.states[t][s] }

// Word is how a state is called in English, or in Spanish for "es".
func (r *Rules) Word(t chancery.Track, s State, lang string) string {
	rule, ok := r.states[t][s]
	switch {
	case !ok:
		return strings.ReplaceAll(string(s), "_", " ")
	case lang == "es":
		return rule.Spanish
	}
	return rule.English
}

func (r *Rules) readWordLists(files fs.FS) error {
	lines, err := readTable(files, "law/words.tsv", "list", "words")
	if err != nil {
		return err
	}
	r.words, err = readWords(lines)
	return err
}

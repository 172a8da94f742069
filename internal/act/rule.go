package act

import (
	"fmt"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act/logic"
)

// rule is one entry of a .rules file.
type rule struct {
	name       string // "relations/break": file and rule
	at         position
	act        chancery.ActType
	triggers   []trigger
	conditions []condition
	from, to   filler
	person     filler
	weight     float32
	lexical    bool // some condition, or a phrase, asks for words and not for classes only
	reverse    bool // the act also goes the other way, as in a swap
	alone      bool // it tells the act even where no party is named
	lack       bool // the words that deny are its own: "has no relations since 1978"
	fires      []example
	nots       []example
}

// class is the part of speech under which a trigger tells the act.
type class uint8

const (
	anyWord class = iota
	verb
	noun
)

// trigger is a lemma that tells an act, with the particles or other words of
// its phrase: "break off", "prisoner swap".
type trigger struct {
	class class
	words []string
}

// condition is an "if" or "unless" line.
type condition struct {
	routes   []route
	sets     []set
	negated  bool // an "unless" line
	optional bool // "if patient?": holds where there is no such argument
}

// filler says where a party is found: in the first alternative that yields
// one, by all the routes of that alternative together.
type filler [][]route

// route leads from a trigger to a phrase: its argument in some role, and then
// perhaps on to an argument of that one.
type route struct {
	name   string     // as written: "patient.host@state"
	role   logic.Role // NoRole where head is a preposition or a special place
	head   string     // "patient", "with", "place", "other", "sentence"
	tail   string     // "host", a preposition, or ""
	filter classTest  // of which class a party must be, or nil
}

// set is what a condition asks of a phrase: to be of a built-in class or to
// be headed by a word of a list.
type set struct {
	class classTest // nil where the list is asked
	list  *list
}

// example is a sentence on which a rule must fire, or must not.
type example struct {
	at       position
	text     string
	checked  bool // the parties are given
	from, to []chancery.Code
}

// position is a place of a file of the lexicon.
type position struct {
	file      string
	line, col int
}

func (p position) String() string { return fmt.Sprintf("%s:%d:%d", p.file, p.line, p.col) }

func (p position) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: %s", p, fmt.Sprintf(format, args...))
}

package name

import (
	"sort"

	"github.com/chancery-ledger/chancery"
)

// Kind says in which way a mention names its party.
type Kind uint8

const (
	None         Kind = iota // no mention; entries of the lexicon that hide others
	State                    // Peru, EE. UU.
	Adjective                // Peruvian, peruana
	Demonym                  // Peruvians, un peruano
	Capital                  // Lima, as the government
	City                     // Lima, as a place; other cities, provinces, regions
	Organ                    // foreign ministry, parliament, army; an embassy is none
	Seat                     // the Kremlin, Palacio Quemado
	Organisation             // the European Union
	Group                    // Hamas
	Person                   // Hugo de Zela
	Office                   // the president, with no name beside it
	Anaphor                  // it, su, the South American nation
)

var kindNames = [...]string{"none", "state", "adj", "demonym", "capital", "city", "organ", "seat", "org", "group", "person", "office", "anaphor"}

// String is the kind's short name, as the lexicon writes it.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "?"
}

// Mention is one stretch of tokens that names a party or a person.
type Mention struct {
	First, Last int // tokens, half-open
	Kind        Kind
	Codes       []chancery.Code // the parties meant, shared and not to be changed; several for "both countries", nil if unresolved
	Name        string          // canonical name: "Peru", "Hugo de Zela"; "" for a bare office or pronoun
	Organ       string          // English name of the organ, where one is named: "foreign ministry"
	Person      string          // full name of the person, where one is meant
	Office      string          // English name of the office: "foreign minister"
	Antecedent  int             // index of the mention from which Codes or Person come, or -1
	Former      bool            // the person has left the office and does not stand for the state
	Private     bool            // the title speaks for no state: "opposition leader", "journalist"
	Gender      Gender
	Plural      bool // names several: "Peruvians", "both countries", "they"
}

// Code is the first of the mention's codes, or "".
func (m *Mention) Code() chancery.Code {
	if len(m.Codes) == 0 {
		return ""
	}
	return m.Codes[0]
}

// Stands tells whether the mention can be a party to an act: a place cannot,
// nor can one
// who is out of office or never held one.
func (m *Mention) Stands() bool {
	return len(m.Codes) > 0 && m.Kind != City && !m.Former && !m.Private
}

// Gender of a person, or of a pronoun.
type Gender uint8

const (
	UnknownGender Gender = iota
	Masculine
	Feminine
)

// Mentions are the mentions of one Doc.
type Mentions struct {
	List []Mention // sorted, not overlapping

	found *finder
}

// At returns the mention that covers the token, or nil.
func (m *Mentions) At(token int) *Mention {
	i := sort.Search(len(m.List), func(i int) bool { return m.List[i].Last > token })
	if i == len(m.List) || m.List[i].First > token {
		return nil
	}
	return &m.List[i]
}

// People returns the persons named, one for each place of the text.
func (m *Mentions) People() []chancery.Person {
	var out []chancery.Person
	for i := range m.List {
		p := &m.List[i]
		if p.Kind != Person {
			continue
		}
		span := m.found.doc.SpanOf(p.First, p.Last)
		out = append(out, chancery.Person{Name: p.Person, Office: p.Office, Code: p.Code(), Start: span.Start, End: span.End})
	}
	return out
}

package name

import (
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// langs is a set of languages.
type langs uint8

const (
	inEnglish langs = 1 << iota
	inSpanish
)

func langOf(l text.Lang) langs {
	if l == text.Spanish {
		return inSpanish
	}
	return inEnglish
}

// role says what an entry does that its kind does not.
type role uint8

const (
	plainRole   role = iota
	regionRole       // "South American", "andina": before or after a country noun
	surnameRole      // a surname that means its best-known bearer
	nameRole         // a title only where a name follows
	besideRole       // an organ only where a state stands beside it
	senseRole        // a further reading of a form, with its cues
)

// entry is what the lexicon knows of one form.
type entry struct {
	lang    langs
	kind    Kind
	role    role
	gender  Gender
	plural  bool
	former  bool   // "expresidente"
	weak    bool   // a bare surname, taken only while its bearer is in office
	exact   string // the form as its accents must stand, or ""
	titled  bool   // a bare surname, taken only after a title
	ref     reference
	rank    uint8
	codes   []chancery.Code
	name    string
	organ   string
	office  string
	person  int32 // index into lexicon.people, or -1
	from    chancery.Day
	until   chancery.Day
	cues    []wordID
	title   uint32 // bit i: word i must begin with a capital
	capital uint32 // bit i: word i must be in capitals
}

// fits tells whether the entry may be meant by words of these shapes, in a
// text of this language and day.
func (e *entry) fits(l langs, day chancery.Day, first, all uint32) bool {
	return e.lang&l != 0 && e.title&^first == 0 && e.capital&^all == 0 &&
		(!e.from.Known() || !day.Known() || e.from <= day) && (!e.until.Known() || !day.Known() || day <= e.until)
}

// class is a set of properties of a word on its own.
type class uint32

const (
	givenMale class = 1 << iota
	givenFemale
	particle    // de, van, bin: inside names
	modifier    // former, interim, new: between a state and its organ
	formerWord  // former, ex, ousted
	determiner  // the, this, el, la
	locative    // in, at, near, en: a capital after it is a place
	notSurname  // Says, Minister: no name goes on with it
	placeNoun   // Street, University, Times: the words before it are no person, save after a title
	ofWord      // of, de
	calendar    // Monday, January
	countryNoun // country, nation, país
	honorific   // Mr, Mrs, Sr
	functional  // is, who, said, and: no noun
	quantity    // two, many, several
	unbound     // foreign, other: the officials after it are of no one state
	speech      // said, told: who stands beside it speaks
	tongue      // in, speaks: the adjective after it is a language
	saint       // San, Fort, Avenida: the name after it is a place
	reproach    // condemned, thanked: "for its" after the object means the object's
	givenName   = givenMale | givenFemale
)

// person is somebody whom the lexicon knows, with the offices held.
type person struct {
	name   string
	gender Gender
	terms  []term
}

// term is one office of a person, until the last day inclusive.
type term struct {
	codes       []chancery.Code
	office      string
	rank        uint8
	from, until chancery.Day
}

// serves tells whether a term of the person holds on a day.
func (p *person) serves(day chancery.Day) bool {
	for i := range p.terms {
		if t := &p.terms[i]; t.from <= day && (!t.until.Known() || day <= t.until) {
			return true
		}
	}
	return false
}

// on returns the term that holds on a day: one in force, the highest first;
// else the latest that has ended, with former set; else the first to come.
func (p *person) on(day chancery.Day) (t *term, former bool) {
	for i := range p.terms {
		c := &p.terms[i]
		if !day.Known() && !c.until.Known() || day.Known() && c.from <= day && (!c.until.Known() || day <= c.until) {
			if t == nil || c.rank > t.rank {
				t = c
			}
		}
	}
	if t != nil {
		return t, false
	}
	for i := range p.terms {
		c := &p.terms[i]
		if c.until.Known() && (!day.Known() || c.until < day) && (t == nil || c.until > t.until) {
			t, former = c, true
		}
	}
	if t == nil && len(p.terms) > 0 {
		t = &p.terms[0]
	}
	return t, former
}

func monthOf(m int) time.Month { return time.Month(m) }

package name

import (
	"strings"

	"github.com/chancery-ledger/chancery/text"
)

// build turns the raws into mentions, each with what its own words tell.
func (f *finder) build() {
	f.list = make([]Mention, 0, len(f.raws))
	f.entries = make([]*entry, 0, len(f.raws))
	for n := range f.raws {
		r := &f.raws[n]
		m := Mention{First: int(r.first), Last: int(r.last), Antecedent: -1}
		switch {
		case r.local >= 0:
			f.buildPerson(&m, r)
		case r.e.kind == None:
			continue
		case r.e.role == regionRole:
			f.buildRegion(&m, r.e)
			continue
		default:
			f.buildEntry(&m, r.e)
			if m.Kind == None {
				continue
			}
		}
		f.list = append(f.list, m)
		f.entries = append(f.entries, r.e)
	}
	f.locate()
}

func (f *finder) buildPerson(m *Mention, r *raw) {
	l := &f.locals[r.local]
	m.Kind, m.Person, m.Name, m.Gender = Person, l.name, l.name, l.gender
	if l.person >= 0 {
		if t, former := f.lex.people[l.person].on(f.day); t != nil {
			m.Codes, m.Office, m.Former = t.codes, t.office, former
			m.Private = t.office == "opposition leader" || t.office == "citizen"
		}
	}
	if r.office == nil {
		return
	}
	m.Organ = r.office.organ
	if m.Office == "" || l.person < 0 || m.Former {
		m.Office = r.office.office
	}
	if m.Gender == UnknownGender {
		m.Gender = r.office.gender
	}
	m.Private = m.Private || r.office.rank == 0
	switch f.formerBefore(int(r.first)) {
	case thenHolder:
		m.Former = false
	case formerHolder:
		m.Former = true
	default:
		m.Former = m.Former && !f.titleHeld(m, l) || r.office.former
	}
}

// titleHeld tells whether the report gives a person the title that the
// lexicon knows to have ended: the report is taken to tell of those days.
func (f *finder) titleHeld(m *Mention, l *local) bool { return l.person >= 0 && m.Office != "" }

func (f *finder) buildEntry(m *Mention, e *entry) {
	m.Kind, m.Name, m.Organ, m.Office, m.Gender, m.Plural = e.kind, e.name, e.organ, e.office, e.gender, e.plural
	if e.kind == Anaphor {
		m.Name = ""
		return
	}
	m.Codes = e.codes
	if e.kind == Office {
		m.Private = e.rank == 0
		m.Former = e.former || f.formerBefore(m.First) == formerHolder
	}
	if e.kind == Adjective {
		f.buildAdjective(m)
		if m.Kind == Adjective && f.language(m) {
			m.Kind = None
		}
	}
}

type holding uint8

const (
	plainHolder holding = iota
	formerHolder
	thenHolder
)

// formerBefore looks for "former", "ex-" or "then-" before a title, past the
// nationality that may stand between.
func (f *finder) formerBefore(i int) holding {
	if f.words[i].shape&exPrefix != 0 {
		return formerHolder
	}
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch c := f.wordClass(k); {
		case c&formerWord != 0:
			return formerHolder
		case f.is(k, "then") || f.is(k, "entonces"):
			return thenHolder
		case c&modifier != 0 || f.doc.Word(k) == "-" || f.adjectiveAt(k):
		default:
			return plainHolder
		}
	}
	return plainHolder
}

// adjectiveAt tells whether an adjective or state has been built that ends
// with token k.
func (f *finder) adjectiveAt(k int) bool {
	for n := len(f.list) - 1; n >= 0 && f.list[n].Last > k; n-- {
		if m := &f.list[n]; m.Last == k+1 || m.First <= k {
			return m.Kind == Adjective || m.Kind == State || m.Kind == Demonym
		}
	}
	return false
}

// buildAdjective tells a people from an adjective by the words around it.
func (f *finder) buildAdjective(m *Mention) {
	word := f.doc.Word(m.Last - 1)
	if f.lang == inSpanish {
		m.Plural = strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "és")
		if m.First > 0 && (f.wordClass(m.First-1)&determiner != 0 || f.doc.Tokens[m.First-1].Kind == text.Number) {
			m.Kind = Demonym
		}
		return
	}
	if m.Last == len(f.words) || f.endsPhrase(m.Last) {
		if m.First > 0 && (f.wordClass(m.First-1)&(determiner|quantity) != 0 || f.doc.Tokens[m.First-1].Kind == text.Number) {
			m.Kind = Demonym
		}
	}
}

// language tells whether the adjective means a language: "in Russian", "habla
// francés".
func (f *finder) language(m *Mention) bool {
	if m.First == 0 || f.wordClass(m.First-1)&tongue == 0 {
		return false
	}
	return m.Last == len(f.words) || f.endsPhrase(m.Last)
}

// endsPhrase tells whether token i cannot be the noun of the adjective before
// it. "Russian and Ukrainian forces" goes on.
func (f *finder) endsPhrase(i int) bool {
	if f.is(i, "and") || f.is(i, "or") || f.is(i, ",") {
		if n := f.rawFrom(int32(i + 1)); n < len(f.raws) && int(f.raws[n].first) == i+1 && f.raws[n].e != nil {
			return f.raws[n].e.kind != Adjective
		}
	}
	return f.doc.Tokens[i].Kind == text.Punct && f.doc.Word(i) != "-" || f.wordClass(i)&functional != 0
}

// buildRegion makes a description of a state out of a region and a country
// noun: "the South American nation", "el país andino". An indefinite one is
// no reference.
func (f *finder) buildRegion(m *Mention, e *entry) {
	if f.lang == inSpanish {
		n := len(f.list) - 1
		if n >= 0 && f.list[n].Last == m.First && f.list[n].Kind == Anaphor && f.entries[n].ref == refCountry {
			f.list[n].Last = m.Last
			f.entries[n] = e
		}
		return
	}
	if m.Last >= len(f.words) || f.wordClass(m.Last)&countryNoun == 0 || m.First == 0 || !f.definite(m.First-1) {
		return
	}
	m.First--
	m.Last++
	m.Kind = Anaphor
	f.list = append(f.list, *m)
	f.entries = append(f.entries, e)
}

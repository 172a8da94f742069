package name

import (
	"strings"

	"github.com/chancery-ledger/chancery/text"
)

// leadBack finds the surnames of persons whom the text names in full
// elsewhere: "Chávez" after "Betssy Chávez". The text's own bearer of a name
// comes before the one whom the lexicon knows best.
func (f *finder) leadBack(loud []bool) {
	surnames := f.surnames()
	if len(surnames) == 0 {
		f.dropWeak()
		return
	}
	out := make([]raw, 0, len(f.raws)+8)
	n, sentence := 0, 0
	for i := int32(0); int(i) < len(f.words); {
		for int(i) >= f.doc.Sentences[sentence].Last {
			sentence++
		}
		if n < len(f.raws) && f.raws[n].first == i {
			r := f.raws[n]
			n++
			out = append(out, f.sameBearer(r, surnames))
			i = r.last
			continue
		}
		limit := int32(f.doc.Sentences[sentence].Last)
		if n < len(f.raws) {
			limit = min(limit, f.raws[n].first)
		}
		if who, last := f.surnameAt(i, limit, surnames); last > i {
			out = append(out, raw{first: i, last: last, name: i, local: who, back: true})
			i = last
			continue
		}
		i++
	}
	f.raws = out
	f.dropWeak()
}

// surnames maps the words of the names of the text's persons, given names and
// particles left out, to persons.
func (f *finder) surnames() map[string]int32 {
	m := make(map[string]int32, 2*len(f.locals))
	for w := range f.locals {
		l := &f.locals[w]
		one := l.last-l.first == 1
		for i := l.first; i < l.last; i++ {
			if c := f.wordClass(int(i)); f.words[i].shape&upperFirst == 0 || f.words[i].shape&oneLetter != 0 || c&particle != 0 || i == l.first && !one {
				continue
			}
			if i+1 < l.last && f.wordClass(int(i))&givenName != 0 {
				continue
			}
			m[strings.ToLower(f.doc.Word(int(i)))] = int32(w)
		}
	}
	return m
}

// surnameAt returns the person whose surname begins at i, and where it ends.
func (f *finder) surnameAt(i, limit int32, surnames map[string]int32) (who, last int32) {
	if f.words[i].shape&upperFirst == 0 || f.doc.Tokens[i].Kind != text.Word || f.wordClass(int(i))&calendar != 0 && f.dated(int(i)) {
		return -1, i
	}
	who, ok := surnames[strings.ToLower(f.doc.Word(int(i)))]
	if !ok || i > 0 && f.words[i].shape&spaced != 0 && f.words[i-1].shape&upperFirst != 0 && f.wordClass(int(i-1))&givenName != 0 {
		return -1, i // somebody else, with a given name
	}
	last = i + 1
	for last < limit {
		if w, ok := surnames[strings.ToLower(f.doc.Word(int(last)))]; !ok || w != who || f.words[last].shape&upperFirst == 0 {
			break
		}
		last++
	}
	return who, last
}

// dated tells whether a word that is a month as well as a surname is a month:
// "in May", "May 4".
func (f *finder) dated(i int) bool {
	if i+1 < len(f.words) && f.doc.Tokens[i+1].Kind == text.Number {
		return true
	}
	return i == 0 || f.doc.Tokens[i-1].Kind == text.Number || f.wordClass(i-1)&(functional|locative|ofWord|determiner|modifier) != 0
}

// sameBearer gives a bare surname that the lexicon knows, or a place's name,
// to the person of the text who bears it.
func (f *finder) sameBearer(r raw, surnames map[string]int32) raw {
	if r.e == nil || r.last != r.name+1 {
		return r
	}
	bare := r.e.kind == Person && r.e.role == surnameRole
	if !bare && r.e.kind != City && r.e.kind != State && r.e.kind != None {
		return r
	}
	who, ok := surnames[strings.ToLower(f.doc.Word(int(r.name)))]
	if !ok || r.local == who || bare && !r.e.weak || f.locals[who].last-f.locals[who].first < 2 && !bare {
		return r
	}
	if bare && f.locals[who].person == r.e.person {
		r.local = who
		return r
	}
	if f.locals[who].last-f.locals[who].first < 2 {
		return r
	}
	r.e, r.local, r.back = nil, who, true
	return r
}

// dropWeak removes weak surnames whose bearer is not in office that day and
// whom the text does not name in full or with a title.
func (f *finder) dropWeak() {
	named := make([]bool, len(f.locals))
	for i := range f.raws {
		if r := &f.raws[i]; r.local >= 0 && (r.office != nil || r.e == nil || r.e.role != surnameRole) {
			named[r.local] = true
		}
	}
	out := f.raws[:0]
	for _, r := range f.raws {
		if r.e != nil && r.e.weak && r.office == nil && (r.local < 0 || !named[r.local]) {
			if r.e.titled || !f.lex.people[r.e.person].serves(f.day) {
				continue
			}
		}
		out = append(out, r)
	}
	f.raws = out
}

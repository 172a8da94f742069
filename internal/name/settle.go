package name

import (
	"strings"

	"github.com/chancery-ledger/chancery"
)

type code = chancery.Code

// union returns the codes of both, without repetition.
func union(a, b []code) []code {
	out := append(make([]code, 0, len(a)+len(b)), a...)
	for _, c := range b {
		if !has(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func has(codes []code, c code) bool {
	for _, o := range codes {
		if o == c {
			return true
		}
	}
	return false
}

// prune drops the organs and titles that are no mention where nothing stands
// beside them: "forces" alone may be a verb, "Judge" alone is nobody's.
func (f *finder) prune() {
	index := make([]int, len(f.list))
	n := 0
	for i := range f.list {
		if f.idle(i) {
			index[i] = -1
			continue
		}
		index[i] = n
		f.list[n], f.entries[n] = f.list[i], f.entries[i]
		n++
	}
	f.list, f.entries = f.list[:n], f.entries[:n]
	for i := range f.list {
		if a := &f.list[i].Antecedent; *a >= 0 {
			*a = index[*a]
		}
	}
}

func (f *finder) idle(i int) bool {
	m, e := &f.list[i], f.entries[i]
	if e == nil || m.Kind != Organ && m.Kind != Office {
		return false
	}
	switch e.role {
	case nameRole:
		return true
	case besideRole:
		return m.Codes == nil && f.possessor(i) < 0
	}
	return false
}

// possessor returns the possessive pronoun that stands before mention n: "its
// parliament", "su canciller"; -1 without one.
func (f *finder) possessor(n int) int {
	if n == 0 || f.list[n-1].Kind != Anaphor {
		return -1
	}
	from := f.list[n-1].Last
	if !f.owns(n - 1) {
		if !f.possessive(from) {
			return -1
		}
		from++
	}
	for i := from; i < f.list[n].First; i++ {
		if f.wordClass(i)&(functional|locative|ofWord|determiner) != 0 || i-f.list[n-1].Last > 2 {
			return -1
		}
	}
	return n - 1
}

// owns tells whether mention n is a possessive pronoun.
func (f *finder) owns(n int) bool {
	m := &f.list[n]
	if m.Last != m.First+1 {
		return false
	}
	for _, w := range [...]string{"its", "his", "her", "their", "su", "sus"} {
		if f.is(m.First, w) {
			return true
		}
	}
	return false
}

// open tells whether the words beside mention n leave its state open.
func (f *finder) open(n int) bool {
	m := &f.list[n]
	return m.Codes == nil && (m.Kind == Organ || m.Kind == Office && !m.Private || m.Kind == Person && m.Office != "" && !m.Private)
}

// settle resolves an organ, an office or its holder whom no word beside it
// gives to a state: by the possessor ("its army", "president
// of that country"), the place it is said to be
// in ("police in Havana"), another mention of the same organ, and else the
// state of which the text speaks.
func (f *finder) settle(n int) {
	m := &f.list[n]
	if m.First > 0 && f.wordClass(m.First-1)&unbound != 0 {
		return
	}
	k := f.possessor(n)
	if c := f.complement(m); c >= 0 {
		f.inferred[c] = true
		f.resolve(c)
		k = c
	}
	if k < 0 && m.Kind == Organ {
		k = f.placeAfter(n)
	}
	if k < 0 {
		k = f.sameAgain(n)
	}
	if k < 0 || f.list[k].Codes == nil {
		k = f.stateNear(n)
	}
	if k < 0 {
		return
	}
	o := &f.list[k]
	m.Codes, m.Antecedent = o.Codes, k
	if m.Kind == Office && o.Office == m.Office && o.Person != "" {
		m.Person, m.Former = o.Person, m.Former || o.Former
		if m.Gender == UnknownGender {
			m.Gender = o.Gender
		}
	}
}

// placeAfter finds a place that follows the organ with "in" before it.
func (f *finder) placeAfter(n int) int {
	m := &f.list[n]
	if n+1 < len(f.list) {
		o := &f.list[n+1]
		if o.First-m.Last <= 4 && o.First > m.Last && (o.Kind == City || o.Kind == State) && (f.is(o.First-1, "in") || f.is(o.First-1, "en")) {
			return n + 1
		}
	}
	return -1
}

// sameAgain finds the nearest mention before, else the first after, that has
// the same organ or office and a state.
func (f *finder) sameAgain(n int) int {
	m := &f.list[n]
	same := func(o *Mention) bool {
		if o.Codes == nil || o.Kind != Organ && o.Kind != Office && o.Kind != Person {
			return false
		}
		if m.Kind == Organ {
			return o.Kind == Organ && o.Organ == m.Organ
		}
		return o.Office == m.Office && (!m.Former || o.Former) && !o.Private
	}
	for k := n - 1; k >= max(0, n-memory); k-- {
		if same(&f.list[k]) {
			return k
		}
	}
	for k := n + 1; k < min(len(f.list), n+memory); k++ {
		if o := &f.list[k]; same(o) && o.Kind != Organ {
			return k
		}
	}
	return -1
}

// stateNear finds the state that is first named in the sentence before the
// mention, else in the nearest sentence before, else in the text.
func (f *finder) stateNear(n int) int {
	best := -1
	for k := n - 1; k >= max(0, n-memory); k-- {
		if best >= 0 && f.sentence[k] != f.sentence[best] {
			break
		}
		if f.mayOwn(k, n) {
			best = k
		}
	}
	for k := n + 1; best < 0 && k < min(len(f.list), n+memory); k++ {
		if f.mayOwn(k, n) {
			best = k
		}
	}
	return best
}

// mayOwn tells whether mention k may be the state of organ or office n: an
// organisation has officials, but no government, police or army.
func (f *finder) mayOwn(k, n int) bool {
	o := &f.list[k]
	if !stateLike(o) {
		return false
	}
	if f.list[n].Kind != Organ || !strings.HasPrefix(string(o.Code()), "ORG:") {
		return true
	}
	switch f.list[n].Organ {
	case "government", "police", "army", "foreign ministry", "interior ministry", "prosecutors", "court":
		return false
	}
	return true
}

func stateLike(m *Mention) bool {
	switch m.Kind {
	case State, Adjective, Demonym, Capital, City, Seat, Organ:
		return len(m.Codes) == 1
	case Person, Office:
		return len(m.Codes) == 1 && m.Office != ""
	}
	return false
}

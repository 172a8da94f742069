package name

// reference is what a pronoun or description asks of its antecedent.
type reference uint8

const (
	refNone    reference = iota
	refIt                // it, its
	refHe                // he, she, his, her, himself: the entry's gender
	refThey              // they, their
	refSu                // su, sus: anybody
	refCountry           // the country, the South American nation
	refBoth              // both countries, the two sides
	refEach              // each other
)

var referenceNames = [...]string{"none", "it", "he", "they", "su", "country", "both", "each"}

// refer resolves, from left to right, what the words beside a mention leave
// open: organs and offices, pronouns and descriptions.
func (f *finder) refer() {
	f.sentence = make([]int32, len(f.list))
	for n := range f.list {
		f.sentence[n] = int32(f.doc.SentenceOf(f.list[n].First))
	}
	f.inferred = make([]bool, len(f.list))
	f.infer()
}

func (f *finder) infer() {
	for n := range f.list {
		switch {
		case f.list[n].Kind == Anaphor:
			f.inferred[n] = true
			f.resolve(n)
		case f.open(n):
			f.inferred[n] = true
			f.settle(n)
		}
	}
}

// Salience follows Lappin and Leass: the nearer sentence, the grammatical
// subject (without a tree: what is named first in its sentence) and the kind
// of mention count.
const (
	sentenceCost = 20 // for each sentence between
	subjectGain  = 30 // for a subject, or the first of its sentence
	clauseCost   = 35 // for a clause between, in one sentence
	speakerGain  = 25 // for one who is said to speak
	weakCost     = 25 // for an adjective, a possessor or a place
	reach        = 6  // sentences looked back
)

func (f *finder) resolve(n int) {
	m, e := &f.list[n], f.entries[n]
	switch e.ref {
	case refBoth, refEach:
		f.both(n, e.codes)
		return
	}
	if f.tree != nil && f.expletive(n) {
		return
	}
	best, top := f.coordinatedOwner(n, e), -1<<30
	if best < 0 {
		best = f.reproached(n, e)
	}
	if best >= 0 {
		top = 1 << 30
	}
	for k := n - 1; k >= 0 && f.sentence[n]-f.sentence[k] <= reach; k-- {
		if s, ok := f.salience(n, k, e); ok && s > top {
			best, top = k, s
		}
	}
	if best < 0 && e.ref == refCountry {
		best = f.ahead(n, e)
	}
	if best < 0 {
		return
	}
	o := &f.list[best]
	m.Codes, m.Antecedent, m.Former, m.Private = o.Codes, best, o.Former, o.Private
	if e.ref == refHe || e.ref == refSu {
		m.Person, m.Office, m.Organ = o.Person, o.Office, o.Organ
	}
	if e.ref == refCountry {
		m.Former, m.Private = false, false
		m.Codes = within(o.Codes, e.codes)
	}
	if e.ref == refThey || e.ref == refSu && o.Person == "" {
		m.Codes = f.group(best)
	}
}

// speaks tells whether a verb of saying stands beside a mention.
func (f *finder) speaks(m *Mention) bool {
	return m.Last < len(f.words) && f.wordClass(m.Last)&speech != 0 || m.First > 0 && f.wordClass(m.First-1)&speech != 0
}

// coordinatedOwner returns the mention that "and" joins to a possessive:
// "Russia and its allies".
func (f *finder) coordinatedOwner(n int, e *entry) int {
	if n == 0 || !f.owns(n) {
		return -1
	}
	at := f.list[n].First - 1
	if f.list[n-1].Last != at || !(f.is(at, "and") || f.is(at, "y") || f.is(at, "or") || f.is(at, "o")) || !agrees(&f.list[n-1], e) {
		return -1
	}
	return n - 1
}

// reproached returns the mention whose own the possessive n is, because it is
// judged for it: "condemned Mexico for its decision", "sanctions on Moscow over
// its war". Else -1.
func (f *finder) reproached(n int, e *entry) int {
	if n == 0 || !f.owns(n) {
		return -1
	}
	o, at := &f.list[n-1], f.list[n].First-1
	if o.Last != at || !stateLike(o) || o.Kind == Adjective || o.Kind == City || !agrees(o, e) {
		return -1
	}
	if f.is(at, "over") {
		return n - 1
	}
	if !f.is(at, "for") && !f.is(at, "por") {
		return -1
	}
	for i := o.First - 1; i >= max(0, o.First-5); i-- {
		if f.wordClass(i)&reproach != 0 {
			return n - 1
		}
	}
	return -1
}

// salience weighs mention k as the antecedent of n.
func (f *finder) salience(n, k int, e *entry) (int, bool) {
	o := &f.list[k]
	if !agrees(o, e) {
		return 0, false
	}
	s := -sentenceCost * int(f.sentence[n]-f.sentence[k])
	if f.tree == nil && f.sentence[n] == f.sentence[k] && o.First < f.clause(f.list[n].First) {
		s -= clauseCost
	}
	if f.tree == nil && e.ref == refHe && f.speaks(o) {
		s += speakerGain
	}
	switch {
	case f.tree == nil && f.leads(k, e), f.tree != nil && f.isSubject(k):
		s += subjectGain
	}
	if f.tree != nil && f.sentence[n] == f.sentence[k] {
		if f.coargument(n, k) {
			return 0, false
		}
		if f.aboveSubject(n, k) {
			s += aboveGain
		}
	}
	switch o.Kind {
	case Adjective, City, Demonym:
		s -= weakCost
	case Anaphor:
		s += 5 // what is spoken of goes on being spoken of
	}
	return s, true
}

// clause returns the first token of the clause of token i, as far as marks
// show it: after a semicolon, or a comma with a conjunction.
func (f *finder) clause(i int) int {
	s := f.doc.SentenceOf(i)
	if s < 0 {
		return i
	}
	first := f.doc.Sentences[s].First
	for k := i - 1; k > first && k > i-memory; k-- {
		switch f.doc.Word(k) {
		case ";":
			return k + 1
		case "and", "but", "while", "y", "pero", "mientras":
			if f.doc.Word(k-1) == "," {
				return k
			}
		}
	}
	return first
}

// leads tells whether k is the first mention of its clause that agrees.
func (f *finder) leads(k int, e *entry) bool {
	from := f.clause(f.list[k].First)
	for j := k - 1; j >= 0 && f.list[j].First >= from; j-- {
		if agrees(&f.list[j], e) {
			return false
		}
	}
	return true
}

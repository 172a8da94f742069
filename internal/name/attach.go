package name

import "github.com/chancery-ledger/chancery/text"

// attach gives organs, offices and persons the state that the words beside
// them name, and persons the office that stands in apposition.
func (f *finder) attach() {
	for n := range f.list {
		if m := &f.list[n]; m.Codes == nil && (m.Kind == Organ || m.Kind == Office || m.Kind == Person) {
			if !f.attachLeft(n) && !f.attachRight(n) && m.Kind == Office {
				m.Private = m.Private || f.ofOther(m)
			}
		}
	}
	for n := range f.list {
		if f.list[n].Kind == Person {
			f.appose(n)
		}
	}
}

// ofOther tells whether an office is said to be of something that is no
// state: "president of the club", "secretario general del sindicato".
func (f *finder) ofOther(m *Mention) bool {
	switch m.Organ {
	case "presidency", "secretariat", "leadership":
		return m.Last < len(f.words) && f.wordClass(m.Last)&ofWord != 0 && f.complement(m) < 0
	}
	return false
}

// complement returns the description that follows a mention after "of":
// "president of that country", "líder de la nación andina"; -1 without one.
func (f *finder) complement(m *Mention) int {
	n := f.at(m.First) + 1
	if n == 0 || n >= len(f.list) || m.Last >= len(f.words) || f.wordClass(m.Last)&ofWord == 0 || f.list[n].First != m.Last+1 || f.list[n].Kind != Anaphor {
		return -1
	}
	return n
}

// bears tells whether the mention can lend its codes to what stands beside it.
func bears(m *Mention) bool {
	switch m.Kind {
	case State, Adjective, Demonym, Capital, City, Organisation, Group, Seat, Organ:
		return m.Codes != nil
	case Person:
		return m.Codes != nil && !m.Private
	}
	return false
}

// beside tells whether two mentions stand in one sentence.
func (f *finder) beside(a, b int) bool {
	return f.doc.SentenceOf(f.list[a].First) == f.doc.SentenceOf(f.list[b].First)
}

// attachLeft reads "Peruvian Foreign Minister", "Peru's new foreign minister",
// "US and British forces" and, in Spanish, nothing but the genitive of titles
// that precede: there the state follows.
func (f *finder) attachLeft(n int) bool {
	m := &f.list[n]
	for k := n - 1; k >= 0; k-- {
		o := &f.list[k]
		if m.First-o.Last > 5 || !f.beside(k, n) || m.Kind == Person && o.Kind == Person {
			return false
		}
		if !bears(o) {
			if o.Codes == nil && o.Kind == Office && m.Kind == Person {
				continue
			}
			return false
		}
		if o.Kind == City && !f.possessive(o.Last) && o.Last != m.First {
			return false
		}
		if o.Last == m.First && f.lang == inSpanish && m.Kind != Person && o.Kind != Adjective {
			return false
		}
		if !f.joins(o.Last, m.First, o.Kind == Adjective && m.Kind == Person) {
			return false
		}
		m.Codes, m.Antecedent = f.joined(k), k
		return true
	}
	return false
}

// joins tells whether the tokens between a state and its organ leave them in
// one noun phrase. With lax set any lower-case noun may stand there:
// "Peruvian human rights lawyer Juan Pérez".
func (f *finder) joins(i, end int, lax bool) bool {
	owned := i < end && f.possessive(i)
	if owned {
		i++
	}
	for ; i < end; i++ {
		c := f.wordClass(i)
		switch {
		case c&modifier != 0, f.doc.Word(i) == "-" && f.words[i].shape&spaced == 0:
		case f.doc.Tokens[i].Kind == text.Punct, c&(functional|locative|ofWord|determiner) != 0:
			return false
		case owned || lax:
		default:
			return false
		}
	}
	return true
}

// possessive tells whether token i is 's or the bare apostrophe.
func (f *finder) possessive(i int) bool {
	if i >= len(f.words) || f.words[i].shape&spaced != 0 {
		return false
	}
	switch f.doc.Word(i) {
	case "'s", "’s", "'", "’", "'S", "’S":
		return true
	}
	return false
}

// joined returns the codes of mention k and of an adjective coordinated with
// it: "US and British forces" are of both.
func (f *finder) joined(k int) []code {
	o := &f.list[k]
	if o.Kind != Adjective && o.Kind != State || !f.coordinated(k-1) {
		return o.Codes
	}
	return union(f.list[k-1].Codes, o.Codes)
}

// attachRight reads "president of Peru", "canciller peruano", "ministro de
// Defensa de Ucrania".
func (f *finder) attachRight(n int) bool {
	m := &f.list[n]
	if n+1 >= len(f.list) {
		return false
	}
	o := &f.list[n+1]
	if !bears(o) || o.First-m.Last > 4 || !f.beside(n, n+1) {
		return false
	}
	i := m.Last
	for i < o.First && f.wordClass(i)&modifier != 0 {
		i++
	}
	if i == o.First {
		if f.lang != inSpanish || o.Kind != Adjective {
			return false
		}
	} else {
		if f.wordClass(i)&ofWord == 0 || m.Kind == Person || f.lang == inEnglish && o.Kind == Adjective {
			return false
		}
		for i++; i < o.First; i++ {
			if f.wordClass(i)&determiner == 0 {
				return false
			}
		}
	}
	m.Codes, m.Antecedent = o.Codes, n+1
	return true
}

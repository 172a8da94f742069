package name

import "strings"

// nameEnd returns where the name ends that goes on, or begins, at token i:
// capitals with particles, initials and hyphens between them. A known entity
// ends it, save a single word that may be a surname. Words that no name has
// ("Says") end it; those that make it a place's ("Street") end it too, or
// spoil it where strict is set.
func (f *finder) nameEnd(n int, i, limit int32, strict bool) int32 {
	start, end := i, i
	for i < limit && i < start+6 {
		for n < len(f.raws) && f.raws[n].first < i {
			n++
		}
		if n < len(f.raws) && f.raws[n].first == i {
			r := &f.raws[n]
			if k := r.e.kind; r.last != i+1 || r.e.role != surnameRole && k != State && k != City && k != Capital && k != None || start == i && !strict && k != Person {
				return end
			}
		}
		c := f.wordClass(int(i))
		switch sh := f.words[i].shape; {
		case i == start && !strict && (sh&upperFirst == 0 || c&(ofWord|determiner) != 0) && f.doc.Word(int(i)) != "al" && f.doc.Word(int(i)) != "bin":
			return end
		case c&functional != 0 && c&(particle|givenName) == 0:
			return end
		case c&notSurname != 0 && sh&upperFirst != 0:
			return end
		case c&placeNoun != 0 && sh&upperFirst != 0 && (strict || i == start || i+1 < limit && f.words[i+1].shape&upperFirst != 0):
			if strict {
				return start
			}
			return end
		case sh&upperFirst != 0 && (sh&upperAll == 0 || sh&oneLetter != 0) && (sh&spaced != 0 || i == start || f.doc.Word(int(i-1)) == "-"):
			end = i + 1
		case c&particle != 0 && i+1 < limit: // goes on if a capital follows
		case f.doc.Word(int(i)) == "-" && sh&spaced == 0 && i > start:
		case f.doc.Word(int(i)) == "." && f.words[i-1].shape&oneLetter != 0 && i > start:
		default:
			return end
		}
		i++
	}
	return end
}

// loudName returns where a name ends after a title where all words have
// capitals: a given name takes one word more; another word must be written
// with a capital in the quiet part of the text too.
func (f *finder) loudName(at, end int32) int32 {
	if f.wordClass(int(at))&givenName != 0 {
		return min(end, at+2)
	}
	word := f.doc.Word(int(at))
	for i := range f.doc.Sentences {
		s := &f.doc.Sentences[i]
		if s.First <= int(at) && int(at) < s.Last || f.loud[i] {
			continue
		}
		for k := s.First + 1; k < s.Last; k++ {
			if f.words[k].id == f.words[at].id && f.doc.Word(k) == word {
				return at + 1
			}
		}
	}
	return at
}

// knownAs returns the person of the lexicon whose entry ends the name, where
// the given names agree: "Vladimir V. Putin" is Vladimir Putin.
func (f *finder) knownAs(first, last int32) int32 {
	for i := f.rawFrom(first); i < len(f.raws) && f.raws[i].first < last; i++ {
		r := &f.raws[i]
		if r.e.kind != Person || r.last != last {
			continue
		}
		if r.first == first || strings.HasPrefix(f.lex.people[r.e.person].name, f.doc.Word(int(first))) {
			return r.e.person
		}
	}
	return -1
}

// addLocal notes a person of the text and returns its number. One who is
// named again keeps the number of the first time; a bare surname is not noted.
func (f *finder) addLocal(first, last, person int32, bare bool) int32 {
	for i := max(0, len(f.locals)-memory); i < len(f.locals); i++ {
		l := &f.locals[i]
		if person >= 0 && l.person == person || f.sameName(l, first, last) {
			return int32(i)
		}
	}
	l := local{name: f.doc.Slice(int(first), int(last)), first: first, last: last, person: person}
	if bare && person < 0 {
		l.name = f.doc.Slice(int(first), int(last))
	}
	switch c := f.wordClass(int(first)); {
	case person >= 0:
		l.gender, l.name = f.lex.people[person].gender, f.lex.people[person].name
	case bare || c&givenName == givenName:
	case c&givenMale != 0:
		l.gender = Masculine
	case c&givenFemale != 0:
		l.gender = Feminine
	}
	f.locals = append(f.locals, l)
	return int32(len(f.locals) - 1)
}

// sameName tells whether the tokens are the local's name, or part of it.
func (f *finder) sameName(l *local, first, last int32) bool {
	n := last - first
	if n > l.last-l.first {
		return false
	}
	for at := l.first; at+n <= l.last; at++ {
		same := true
		for k := int32(0); k < n && same; k++ {
			same = strings.EqualFold(f.doc.Word(int(at+k)), f.doc.Word(int(first+k)))
		}
		if same {
			return true
		}
	}
	return false
}

package name

import "github.com/chancery-ledger/chancery/text"

// local is a person whom the text introduces by full name or title.
type local struct {
	name        string // as the text writes it
	first, last int32  // tokens of the fullest name
	gender      Gender
	person      int32 // index into lexicon.people, or -1
}

// findPersons joins titles with the names after them, finds unknown names,
// and leads surnames back to full names.
func (f *finder) findPersons() {
	f.loud = f.loudSentences()
	loud := f.loud
	out := make([]raw, 0, len(f.raws)+8)
	next, sentence := 0, 0
	for i := int32(0); int(i) < len(f.words); {
		for int(i) >= f.doc.Sentences[sentence].Last {
			sentence++
		}
		limit := int32(f.doc.Sentences[sentence].Last)
		for next < len(f.raws) && f.raws[next].first < i {
			next++ // swallowed by a name
		}
		if next < len(f.raws) && f.raws[next].first == i {
			r := f.named(next, limit, loud[sentence])
			out = append(out, r)
			i = r.last
			continue
		}
		if r, ok := f.otherBearer(next, i, limit, loud[sentence]); ok {
			out = append(out, r)
			i = r.last
			continue
		}
		if r, ok := f.unknownName(next, i, limit, loud[sentence]); ok {
			out = append(out, r)
			i = r.last
			continue
		}
		i++
	}
	f.raws = out
	f.leadBack(loud)
}

// loudSentences tells of each sentence whether most of its words begin with a
// capital, as in the headlines of some papers: there a capital says nothing.
func (f *finder) loudSentences() []bool {
	loud := make([]bool, len(f.doc.Sentences))
	for s, sent := range f.doc.Sentences {
		words, lower := 0, 0
		for i := sent.First; i < sent.Last; i++ {
			if f.doc.Tokens[i].End-f.doc.Tokens[i].Start < 3 || f.doc.Tokens[i].Kind != text.Word || i > sent.First && !f.doc.Tokens[i].Spaced || f.wordClass(i)&(functional|locative|ofWord|determiner) != 0 {
				continue
			}
			words++
			if f.words[i].shape&upperFirst == 0 {
				lower++
			}
		}
		loud[s] = words > 2 && lower*16 <= words
	}
	return loud
}

// named returns raw number n, joined with what follows: a title with a name,
// or a place that is a given name with a surname.
func (f *finder) named(n int, limit int32, loud bool) raw {
	r := f.raws[n]
	switch {
	case r.e.kind == Office && !r.e.plural:
		return f.titled(n, limit, loud)
	case r.e.kind == Person:
		if end := f.nameEnd(n+1, r.last, limit, true); r.e.role != surnameRole && !loud && end == r.last+1 && f.words[r.last].id == 0 {
			r.last = end // "Denis Sassou" is "Denis Sassou Nguesso"
		}
		r.local = f.addLocal(r.first, r.last, r.e.person, r.e.role == surnameRole)
		return f.extend(n, r, limit, loud)
	case (r.e.kind == State || r.e.kind == City || r.e.kind == Capital) && r.last == r.first+1 && f.wordClass(int(r.first))&givenName != 0:
		if n+1 < len(f.raws) && f.raws[n+1].first == r.last && (f.raws[n+1].e.kind == State || f.raws[n+1].e.kind == Capital) {
			return r // two places side by side, as headlines and lists have them
		}
		if u, ok := f.unknownName(n+1, r.first, limit, loud); ok {
			return u
		}
	}
	return r
}

// extend takes further capitals into a bare surname that begins another name:
// "Castillo" of "Castillo Armas" stays, but "Santiago Peña" is one name.
func (f *finder) extend(n int, r raw, limit int32, loud bool) raw {
	if r.e.role != surnameRole || loud || f.wordClass(int(r.first))&givenName == 0 {
		return r
	}
	if u, ok := f.unknownName(n+1, r.first, limit, loud); ok {
		return u
	}
	return r
}

// titled joins the title of raw number n with the name after it.
func (f *finder) titled(n int, limit int32, loud bool) raw {
	r := f.raws[n]
	at := r.last
	if at < limit && f.wordClass(int(at))&honorific != 0 {
		at++
	}
	if n+1 < len(f.raws) && f.raws[n+1].first == at && f.raws[n+1].e.kind == Person {
		p := f.raws[n+1]
		end := f.nameEnd(n+2, p.last, limit, true)
		if !p.e.weak || loud || end == p.last {
			return raw{first: r.first, last: p.last, e: p.e, office: r.e, name: p.first, local: f.addLocal(p.first, p.last, p.e.person, p.e.role == surnameRole)}
		}
	}
	end := f.nameEnd(n+1, at, limit, false)
	if loud && end > at {
		end = f.loudName(at, end)
	}
	if end == at || r.e.rank == 0 && end == at+1 && f.wordClass(int(at))&givenName == 0 {
		return r
	}
	person := f.knownAs(at, end)
	return raw{first: r.first, last: end, office: r.e, name: at, local: f.addLocal(at, end, person, end == at+1)}
}

// otherBearer finds an unknown name that ends with a surname which the
// lexicon knows of somebody else: "Aldo Marín". The raw number n begins after i.
func (f *finder) otherBearer(n int, i, limit int32, loud bool) (raw, bool) {
	if loud || n >= len(f.raws) || f.raws[n].first != i+1 || i+1 >= limit {
		return raw{}, false
	}
	r := &f.raws[n]
	if r.e.kind != Person || r.e.role != surnameRole || f.words[i].shape&upperFirst == 0 || f.words[i].shape&upperAll != 0 && f.words[i].shape&oneLetter == 0 || f.doc.Tokens[i].Kind != text.Word {
		return raw{}, false
	}
	s := f.doc.SentenceOf(int(i))
	if c := f.wordClass(int(i)); f.doc.Sentences[s].First == int(i) && c&givenName == 0 || c&(honorific|functional|calendar|notSurname|modifier|determiner|ofWord|locative) != 0 || f.possessive(int(i)) {
		return raw{}, false
	}
	person := f.knownAs(i, r.last)
	if person < 0 && f.words[i].shape&oneLetter != 0 {
		person = r.e.person
	}
	end := f.nameEnd(n, i, limit, true)
	if end < r.last {
		return raw{}, false
	}
	return raw{first: i, last: end, name: i, local: f.addLocal(i, end, person, false)}, true
}

// unknownName finds a name of two words or more that begins with a given name.
// The raws from number n on lie after i.
func (f *finder) unknownName(n int, i, limit int32, loud bool) (raw, bool) {
	if loud || f.words[i].shape&upperFirst == 0 || f.wordClass(int(i))&givenName == 0 {
		return raw{}, false
	}
	if i > 0 && f.wordClass(int(i-1))&saint != 0 && f.words[i-1].shape&upperFirst != 0 {
		return raw{}, false
	}
	end := f.nameEnd(n, i+1, limit, true)
	if end == i+1 {
		return raw{}, false
	}
	return raw{first: i, last: end, name: i, local: f.addLocal(i, end, f.knownAs(i, end), false)}, true
}

package name

import (
	"io/fs"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// parties reads a table whose rows have the columns lang, code, name and forms.
func (l *loader) parties(files fs.FS, file string, kindOf func(*table) Kind, columns ...string) error {
	return each(files, file, func(t *table) {
		from, until := t.span()
		e := &entry{
			lang: l.lang(t), kind: kindOf(t), codes: l.party(t.get("code")), name: t.get("name"), organ: t.get("organ"),
			from: from, until: until, person: -1,
		}
		if len(e.codes) == 1 && (e.kind == State || e.kind == Organisation || e.kind == Group) {
			if _, known := l.nameOf[e.codes[0]]; !known {
				l.nameOf[e.codes[0]] = e.name
			}
		}
		forms(t.get("forms"), func(f string) {
			c := *e
			c.plural = e.kind == Demonym
			c.role = l.needs(t)
			l.add(f, &c)
		})
	}, append(columns, "lang", "code", "forms")...)
}

func always(k Kind) func(*table) Kind { return func(*table) Kind { return k } }

func (l *loader) states(files fs.FS) error {
	return l.parties(files, "states.tsv", l.kind, "kind", "name")
}

func (l *loader) cities(files fs.FS) error {
	return l.parties(files, "cities.tsv", l.kind, "kind", "name")
}

func (l *loader) seats(files fs.FS) error {
	return l.parties(files, "seats.tsv", always(Seat), "name", "organ")
}

func (l *loader) organs(files fs.FS) error {
	return l.parties(files, "organs.tsv", always(Organ), "organ", "needs")
}

func (l *loader) organisations(files fs.FS) error {
	return l.parties(files, "organisations.tsv", always(Organisation), "name")
}

func (l *loader) groups(files fs.FS) error {
	return l.parties(files, "groups.tsv", always(Group), "name")
}

func (l *loader) hidden(files fs.FS) error {
	return l.parties(files, "hidden.tsv", always(None))
}

// offices reads the titles. A title of rank 0 speaks for nobody.
func (l *loader) offices(files fs.FS) error {
	return each(files, "offices.tsv", func(t *table) {
		e := &entry{lang: l.lang(t), kind: Office, office: t.get("office"), organ: t.get("organ"), gender: l.gender(t), person: -1}
		if rank := t.get("rank"); len(rank) == 1 && rank[0] >= '0' && rank[0] <= '9' {
			e.rank = rank[0] - '0'
		} else {
			t.fail("rank", "%q: want a digit", rank)
		}
		e.role = l.needs(t)
		e.former = t.get("number") == "former"
		e.plural = t.get("number") == "plural"
		forms(t.get("forms"), func(f string) {
			l.add(f, e)
			f = strings.TrimPrefix(f, "=")
			if r := f[0]; 'a' <= r && r <= 'z' { // titles are written in either case
				l.add(strings.ToUpper(f[:1])+f[1:], e)
			}
		})
	}, "lang", "office", "organ", "rank", "gender", "number", "needs", "forms")
}

// leaders reads persons, a row for each of their terms. Names are divided by
// "|"; one that begins with "~" is a bare surname, "?" a bare surname that is
// understood only while its bearer is in office, "^" one that is understood
// only after a title, within the term.
func (l *loader) leaders(file string) func(fs.FS) error {
	return func(files fs.FS) error {
		return each(files, file, func(t *table) {
			from, until := t.span()
			name := t.get("name")
			key := strings.ToLower(name)
			i, known := l.byName[key]
			if !known {
				i = int32(len(l.people))
				l.people = append(l.people, person{name: name, gender: l.gender(t)})
				l.byName[key] = i
			}
			p := &l.people[i]
			p.terms = append(p.terms, term{codes: l.party(t.get("code")), office: t.get("office"), rank: rankOf(t.get("office")), from: from, until: until})
			if known && t.get("forms") == "" {
				return
			}
			full := &entry{lang: inEnglish | inSpanish, kind: Person, name: name, person: i}
			l.add(name, full)
			forms(t.get("forms"), func(f string) {
				e := *full
				switch {
				case strings.HasPrefix(f, "~"):
					e.role, f = surnameRole, f[1:]
				case strings.HasPrefix(f, "?"):
					e.role, e.weak, f = surnameRole, true, f[1:]
				case strings.HasPrefix(f, "^"):
					e.role, e.weak, e.titled, f = surnameRole, true, true, f[1:]
					e.from, e.until = from, until
				}
				l.add(f, &e)
			})
		}, "code", "office", "name", "forms", "gender", "from", "until")
	}
}

// rankOf orders the offices that one person may hold at once.
func rankOf(office string) uint8 {
	switch {
	case strings.HasPrefix(office, "president"), office == "king", office == "queen", office == "supreme leader", office == "pope", office == "emperor":
		return 3
	case office == "prime minister", office == "chancellor", office == "crown prince", office == "secretary-general":
		return 2
	}
	return 1
}

// regions reads the adjectives that describe a state by where or what it is.
func (l *loader) regions(files fs.FS) error {
	return each(files, "regions.tsv", func(t *table) {
		e := &entry{lang: l.lang(t), kind: Anaphor, role: regionRole, name: t.get("name"), person: -1, ref: refCountry}
		for _, c := range strings.Fields(t.get("codes")) {
			e.codes = append(e.codes, chancery.Code(c))
		}
		forms(t.get("forms"), func(f string) { l.add(f, e) })
	}, "lang", "name", "codes", "forms")
}

func (l *loader) references(files fs.FS) error {
	return each(files, "references.tsv", func(t *table) {
		e := &entry{lang: l.lang(t), kind: Anaphor, gender: l.gender(t), plural: t.get("number") == "plural", person: -1}
		for r, name := range referenceNames {
			if name == t.get("reference") {
				e.ref = reference(r)
			}
		}
		if e.ref == refNone {
			t.fail("reference", "no reference %q", t.get("reference"))
		}
		forms(t.get("forms"), func(f string) {
			l.add(f, e)
			if f[0] != '=' {
				l.add(strings.ToUpper(f[:1])+f[1:], e)
			}
		})
	}, "lang", "reference", "number", "gender", "forms")
}

// senses reads further readings of forms that other tables have, and the cues
// of all readings.
func (l *loader) senses(files fs.FS) error {
	return each(files, "senses.tsv", func(t *table) {
		e := &entry{lang: l.lang(t), kind: l.kind(t), codes: l.party(t.get("code")), name: t.get("name"), person: -1, role: senseRole}
		for _, w := range strings.Fields(t.get("cues")) {
			var room [64]byte
			folded, _ := fold(room[:0], w)
			e.cues = append(e.cues, l.trie.intern(folded))
		}
		forms(t.get("forms"), func(f string) { l.add(f, e) })
	}, "lang", "forms", "kind", "code", "name", "cues")
}

var classNames = map[string]class{
	"particle": particle, "modifier": modifier, "former": formerWord | modifier, "determiner": determiner, "locative": locative,
	"not-surname": notSurname, "of": ofWord, "calendar": calendar | notSurname, "honorific": honorific,
	"country-noun": countryNoun, "functional": functional, "quantity": quantity, "unbound": unbound, "saint": saint, "tongue": tongue, "speech": speech, "reproach": reproach, "place-noun": placeNoun,
}

func (l *loader) words(files fs.FS) error {
	return each(files, "words.tsv", func(t *table) {
		c, ok := classNames[t.get("class")]
		if !ok {
			t.fail("class", "no class %q", t.get("class"))
		}
		l.classify(t.get("words"), c)
	}, "class", "words")
}

func (l *loader) given(files fs.FS) error {
	return each(files, "given.tsv", func(t *table) {
		switch l.gender(t) {
		case Masculine:
			l.classify(t.get("names"), givenMale)
		case Feminine:
			l.classify(t.get("names"), givenFemale)
		}
	}, "gender", "names")
}

func (l *loader) classify(words string, c class) {
	var room [64]byte
	for _, w := range strings.Fields(words) {
		folded, _ := fold(room[:0], w)
		l.trie.class[l.trie.intern(folded)] |= c
	}
}

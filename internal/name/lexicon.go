package name

import (
	"io/fs"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery"
	embedded "github.com/chancery-ledger/chancery/lexicon"
	"github.com/chancery-ledger/chancery/text"
)

// lexicon is lexicon/actors compiled.
type lexicon struct {
	trie   *trie
	stop   wordID // the full stop
	people []person
	byName map[string]int32 // folded full name to index in people
	nameOf map[chancery.Code]string
}

// shipped is the embedded lexicon. It is read once; its tests read it too, so
// that an error in it cannot be shipped.
var shipped = sync.OnceValue(func() *lexicon {
	l, err := load(embedded.Files)
	if err != nil {
		panic(err)
	}
	return l
})

// pending is a form that waits to be divided into words.
type pending struct {
	form string
	e    *entry
}

type loader struct {
	lexicon
	queue [2][]pending // by language
	codes map[string][]chancery.Code
}

// load compiles the tables below actors.
func load(files fs.FS) (*lexicon, error) {
	l := &loader{
		lexicon: lexicon{trie: newTrie(), byName: map[string]int32{}, nameOf: map[chancery.Code]string{}},
		codes:   map[string][]chancery.Code{},
	}
	l.stop = l.trie.intern([]byte("."))
	for _, step := range []func(fs.FS) error{
		l.words, l.given, l.states, l.cities, l.seats, l.organs, l.organisations, l.groups, l.offices,
		l.leaders("ministers.tsv"), l.leaders("leaders.tsv"), l.regions, l.references, l.hidden, l.senses,
	} {
		if err := step(files); err != nil {
			return nil, err
		}
	}
	for i, lang := range [...]text.Lang{text.English, text.Spanish} {
		l.divide(l.queue[i], lang)
	}
	return &l.lexicon, nil
}

// add queues a form of an entry for the languages of the entry.
func (l *loader) add(form string, e *entry) {
	if form == "" {
		return
	}
	if exact, ok := strings.CutPrefix(form, "="); ok {
		c := *e
		c.exact, form, e = exact, exact, &c
	}
	if e.lang&inEnglish != 0 {
		l.queue[0] = append(l.queue[0], pending{form, e})
	}
	if e.lang&inSpanish != 0 {
		l.queue[1] = append(l.queue[1], pending{form, e})
	}
}

// divide makes tokens of the forms, just as those of a report are made, and
// inserts the entries.
func (l *loader) divide(queue []pending, lang text.Lang) {
	var b strings.Builder
	for _, p := range queue {
		b.WriteString(p.form)
		b.WriteByte('\n')
	}
	doc := text.New(b.String(), lang, false)
	at := 0
	var words []word
	for i, para := range doc.Paragraphs {
		words = words[:0]
		for ; at < len(doc.Tokens) && int(doc.Tokens[at].Start) < para.End; at++ {
			var room [64]byte
			folded, sh := fold(room[:0], doc.Form(at))
			if string(folded) != "." {
				words = append(words, word{l.trie.intern(folded), sh})
			}
		}
		l.insert(words, queue[i].e)
	}
}

// insert sets the case that the form asks for. Forms of one entry may differ
// in case, so the entry is copied where they do.
func (l *loader) insert(words []word, e *entry) {
	var title, capital uint32
	for i, w := range words {
		switch {
		case w.shape&upperAll != 0:
			capital |= 1 << i
		case w.shape&upperFirst != 0:
			title |= 1 << i
		}
	}
	if e.title != title || e.capital != capital {
		c := *e
		c.title, c.capital = title, capital
		e = &c
	}
	l.trie.insert(words, e)
}

// party returns the shared slice of one or several codes divided by commas.
func (l *loader) party(s string) []chancery.Code {
	if s == "" {
		return nil
	}
	if c, ok := l.codes[s]; ok {
		return c
	}
	var out []chancery.Code
	for _, c := range strings.Split(s, ",") {
		out = append(out, chancery.Code(c))
	}
	l.codes[s] = out
	return out
}

func (l *loader) lang(t *table) langs {
	switch t.get("lang") {
	case "en":
		return inEnglish
	case "es":
		return inSpanish
	case "*":
		return inEnglish | inSpanish
	}
	t.fail("lang", "%q: want en, es or *", t.get("lang"))
	return 0
}

func (l *loader) kind(t *table) Kind {
	for k, name := range kindNames {
		if name == t.get("kind") {
			return Kind(k)
		}
	}
	t.fail("kind", "no kind %q", t.get("kind"))
	return None
}

// needs reads what must stand beside an organ or a title.
func (l *loader) needs(t *table) role {
	switch t.get("needs") {
	case "":
		return plainRole
	case "name":
		return nameRole
	case "beside":
		return besideRole
	}
	t.fail("needs", "%q: want name, beside or nothing", t.get("needs"))
	return plainRole
}

func (l *loader) gender(t *table) Gender {
	switch t.get("gender") {
	case "":
		return UnknownGender
	case "m":
		return Masculine
	case "f":
		return Feminine
	}
	t.fail("gender", "%q: want m, f or nothing", t.get("gender"))
	return UnknownGender
}

// each reads a table and calls row for its rows.
func each(files fs.FS, name string, row func(*table), columns ...string) error {
	t, err := openTable(files, name, columns...)
	if err != nil {
		return err
	}
	for t.next() {
		row(t)
	}
	return t.err
}

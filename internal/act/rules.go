package act

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act/logic"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/lexicon"
	"github.com/chancery-ledger/chancery/text"
)

// Rules are the rules of one language, indexed by their triggers. They are
// safe for concurrent use.
type Rules struct {
	lang  text.Lang
	rules []rule
	lists lists
	logic *logic.Lexicon
	index map[string][]entry
	words map[string]bool   // every lemma that the rules ask for
	forms map[string]string // inflected form → such a lemma
}

// entry leads from the first word of a trigger to its rule.
type entry struct {
	rule    int32
	trigger int32
}

// Load reads the embedded rules of a language. The error names each faulty
// place of the files as file:line:column.
func Load(lang text.Lang) (*Rules, error) {
	table, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	types := map[chancery.ActType]bool{}
	for _, k := range table.Kinds() {
		types[k.Type] = true
	}
	return load(lexicon.Files, "acts/"+string(lang), lang, types)
}

// load reads the .lists files of a folder, then its .rules files.
func load(files fs.FS, dir string, lang text.Lang, types map[chancery.ActType]bool) (*Rules, error) {
	r := &Rules{lang: lang, lists: lists{}, index: map[string][]entry{}, words: map[string]bool{}, forms: map[string]string{}}
	err := each(files, dir, "*.lists", func(file, content string) error {
		return r.lists.parse(file, content)
	})
	if err = errors.Join(err, r.lists.check(dir)); err != nil {
		return nil, err
	}
	err = each(files, dir, "*.rules", func(file, content string) error {
		rules, err := parseRules(file, content, r.lists, types)
		r.rules = append(r.rules, rules...)
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(r.rules) == 0 {
		return nil, fmt.Errorf("act: no rules for language %q", lang)
	}
	r.compile()
	return r, nil
}

func each(files fs.FS, dir, pattern string, read func(file, content string) error) error {
	names, err := fs.Glob(files, path.Join(dir, pattern))
	if err != nil {
		return err
	}
	var errs []error
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err == nil {
			err = read(name, string(b))
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// compile builds the index over the first words of the triggers.
func (r *Rules) compile() {
	set := func(name string) logic.Set {
		if l := r.lists[name]; l != nil {
			return l.words
		}
		return nil // the language has no such words
	}
	r.logic = &logic.Lexicon{
		Support: set("support"), Plan: set("plan"), Transparent: set("transparent"), SubjectOnly: set("subject-control"),
		Relative: set("relative"), Passive: set("passive"), Agentive: set("agentive"), Genitive: set("genitive"), Belonging: set("belonging"),
		Subjective: set("subjective"), Addressee: set("addressee"), Reflexive: set("reflexive"),
	}
	for i := range r.rules {
		for j, t := range r.rules[i].triggers {
			r.index[t.words[0]] = append(r.index[t.words[0]], entry{int32(i), int32(j)})
		}
	}
	r.inflect()
}

// inflect maps the inflected forms of all words that the rules ask for to
// their lemmas, where a form is not itself such a word.
func (r *Rules) inflect() {
	for i := range r.rules {
		for _, t := range r.rules[i].triggers {
			for _, w := range t.words {
				r.words[w] = true
			}
		}
		for _, c := range r.rules[i].conditions {
			for _, s := range c.sets {
				if s.list != nil {
					s.list.copyWords(r.words)
				}
			}
		}
	}
	r.lists["people"].copyWords(r.words)
	if l := r.lists["irregular"]; l != nil {
		for _, pair := range l.entries() {
			r.forms[pair[0]] = pair[len(pair)-1]
		}
	}
	for lemma := range r.words {
		for _, form := range inflections(r.lang, lemma) {
			if !r.words[form] {
				r.forms[form] = lemma
			}
		}
	}
}

// lemma returns the lemma of token t as the rules write it: the parser's, or
// where the rules do not know that one, what the word's form suggests; "" where
// they know neither.
func (r *Rules) lemma(doc *text.Doc, tree *syntax.Tree, t int) string {
	lemma := fold(tree.Lemma[t])
	if r.words[lemma] {
		return lemma
	}
	form := fold(doc.Word(t))
	if base, ok := r.forms[form]; ok {
		return base
	}
	if r.words[form] {
		return form
	}
	return ""
}

package act

import (
	"slices"
	"sync"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

var loadParser = sync.OnceValues(func() (*syntax.Parser, error) { return syntax.Load(text.English) })

// read parses a text and matches the rules against it.
func read(t testing.TB, r *Rules, s string, title bool) (*syntax.Tree, *name.Mentions, []Frame) {
	t.Helper()
	parser, err := loadParser()
	if err != nil {
		t.Fatal(err)
	}
	doc := text.New(s, r.lang, title)
	tree := &syntax.Tree{}
	parser.Parse(doc, tree)
	names := name.Find(doc, chancery.Date(2025, 11, 4))
	return tree, names, r.Match(doc, tree, names)
}

// TestExamples reads every example of every rule with the real parser and the
// real names: a rule must fire on its own, with the parties it gives, and none
// of its act must be found on those where it must not.
func TestExamples(t *testing.T) {
	for _, lang := range []text.Lang{text.English} {
		r, err := Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.rules {
			rule := &r.rules[i]
			for _, e := range rule.fires {
				checkFires(t, r.only(i), rule, e)
			}
			for _, e := range rule.nots {
				tree, _, frames := read(t, r, e.text, false)
				for _, f := range frames {
					if f.Type == rule.act {
						t.Errorf("%s: must not find %s: %q\n%v%s", e.at, rule.act, e.text, describe(f), tree)
					}
				}
			}
		}
	}
}

// TestEveryType holds that each type of the table of acts has a rule.
func TestEveryType(t *testing.T) {
	r, err := Load(text.English)
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds.Kinds() {
		if !slices.ContainsFunc(r.rules, func(r rule) bool { return r.act == k.Type }) {
			t.Errorf("no rule for %s", k.Type)
		}
	}
}

func checkFires(t *testing.T, r *Rules, rule *rule, e example) {
	t.Helper()
	tree, names, frames := read(t, r, e.text, false)
	var of []Frame
	for _, f := range frames {
		if f.Rule != rule.name {
			continue
		}
		if !e.checked || agrees(f.From, e.from) && agrees(f.To, e.to) {
			return
		}
		of = append(of, f)
	}
	if len(of) == 0 {
		t.Errorf("%s: %s does not fire: %q\n%s%v", e.at, rule.name, e.text, tree, names.List)
		return
	}
	for _, f := range of {
		t.Errorf("%s: %s: %s, want %v > %v: %q\n%s", e.at, rule.name, describe(f), e.from, e.to, e.text, tree)
	}
}

func agrees(args []Arg, want []chancery.Code) bool {
	got := Codes(nil, args)
	if len(got) != len(want) {
		return false
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			return false
		}
	}
	return true
}

func describe(f Frame) string {
	s := f.Rule + " " + string(f.Type) + " "
	for _, c := range Codes(nil, f.From) {
		s += string(c) + " "
	}
	s += ">"
	for _, c := range Codes(nil, f.To) {
		s += " " + string(c)
	}
	return s
}

// only returns the rules reduced to one of them.
func (r *Rules) only(i int) *Rules {
	one := &Rules{lang: r.lang, rules: r.rules[i : i+1], lists: r.lists, index: map[string][]entry{}, words: map[string]bool{}, forms: map[string]string{}}
	one.compile()
	return one
}

package syntax_test

import (
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
)

func TestNamesRoundTrip(t *testing.T) {
	for i := range syntax.NumTags {
		if got := syntax.ParseTag(syntax.Tag(i).String()); got != syntax.Tag(i) {
			t.Errorf("tag %d reads back as %v", i, got)
		}
	}
	for i := range syntax.NumRels {
		if got := syntax.ParseRel(syntax.Rel(i).String()); got != syntax.Rel(i) {
			t.Errorf("relation %d reads back as %v", i, got)
		}
	}
	for bit := range 28 {
		f := syntax.Feats(1) << bit
		if f.String() == "_" || syntax.ParseFeats(f.String()) != f {
			t.Errorf("feature %d is written %q and reads back as %q", bit, f, syntax.ParseFeats(f.String()))
		}
	}
}

func TestParseRel(t *testing.T) {
	for name, want := range map[string]syntax.Rel{
		"nsubj": syntax.Nsubj, "nsubj:pass": syntax.NsubjPass, "nsubj:outer": syntax.Nsubj, "nmod:tmod": syntax.Nmod,
		"acl:relcl": syntax.AclRelcl, "punct": syntax.Punctuation, "unheard-of": syntax.Dep, "": syntax.Dep,
	} {
		if got := syntax.ParseRel(name); got != want {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	if _, err := syntax.Load("xx"); err == nil {
		t.Error("no error for a language without a model")
	}
	for _, s := range []string{"", "chancery syntax model 1\n", "chancery syntax model 1\n{\"Config\":{\"Words\":5}}\n", "no model at all"} {
		if _, err := syntax.Open([]byte(s)); err == nil {
			t.Errorf("no error for %q", s)
		}
	}
}

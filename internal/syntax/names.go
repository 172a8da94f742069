package syntax

import "strings"

// tagNames are the universal parts of speech in the order of the constants.
var tagNames = [...]string{"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"}

// NumTags is the number of values of [Tag].
const NumTags = len(tagNames)

func (t Tag) String() string {
	if int(t) < len(tagNames) {
		return tagNames[t]
	}
	return "X"
}

// ParseTag returns the tag of that name; X where there is none.
func ParseTag(name string) Tag {
	for i, n := range tagNames {
		if n == name {
			return Tag(i)
		}
	}
	return X
}

// relNames are the relations in the order of the constants.
var relNames = [...]string{
	"dep", "root", "nsubj", "nsubj:pass", "csubj", "obj", "iobj", "ccomp", "xcomp", "obl", "obl:agent", "vocative", "expl",
	"dislocated", "advcl", "advmod", "discourse", "aux", "aux:pass", "cop", "mark", "nmod", "nmod:poss", "appos", "nummod",
	"acl", "acl:relcl", "amod", "det", "clf", "case", "conj", "cc", "fixed", "flat", "compound", "list", "parataxis", "orphan",
	"goeswith", "reparandum", "punct",
}

// NumRels is the number of values of [Rel].
const NumRels = len(relNames)

func (r Rel) String() string {
	if int(r) < len(relNames) {
		return relNames[r]
	}
	return "dep"
}

// ParseRel returns the relation of that name. A subtype that has no constant
// of its own is dropped: "nmod:tmod" is Nmod. An unknown relation is Dep.
func ParseRel(name string) Rel {
	for i, n := range relNames {
		if n == name {
			return Rel(i)
		}
	}
	if base, _, ok := strings.Cut(name, ":"); ok {
		return ParseRel(base)
	}
	return Dep
}

// Base is r without its subtype: Nsubj for NsubjPass.
func (r Rel) Base() Rel {
	switch r {
	case NsubjPass:
		return Nsubj
	case OblAgent:
		return Obl
	case AuxPass:
		return Aux
	case NmodPoss:
		return Nmod
	case AclRelcl:
		return Acl
	}
	return r
}

// featNames pairs each feature as a treebank writes it with its bit. The
// first pair of a bit is how the bit is written.
var featNames = [...]struct {
	name string
	bit  Feats
}{
	{"Definite=Def", Definite}, {"Definite=Ind", Indefinite},
	{"Gender=Fem", Feminine}, {"Gender=Masc", Masculine},
	{"Mood=Cnd", Conditional}, {"Mood=Imp", Imperative}, {"Mood=Ind", Indicative}, {"Mood=Sub", Subjunctive},
	{"Number=Plur", Plur}, {"Number=Sing", Sing}, {"Number=Ptan", Plur},
	{"Person=1", First}, {"Person=2", Second}, {"Person=3", Third},
	{"Polarity=Neg", Negative}, {"Poss=Yes", Possessive},
	{"PronType=Dem", Demonstrative}, {"PronType=Int,Rel", Interrogative}, {"PronType=Int", Interrogative},
	{"PronType=Rel", Interrogative}, {"PronType=Prs", Personal},
	{"Reflex=Yes", Reflexive},
	{"Tense=Fut", Future}, {"Tense=Imp", Imperfect}, {"Tense=Past", Past}, {"Tense=Pres", Present},
	{"VerbForm=Fin", Finite}, {"VerbForm=Ger", Gerund}, {"VerbForm=Inf", Infinitive}, {"VerbForm=Part", Participle},
	{"Voice=Pass", Passive},
}

// ParseFeats returns the bits of a FEATS column such as
// "Number=Sing|Person=3"; features that have no bit are dropped.
func ParseFeats(column string) Feats {
	var f Feats
	for part := range strings.SplitSeq(column, "|") {
		for _, n := range featNames {
			if n.name == part {
				f |= n.bit
			}
		}
	}
	return f
}

// Has tells whether f has all the bits of want.
func (f Feats) Has(want Feats) bool { return f&want == want }

// String is the FEATS column of f, "_" for none.
func (f Feats) String() string {
	if f == 0 {
		return "_"
	}
	var b strings.Builder
	for _, n := range featNames {
		if f&n.bit == 0 {
			continue
		}
		f &^= n.bit
		if b.Len() > 0 {
			b.WriteByte('|')
		}
		b.WriteString(n.name)
	}
	return b.String()
}

package syntax

import "github.com/chancery-ledger/chancery/text"

// Tree is what is known of the words of one Doc: one row a token, in parallel
// slices. Heads are token indices of the whole Doc; the root of a sentence has
// head -1. A Tree can be filled again for another Doc without allocating.
type Tree struct {
	Doc   *text.Doc
	Tags  []Tag
	Feats []Feats
	Lemma []string
	Head  []int32
	Rel   []Rel
}

// Tag is a universal part of speech.
type Tag uint8

const (
	X Tag = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
)

// Feats is a set of the morphological features that matter, as bits.
type Feats uint32

const (
	Sing Feats = 1 << iota
	Plur
	First
	Second
	Third
	Past
	Present
	Future
	Imperfect
	Finite
	Infinitive
	Gerund
	Participle
	Passive
	Indicative
	Subjunctive
	Imperative
	Conditional
	Negative
	Masculine
	Feminine
	Possessive
	Reflexive
	Definite
	Indefinite
	Interrogative // Int, Rel
	Demonstrative
	Personal
)

// Rel is a basic universal relation, without subtype save for those that
// Chancery's rules rest on: nsubj:pass, obl:agent, nmod:poss, aux:pass.
type Rel uint8

const (
	Dep Rel = iota
	Root
	Nsubj
	NsubjPass
	Csubj
	Obj
	Iobj
	Ccomp
	Xcomp
	Obl
	OblAgent
	Vocative
	Expl
	Dislocated
	Advcl
	Advmod
	Discourse
	Aux
	AuxPass
	Cop
	Mark
	Nmod
	NmodPoss
	Appos
	Nummod
	Acl
	AclRelcl
	Amod
	Det
	Clf
	Case
	Conj
	Cc
	Fixed
	Flat
	Compound
	List
	Parataxis
	Orphan
	Goeswith
	Reparandum
	Punctuation
)

package act

import "github.com/chancery-ledger/chancery"

// Frame is one act that a sentence may tell of.
type Frame struct {
	Rule          string // name of the rule, such as "relations/break"
	Type          chancery.ActType
	Weight        float32 // prior of the rule, 0 to 1, lowered where support is weak
	Loose         bool    // the order of the words supports it, not the tree
	Lack          bool    // what denies is part of what tells it: "has no relations since 1978"
	Trigger       int     // token of the verb or noun that tells the act
	First, Last   int     // tokens of the evidence, Last exclusive: actor, act and target
	Sentence      int     // index into Doc.Sentences
	From, To      []Arg
	Person        string // full name of the person the act befalls, "" where none is named
	PersonMention int    // the person or, unnamed, the state of the person: index into Mentions.List, or -1
	Pred          int    // token whose tense, mood and negation count
	Chain         []int  // predicates that govern Pred, from the nearest outwards
	Candidates    []Arg  // every party of the sentence, filled in or not
}

// Arg is a party of a frame, or one that might be.
type Arg struct {
	Token   int
	Codes   []chancery.Code // not to be changed
	Mention int             // index into Mentions.List, or -1
	Role    string          // the filler that found it ("agent", "patient.host"); of a candidate its path to the trigger
	Steps   int             // edges of the tree between it and the trigger
}

// Codes appends to dst the codes of args, each once.
func Codes(dst []chancery.Code, args []Arg) []chancery.Code {
	for _, a := range args {
		for _, c := range a.Codes {
			if !contains(dst, c) {
				dst = append(dst, c)
			}
		}
	}
	return dst
}

func contains(codes []chancery.Code, c chancery.Code) bool {
	for _, d := range codes {
		if d == c {
			return true
		}
	}
	return false
}

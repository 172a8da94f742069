// Package voice finds who says what: quotations, reported speech, and the
// thoughts, wishes and judgements that a report ascribes to somebody.
//
// An attribution has three parts, a source, a cue and a content, in the sense
// of Pareti, "Attribution: A Computational Approach" (Edinburgh, 2015), and of
// the PolNeAR corpus (Newell, Margolin and Ruths, LREC 2018). [Find] starts
// from the cues, which are data (lexicon/voice/*.tsv): each tells in which
// constructions its content may stand. The content is then read off the
// dependency tree, the quotation marks and the order of the words, the source
// off the subject. Marks and order are trusted before the tree, so that a poor
// tree costs little where the punctuation is clear.
package voice

import (
	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Statement is a content that somebody is said to say, think, want or show.
type Statement struct {
	Content     text.Span
	First, Last int         // tokens of the content, half-open
	Parts       []text.Span // the pieces of a content that its cue divides, nil if it is whole
	Direct      bool        // in quotation marks
	Class       Class       // what the source does: say, think, demand ...
	Cue         text.Span
	Verb        string // lemma of the cue: "say", "según", "call on"; "" for a colon or a bare quotation
	CueToken    int    // -1 where no word is the cue
	Speaker     text.Span
	SpeakerHead int            // token, -1 unknown
	Who         chancery.Voice // Name "" where the text does not tell
	Parent      int            // index of the statement whose content holds this one's cue, or -1
}

// Class is what a source does with a content.
type Class string

const (
	Say     Class = "say"
	Write   Class = "write"
	Ask     Class = "ask"
	Answer  Class = "answer"
	Demand  Class = "demand"
	Promise Class = "promise"
	Warn    Class = "warn"
	Deny    Class = "deny"
	Admit   Class = "admit"
	Accuse  Class = "accuse"
	Praise  Class = "praise"
	Show    Class = "show"
	Think   Class = "think"
	Want    Class = "want"
	Decide  Class = "decide"
)

// Speech tells whether the source utters the content, so that a quotation can
// be its words and a claim inside it is the source's.
func (c Class) Speech() bool {
	switch c {
	case Think, Want, Decide, Show, Praise, Accuse:
		return false
	}
	return true
}

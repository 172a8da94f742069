package syntax

import (
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
	"github.com/chancery-ledger/chancery/text"
)

// ParseSome is [Parser.Parse] for the sentences whose index want is true for.
// The words of the others stay unread: each is an [X] without head, with
// relation [Dep] and its form for a lemma, so that nothing hangs on anything.
func (p *Parser) ParseSome(doc *text.Doc, tree *Tree, want func(sentence int) bool) {
	tree.Doc = doc
	tree.Reset(len(doc.Tokens))
	s := p.scratch.Get().(*scratch)
	defer p.scratch.Put(s)
	s.begin()
	for at, sent := range doc.Sentences {
		if !want(at) {
			tree.leave(sent)
			continue
		}
		for first := sent.First; first < sent.Last; first += neural.MaxSentence {
			part := sent
			part.First, part.Last = first, min(first+neural.MaxSentence, sent.Last)
			s.add(doc, part)
			if s.reader.Tokens() >= neural.BatchTokens {
				s.finish(p, tree)
			}
		}
	}
	s.finish(p, tree)
	for at, sent := range doc.Sentences {
		if sent.Last-sent.First > neural.MaxSentence && tree.Read(at) {
			tree.joinParts(sent)
		}
	}
}

// leave marks the tokens of a sentence as unread.
func (t *Tree) leave(sent text.Sentence) {
	for i := sent.First; i < sent.Last; i++ {
		t.Head[i], t.Rel[i], t.Tags[i] = -1, Dep, X
		t.Lemma[i] = t.Doc.Form(i)
	}
}

// Read tells whether a sentence has a tree, and was not left out by
// [Parser.ParseSome].
func (t *Tree) Read(sentence int) bool {
	sent := t.Doc.Sentences[sentence]
	for i := sent.First; i < sent.Last; i++ {
		if t.Head[i] >= 0 || t.Rel[i] == Root {
			return true
		}
	}
	return false
}

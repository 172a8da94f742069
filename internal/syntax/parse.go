package syntax

import (
	"hash/maphash"
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
	"github.com/chancery-ledger/chancery/text"
)

// scratch is what one call of Parse works with.
type scratch struct {
	reader *neural.Reader
	parts  []text.Sentence // the sentences of the batch, long ones in parts
	seed   maphash.Seed
	lemmas map[uint64]string
}

// maxLemmas bounds the lemmas that a scratch remembers.
const maxLemmas = 1 << 14

func newScratch(m *neural.Model) *scratch {
	return &scratch{reader: neural.NewReader(m), seed: maphash.MakeSeed(), lemmas: make(map[uint64]string)}
}

// Parse fills tree with what it knows of every token of doc. The Doc should be
// of the Parser's language. Sentences of more than [neural.MaxSentence] tokens
// are read in parts, and the parts hang on the first one as parataxis.
func (p *Parser) Parse(doc *text.Doc, tree *Tree) {
	tree.Doc = doc
	tree.Reset(len(doc.Tokens))
	s := p.scratch.Get().(*scratch)
	defer p.scratch.Put(s)
	s.begin()
	for _, sent := range doc.Sentences {
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
	for _, sent := range doc.Sentences {
		if sent.Last-sent.First > neural.MaxSentence {
			tree.joinParts(sent)
		}
	}
}

func (s *scratch) begin() {
	s.reader.Begin()
	s.parts = s.parts[:0]
}

func (s *scratch) add(doc *text.Doc, part text.Sentence) {
	s.reader.Sentence()
	for i := part.First; i < part.Last; i++ {
		s.reader.Token(doc.Form(i))
	}
	s.parts = append(s.parts, part)
}

// finish reads the batch, writes its trees and begins another.
func (s *scratch) finish(p *Parser, tree *Tree) {
	s.reader.Run()
	for k, part := range s.parts {
		first := part.First
		for i := first; i < part.Last; i++ {
			tag, class := s.reader.Tags(k, i-first)
			tree.Tags[i], tree.Feats[i] = Tag(tag), Feats(class)
			tree.Lemma[i] = s.lemma(p.lemmas, tree.Doc.Form(i), Tag(tag))
		}
		heads := s.reader.Heads(k)
		for i, h := range heads {
			tree.Head[first+i] = -1
			if h > 0 {
				tree.Head[first+i] = int32(first + h - 1)
			}
		}
		neural.Relations(s.reader, k, heads, Root, tree.Rel[first:part.Last])
		tree.keepAgents(part)
	}
	s.begin()
}

// joinParts leaves the first root of a sentence and hangs the others on it.
func (t *Tree) joinParts(sent text.Sentence) {
	root := int32(-1)
	for i := sent.First; i < sent.Last; i++ {
		switch {
		case t.Head[i] >= 0:
		case root < 0:
			root = int32(i)
		default:
			t.Head[i], t.Rel[i] = root, Parataxis
		}
	}
}

// lemma looks the lemma up among those that s remembers.
func (s *scratch) lemma(l *lemmatiser, form string, tag Tag) string {
	key := maphash.String(s.seed, form) + uint64(tag)*0x9E3779B97F4A7C15
	if lem, ok := s.lemmas[key]; ok {
		return lem
	}
	if len(s.lemmas) >= maxLemmas {
		clear(s.lemmas)
	}
	lem := strings.Clone(l.lemma(form, strings.ToLower(form), tag))
	s.lemmas[key] = lem
	return lem
}

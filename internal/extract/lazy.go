package extract

import (
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/internal/name"
)

// ActsOnly leaves unread what no act can stand in, which saves a third of the
// time over ordinary news. The acts are those of a whole reading (save where a
// chain of pronouns leads through sentences that are left out, about one act
// in four hundred); of the quotations only those that stand near them are
// found.
func ActsOnly() Option { return func(r *Reader) { r.actsOnly = true } }

// parse makes the trees that the reader needs.
func (r *Reader) parse(l *language, s *judge.Scene) {
	if !r.actsOnly {
		l.parser.Parse(s.Doc, s.Tree)
		return
	}
	want := l.wanted(s)
	l.parser.ParseSome(s.Doc, s.Tree, func(sentence int) bool { return want[sentence] })
}

// wanted marks the sentences without whose trees acts would be read otherwise:
// those where there may be a frame, and for what the frames lean on, the
// headline, sentences with quotations in them, which tell who speaks, and
// before each pronoun the sentence whose subject it may mean.
func (l *language) wanted(s *judge.Scene) []bool {
	want, any := l.scout.Promising(s.Doc, s.Names)
	if !any {
		return want
	}
	for at := range s.Doc.Sentences {
		want[at] = want[at] || s.Doc.Sentences[at].Title
	}
	for _, q := range s.Doc.Quotes {
		for _, end := range [...]int{q.Start, q.End - 1} {
			t := s.Doc.TokenAt(end)
			at := s.Doc.SentenceOf(t)
			if sent := s.Doc.Sentences[at]; t != sent.First && t != sent.Last-1 {
				want[at] = true
			}
		}
	}
	for i := len(s.Names.List) - 1; i >= 0; i-- {
		m := &s.Names.List[i]
		if at := s.Doc.SentenceOf(m.First); m.Kind == name.Anaphor && at > 0 && want[at] {
			want[at-1] = true
		}
	}
	return want
}

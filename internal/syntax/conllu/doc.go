package conllu

import (
	"strings"

	"github.com/chancery-ledger/chancery/text"
)

// Doc makes a text.Doc whose tokens and sentences are those of the treebank,
// every token spaced.
func Doc(sents []Sentence, lang text.Lang) *text.Doc {
	var b strings.Builder
	d := &text.Doc{Lang: lang}
	for _, s := range sents {
		first := len(d.Tokens)
		for _, w := range s {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			start := int32(b.Len())
			b.WriteString(w.Form)
			d.Tokens = append(d.Tokens, text.Token{Start: start, End: int32(b.Len()), Kind: text.Word, Spaced: true})
		}
		d.Sentences = append(d.Sentences, text.Sentence{First: first, Last: len(d.Tokens)})
	}
	d.Text = b.String()
	for i, s := range d.Sentences {
		d.Sentences[i].Span = d.SpanOf(s.First, s.Last)
	}
	d.Paragraphs = []text.Span{{Start: 0, End: len(d.Text)}}
	return d
}

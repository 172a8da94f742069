package voice

import (
	"strings"

	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// colon reads "X: Y" and "Y: X" in headlines, and "X: “Y”" anywhere.
func (f *finder) colon(s int) {
	sent := f.doc.Sentences[s]
	for k := sent.First + 1; k < sent.Last-2; k++ {
		if f.doc.Word(k) != ":" {
			continue
		}
		left, right := f.trimStart(part{sent.First, k}), part{k + 1, sent.Last}
		switch {
		case f.claimed(k), f.isLabel(left):
		case f.isTurn(sent.Para, left):
			f.colonStatement(k, left, part{k + 1, f.paragraphEnd(s)})
		case !sent.Title && !f.opensQuote(k+1):
		case left.len() <= 8 && f.isSource(left) && right.len() >= 4:
			f.colonStatement(k, left, right)
		case sent.Title && right.len() <= 7 && left.len() >= 4 && f.isSource(right):
			f.colonStatement(k, right, left)
		}
		return
	}
}

// claimed tells whether a statement has the colon at k already.
func (f *finder) claimed(k int) bool {
	for i := range f.out {
		if f.out[i].CueToken >= 0 && f.out[i].First <= k+2 && k < f.out[i].Last || f.out[i].CueToken < k && f.out[i].First > k && f.out[i].First < k+4 {
			return true
		}
	}
	return false
}

// isTurn tells whether p opens a paragraph as the name of one who speaks in a
// transcript: "WALLACE: ...", "Ana Ruiz: ...".
func (f *finder) isTurn(para int, p part) bool {
	if p.len() > 4 || p.len() == 0 || int(f.doc.Tokens[p.first].Start)-f.doc.Paragraphs[para].Start > 3 || f.opensQuote(p.last+1) {
		return false
	}
	upper := true
	for j := p.first; j < p.last; j++ {
		w := f.doc.Word(j)
		upper = upper && strings.ToUpper(w) == w && len(w) > 1
		if m := f.mention(j); f.tree.Tags[j] != syntax.PROPN && (m == nil || m.Kind != name.Person) && !upper {
			return false
		}
	}
	m := f.mention(p.first)
	if f.isLabel(p) {
		return false
	}
	return upper || m != nil && m.Kind == name.Person
}

// isLabel tells whether p is a word that newsrooms set before a colon and that
// speaks for nobody.
func (f *finder) isLabel(p part) bool {
	switch strings.ToLower(f.doc.Slice(p.first, p.last)) {
	case "update", "updated", "breaking", "breaking news", "watch", "live", "video", "photos", "photo", "exclusive", "opinion", "analysis", "explainer",
		"read more", "podcast", "note", "correction", "related", "factbox", "timeline", "fact check", "listen", "review", "editorial", "source", "image",
		"actualización", "última hora", "urgente", "vídeo", "fotos", "foto", "en vivo", "exclusiva", "opinión", "análisis", "lea más", "nota", "fuente", "imagen", "lee también", "lea también":
		return true
	}
	return false
}

// paragraphEnd is the end of the last sentence in the paragraph of sentence s.
func (f *finder) paragraphEnd(s int) int {
	end := s
	for end+1 < len(f.doc.Sentences) && f.doc.Sentences[end+1].Para == f.doc.Sentences[s].Para {
		end++
	}
	return f.doc.Sentences[end].Last
}

// isSource tells whether p is one noun phrase with a name or a source noun and
// no verb.
func (f *finder) isSource(p part) bool {
	named := false
	switch f.tree.Tags[p.first] {
	case syntax.ADP, syntax.ADV, syntax.SCONJ, syntax.CCONJ:
		return false // "‘A shrine’: inside the new museum"
	}
	for j := p.first; j < p.last; j++ {
		switch f.tree.Tags[j] {
		case syntax.VERB, syntax.AUX:
			return false
		case syntax.PROPN:
			named = true
		case syntax.NOUN:
			named = named || f.isDocument(j) || f.mention(j) != nil
		}
	}
	return named
}

func (f *finder) colonStatement(k int, src, content part) {
	head := f.nounFrom(src.first, src.last)
	if head < 0 {
		return
	}
	src = f.trimStart(src)
	s := Statement{Class: Say, Cue: f.doc.SpanOf(k, k+1), CueToken: k, SpeakerHead: head, Speaker: f.doc.SpanOf(src.first, f.trimEnd(src).last)}
	s.Who = f.who(head, src)
	f.put(s, []part{content})
}

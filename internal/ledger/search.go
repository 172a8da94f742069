package ledger

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Terms are the words of a search as a store looks for them.
type Terms struct {
	words   []term
	phrases [][]term
	stem    *stemmer
}

// term is one word with all stems that stand for it.
type term []string

// ParseTerms reads the words of a search: every word must occur, in any form,
// in English or in Spanish, with or without its accents; words "in quotes"
// must stand next to each other. A quote that is not closed runs to the end.
func ParseTerms(s string) Terms {
	t := Terms{stem: newStemmer()}
	for i, part := range strings.Split(s, `"`) {
		var phrase []term
		for _, w := range words(part) {
			phrase = append(phrase, t.term(w))
		}
		t.words = append(t.words, phrase...)
		if i%2 == 1 && len(phrase) > 1 {
			t.phrases = append(t.phrases, phrase)
		}
	}
	return t
}

func (t *Terms) term(word string) term {
	var stems term
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		p := t.stem.stem(word, lang)
		stems = append(stems, p.strict, p.loose)
	}
	slices.Sort(stems)
	return slices.Compact(stems)
}

// All returns, for each word, the stems of which one must occur. Stems hold
// letters and digits only.
func (t Terms) All() [][]string {
	all := make([][]string, len(t.words))
	for i, w := range t.words {
		all[i] = w
	}
	return all
}

// Find returns where the first of the words (or the first phrase, where there
// is one) stands in s, and whether all words and phrases occur in it.
func (t Terms) Find(s string, lang text.Lang) (text.Span, bool) {
	if len(t.words) == 0 {
		return text.Span{}, false
	}
	spans, stems := t.stemAll(s, lang)
	first, found := text.Span{}, false
	for _, phrase := range t.wanted() {
		at := indexPhrase(stems, phrase)
		if at < 0 {
			return text.Span{}, false
		}
		if !found {
			first, found = text.Span{Start: spans[at].Start, End: spans[at+len(phrase)-1].End}, true
		}
	}
	return first, true
}

// wanted returns the phrases, then each word as a phrase of its own.
func (t Terms) wanted() [][]term {
	all := slices.Clone(t.phrases)
	for i := range t.words {
		all = append(all, t.words[i:i+1])
	}
	return all
}

// indexPhrase returns where the phrase first stands in stems, or -1.
func indexPhrase(stems []stemPair, phrase []term) int {
next:
	for i := 0; i+len(phrase) <= len(stems); i++ {
		for k, w := range phrase {
			if s := stems[i+k]; !slices.Contains(w, s.strict) && !slices.Contains(w, s.loose) {
				continue next
			}
		}
		return i
	}
	return -1
}

func (t Terms) stemAll(s string, lang text.Lang) ([]text.Span, []stemPair) {
	var spans []text.Span
	var stems []stemPair
	end := 0
	for span, w := range words(s) {
		if Withheld(s[end:span.Start]) { // words on both sides of a gap do not stand next to each other
			spans, stems = append(spans, text.Span{Start: end, End: span.Start}), append(stems, stemPair{})
		}
		end = span.End
		spans, stems = append(spans, span), append(stems, t.stem.stem(w, lang))
	}
	return spans, stems
}

// InEvidence returns the claims in whose evidence all words occur.
func (t Terms) InEvidence(claims []chancery.Filed) []chancery.Filed {
	var kept []chancery.Filed
	for _, c := range claims {
		var all strings.Builder
		for _, e := range c.Claim.Evidence {
			all.WriteString(e.Text + "\n")
		}
		if _, ok := t.Find(all.String(), c.Report.Language); ok {
			kept = append(kept, c)
		}
	}
	return kept
}

// excerpt widens a span by about 80 bytes on both sides, to the ends of words
// or to what is withheld.
func excerpt(s string, at text.Span) text.Span {
	const margin = 80
	start, end := max(0, at.Start-margin), min(len(s), at.End+margin)
	if i := strings.LastIndexByte(s[start:at.Start], Punched); i >= 0 {
		start += i + 1
	} else if start > 0 {
		if i := strings.IndexAny(s[start:at.Start], " \n"); i >= 0 {
			start += i + 1
		} else {
			start = at.Start
		}
	}
	if i := strings.IndexByte(s[at.End:end], Punched); i >= 0 {
		end = at.End + i
	} else if end < len(s) {
		if i := strings.LastIndexAny(s[at.End:end], " \n"); i >= 0 {
			end = at.End + i
		} else {
			end = at.End
		}
	}
	return text.Span{Start: start, End: end}
}

// Hit returns the report as found by the words, without its text, if it holds
// them all.
func (t Terms) Hit(a Appearance) (Hit, bool) {
	txt := a.Report.Text
	at, ok := t.Find(txt, a.Report.Language)
	if !ok {
		return Hit{}, false
	}
	at = excerpt(txt, at)
	a.Report.Text = ""
	return Hit{Appearance: a, Start: at.Start, End: at.End, Text: txt[at.Start:at.End]}, true
}

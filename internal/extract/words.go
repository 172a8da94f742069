package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/judge"
)

// channelWords are the stems by which a sentence names the channel it means.
var channelWords = [...]struct{ stem, channel string }{
	{"consul", "consular"}, {"trade", "trade"}, {"commerc", "trade"}, {"comerci", "trade"}, {"econom", "trade"},
}

// channel is the track that an act of several channels means: what the words
// of its sentence name, else the first of its type.
func (r *Reader) channel(s *judge.Scene, d judge.Deed) string {
	k, _ := r.kinds.Kind(d.Best.Frame.Type)
	if len(k.Channels) > 1 {
		for i := d.Best.Frame.First; i < d.Best.Frame.Last; i++ {
			lemma := strings.ToLower(s.Tree.Lemma[i])
			for _, w := range channelWords {
				if strings.HasPrefix(lemma, w.stem) {
					return w.channel
				}
			}
		}
	}
	return k.Channels[0]
}

// ground is the treaty that the sentence of an act, or the next one, cites:
// "the Caracas Convention". Only acts of missions, relations and asylum are
// grounded so.
func ground(s *judge.Scene, sentence int, t chancery.ActType) string {
	switch group, _, _ := strings.Cut(string(t), "."); group {
	case "relations", "consular", "asylum", "safeconduct", "mission", "envoy", "extradition", "protection":
	default:
		return ""
	}
	for at := sentence; at <= sentence+1 && at < len(s.Doc.Sentences); at++ {
		sent := s.Doc.Sentences[at]
		for i := sent.First; i < sent.Last; i++ {
			switch s.Doc.Word(i) {
			case "Convention", "Convención", "Treaty", "Tratado", "Charter", "Carta":
				if g := treatyName(s, sent.First, i, sent.Last); g != "" {
					return g
				}
			}
		}
	}
	return ""
}

// treatyName is the name around the word at i: capitals before it ("Caracas
// Convention") or after a preposition behind it ("Convención de Caracas").
func treatyName(s *judge.Scene, first, i, last int) string {
	from, to := i, i+1
	for from > first && capital(s.Doc.Word(from-1)) && s.Doc.Word(from-1) != "The" {
		from--
	}
	if from == i && to+1 < last {
		switch s.Doc.Word(to) {
		case "de", "sobre", "on", "of":
			for n := to + 1; n < last && (capital(s.Doc.Word(n)) || n == to+1); n++ {
				if capital(s.Doc.Word(n)) {
					to = n + 1
				}
			}
		}
	}
	if to-from < 2 {
		return ""
	}
	return s.Doc.Slice(from, to)
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

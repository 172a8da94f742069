package voice

import (
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// who resolves the source with head and phrase src.
func (f *finder) who(head int, src part) chancery.Voice {
	phrase := f.doc.Slice(src.first, src.last)
	if v, ok := f.medium(head, src); ok {
		return v
	}
	m := f.mention(head)
	if f.isPersonal(head) {
		if last := f.lastWhere(head, func(s *Statement) bool { return f.agrees(head, s) }); last >= 0 {
			return f.out[last].Who
		}
		if m == nil || m.Person == "" {
			return chancery.Voice{Kind: "speaker"}
		}
	}
	if m == nil || m.Kind == name.Adjective || m.Kind == name.None {
		if in := f.mentionIn(src); in != nil && (m == nil || in.Kind == name.Person) {
			m = in
		}
	}
	if a := f.inApposition(head); a != nil && (m == nil || m.Person == "") {
		m = a
	}
	if m != nil && (m.Person != "" || m.Name != "" || m.Organ != "" || m.Office != "") {
		return f.voiceOf(m, phrase)
	}
	if f.tree.Tags[head] == syntax.PRON {
		if f.isFirstOrSecond(head) {
			return chancery.Voice{Kind: "speaker"}
		}
		if last := f.lastSpeaker(head); last >= 0 {
			return f.out[last].Who
		}
		return chancery.Voice{Kind: "speaker"}
	}
	v := chancery.Voice{Kind: "speaker", Name: phrase}
	if m != nil {
		v.Code = m.Code()
	}
	return v
}

// inApposition is the person named beside the noun: "the foreign minister,
// Hugo de Zela, said".
func (f *finder) inApposition(head int) *name.Mention {
	for d := range f.tree.Deps(head) {
		if f.tree.Rel[d] == syntax.Appos && d > head {
			if m := f.mention(d); m != nil && m.Person != "" {
				return m
			}
		}
	}
	return nil
}

// medium is the agency, paper or document that the source is, if it is one.
func (f *finder) medium(head int, src part) (chancery.Voice, bool) {
	phrase := f.doc.Slice(src.first, src.last)
	switch {
	case f.isAgency(src) && src.last == head+1 && (f.tree.Lemma[head] == "agency" || f.tree.Lemma[head] == "agencia"):
		if last := f.lastOf("agency", head); last >= 0 {
			return f.out[last].Who, true // "the news agency also reported"
		}
		return chancery.Voice{Kind: "agency", Name: phrase}, true
	case f.isAgency(src):
		return chancery.Voice{Kind: "agency", Name: f.agencyName(src)}, true
	case f.isPaper(head):
		return chancery.Voice{Kind: "paper", Name: phrase}, true
	case f.isDocument(head):
		v := chancery.Voice{Kind: "document", Name: phrase}
		if m := f.mentionIn(src); m != nil {
			v.Code = m.Code()
		}
		return v, true
	}
	return chancery.Voice{}, false
}

// isPersonal tells whether token i is a pronoun that stands for one person.
func (f *finder) isPersonal(i int) bool {
	switch strings.ToLower(f.doc.Word(i)) {
	case "he", "she", "él", "ella":
		return true
	}
	return false
}

func (f *finder) isFirstOrSecond(i int) bool {
	return f.tree.Feats[i]&(syntax.First|syntax.Second) != 0
}

// agrees tells whether pronoun i can be the speaker of s: who speaks goes on
// speaking, save where the gender says otherwise.
func (f *finder) agrees(i int, s *Statement) bool {
	if s.Who.Kind != "speaker" || s.Who.Name == "" {
		return false
	}
	m := f.mention(s.SpeakerHead)
	if m == nil || m.Gender == name.UnknownGender {
		return true
	}
	switch strings.ToLower(f.doc.Word(i)) {
	case "he", "él":
		return m.Gender == name.Masculine
	}
	return m.Gender == name.Feminine
}

// lastOf is the latest statement before token i whose source is of the kind,
// or -1.
func (f *finder) lastOf(kind string, i int) int {
	best := -1
	for k := range f.out {
		if s := &f.out[k]; s.Who.Kind == kind && s.CueToken < i && (best < 0 || s.CueToken > f.out[best].CueToken) {
			best = k
		}
	}
	return best
}

func (f *finder) voiceOf(m *name.Mention, phrase string) chancery.Voice {
	v := chancery.Voice{Kind: "speaker", Name: m.Person, Office: m.Office, Code: m.Code()}
	switch {
	case m.Person != "":
	case m.Kind == name.Office:
		v.Name = phrase
	case m.Organ != "" || m.Name != "":
		v.Kind = "organ"
		if v.Name = m.Name; m.Organ != "" || v.Name == "" {
			v.Name = phrase
		}
	}
	return v
}

func (f *finder) mention(i int) *name.Mention {
	if f.names == nil {
		return nil
	}
	return f.names.At(i)
}

// mentionIn is the best mention inside the phrase: a person before all else,
// then the last.
func (f *finder) mentionIn(p part) *name.Mention {
	var found *name.Mention
	for j := p.first; j < p.last; j++ {
		m := f.mention(j)
		if m == nil || m.Kind == name.None {
			continue
		}
		if m.Kind == name.Person || m.Kind == name.Organ {
			return m
		}
		if found == nil {
			found = m
		}
	}
	return found
}

// isDocument tells whether token i is a text that speaks for its authors.
func (f *finder) isDocument(i int) bool {
	switch strings.ToLower(f.tree.Lemma[i]) {
	case "statement", "report", "communiqué", "communique", "letter", "document", "note", "poll", "survey", "study", "paper", "press release", "resolution", "convention", "treaty", "constitution", "law", "agreement", "charter", "motion", "decree",
		"comunicado", "informe", "carta", "documento", "nota", "encuesta", "sondeo", "estudio", "resolución", "texto", "boletín", "convención", "tratado", "constitución", "ley", "acuerdo", "decreto", "moción":
		return true
	}
	return false
}

// isPaper tells whether token i is a newspaper or broadcaster, by its class.
func (f *finder) isPaper(i int) bool {
	switch f.tree.Lemma[i] {
	case "newspaper", "daily", "magazine", "broadcaster", "diario", "periódico", "semanario", "revista", "rotativo":
		return true
	}
	return false
}

// agencyName is the agency's name inside the phrase, or the phrase.
func (f *finder) agencyName(p part) string {
	for j := p.first; j < p.last; j++ {
		for n := min(4, p.last-j); n > 0; n-- {
			if w := f.doc.Slice(j, j+n); agencies()[w] {
				return w
			}
		}
	}
	return f.doc.Slice(p.first, p.last)
}

// isAgency tells whether the phrase is the name of a news agency.
func (f *finder) isAgency(p part) bool {
	if p.len() > 8 {
		return false
	}
	if agencies()[f.agencyName(p)] {
		return true
	}
	for j := p.first; j < p.last; j++ {
		if l := f.tree.Lemma[j]; l == "agency" || l == "agencia" {
			return j > p.first && (f.doc.Word(j-1) == "news" || f.doc.Word(j-1) == "la" && p.len() == 2) || j+1 < p.last && f.doc.Word(j+1) == "de" && j+2 < p.last && f.tree.Lemma[j+2] == "noticia"
		}
	}
	return false
}

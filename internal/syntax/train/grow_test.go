package main

import (
	"bytes"
	"slices"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/internal/syntax/neural"
)

// TestSameSeedSameFile goes the whole way twice, from text and trees to a
// model file, and compares the bytes; another seed makes another file.
func TestSameSeedSameFile(t *testing.T) {
	file := func(seed uint64) []byte {
		gold := small()
		data := material{
			gold: gold, sources: []*source{{sents: gold, weight: 1, share: always}},
			texts: slices.Repeat([]string{"Peru expels envoys\n\nPeru has expelled two envoys. Ties were cut in 2020."}, 10),
		}
		o := options{lang: "en", epochs: 2, teachers: 2, second: 2, silver: 0.5, batch: 20, hidden: 16, pretrain: 1, seed: seed, rate: 0.003}
		m, voc := grow(o, data)
		var out bytes.Buffer
		if err := neural.Write(&out, trim(m.net, voc.own), voc.words[:voc.own], voc.joint, syntax.LearnLemmas(lemmaCounts(gold))); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	one := file(1)
	if !bytes.Equal(one, file(1)) {
		t.Error("the same seed made two files")
	}
	if bytes.Equal(one, file(2)) {
		t.Error("another seed made the same file")
	}
}

// TestCommitteeOfOne decides as its only member does, and so does a committee
// of the same member twice.
func TestCommitteeOfOne(t *testing.T) {
	gold := small()
	voc := newVocabulary(gold, nil, nil, 200, 200)
	o := options{hidden: 16}
	m := o.newModel(voc, &vectors{}, 4)
	m.rates = noDropout
	twin := o.newModel(voc, &vectors{}, 4)
	twin.rates = noDropout
	src := &source{sents: gold, weight: 1, share: always}
	ex := []*example{voc.example(gold[0], src), voc.example(gold[1], src)}
	one, both := committee{m}.predict(ex), committee{m, twin}.predict(ex)
	for s := range one {
		for _, c := range [][2][]int16{{one[s].upos, both[s].upos}, {one[s].joint, both[s].joint}, {one[s].head, both[s].head}, {one[s].rel, both[s].rel}} {
			if !slices.Equal(c[0], c[1]) {
				t.Errorf("sentence %d: %v and %v", s, c[0], c[1])
			}
		}
	}
}

// TestNamesAsPhrases gives "Gobierno de Perú" its nmod and leaves "Banco
// Mundial" flat.
func TestNamesAsPhrases(t *testing.T) {
	word := func(form string, tag syntax.Tag, head int, rel syntax.Rel) conllu.Word {
		return conllu.Word{Form: form, Tag: tag, Head: head, Rel: rel}
	}
	s := conllu.Sentence{
		word("Gobierno", syntax.PROPN, -1, syntax.Root), word("de", syntax.ADP, 2, syntax.Case), word("Perú", syntax.PROPN, 0, syntax.Flat),
		word("Banco", syntax.PROPN, 0, syntax.Appos), word("Mundial", syntax.PROPN, 3, syntax.Flat),
	}
	namesAsPhrases(s)
	if s[2].Rel != syntax.Nmod || s[4].Rel != syntax.Flat {
		t.Errorf("got %v and %v", s[2].Rel, s[4].Rel)
	}
}

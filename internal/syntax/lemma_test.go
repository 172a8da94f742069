package syntax

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestLemmasLearned looks at forms that were not among those learned from.
func TestLemmasLearned(t *testing.T) {
	counts := []LemmaCount{
		{VERB, "severed", "sever", 3}, {VERB, "expelled", "expel", 2}, {VERB, "rejected", "reject", 2}, {VERB, "ended", "end", 4},
		{VERB, "broke", "break", 5}, {NOUN, "ties", "tie", 5}, {NOUN, "envoys", "envoy", 2}, {NOUN, "talks", "talk", 3},
		{NOUN, "cities", "city", 1}, {NOUN, "countries", "country", 4}, {PROPN, "Peru", "Peru", 9}, {PROPN, "US", "United_States", 2},
	}
	l, err := parseLemmas(LearnLemmas(counts))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		tag        Tag
		form, want string
	}{
		{VERB, "recalled", "recall"}, {VERB, "broke", "break"}, {NOUN, "diplomats", "diplomat"}, {NOUN, "embassies", "embassy"},
		{NOUN, "ties", "tie"}, {PROPN, "Lima", "Lima"}, {PROPN, "Peru", "Peru"}, {ADJ, "New", "new"}, {NOUN, "s", "s"}, {NUM, "1,000", "1,000"},
	} {
		if got := l.lemma(c.form, strings.ToLower(c.form), c.tag); got != c.want {
			t.Errorf("%v %q: got %q, want %q", c.tag, c.form, got, c.want)
		}
	}
}

// TestLemmasKept learns from random counts: every form has the lemma that it
// had most often, after writing and reading too.
func TestLemmasKept(t *testing.T) {
	word := rapid.StringMatching(`[abéñ]{1,7}`)
	rapid.Check(t, func(t *rapid.T) {
		seen := map[lemmaKey]bool{}
		var counts []LemmaCount
		for range rapid.IntRange(1, 12).Draw(t, "forms") {
			c := LemmaCount{rapid.SampledFrom([]Tag{NOUN, VERB, PROPN}).Draw(t, "tag"), word.Draw(t, "form"), word.Draw(t, "lemma"), 1}
			if k := (lemmaKey{c.Tag, c.Form}); !seen[k] {
				seen[k] = true
				counts = append(counts, c)
			}
		}
		l, err := parseLemmas(LearnLemmas(counts))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range counts {
			if got := l.lemma(c.Form, c.Form, c.Tag); got != c.Lemma {
				t.Fatalf("%v %q: got %q, want %q", c.Tag, c.Form, got, c.Lemma)
			}
		}
	})
}

// FuzzLemmas reads damaged lists and makes lemmas with what they hold.
func FuzzLemmas(f *testing.F) {
	f.Add("=\tVERB\tbroke\tbreak\n-\tNOUN\ts\t1\t", "ties")
	f.Add("-\tNOUN\t\t9\tx\n-\tNOUN\té\t1\t", "é")
	f.Add("-\tX\t\t-1\t", "")
	f.Fuzz(func(t *testing.T, list, form string) {
		l, err := parseLemmas(list)
		if err != nil {
			return
		}
		for tag := range Tag(NumTags) {
			l.lemma(form, strings.ToLower(form), tag)
		}
	})
}

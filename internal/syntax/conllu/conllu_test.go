package conllu

import (
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// rows makes CoNLL-U of "form lemma tag feats head rel" lines.
func rows(lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		f := strings.Fields(l)
		b.WriteString(strings.Join([]string{string(rune('1' + i)), f[0], f[1], f[2], "_", f[3], f[4], f[5], "_", "_"}, "\t") + "\n")
	}
	return b.String()
}

// TestNormalise gives trees the subtypes that they show and no others.
func TestNormalise(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		lang           text.Lang
	}{
		{"passive as AnCora has it", rows("Perú Perú PROPN _ 3 nsubj", "fue ser AUX VerbForm=Fin 3 aux", "citado citar VERB VerbForm=Part 0 root", "por por ADP _ 5 case", "Chile Chile PROPN _ 3 obl"), "nsubj:pass aux:pass root case obl:agent", text.Spanish},
		{"perfect", rows("Perú Perú PROPN _ 3 nsubj", "ha haber AUX VerbForm=Fin 3 aux", "citado citar VERB VerbForm=Part 0 root"), "nsubj aux root", text.Spanish},
		{"copula", rows("Perú Perú PROPN _ 3 nsubj", "es ser AUX VerbForm=Fin 3 cop", "unido unido ADJ VerbForm=Part 0 root"), "nsubj cop root", text.Spanish},
		{"relative clause", rows("país país NOUN _ 0 root", "que que PRON PronType=Rel 3 nsubj", "votó votar VERB VerbForm=Fin 1 acl"), "root nsubj acl:relcl", text.Spanish},
		{"participle", rows("país país NOUN _ 0 root", "citado citar VERB VerbForm=Part 1 acl"), "root acl", text.Spanish},
		{"English passive", rows("Peru Peru PROPN _ 3 nsubj", "was be AUX VerbForm=Fin 3 aux:pass", "sued sue VERB VerbForm=Part 0 root", "by by ADP _ 5 case", "Chile Chile PROPN _ 3 obl"), "nsubj:pass aux:pass root case obl", text.English},
	} {
		bank, err := Read(strings.NewReader(c.in), c.lang)
		if err != nil || len(bank.Sentences) != 1 {
			t.Fatalf("%s: %v, %v", c.name, bank, err)
		}
		var got []string
		for _, w := range bank.Sentences[0] {
			got = append(got, w.Rel.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
	}
}

// TestRead passes over comments, ranges and empty nodes, and keeps identifiers.
func TestRead(t *testing.T) {
	const in = "# sent_id = a-1\n# text = del\n1-2\tdel\t_\t_\t_\t_\t_\t_\t_\t_\n" +
		"1\tde\tde\tADP\t_\t_\t2\tcase\t_\t_\n1.1\tx\tx\tX\t_\t_\t_\t_\t_\t_\n2\tel\tel\tDET\t_\tDefinite=Def\t0\troot\t_\t_\n\n" +
		"1\tsí\tsí\tINTJ\t_\t_\t0\troot\t_\t_"
	bank, err := Read(strings.NewReader(in), text.Spanish)
	if err != nil {
		t.Fatal(err)
	}
	if len(bank.Sentences) != 2 || strings.Join(bank.IDs, ",") != "a-1," {
		t.Fatalf("got %+v", bank)
	}
	want := Word{Form: "el", Lemma: "el", Tag: syntax.DET, Feats: syntax.Definite, Head: -1, Rel: syntax.Root}
	if got := bank.Sentences[0][1]; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestReadErrors names the line of what cannot be read.
func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"# c\n1\tde\tde\n": "2: 3 columns, want 10",
		"1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n2\tb\tb\tX\t_\t_\tx\tdep\t_\t_\n": "2: head \"x\" is no number",
		"1\ta\ta\tX\t_\t_\t7\tdep\t_\t_\n\n":                                "2: head 7 of a sentence of 1 words",
		"1\ta\ta\tX\t_\t_\t-3\tdep\t_\t_":                                   "1: head -3 of a sentence of 1 words",
		"1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n\n\n1\ta\ta\tX\t_\t_\t\tx\t_\t_":  "4: head \"\" is no number",
	} {
		if _, err := Read(strings.NewReader(in), text.Spanish); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", in, err, want)
		}
	}
}

// FuzzRead reads bytes from outside: an error, or heads within the sentences.
func FuzzRead(f *testing.F) {
	f.Add(rows("Perú Perú PROPN _ 2 nsubj", "votó votar VERB VerbForm=Fin 0 root"))
	f.Add("1\ta\ta\tX\t_\t_\t7\tdep\t_\t_\n\n")
	f.Add("# sent_id = \n\n\n\t\t\t\t\t\t\t\t\t")
	f.Fuzz(func(t *testing.T, in string) {
		bank, err := Read(strings.NewReader(in), text.Spanish)
		if err != nil {
			return
		}
		for _, s := range bank.Sentences {
			for _, w := range s {
				if w.Head < -1 || w.Head >= len(s) {
					t.Fatalf("head %d of %d words", w.Head, len(s))
				}
			}
		}
	})
}

package text_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/text"
)

// treebank is a CoNLL-U file as raw text with what the annotators cut from it.
type treebank struct {
	raw       string
	surface   []goldToken
	sentences []text.Span
}

// goldToken is a token of the surface with its syntactic words; several words
// are a multi-word token.
type goldToken struct {
	text.Span
	words []string
}

// readTreebank joins the sentences as their text stands: documents and
// paragraphs are blocks of their own, other sentences one after the other.
func readTreebank(t testing.TB, path string) *treebank {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzip, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	bank, raw := &treebank{}, &strings.Builder{}
	gap, start, until := "", -1, 0
	lines := bufio.NewScanner(unzip)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"), strings.HasPrefix(line, "# newpar"):
			gap = "\n\n"
			continue
		case line == "":
			if start >= 0 {
				bank.sentences = append(bank.sentences, text.Span{Start: start, End: raw.Len()})
			}
			start, until = -1, 0
			continue
		case line[0] == '#':
			continue
		}
		col := strings.Split(line, "\t")
		var first, last int
		if n, _ := fmt.Sscanf(col[0], "%d-%d", &first, &last); n < 2 {
			last = 0
		}
		switch {
		case strings.Contains(col[0], "."):
		case last == 0 && first <= until:
			bank.surface[len(bank.surface)-1].words = append(bank.surface[len(bank.surface)-1].words, col[1])
		default:
			raw.WriteString(gap)
			gap = " "
			if strings.Contains(col[9], "SpaceAfter=No") {
				gap = ""
			}
			tok := goldToken{Span: text.Span{Start: raw.Len(), End: raw.Len() + len(col[1])}}
			raw.WriteString(col[1])
			if start < 0 {
				start = tok.Start
			}
			if until = last; last == 0 {
				tok.words = []string{col[1]}
			}
			bank.surface = append(bank.surface, tok)
		}
	}
	bank.raw = raw.String()
	return bank
}

// count is what two lists of spans share.
type count struct{ gold, system, right int }

func (c count) f1() float64 { return 2 * float64(c.right) / float64(c.gold+c.system) }

func (c count) String() string {
	return fmt.Sprintf("P %.4f R %.4f F1 %.4f", float64(c.right)/float64(c.system), float64(c.right)/float64(c.gold), c.f1())
}

// words counts syntactic words as the CoNLL 2018 shared task does: words of
// plain tokens by their span, those of multi-word tokens by the longest common
// subsequence of forms in lower case.
func (b *treebank) words(d *text.Doc) count {
	c := count{system: len(d.Tokens)}
	for _, g := range b.surface {
		c.gold += len(g.words)
		var forms []string
		first := d.TokenAt(g.Start)
		last := first
		for last < len(d.Tokens) && int(d.Tokens[last].Start) < g.End {
			forms = append(forms, d.Form(last))
			last++
		}
		right := 0
		if first < last && d.SpanOf(first, last) == g.Span {
			right = common(g.words, forms)
			if len(g.words) == 1 && len(forms) > 1 {
				right = 0
			}
		}
		c.right += right
	}
	return c
}

// common is the length of the longest common subsequence.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			up := row[j+1]
			if strings.EqualFold(x, y) {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diagonal = up
		}
	}
	return row[len(b)]
}

func (b *treebank) ends(d *text.Doc) count {
	c := count{gold: len(b.sentences), system: len(d.Sentences)}
	gold := map[text.Span]bool{}
	for _, s := range b.sentences {
		gold[s] = true
	}
	for _, s := range d.Sentences {
		if gold[s.Span] {
			c.right++
		}
	}
	return c
}

// TestTreebanks holds the figures of the held-out parts of the treebanks that
// the parser learns from. In Spanish neither AnCora nor GSD keeps paragraphs,
// so sentences are joined where no reader could part them: headlines and
// captions without a stop run into the next sentence.
func TestTreebanks(t *testing.T) {
	for _, test := range []struct {
		file             string
		lang             text.Lang
		words, sentences float64
	}{
		{"ud/en/test.conllu.gz", text.English, 0.988, 0.81},
		{"ud/en/parts/en_pud-test.conllu.gz", text.English, 0.998, 0.99},
		{"ud/es/test.conllu.gz", text.Spanish, 0.998, 0.96},
		{"ud/es/parts/es_pud-test.conllu.gz", text.Spanish, 0.995, 0.975},
	} {
		t.Run(strings.ReplaceAll(test.file, "/", "-"), func(t *testing.T) {
			bank := readTreebank(t, sharedtest.Path(t, test.file))
			d := text.New(bank.raw, test.lang, false)
			words, ends := bank.words(d), bank.ends(d)
			t.Logf("words: %v; sentences: %v", words, ends)
			if words.f1() < test.words {
				t.Errorf("words: F1 %.4f, want at least %.4f", words.f1(), test.words)
			}
			if ends.f1() < test.sentences {
				t.Errorf("sentences: F1 %.4f, want at least %.4f", ends.f1(), test.sentences)
			}
		})
	}
}

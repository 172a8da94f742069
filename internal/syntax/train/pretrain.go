package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
	"github.com/chancery-ledger/chancery/text"
)

const (
	vectorWidth  = 96
	minWordCount = 5
	maxWords     = 30000
	window       = 2
	negatives    = 5
)

// vectors are words by falling count with a vector each.
type vectors struct {
	words []string
	w     []float32
}

// readUnannotated returns the texts of a language.
func readUnannotated(o options) ([]string, error) {
	var out []string
	for _, name := range []string{"articles-" + o.lang + ".jsonl.gz", "feeds-2022-2023.jsonl.gz"} {
		f, err := os.Open(filepath.Join(o.shared, "gold", name))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var a struct{ Lang, Title, Text string }
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				return nil, err
			}
			if a.Lang == o.lang {
				out = append(out, a.Title+"\n\n"+a.Text)
			}
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pretrain learns word vectors from unannotated text: skip-gram with negative
// samples (Mikolov et al. 2013) and an output matrix for each position (Ling
// et al. 2015), which serves syntax better than a bag of neighbours.
func pretrain(o options, texts []string) *vectors {
	v := &vectors{}
	if o.pretrain == 0 {
		return v
	}
	sents, counts := normalWords(o, texts)
	id := map[string]int32{}
	var freq []int
	for _, w := range byCount(counts) {
		if counts[w] < minWordCount || len(v.words) == maxWords {
			break
		}
		id[w] = int32(len(v.words))
		v.words = append(v.words, w)
		freq = append(freq, counts[w])
	}
	tokens := 0
	rows := make([][]int32, len(sents))
	for i, s := range sents {
		for _, w := range s {
			k, ok := id[w]
			if !ok {
				k = -1
			}
			rows[i] = append(rows[i], k)
		}
		tokens += len(s)
	}
	logf("pretraining on %d texts, %d tokens, %d words", len(texts), tokens, len(v.words))
	v.skipgram(o, rows, freq, tokens)
	return v
}

// normalWords are the words of each sentence as the vocabulary has them, and
// how often each stands in all of them.
func normalWords(o options, texts []string) (sents [][]string, counts map[string]int) {
	f := neural.Former{Words: map[string]int32{}, NumGrams: 1, NumAffs: 1}
	counts = map[string]int{}
	for _, s := range texts {
		d := text.New(s, text.Lang(o.lang), true)
		for _, x := range d.Sentences {
			words := make([]string, 0, x.Last-x.First)
			for i := x.First; i < x.Last; i++ {
				w := f.Normal(d.Form(i))
				counts[w]++
				words = append(words, w)
			}
			sents = append(sents, words)
		}
	}
	return sents, counts
}

// pairs is the state of skip-gram training.
type pairs struct {
	rng   *rand.Rand
	n     int       // words
	out   []float32 // for each position of the window a vector for each word
	noise []int32
	grad  []float32
}

func (v *vectors) skipgram(o options, rows [][]int32, freq []int, tokens int) {
	rng := rand.New(rand.NewPCG(o.seed, 99))
	n, D := len(v.words), vectorWidth
	v.w = make([]float32, n*D)
	for i := range v.w {
		v.w[i] = (rng.Float32() - 0.5) / float32(D)
	}
	p := &pairs{rng: rng, n: n, out: make([]float32, 2*window*n*D), noise: noiseTable(freq), grad: make([]float32, D)}
	done, total := 0, tokens*o.pretrain
	for range o.pretrain {
		for _, s := range rows {
			rate := max(0.03*(1-float32(done)/float32(total+1)), 0.0003)
			done += len(s)
			for i, w := range s {
				if w < 0 || drop(rng, freq[w], tokens) {
					continue
				}
				in := v.w[int(w)*D : (int(w)+1)*D]
				for pos := range 2 * window {
					j := i + pos - window
					if pos >= window {
						j++
					}
					if j >= 0 && j < len(s) && s[j] >= 0 {
						p.learn(in, pos, s[j], rate)
					}
				}
			}
		}
	}
	v.rescale()
}

// learn moves the vector in towards that of the word seen at a position of its
// window, and away from words drawn at random.
func (p *pairs) learn(in []float32, pos int, seen int32, rate float32) {
	D := len(in)
	clear(p.grad)
	for k := range negatives + 1 {
		target, label := seen, float32(1)
		if k > 0 {
			target, label = p.noise[p.rng.IntN(len(p.noise))], 0
			if target == seen {
				continue
			}
		}
		o := p.out[(pos*p.n+int(target))*D : (pos*p.n+int(target)+1)*D]
		g := (label - logistic(dot(in, o))) * rate
		for d := range p.grad {
			p.grad[d] += g * o[d]
			o[d] += g * in[d]
		}
	}
	add(in, p.grad)
}

func logistic(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// drop tells whether to pass over an occurrence of a very frequent word.
func drop(rng *rand.Rand, freq, tokens int) bool {
	const sample = 1e-3
	f := float64(freq) / float64(tokens)
	return f > sample && rng.Float64() > math.Sqrt(sample/f)
}

// noiseTable draws words with their count to the power of 3/4.
func noiseTable(freq []int) []int32 {
	sum := 0.0
	for _, f := range freq {
		sum += math.Pow(float64(f), 0.75)
	}
	const size = 1 << 20
	table := make([]int32, 0, size)
	acc := 0.0
	for i, f := range freq {
		acc += math.Pow(float64(f), 0.75)
		for float64(len(table)) < acc/sum*size {
			table = append(table, int32(i))
		}
	}
	return table
}

// rescale gives the vectors a spread that suits the network.
func (v *vectors) rescale() {
	var sum float64
	for _, x := range v.w {
		sum += float64(x) * float64(x)
	}
	scale := float32(0.25 / math.Sqrt(sum/float64(len(v.w)+1)))
	for i := range v.w {
		v.w[i] *= scale
	}
}

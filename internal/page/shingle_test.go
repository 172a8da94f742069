package page_test

import (
	"encoding/json"
	"strings"
	"unicode"
)

// shingles counts the runs of four words of s. It follows the article
// extraction benchmark (github.com/scrapinghub/article-extraction-benchmark,
// evaluate.py): words are runs of letters, digits and underscores, case
// counts, and a text of fewer than four words is one shingle.
func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
	out := make(map[string]int)
	const n = 4
	for i := 0; i < max(1, len(words)-n+1); i++ {
		out[strings.Join(words[i:min(i+n, len(words))], "\x00")]++
	}
	return out
}

// shingleScore is the precision and the recall of got's shingles against
// those of want, both as multisets.
func shingleScore(want, got string) (precision, recall float64) {
	w, g := shingles(want), shingles(got)
	var tp, fp, fn float64
	for k, n := range w {
		tp += float64(min(n, g[k]))
		fn += float64(max(0, n-g[k]))
	}
	for k, n := range g {
		fp += float64(max(0, n-w[k]))
	}
	if fp == 0 && fn == 0 {
		return 1, 1
	}
	return ratio(tp, tp+fp), ratio(tp, tp+fn)
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func f1(precision, recall float64) float64 { return ratio(2*precision*recall, precision+recall) }

// truth is the ground truth of one page of the benchmark.
type truth struct {
	ArticleBody string `json:"articleBody"`
	URL         string `json:"url"`
}

func parseTruth(b []byte) (map[string]truth, error) {
	out := make(map[string]truth)
	return out, json.Unmarshal(b, &out)
}

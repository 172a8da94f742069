package voice

import (
	"sort"

	"github.com/chancery-ledger/chancery/internal/syntax"
)

// isCall tells whether token i is a question or exclamation mark.
func (f *finder) isCall(i int) bool {
	w := f.doc.Word(max(i, 0))
	return w[0] == '?' || w[0] == '!' || w == "…" || w == "..."
}

// between tells whether only marks and adverbs stand from a to b.
func (f *finder) between(a, b int) bool {
	for j := a; j < b; j++ {
		switch f.tree.Tags[j] {
		case syntax.PUNCT, syntax.ADV, syntax.AUX, syntax.PRON, syntax.DET, syntax.ADJ:
		default:
			return false
		}
	}
	return true
}

func (f *finder) paragraph(i int) int {
	if s := f.doc.SentenceOf(i); s >= 0 {
		return f.doc.Sentences[s].Para
	}
	return -1
}

func (f *finder) opensQuote(i int) bool {
	k := sort.Search(len(f.quotes), func(k int) bool { return f.quotes[k].first >= i })
	return k < len(f.quotes) && f.quotes[k].first == i
}

// depth is how many quotations may open between one and its end.
const depth = 16

// near is a range of quotations, as indices, that has all which overlap the
// tokens from a to b.
func (f *finder) near(a, b int) (from, to int) {
	from = sort.Search(len(f.quotes), func(k int) bool { return f.quotes[k].first > a })
	to = from
	for to < len(f.quotes) && f.quotes[to].first < b {
		to++
	}
	return max(0, from-depth), to
}

// over are the quotations near tokens a to b.
func (f *finder) over(a, b int) []part {
	from, to := f.near(a, b)
	return f.quotes[from:to]
}

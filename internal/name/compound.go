package name

import "strings"

// compound reads a word with hyphens of which every part, or the first before
// a participle, names a party: "Rusia-Ucrania", "franco-alemán",
// "UN-sponsored". Of "pro-Russian" it makes nothing: that is not Russia.
func (f *finder) compound(i int) (*entry, int) {
	w := f.doc.Word(i)
	cut := strings.IndexByte(w, '-')
	if cut <= 0 || cut == len(w)-1 {
		return nil, 0
	}
	left, right := f.single(w[:cut], true), f.single(w[cut+1:], false)
	switch {
	case left == nil:
		return nil, 0
	case right != nil:
		both := *left
		both.codes = union(left.codes, right.codes)
		return &both, i + 1
	case f.lang == inEnglish:
		return left, i + 1
	}
	return nil, 0
}

// single returns the entry of a state, adjective or organisation whose form is
// w alone, or w and a hyphen.
func (f *finder) single(w string, hyphen bool) *entry {
	var room [64]byte
	folded, sh := fold(room[:0], w)
	t := f.lex.trie
	node := t.root[t.vocabulary[string(folded)]]
	if node == 0 {
		return nil
	}
	ends := t.ends[node]
	if hyphen {
		if next, ok := t.child(node, t.vocabulary["-"]); ok && len(ends) == 0 {
			ends = t.ends[next]
		}
	}
	for _, e := range ends {
		if e.kind >= State && e.kind <= Demonym || e.kind == Organisation {
			if e.fits(f.lang, f.day, uint32(sh&upperFirst), uint32(sh&upperAll)>>1) {
				return e
			}
		}
	}
	return nil
}

package name

import (
	"bytes"

	"github.com/chancery-ledger/chancery/text"
)

// wordID numbers the folded words of the lexicon; 0 is any other word.
type wordID uint32

// word is a token as the trie sees it.
type word struct {
	id    wordID
	shape shape
}

// trie maps sequences of folded words to entries. Nodes are numbers; node 0 is
// the root, whose children are looked up by word alone.
type trie struct {
	vocabulary map[string]wordID
	class      []class // by wordID
	root       []int32 // by wordID
	edges      map[uint64]int32
	ends       [][]*entry // by node, in order of preference
}

func newTrie() *trie {
	return &trie{
		vocabulary: make(map[string]wordID, 1<<14),
		class:      make([]class, 1, 1<<14),
		root:       make([]int32, 1, 1<<14),
		edges:      make(map[uint64]int32, 1<<14),
		ends:       make([][]*entry, 1, 1<<14),
	}
}

// intern returns the number of a folded word, new or known.
func (t *trie) intern(folded []byte) wordID {
	if id, ok := t.vocabulary[string(folded)]; ok {
		return id
	}
	id := wordID(len(t.class))
	t.vocabulary[string(folded)] = id
	t.class = append(t.class, 0)
	t.root = append(t.root, 0)
	return id
}

// insert adds an entry under a sequence of words.
func (t *trie) insert(words []word, e *entry) {
	node := int32(0)
	for i, w := range words {
		next, ok := t.child(node, w.id)
		if !ok {
			next = int32(len(t.ends))
			t.ends = append(t.ends, nil)
			if i == 0 {
				t.root[w.id] = next
			} else {
				t.edges[edge(node, w.id)] = next
			}
		}
		node = next
	}
	t.ends[node] = append(t.ends[node], e)
}

func edge(node int32, w wordID) uint64 { return uint64(uint32(node))<<32 | uint64(w) }

func (t *trie) child(node int32, w wordID) (int32, bool) {
	if node == 0 {
		n := t.root[w]
		return n, n != 0
	}
	n, ok := t.edges[edge(node, w)]
	return n, ok
}

// words folds all tokens of a text. Words that the lexicon does not know have
// the number 0.
func (t *trie) words(doc *text.Doc) []word {
	out := make([]word, len(doc.Tokens))
	var room [64]byte
	for i := range doc.Tokens {
		tok := &doc.Tokens[i]
		folded, sh := fold(room[:0], doc.Form(i))
		if tok.Spaced {
			sh |= spaced
		}
		id := t.vocabulary[string(folded)]
		if rest, ok := bytes.CutPrefix(folded, []byte("ex-")); ok && id == 0 { // "ex-prime minister"
			if _, inner := fold(room[48:48], doc.Word(i)[3:]); inner&upperFirst == 0 {
				sh &^= upperFirst
			}
			id = t.vocabulary[string(rest)]
			sh |= exPrefix
		}
		out[i] = word{id, sh}
	}
	return out
}

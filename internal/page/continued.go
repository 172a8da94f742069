package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// container names a kind of element by its tag and class, which is how a page
// cut in pieces by advertisements marks the pieces of one article, within one
// article element.
type container struct {
	tag, class string
	article    *html.Node
}

// continued looks whether the article goes on beyond what was extracted.
// Extractors take one element as the article; where a page cuts its article
// into several of the same class, most of it is lost. Where the elements of
// the class that holds the extracted paragraphs hold more such paragraphs, a
// quarter of the words or more, all of those elements are read instead.
func continued(doc *html.Node, blocks []line) []line {
	have := make(map[string]bool, len(blocks))
	for _, b := range blocks {
		if b.terminal && b.words >= 12 {
			have[b.text] = true
		}
	}
	if len(have) == 0 {
		return blocks
	}
	inside, more := countContainers(doc, have)
	var best container
	for c, words := range inside {
		if words > inside[best] || words == inside[best] && c.class > best.class {
			best = c
		}
	}
	if best.class == "" || best.article == nil || more[best]*4 < inside[best] {
		return blocks
	}
	var w blockWriter
	for n := range doc.Descendants() {
		if n.Data == best.tag && containerOf(n) == best && !within(n.Parent, best) {
			w.walk(n)
			w.flush()
		}
	}
	return w.out
}

// countContainers counts, for the parents of the paragraphs, the words of
// those that were extracted and of those that were not.
func countContainers(doc *html.Node, have map[string]bool) (inside, more map[container]int) {
	inside, more = make(map[container]int), make(map[container]int)
	for n := range doc.Descendants() {
		if n.DataAtom != atom.P || n.Parent == nil {
			continue
		}
		s := squeeze(textOf(n))
		words := countWords(s)
		if terminal, _ := ending(s); !terminal || words < 12 {
			continue
		}
		if c := containerOf(n.Parent); have[s] {
			inside[c] += words
		} else {
			more[c] += words
		}
	}
	return inside, more
}

func containerOf(n *html.Node) container {
	c := container{tag: n.Data, class: attr(n, "class")}
	for p := n.Parent; p != nil && c.article == nil; p = p.Parent {
		if p.DataAtom == atom.Article {
			c.article = p
		}
	}
	return c
}

// within tells whether n or an element around it is of the kind of c.
func within(n *html.Node, c container) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == c.tag && attr(n, "class") == c.class {
			return true
		}
	}
	return false
}

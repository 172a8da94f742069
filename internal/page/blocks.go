package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocksOf divides a tree into blocks: paragraphs, headings, list items, rows
// of tables. It keeps its own stack, since a page may be nested deeply.
func blocksOf(root *html.Node) []line {
	var w blockWriter
	w.walk(root)
	w.flush()
	return w.out
}

// blockWriter gathers the text of one block at a time.
type blockWriter struct {
	out     []line
	buf     strings.Builder
	linked  int // letters of the block that stand in links
	heading bool
	inLink  int
}

// walk visits the tree without recursion: down to the first child, else to
// the next sibling of the nearest ancestor that has one.
func (w *blockWriter) walk(root *html.Node) {
	for n := root; n != nil; {
		if w.enter(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			w.leave(n)
			n = n.Parent
		}
		w.leave(n)
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

// enter takes in a node and tells whether its children count.
func (w *blockWriter) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		w.buf.WriteString(n.Data)
		if w.inLink > 0 {
			w.linked += countLetters(n.Data)
		}
		return false
	case html.ElementNode:
	default:
		return true
	}
	tag := tagOf(n)
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg, atom.Button, atom.Select, atom.Form, atom.Nav, atom.Figure:
		return false
	case atom.Br:
		w.lineBreak()
		return false
	case atom.A:
		w.inLink++
	case atom.Td, atom.Th:
		w.buf.WriteByte(' ')
	}
	if isBlock(tag) {
		w.flush()
		w.heading = isHeadingTag(tag)
	}
	return true
}

// tagOf is the element's tag, also where a library made the node by name
// alone.
func tagOf(n *html.Node) atom.Atom {
	if n.DataAtom == 0 {
		return atom.Lookup([]byte(n.Data))
	}
	return n.DataAtom
}

func (w *blockWriter) leave(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	tag := tagOf(n)
	if tag == atom.A && w.inLink > 0 {
		w.inLink--
	}
	if isBlock(tag) {
		w.flush()
		w.heading = false
	}
}

// lineBreak ends the block where its text ends as a sentence does; within a
// sentence a break is a space.
func (w *blockWriter) lineBreak() {
	s := strings.TrimRight(w.buf.String(), " \t\r\n")
	if terminal, _ := ending(s); terminal || strings.HasSuffix(w.buf.String(), "\n") {
		w.flush()
		return
	}
	w.buf.WriteByte('\n')
}

// flush ends the block.
func (w *blockWriter) flush() {
	s := squeeze(w.buf.String())
	w.buf.Reset()
	if s != "" {
		n := newLine(s)
		n.heading = w.heading
		n.linked = w.linked*10 >= countLetters(s)*7 && w.linked > 0
		w.out = append(w.out, n)
	}
	w.linked = 0
}

func isHeadingTag(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Blockquote,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Tr, atom.Pre, atom.Figcaption, atom.Hr, atom.Body, atom.Html,
		atom.Title, atom.Caption, atom.Details, atom.Summary, atom.Address:
		return true
	}
	return isHeadingTag(a)
}

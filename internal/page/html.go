package page

import (
	"bytes"
	"net/url"
	"strings"

	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"github.com/chancery-ledger/chancery"
)

// maxTags is the number of tags beyond which a page is no page of a paper but
// a trap: extraction takes more than linear time, so that all paragraphs are
// read instead. Long pages of real papers have some twenty thousand.
const maxTags = 60_000

// readHTML reads one page of HTML that is decoded already.
func (l *lore) readHTML(source, s string, opts Options) (chancery.Report, error) {
	doc, err := parseHTML(s)
	if err != nil {
		return chancery.Report{}, at(source, err)
	}
	d := draft{}
	d.Source = source
	d.URL = opts.URL
	meta := metaOf(doc)
	d.takeMeta(meta, opts)
	if strings.Count(s, "<") > maxTags {
		d.paragraphs = l.paragraphsOf(&d, blocksOf(doc), opts)
		return l.finish(&d, opts)
	}
	blocks := l.mainText(doc, d.URL, meta.body)
	d.paragraphs = l.paragraphsOf(&d, blocks, opts)
	d.setDay(searchDay(doc, d.URL), basisSearch, opts)
	return l.finish(&d, opts)
}

// mainText extracts the blocks of the main text. Trafilatura's mode for
// recall is the best on the article extraction benchmark with the line
// classifier behind it, which takes the furniture away that comes with it.
// Where that finds next to nothing, the body that the page states for search
// engines is read, and last all its paragraphs.
func (l *lore) mainText(doc *html.Node, address, stated string) []line {
	o := trafilatura.Options{
		ExcludeComments: true,
		Focus:           trafilatura.FavorRecall,
		HtmlDateMode:    trafilatura.Disabled,
	}
	o.OriginalURL, _ = url.Parse(address)
	var blocks []line
	_ = guarded(func() error { // without a result the page's paragraphs are read
		res, err := trafilatura.ExtractDocument(doc, o)
		if err == nil && res.ContentNode != nil {
			blocks = continued(doc, blocksOf(res.ContentNode))
		}
		return err
	})
	if stated != "" && wordsIn(blocks)*2 < countWords(stated) {
		return statedBlocks(stated)
	}
	if wordsIn(blocks) == 0 {
		blocks = blocksOf(doc)
	}
	return blocks
}

func wordsIn(blocks []line) int {
	n := 0
	for _, b := range blocks {
		n += b.words
	}
	return n
}

// statedBlocks divides an articleBody, which is text or a piece of HTML.
func statedBlocks(s string) []line {
	if strings.Contains(s, "<p") || strings.Contains(s, "<br") {
		if doc, err := parseHTML(s); err == nil {
			return blocksOf(doc)
		}
	}
	return pastedLines(s)
}

// paragraphsOf judges the blocks of a page of HTML. Extraction has left most
// furniture out already, so that headings are kept and a block goes only for
// what its own words say, for its links, or for having stood before.
func (l *lore) paragraphsOf(d *draft, blocks []line, opts Options) []string {
	lang := opts.Language
	if lang == "" {
		lang = d.declared
	}
	cues := make([]cue, len(blocks))
	for i := range blocks {
		k, c := l.judge(blocks[i], lang)
		blocks[i].kind, cues[i] = softened(blocks[i], k), c
	}
	trimEdges(blocks)
	var s sheet
	headline := fold(d.Title).s
	seen := make(map[string]bool, len(blocks))
	var out []string
	skipping := noCue
	for i := range blocks {
		n, c := &blocks[i], cues[i]
		key := n.fold.s
		switch {
		case n.words > 1 && key == headline && len(out) < 3:
			n.kind = isTitle
		case n.words >= 8 && len(n.text) <= longLine && seen[key]:
			n.kind = isRepeat
		case n.kind == isOpener:
			skipping = c
		case skipping != noCue && (n.kind == isProse || n.kind == isHeading && !n.linked):
			skipping = noCue
		case skipping != noCue:
			n.kind = isOpener
		}
		seen[key] = true
		l.note(&s, *n, c, lang)
		if n.kind == isTail {
			break
		}
		if n.kind == isProse || n.kind == isHeading {
			out = append(out, n.text)
		}
	}
	d.takeSheet(s, opts)
	return out
}

// menuRun is the number of short lines in a row that make a menu.
const menuRun = 4

// trimEdges judges the blocks before the first and after the last paragraph:
// several short lines in a row are a menu or a list of stories there. What
// stands between paragraphs is left.
func trimEdges(blocks []line) {
	first, last := -1, -1
	for i := range blocks {
		if blocks[i].strong() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	run := 0
	for i := 0; i <= len(blocks) && first >= 0; i++ {
		if i < len(blocks) && (i < first || i > last) && isMenuLine(blocks[i]) {
			run++
			continue
		}
		if run >= menuRun {
			for j := i - run; j < i; j++ {
				blocks[j].kind = isLink
			}
		}
		run = 0
	}
}

func isMenuLine(n line) bool {
	return !n.terminal && !n.open && n.words <= 15 && (n.kind == isProse || n.kind == isHeading)
}

// softened corrects, for a block of HTML, the judgment that is right for a
// line of a pasted page: what stands in a heading, a list or a table is meant
// to be there.
func softened(n line, k kind) kind {
	switch {
	case k == isHeading && n.linked && n.words >= 3 && !n.heading:
		return isLink
	case k == isLink && !n.linked:
		return isHeading
	case k == isHeading && !n.heading:
		return isProse
	}
	return k
}

// parseHTML parses a page. One that is nested deeper than the parser accepts,
// or has far too many tags, is parsed without the tags that nest.
func parseHTML(s string) (*html.Node, error) {
	if strings.Count(s, "<") <= maxTags {
		if doc, err := html.Parse(strings.NewReader(s)); err == nil {
			return doc, nil
		}
	}
	doc, err := html.Parse(bytes.NewReader(flatten(s)))
	if err != nil {
		return nil, &Error{Kind: Malformed, Detail: "HTML that cannot be parsed", Err: err}
	}
	return doc, nil
}

// flatten keeps of a page the tags that hold text, metadata or paragraphs and
// none within another of its kind, so that the tree is flat.
func flatten(s string) []byte {
	var out bytes.Buffer
	out.Grow(len(s))
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.Bytes()
		case html.TextToken:
			out.Write(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			raw := bytes.Clone(z.Raw())
			name, _ := z.TagName()
			if keepsFlat(string(name)) {
				out.Write(raw)
			} else {
				out.WriteByte(' ')
			}
		}
	}
}

func keepsFlat(tag string) bool {
	switch tag {
	case "html", "head", "body", "title", "meta", "script", "style", "link", "p", "br", "h1", "h2", "h3", "time":
		return true
	}
	return false
}

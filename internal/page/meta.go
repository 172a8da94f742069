package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/chancery-ledger/chancery/text"
)

// meta is what the head of a page says of it, with the source of each.
type meta struct {
	headline  string // schema.org
	ogTitle   string
	docTitle  string // <title>
	h1        []string
	url       string
	publisher string // schema.org
	siteName  string // og:site_name
	appName   string
	authors   []string
	lang      text.Lang
	stated    string // schema.org datePublished
	metaDate  string
	timeDate  string
	body      string // schema.org articleBody
}

// metaOf reads the elements of a page that speak of the page.
func metaOf(doc *html.Node) meta {
	var m meta
	var schema []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.lang = langTag(attr(n, "lang"))
		case atom.Meta:
			m.takeMeta(n)
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && m.url == "" {
				m.url = attr(n, "href")
			}
		case atom.Title:
			if m.docTitle == "" {
				m.docTitle = squeeze(textOf(n))
			}
		case atom.H1:
			if s := squeeze(textOf(n)); s != "" && len(m.h1) < 4 {
				m.h1 = append(m.h1, s)
			}
		case atom.Time:
			m.takeTime(n)
		case atom.Script:
			if strings.Contains(attr(n, "type"), "ld+json") && n.FirstChild != nil {
				schema = append(schema, n.FirstChild.Data)
			}
		}
	}
	m.takeSchema(schema)
	return m
}

// takeMeta reads a <meta> element.
func (m *meta) takeMeta(n *html.Node) {
	name := strings.ToLower(attr(n, "property"))
	if name == "" {
		name = strings.ToLower(attr(n, "name"))
	}
	if name == "" {
		name = strings.ToLower(attr(n, "itemprop"))
	}
	content := squeeze(attr(n, "content"))
	if content == "" {
		return
	}
	switch name {
	case "og:title", "twitter:title", "dc.title":
		setFirst(&m.ogTitle, content)
	case "og:site_name":
		setFirst(&m.siteName, content)
	case "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "publisher", "citation_publisher":
		setFirst(&m.appName, content)
	case "og:url":
		setFirst(&m.url, content)
	case "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl":
		if !strings.Contains(content, "://") {
			m.authors = appendNew(m.authors, personNames(content)...)
		}
	case "og:locale", "content-language", "language", "dc.language":
		if m.lang == "" {
			m.lang = langTag(content)
		}
	case "article:published_time", "article:published", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
		"publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "sailthru.date", "parsely-pub-date", "article.published",
		"og:article:published_time", "cxenseparse:recs:publishtime", "date.issued", "citation_publication_date", "originalpublicationdate",
		"displaydate", "ptime", "rnews:datepublished", "og:pubdate", "bt:pubdate":
		setFirst(&m.metaDate, content)
	}
}

// takeTime reads a <time> element that is marked as the day of publication.
func (m *meta) takeTime(n *html.Node) {
	marked := attr(n, "itemprop") == "datePublished" || hasAttr(n, "pubdate")
	if !marked {
		c := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
		marked = strings.Contains(c, "publish") || strings.Contains(c, "entry-date") || strings.Contains(c, "post-date") || strings.Contains(c, "fecha")
	}
	if marked {
		setFirst(&m.timeDate, attr(n, "datetime"))
	}
}

func setFirst(to *string, s string) {
	if *to == "" {
		*to = s
	}
}

// takeMeta fills a draft from what the page says of itself.
func (d *draft) takeMeta(m meta, opts Options) {
	d.Title = m.title()
	if d.URL == "" {
		d.URL = absolute(m.url)
	}
	d.declared = m.lang
	d.Publisher = m.name(d.URL)
	d.Authors = m.people(d.Publisher)
	for _, c := range []struct{ date, basis string }{{m.stated, basisJSONLD}, {m.metaDate, basisMeta}, {m.timeDate, basisTime}} {
		if f, ok := findDay(c.date, m.lang); ok {
			d.setDay(f.known(), c.basis, opts)
		}
	}
	d.setDay(dayInURL(d.URL), basisURL, opts)
}

// title picks the headline: the page's h1 where it shares half its words with
// what the head calls the page, for that is what readers see; else what the
// head says, without the paper's name.
func (m meta) title() string {
	called := m.ogTitle
	if called == "" {
		called = m.headline
	}
	if called == "" {
		called = m.docTitle
	}
	for _, h := range m.h1 {
		if called == "" && countWords(h) >= 3 || shareWords(h, called) {
			return h
		}
	}
	title := called
	for _, site := range []string{m.siteName, m.publisher, m.appName} {
		title = cutSite(title, site)
	}
	return title
}

// cutSite cuts a site's name with the bar before it off the end of a title.
func cutSite(title, site string) string {
	if site == "" || len(title) <= len(site)+3 || !strings.EqualFold(title[len(title)-len(site):], site) {
		return title
	}
	head := strings.TrimRight(title[:len(title)-len(site)], " ")
	cut := strings.TrimRight(head, "|-–—·•:»")
	if len(cut) == len(head) {
		return title
	}
	return strings.TrimSpace(cut)
}

// shareWords tells whether half the words of the shorter of a and b, and three
// at least, stand in the other.
func shareWords(a, b string) bool {
	fa, fb := fold(a), fold(b)
	in := make(map[string]bool)
	for i := range fa.start {
		in[fa.slice(i, i+1)] = true
	}
	n := 0
	for i := range fb.start {
		if in[fb.slice(i, i+1)] {
			n++
		}
	}
	least := min(fa.len(), fb.len())
	return n*2 >= least && n >= min(3, least) && least > 0
}

// name is the publisher's name as people say it.
func (m meta) name(address string) string {
	for _, s := range []string{m.publisher, m.siteName, m.appName} {
		s, _, _ = strings.Cut(strings.TrimPrefix(s, "@"), " | ")
		if s != "" && !strings.Contains(s, "://") && countWords(s) <= 7 {
			return s
		}
	}
	return ""
}

// people are the authors, without the paper itself.
func (m meta) people(publisher string) []string {
	var out []string
	for _, a := range m.authors {
		if !strings.EqualFold(a, publisher) && !strings.EqualFold(a, m.siteName) {
			out = append(out, a)
		}
	}
	return out
}

// personNames divides what an author field holds.
func personNames(s string) []string {
	for _, by := range []string{"By ", "by ", "BY ", "Por ", "POR "} {
		s = strings.TrimPrefix(s, by)
	}
	var out []string
	for _, p := range splitList(s) {
		if w := countWords(p); w >= 1 && w <= 6 && !strings.Contains(p, "@") {
			out = append(out, p)
		}
	}
	return out
}

// hostName is the host of an address without "www.", or "".
func hostName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// absolute gives back an address of the web, and "" for anything else.
func absolute(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// textOf is the text of a small element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Elements that have no end, and those that may not stand in a paragraph or in
// anything else that holds words only.
var (
	voidElements  = strings.Fields("area base br col embed hr img input link meta source track wbr")
	blockElements = strings.Fields("address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul")
	wordElements  = strings.Fields("p h1 h2 h3 h4 h5 h6 span b i a label summary button dt abbr mark code")
	// inside tells in which element another must stand.
	inside = map[string][]string{
		"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}, "thead": {"table"}, "tbody": {"table"},
		"option": {"select", "optgroup"}, "summary": {"details"}, "figcaption": {"figure"}, "title": {"head", "a", "svg", "rect", "g"},
	}
	onlyInside = map[string][]string{"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "table": {"thead", "tbody", "caption"}, "tr": {"td", "th"}, "select": {"option", "optgroup"}}
)

// markup reads a page strictly, as it is written and not as browsers mend it.
type markup struct {
	open     []string
	ids      map[string]bool
	fors     map[string]bool // ids that a label is for
	refers   []string        // ids that attributes refer to
	unnamed  []string        // ids of controls in no label and without aria-label
	heading  int
	mains    int
	links    []string
	problems []string
}

func (m *markup) fault(format string, args ...any) {
	m.problems = append(m.problems, fmt.Sprintf(format, args...)+" in "+strings.Join(m.open, " > "))
}

func (m *markup) in(names ...string) bool {
	return slices.ContainsFunc(m.open, func(s string) bool { return slices.Contains(names, s) })
}

// readMarkup returns a page's links and what is wrong with it.
func readMarkup(page string) *markup {
	m := &markup{ids: map[string]bool{}, fors: map[string]bool{}}
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		t := z.Token()
		switch kind {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				m.fault("%v", z.Err())
			}
			m.end()
			return m
		case html.StartTagToken, html.SelfClosingTagToken:
			m.start(t, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			if n := len(m.open); n == 0 || m.open[n-1] != t.Data {
				m.fault("</%s> ends nothing", t.Data)
				continue
			}
			m.open = m.open[:len(m.open)-1]
		case html.TextToken:
			if n := len(m.open); n > 0 && onlyInside[m.open[n-1]] != nil && strings.TrimSpace(t.Data) != "" {
				m.fault("words %q", t.Data)
			}
		}
	}
}

func (m *markup) start(t html.Token, closed bool) {
	void, drawn := slices.Contains(voidElements, t.Data), m.in("svg") || t.Data == "svg"
	if closed && !void && !drawn {
		m.fault("<%s/>", t.Data)
	}
	m.place(t.Data)
	attr := m.attributes(t)
	switch t.Data {
	case "main":
		m.mains++
	case "h1", "h2", "h3", "h4", "h5", "h6":
		level := int(t.Data[1] - '0')
		if level > m.heading+1 || level == 1 && m.heading != 0 {
			m.fault("<%s> after <h%d>", t.Data, m.heading)
		}
		m.heading = level
	case "a":
		m.links = append(m.links, attr["href"])
		if attr["href"] == "" {
			m.fault("a link to nowhere")
		}
	case "label":
		m.fors[attr["for"]] = true
	case "input", "select", "textarea":
		if attr["type"] != "hidden" && attr["aria-label"] == "" && !m.in("label") {
			m.unnamed = append(m.unnamed, attr["id"])
		}
	case "img":
		if _, ok := attr["alt"]; !ok {
			m.fault("an image without a text")
		}
	case "svg":
		if !m.in("svg") && attr["aria-hidden"] != "true" && (attr["role"] != "img" && attr["role"] != "group" || attr["aria-label"] == "") {
			m.fault("a drawing without a name")
		}
	}
	if !void && !closed {
		m.open = append(m.open, t.Data)
	}
}

// place tells whether an element may stand where it does.
func (m *markup) place(name string) {
	parent := ""
	if n := len(m.open); n > 0 {
		parent = m.open[n-1]
	}
	if in := inside[name]; in != nil && !slices.Contains(in, parent) {
		m.fault("<%s>", name)
	}
	if only := onlyInside[parent]; only != nil && !slices.Contains(only, name) {
		m.fault("<%s>", name)
	}
	if slices.Contains(blockElements, name) && m.in(wordElements...) && !m.in("svg") {
		m.fault("<%s> among words", name)
	}
	if slices.Contains([]string{"a", "form", "label", "button"}, name) && m.in(name) {
		m.fault("<%s> in another", name)
	}
	if slices.Contains([]string{"input", "select", "button"}, name) && m.in("a", "button") {
		m.fault("a control in a link")
	}
}

func (m *markup) attributes(t html.Token) map[string]string {
	attr := map[string]string{}
	for _, a := range t.Attr {
		if _, twice := attr[a.Key]; twice {
			m.fault("%s twice", a.Key)
		}
		if slices.Contains([]string{"class", "id", "lang", "hreflang", "datetime", "aria-label", "title", "alt"}, a.Key) && strings.TrimSpace(a.Val) == "" && a.Key != "alt" {
			m.fault("%s of <%s> is empty", a.Key, t.Data)
		}
		attr[a.Key] = a.Val
	}
	if id, ok := attr["id"]; ok {
		if m.ids[id] {
			m.fault("id %q twice", id)
		}
		m.ids[id] = true
	}
	for _, key := range []string{"aria-labelledby", "aria-describedby", "aria-controls"} {
		m.refers = append(m.refers, strings.Fields(attr[key])...)
	}
	return attr
}

// end holds what can be told only of the whole page.
func (m *markup) end() {
	if len(m.open) > 0 {
		m.fault("not ended")
	}
	if m.mains != 1 || m.heading == 0 {
		m.fault("%d <main>, headings up to %d", m.mains, m.heading)
	}
	for _, id := range m.refers {
		if !m.ids[id] {
			m.fault("there is no id %q", id)
		}
	}
	for _, id := range m.unnamed {
		if id == "" || !m.fors[id] {
			m.fault("a control %q without a label", id)
		}
	}
	for _, l := range m.links {
		if id, ok := strings.CutPrefix(l, "#"); ok && !m.ids[id] {
			m.fault("a link to #%s", id)
		}
	}
}

func TestReadMarkupFindsFaults(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{`<main><h1>x</h1></main>`, ""},
		{`<main><h1>x</h1><p><div></div></p></main>`, "<div> among words"},
		{`<main><h1>x</h1><h3>y</h3></main>`, "<h3> after <h1>"},
		{`<main><h1>x</h1><b>y</main>`, "</main> ends nothing"},
		{`<main><h1 id="a">x</h1><p id="a">y</p></main>`, `id "a" twice`},
		{`<main><h1>x</h1><input name="q"></main>`, "without a label"},
		{`<main><h1>x</h1><label>q <input name="q"></label></main>`, ""},
		{`<main><h1>x</h1><ul><p>y</p></ul></main>`, "<p> in main > ul"},
		{`<main><h1>x</h1><svg></svg></main>`, "a drawing without a name"},
		{`<main><h1>x</h1><a href="/">y <a href="/">z</a></a></main>`, "<a> in another"},
		{`<main><h1>x</h1><a href="#y">y</a></main>`, "a link to #y"},
	} {
		got := strings.Join(readMarkup(c.page).problems, "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.page, got, c.want)
		}
	}
}

// TestEveryPageIsSound goes from the front, and from pages that nothing links
// to, to every page that can be reached in some steps: each is there, is valid,
// and is small.
func TestEveryPageIsSound(t *testing.T) {
	h, _ := newHandler(t)
	const most = 260
	queue := []string{"/", "/es/", "/search?q=asilo", "/es/search?q=peruana", "/search?q=nothing-at-all", "/relations/bolivia-peru", "/relations/mexico-peru?on=2025-11-05&known=2025-11-04&entry=2", "/changes?from=2025-11-01&to=2025-11-10&with=Peru", "/?on=1900-01-01", "/es/sources", "/country/european-union", "/nowhere", "/?on=x"}
	seen := map[string]bool{}
	kinds := map[string]int{} // how many pages of a kind, by the first part of the address
	for len(queue) > 0 && len(seen) < most {
		at := queue[0]
		queue = queue[1:]
		path, _, _ := strings.Cut(at, "?")
		kind := strings.Join(strings.SplitN(strings.TrimPrefix(path, "/es"), "/", 3)[:2], "/")
		if path = strings.TrimSpace(path); seen[at] || strings.HasSuffix(path, ".json") || kinds[kind] > 12 {
			continue
		}
		seen[at] = true
		kinds[kind]++
		w := get(t, h, at)
		if w.Code != http.StatusOK && at != "/nowhere" && at != "/?on=x" {
			t.Errorf("%s: %d", at, w.Code)
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") { // a feed
			continue
		}
		m := readMarkup(w.Body.String())
		for _, p := range m.problems {
			t.Errorf("%s: %s", at, p)
		}
		if n := len(withoutMap(w.Body.String())); n > 100_000 {
			t.Errorf("%s: %d bytes without the map", at, n)
		}
		for _, l := range m.links {
			if l, _, _ = strings.Cut(l, "#"); strings.HasPrefix(l, "/") {
				queue = append(queue, l)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d pages were found: %v", len(seen), kinds)
	}
}

// withoutMap is a page without the drawing of a map.
func withoutMap(page string) string {
	for {
		before, rest, ok := strings.Cut(page, `<figure class="map">`)
		if !ok {
			return page
		}
		_, after, _ := strings.Cut(rest, "</figure>")
		page = before + after
	}
}

package web

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"

	"github.com/chancery-ledger/chancery"
)

// robots lets every crawler read the pages of today; the moments of the past
// are without number.
func (s *site) robots(w http.ResponseWriter, r *http.Request) {
	text := "User-agent: *\nDisallow: /search\nDisallow: /es/search\nDisallow: /*?*known=\nDisallow: /*?*entry=\n"
	if s.origin != "" {
		text += "Sitemap: " + s.origin + "/sitemap.xml\n"
	}
	send(w, r, finish(http.StatusOK, "text/plain; charset=utf-8", []byte(text), false))
}

// sitemap lists the pages of all states and of all pairs of which a report was
// read, in both languages.
func (s *site) sitemap(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	const most = 50000 // of the protocol
	n := 0
	add := func(path string) {
		for _, lang := range []Lang{English, Spanish} {
			if n++; n <= most {
				b.WriteString("<url><loc>")
				_ = xml.EscapeText(&b, []byte(s.origin+address(lang, path, nil))) // a buffer takes everything
				b.WriteString("</loc></url>\n")
			}
		}
	}
	for _, p := range []string{"/", "/countries", "/changes", "/ruptures", "/cases", "/sources", "/about"} {
		add(p)
	}
	for _, st := range s.parties.states {
		add("/country/" + s.parties.slugs[st.Code])
	}
	seen := map[[2]chancery.Code]bool{}
	for _, ev := range s.index.now().newest() {
		for _, p := range eventPairs(ev) {
			if !seen[p] {
				seen[p] = true
				add("/relations/" + s.parties.pairSlug(p[0], p[1]))
			}
		}
	}
	fmt.Fprintln(&b, "</urlset>")
	send(w, r, finish(http.StatusOK, "application/xml; charset=utf-8", b.Bytes(), false))
}

package web

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"

	"github.com/chancery-ledger/chancery"
)

// previewers fetch one page, and its picture, where somebody shares a link to
// it: mostly a permanent link, which has a moment.
const previewers = "User-agent: facebookexternalhit\nUser-agent: Twitterbot\nUser-agent: LinkedInBot\nUser-agent: Slackbot-LinkExpanding\nUser-agent: TelegramBot\nUser-agent: Discordbot\nDisallow:\n"

// robots lets every crawler read the pages of today; the moments of the past
// are without number.
func (s *site) robots(w http.ResponseWriter, r *http.Request) {
	text := previewers + "\nUser-agent: *\nDisallow: /search\nDisallow: /es/search\nDisallow: /*?*known=\nDisallow: /*?*entry=\n"
	if s.origin != "" {
		text += "Sitemap: " + s.origin + "/sitemap.xml\n"
	}
	send(w, r, finish(http.StatusOK, "text/plain; charset=utf-8", []byte(text), false))
}

// sitemap lists the pages of all states and of all pairs of which a report was
// read, in both languages.
func (s *site) sitemap(w http.ResponseWriter, r *http.Request) {
	key := "sitemap " + strconv.FormatInt(s.index.number(), 10)
	got := s.cache.get(key)
	if got == nil {
		got = finish(http.StatusOK, "application/xml; charset=utf-8", s.pagesListed(), false)
		s.cache.put(key, got)
	}
	send(w, r, got)
}

func (s *site) pagesListed() []byte {
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
	return b.Bytes()
}

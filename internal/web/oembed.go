package web

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery/internal/card"
)

// embedding is a page as other sites show it (oEmbed 1.0, type rich): a quotation
// that links to it. No frame: our pages may not be framed.
type embedding struct {
	XMLName     xml.Name `json:"-" xml:"oembed"`
	Type        string   `json:"type" xml:"type"`
	Version     string   `json:"version" xml:"version"`
	Title       string   `json:"title" xml:"title"`
	Author      string   `json:"author_name" xml:"author_name"`
	AuthorURL   string   `json:"author_url" xml:"author_url"`
	Provider    string   `json:"provider_name" xml:"provider_name"`
	ProviderURL string   `json:"provider_url" xml:"provider_url"`
	CacheAge    int      `json:"cache_age" xml:"cache_age"` // seconds
	HTML        string   `json:"html" xml:"html"`
	Width       int      `json:"width" xml:"width"`
	Height      int      `json:"height" xml:"height"`
	Thumbnail   string   `json:"thumbnail_url,omitempty" xml:"thumbnail_url,omitempty"`
	ThumbWidth  int      `json:"thumbnail_width,omitempty" xml:"thumbnail_width,omitempty"`
	ThumbHeight int      `json:"thumbnail_height,omitempty" xml:"thumbnail_height,omitempty"`
}

// How large a quotation is where the other site names no bounds, in pixels.
const embedWidth, embedHeight = 600, 260

var quotation = template.Must(template.New("").Parse(
	`<blockquote class="chancery" lang="{{.Lang}}" cite="{{.URL}}">{{range .Says}}<p>{{.}}</p>{{end}}<footer><a href="{{.URL}}">{{.Title}} · Chancery</a></footer></blockquote>`))

// oembedLinks lead other sites from a page to what they may show of it.
func (a *ask) oembedLinks(v view) []link {
	at := url.Values{"url": {a.site.origin + a.permanent(v)}}
	var out []link
	for _, format := range []string{"json", "xml"} {
		at.Set("format", format)
		kind := map[string]string{"json": "application/json+oembed", "xml": "text/xml+oembed"}[format]
		out = append(out, link{Kind: kind, Title: v.title, URL: a.site.origin + "/oembed?" + at.Encode()})
	}
	return out
}

// oembed answers other sites. The address that they name is read and compared
// with our own, and never fetched.
func (s *site) oembed(w http.ResponseWriter, r *http.Request) {
	form := r.URL.Query()
	format := orElse(form.Get("format"), "json")
	if format != "json" && format != "xml" {
		http.Error(w, http.StatusText(http.StatusNotImplemented), http.StatusNotImplemented)
		return
	}
	e, err := s.embedding(r, form.Get("url"), form)
	if elsewhere := (redirect{}); errors.As(err, &elsewhere) {
		e, err = s.embedding(r, s.origin+elsewhere.to, form)
	}
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	kind, b := "application/json; charset=utf-8", []byte(nil)
	if format == "xml" {
		kind = "text/xml; charset=utf-8"
		b, err = xml.Marshal(e)
		b = append([]byte(xml.Header), b...)
	} else {
		b, err = json.Marshal(e)
	}
	if err != nil {
		s.sendError(w, r, err)
		return
	}
	got := finish(http.StatusOK, kind, b, false)
	got.anywhere = true
	send(w, r, got)
}

// embedding is the page of one of our own addresses.
func (s *site) embedding(r *http.Request, asked string, form url.Values) (embedding, error) {
	rest, ours := strings.CutPrefix(asked, s.origin)
	u, err := url.Parse(rest)
	if s.origin == "" || !ours || err != nil || !strings.HasPrefix(rest, "/") || u.Host != "" {
		return embedding{}, notFound("error.embed", asked)
	}
	to := r.Clone(r.Context())
	to.URL = &url.URL{Path: u.Path, RawQuery: u.RawQuery}
	a, err := s.newAsk(to)
	if err != nil {
		return embedding{}, err
	}
	page, argument := s.route(a.path)
	if page == nil || a.ending != "" {
		return embedding{}, notFound("error.embed", asked)
	}
	v, err := page(a, argument)
	if err != nil {
		return embedding{}, err
	}
	if !v.cited() {
		return embedding{}, notFound("error.embed", asked)
	}
	return a.embedding(v, bound(form.Get("maxwidth")), bound(form.Get("maxheight")))
}

// bound is a number of pixels that the other site names; 0 where it names none.
func bound(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (a *ask) embedding(v view, width, height int) (embedding, error) {
	at := a.site.origin + a.permanent(v)
	e := embedding{
		Type: "rich", Version: "1.0", Title: v.title, Author: "Chancery", AuthorURL: a.site.origin + address(a.lang, "/about", nil), Provider: "Chancery", ProviderURL: a.site.origin + "/",
		CacheAge: 86400, Width: fitting(embedWidth, width), Height: fitting(embedHeight, height),
	}
	if fitting(card.Width, width) == card.Width && fitting(card.Height, height) == card.Height {
		e.Thumbnail, e.ThumbWidth, e.ThumbHeight = a.site.origin+a.as(cardEnding, a.permanentParams(v)), card.Width, card.Height
	}
	var says []string
	for _, s := range a.sayings(v) {
		for _, x := range s.Versions {
			if x.Lang == a.lang {
				says = append(says, x.Text)
			}
		}
	}
	if len(says) == 0 {
		says = append(says, v.about)
	}
	var b strings.Builder
	err := quotation.Execute(&b, map[string]any{"Lang": a.lang, "URL": at, "Title": v.title, "Says": says[:1]})
	e.HTML = b.String()
	return e, err
}

// fitting is a size in the bounds that another site sets; 0 is none.
func fitting(size, most int) int {
	if most > 0 {
		return min(size, most)
	}
	return size
}

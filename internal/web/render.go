package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

//go:embed pages/*.html
var pageFiles embed.FS

// templates are the pages in one language, by name.
type templates map[string]*template.Template

// shared are the files whose templates every page may use: the frame, the parts
// of pages, what stands below each page for sharing it, the line that tells who
// is signed in, and the parts of the pages of an office.
var shared = [...]string{"layout", "parts", "share", "signed", "desk"}

func sharedFiles() []string {
	var out []string
	for _, name := range shared {
		out = append(out, "pages/"+name+".html")
	}
	return out
}

// loadTemplates parses every page with the layout and the shared parts.
func loadTemplates(s *site) (map[Lang]templates, error) {
	names, err := pageFiles.ReadDir("pages")
	if err != nil {
		return nil, err
	}
	out := map[Lang]templates{}
	for _, lang := range []Lang{English, Spanish} {
		words := s.words[lang]
		common, err := template.New("").Funcs(template.FuncMap{
			"say": words.say, "n": words.count, "day": lang.day, "short": lang.short, "weekday": lang.weekday,
			"iso": chancery.Day.String, "asset": s.assets.url, "grouped": grouped,
			"window": func(w standing.Window) string { return lang.window(w, words) },
		}).ParseFS(pageFiles, sharedFiles()...)
		if err != nil {
			return nil, err
		}
		out[lang] = templates{}
		for _, n := range names {
			name := strings.TrimSuffix(n.Name(), ".html")
			if slices.Contains(shared[:], name) {
				continue
			}
			t, err := template.Must(common.Clone()).ParseFS(pageFiles, "pages/"+n.Name())
			if err != nil {
				return nil, err
			}
			out[lang][name] = t
		}
	}
	return out, nil
}

// sheet is what the layout is filled with.
type sheet struct {
	Lang          Lang
	Other         Lang   // the other language,
	OtherURL      string // and this page in it
	Title, About  string
	Page          string
	Origin        string
	English       string // this page's address in each language
	Spanish       string
	Canonical     string
	Twin          string
	On, Today     chancery.Day
	OnSet         bool
	Known         standing.Known
	Number        int
	Home          string // addresses of the navigation
	Countries     string
	Changes       string
	Ruptures      string
	Cases         string
	Search        string
	Sources       string
	AboutURL      string
	Query         string
	Data          any
	Status        int
	Hidden        []param // parameters of the moment, to be carried along by a form
	NotIndexed    bool
	Action        string // this page without parameters
	KnownText     string
	YesterdayURL  string
	TomorrowURL   string
	Unread        bool // there is no ledger
	MomentChosen  bool
	ResetURL      string
	CanonicalPath string
	Signed        *signed // nil for the public
	Desk          deskLinks
	Share         sharing
}

// signed is who is signed in, as the frame of a page tells it.
type signed struct {
	Name, Role string
	URL        string // of the reviewer's desk
	OutURL     string // to which the form that signs out is posted,
	Token      string // with this token against forgery
}

type param struct{ Name, Value string }

func (a *ask) sheet(v view) sheet {
	params := a.moment()
	for _, p := range v.params {
		if s := a.text(p); s != "" {
			params.Set(p, s)
		}
	}
	other := Spanish
	if a.lang == Spanish {
		other = English
	}
	origin := a.site.origin
	s := sheet{
		Lang: a.lang, Other: other, OtherURL: address(other, a.path, params), Title: v.title, About: v.about, Page: v.page, Origin: origin,
		English: origin + address(English, a.path, params), Spanish: origin + address(Spanish, a.path, params),
		Canonical: origin + address(a.lang, a.path, params), Twin: a.as(twinEnding, params),
		On: a.on, Today: a.today, OnSet: a.onSet, Known: a.known, Number: int(a.site.index.number()), Data: v.data, Status: http.StatusOK,
		Home: a.to("/"), Countries: a.to("/countries"), Changes: address(a.lang, "/changes", nil), Ruptures: a.to("/ruptures"), Cases: a.to("/cases"),
		Search: address(a.lang, "/search", nil), Sources: a.to("/sources"), AboutURL: address(a.lang, "/about", nil), Query: a.text("q"),
		Action: address(a.lang, a.path, nil), KnownText: a.knownText(), Unread: a.site.index.number() == 0,
		MomentChosen: a.onSet || !a.known.All(), ResetURL: address(a.lang, a.path, nil),
		YesterdayURL: a.at(max(a.on-1, 1)), TomorrowURL: a.at(min(a.on+1, maxDay)), Signed: a.signed, Share: a.sharing(v),
		Desk: a.deskLinks(), NotIndexed: v.private,
	}
	for _, name := range []string{"on", "known", "entry"} {
		if x := params.Get(name); x != "" {
			s.Hidden = append(s.Hidden, param{name, x})
		}
	}
	return s
}

// knownText says what the page takes into account.
func (a *ask) knownText() string {
	k := a.known
	switch {
	case k.Published != 0 && k.Number != 0:
		return a.say("known.both", "day", a.lang.day(k.Published), "number", k.Number)
	case k.Published != 0:
		return a.say("known.day", "day", a.lang.day(k.Published))
	case k.Number != 0:
		return a.say("known.entry", "number", k.Number)
	}
	return a.say("known.now")
}

// make renders a view, its twin, or another form of it.
func (s *site) make(a *ask, v view) (*answer, error) {
	if a.twin {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetIndent("", "  ")
		if err := enc.Encode(v.twin); err != nil {
			return nil, err
		}
		return finish(http.StatusOK, "application/json; charset=utf-8", b.Bytes(), a.known.Number != 0), nil
	}
	if a.ending != "" {
		return a.inForm(v)
	}
	b, err := s.render(a.lang, v.page, a.sheet(v))
	if err != nil {
		return nil, err
	}
	return finish(http.StatusOK, "text/html; charset=utf-8", b, a.known.Number != 0), nil
}

// pageSize is the room that most pages need, in bytes.
const pageSize = 96 << 10

func (s *site) render(lang Lang, page string, data sheet) ([]byte, error) {
	t := s.pages[lang][page]
	if t == nil {
		return nil, errors.New("no template " + page)
	}
	var b bytes.Buffer
	b.Grow(pageSize)
	err := t.ExecuteTemplate(&b, "layout", data)
	return b.Bytes(), err
}

// finish packs an answer for sending.
func finish(status int, kind string, body []byte, frozen bool) *answer {
	sum := sha256.Sum256(body)
	a := &answer{status: status, kind: kind, plain: body, frozen: frozen, tag: `"` + hex.EncodeToString(sum[:8]) + `"`}
	if len(body) > 1000 && kind != "image/png" { // which is compressed
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.StatelessCompression)
		if err == nil {
			_, err = w.Write(body)
		}
		if err == nil && w.Close() == nil {
			a.zipped = b.Bytes()
		}
	}
	return a
}

// send answers a request, with 304 where the reader has the page already.
func send(w http.ResponseWriter, r *http.Request, a *answer) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Vary", "Accept-Encoding")
	if a.name != "" {
		h.Set("Content-Disposition", `attachment; filename="`+a.name+`"`)
	}
	if a.anywhere {
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	tag := a.tag
	zipped := a.zipped != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
	if zipped {
		tag = strings.TrimSuffix(a.tag, `"`) + `-gz"`
		h.Set("Content-Encoding", "gzip")
	}
	if a.status == http.StatusOK {
		h.Set("ETag", tag)
		if h.Get("Cache-Control") == "" {
			h.Set("Cache-Control", map[bool]string{false: "no-cache", true: "public, max-age=86400"}[a.frozen])
		}
		if match := r.Header.Get("If-None-Match"); match != "" && strings.Contains(match, tag) {
			h.Del("Content-Encoding")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	} else {
		h.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.body(zipped)) // the reader may be gone
	}
}

// sendError tells a reader why there is no page.
func (s *site) sendError(w http.ResponseWriter, r *http.Request, err error) {
	var elsewhere redirect
	if errors.As(err, &elsewhere) {
		http.Redirect(w, r, elsewhere.to, http.StatusMovedPermanently)
		return
	}
	var f failure
	if !errors.As(err, &f) {
		if r.Context().Err() == nil {
			s.report("page failed", "path", r.URL.Path, "error", err)
		}
		f = failure{http.StatusInternalServerError, "error.500", ""}
	}
	a := &ask{ctx: r.Context(), site: s, lang: English, path: "/", form: url.Values{}, today: chancery.DayOf(s.now().UTC())}
	a.on = a.today
	if r.URL.Path == "/es" || strings.HasPrefix(r.URL.Path, "/es/") {
		a.lang = Spanish
	}
	if strings.HasSuffix(r.URL.Path, ".json") {
		b, _ := json.Marshal(map[string]any{"type": "about:blank", "title": http.StatusText(f.status), "status": f.status, "detail": a.say(f.key, "what", f.what)})
		send(w, r, finish(f.status, "application/problem+json", b, false))
		return
	}
	v := view{page: "error", title: http.StatusText(f.status), data: map[string]any{"Text": a.say(f.key, "what", f.what), "Status": f.status}}
	if f.status == http.StatusNotFound {
		v.title = a.say("error.missing")
	}
	data := a.sheet(v)
	data.Status, data.NotIndexed = f.status, true
	b, err := s.render(a.lang, "error", data)
	if err != nil {
		http.Error(w, http.StatusText(f.status), f.status)
		return
	}
	send(w, r, finish(f.status, "text/html; charset=utf-8", b, false))
}

package web

import (
	"bytes"
	"encoding/json"
	"image/png"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/card"
)

const origin = "https://chancery.example"

// newPlaced is a handler of a site that has an address in the world.
func newPlaced(t testing.TB) (http.Handler, *testDesk) {
	t.Helper()
	d := newDesk(t, tellings)
	h, err := Handler(d, Options{
		Now: func() time.Time { return time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC) }, Origin: origin,
		Report: func(msg string, args ...any) { t.Error(append([]any{msg}, args...)...) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return h, d
}

// citedPaths are one page of every kind that is cited.
func citedPaths(d *testDesk) map[string]string {
	out := map[string]string{
		"relations": "/relations/mexico-peru", "country": "/country/peru", "person": "/person/betssy-chavez", "case": "/case/betssy-chavez",
		"changes": "/changes?from=2025-11-01&to=2025-11-10", "ruptures": "/ruptures",
	}
	for _, ev := range d.book.Events() {
		if ev.Deed.Type == "relations.sever" {
			out["event"], out["report"] = "/event/"+ev.ID, "/report/"+ev.Claims[0].Report.ID
		}
	}
	return out
}

// TestCitations: a page says how it is cited, by a permalink with the day and
// the number of the entry.
func TestCitations(t *testing.T) {
	h, d := newPlaced(t)
	body := get(t, h, "/relations/mexico-peru?on=2025-11-05&known=2025-11-04").Body.String()
	got := strings.Join(texts(t, body, ".cite pre"), "\n")
	for _, want := range []string{origin + "/relations/mexico-peru?entry=6&known=2025-11-04&on=2025-11-05", "@misc{", "TY - ", "{{cite web", "Ledger entry 6"} {
		if !strings.Contains(got, want) {
			t.Errorf("the citations do not have %q:\n%s", want, got)
		}
	}
	if got := texts(t, get(t, h, "/search?q=peru").Body.String(), ".cite"); len(got) > 0 {
		t.Errorf("a search is cited: %q", got)
	}
	report := get(t, h, citedPaths(d)["report"]).Body.String()
	if got := texts(t, report, ".cite pre"); !contains(got, "Peru cuts ties. (2025, November 4). The Quay.") || !contains(got, "{{cite news") || strings.Contains(strings.Join(got, ""), "javascript:") {
		t.Errorf("a report is cited as %q", got)
	}
	elsewhere, _ := newHandler(t) // has no address in the world
	if body := get(t, elsewhere, "/relations/mexico-peru").Body.String(); strings.Contains(body, "og:image") || strings.Contains(body, "oembed") || len(texts(t, body, ".cite")) > 0 {
		t.Error("a site without an address is cited")
	}
	if w := get(t, elsewhere, "/relations/mexico-peru.bib"); w.Code != http.StatusNotFound {
		t.Errorf("a reference without an address: %d", w.Code)
	}
}

// A permalink shows the page as it was, whatever is filed later.
func TestPermalinkFreezes(t *testing.T) {
	h, _ := newPlaced(t)
	body := get(t, h, "/es/relations/mexico-peru?entry=2").Body.String()
	at := strings.Index(body, `class="frozen" href="`+origin+`/es/relations/mexico-peru?entry=2&amp;on=2025-11-10"`)
	if at < 0 || strings.Contains(body, "entry=6") {
		t.Errorf("the permalink is another: %v", regexp.MustCompile(`class="frozen" href="[^"]*"`).FindString(body))
	}
	if body := get(t, h, "/changes?from=2025-11-01&to=2025-11-04&with=Peru").Body.String(); !strings.Contains(body, "from=2025-11-01&amp;on=2025-11-10&amp;to=2025-11-04&amp;with=Peru") {
		t.Errorf("the permalink leaves out the days: %v", regexp.MustCompile(`class="frozen" href="[^"]*"`).FindString(body))
	}
}

// Every reference on a page is a file under an address of its own, with the
// same words.
func TestReferencesAsFiles(t *testing.T) {
	h, d := newPlaced(t)
	link := regexp.MustCompile(`<dt>([A-Za-z-]+) <a href="([^"]+)" download>`)
	for page, path := range citedPaths(d) {
		body := get(t, h, path).Body.String()
		found := link.FindAllStringSubmatch(body, -1)
		if len(found) != 6 {
			t.Errorf("%s has %d references, want 6", page, len(found))
		}
		shown := strings.Join(texts(t, body, ".cite pre"), "\n")
		for _, m := range found {
			w := get(t, h, strings.ReplaceAll(m[2], "&amp;", "&"))
			_, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
			if w.Code != http.StatusOK || err != nil || !regexp.MustCompile(`^[a-z0-9-]+\.(bib|ris|json|txt)$`).MatchString(params["filename"]) {
				t.Errorf("%s as %s: %d %v", page, m[1], w.Code, w.Header())
				continue
			}
			if got := strings.Join(strings.Fields(w.Body.String()), " "); !strings.Contains(shown, got) {
				t.Errorf("%s as %s: the file has %s, the page not", page, m[1], got)
			}
		}
	}
}

// A title from a stranger's page ends no header and breaks no reference.
func TestFilesOfAHostileReport(t *testing.T) {
	h, d := newPlaced(t)
	for _, ev := range d.book.Events() {
		if ev.Deed.Type != "envoy.expel" {
			continue
		}
		for e := range citeEndings {
			w := get(t, h, "/report/"+ev.Claims[0].Report.ID+string(e))
			if cd := w.Header().Get("Content-Disposition"); w.Code != http.StatusOK || !regexp.MustCompile(`^attachment; filename="[a-z0-9-]+\.[a-z]+"$`).MatchString(cd) {
				t.Errorf("%s: %d %q", e, w.Code, cd)
			}
			if w.Header().Get("X-Content-Type-Options") != "nosniff" || strings.Contains(w.Header().Get("Content-Type"), "html") {
				t.Errorf("%s: headers %v", e, w.Header())
			}
		}
	}
	for _, path := range []string{"/country/peru.csv?table=acts%0d%0aX-Evil:1", "/country/peru.bib?on=2025-11-05%0d%0aX-Evil:1", "/changes.csv?with=Peru%0d%0aX-Evil:1", "/relations/mexico-peru%0d%0aX-Evil:1.csv"} {
		if w := get(t, h, path); w.Code == http.StatusOK && !strings.HasPrefix(path, "/changes") || w.Header().Get("X-Evil") != "" || strings.ContainsAny(w.Header().Get("Content-Disposition"), "\r\n") {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
	}
}

func TestSentencesToCopy(t *testing.T) {
	h, d := newPlaced(t)
	paths := citedPaths(d)
	for page, want := range map[string][2]string{
		"relations": {"On 10 November 2025, diplomatic relations between Mexico and Peru were recorded as “severed” (since 3 November 2025), by the word of Peru, according to The Quay (4 November 2025) (Chancery, entry 6: " + origin + "/relations/mexico-peru?entry=6&on=2025-11-10).", "El 10 de noviembre de 2025, las relaciones diplomáticas entre México y Perú constaban como «rotas»"},
		"event":     {"Peru severs diplomatic relations with Mexico (3 November 2025), according to The Quay (4 November 2025)", "Perú rompe relaciones diplomáticas con México (3 de noviembre de 2025), según The Quay"},
		"report":    {"Peru severs diplomatic relations with Mexico (3 November 2025), according to The Quay", "Perú rompe relaciones"},
		"case":      {"the asylum of Betssy Chávez with Mexico from Peru was recorded as “granted”", "el asilo de Betssy Chávez otorgado o pedido a México frente a Perú constaba como «concedido»"},
		"country":   {"On 10 November 2025, Peru had diplomatic relations with ", "El 10 de noviembre de 2025, Perú tenía relaciones diplomáticas con "},
	} {
		body := get(t, h, paths[page]).Body.String()
		for i, lang := range []string{"en", "es"} {
			got := texts(t, body, ".cite pre[lang="+lang+"]")
			if len(got) == 0 || !contains(got, want[i]) {
				t.Errorf("%s in %s: %q, want %q", page, lang, got, want[i])
			}
			for _, s := range got {
				if !strings.Contains(s, "Chancery, ") || !strings.Contains(s, origin+map[string]string{"en": "/", "es": "/es/"}[lang]) {
					t.Errorf("%s in %s does not say where it is from: %s", page, lang, s)
				}
			}
		}
	}
}

// Each page that is cited names its picture, which is one.
func TestCards(t *testing.T) {
	h, d := newPlaced(t)
	image := regexp.MustCompile(`<meta property="og:image" content="` + origin + `([^"]+)">`)
	pages := map[string]string{}
	for page, path := range citedPaths(d) {
		pages[page], pages[page+" es"] = path, "/es"+path
	}
	for page, path := range pages {
		body := get(t, h, path).Body.String()
		m := image.FindStringSubmatch(body)
		if m == nil || !strings.Contains(body, `<meta name="twitter:card" content="summary_large_image">`) {
			t.Errorf("%s names no picture", page)
			continue
		}
		w := get(t, h, strings.ReplaceAll(m[1], "&amp;", "&"))
		img, err := png.Decode(bytes.NewReader(w.Body.Bytes()))
		if err != nil || img.Bounds().Dx() != card.Width || img.Bounds().Dy() != card.Height || w.Header().Get("Content-Type") != "image/png" {
			t.Errorf("%s: %v %v", page, err, w.Header())
		}
		if w.Header().Get("Cross-Origin-Resource-Policy") != "cross-origin" || w.Header().Get("Content-Disposition") != "" || w.Header().Get("ETag") == "" {
			t.Errorf("%s: other sites cannot show it: %v", page, w.Header())
		}
	}
	for path, want := range map[string]int{
		"/card/nowhere.png": 404, "/card/search.png?q=x": 404, "/card/country/atlantis.png": 404, "/card/..%2f..%2fetc%2fpasswd.png": 404, "/card/assets/..%2fserver.go.png": 404,
		"/card/country/peru": 404, "/country/peru.png": 404, "/card/country/PER.png": 301, "/card/sign-in.png": 404,
	} {
		if w := get(t, h, path); w.Code != want {
			t.Errorf("GET %s: %d, want %d", path, w.Code, want)
		}
	}
	if to := get(t, h, "/card/country/PER.png?on=2025-11-05").Header().Get("Location"); to != "/card/country/peru.png?on=2025-11-05" {
		t.Errorf("the picture of PER stands at %s", to)
	}
}

// A page asked for in another form under another name is sent on in that form.
func TestFormsElsewhere(t *testing.T) {
	h, _ := newPlaced(t)
	for path, want := range map[string]string{
		"/country/PER.csv": "/country/peru.csv", "/relations/peru-mexico.bib?on=2025-11-05": "/relations/mexico-peru.bib?on=2025-11-05",
		"/es/relations/peru-mexico.csl.json": "/es/relations/mexico-peru.csl.json", "/person/Betssy%20Ch%C3%A1vez.jsonl": "/person/betssy-chavez.jsonl", "/country/PER.json": "/country/peru.json",
	} {
		if w := get(t, h, path); w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != want {
			t.Errorf("GET %s: %d to %q, want %q", path, w.Code, w.Header().Get("Location"), want)
		}
	}
}

func TestOEmbed(t *testing.T) {
	h, d := newPlaced(t)
	for page, path := range citedPaths(d) {
		w := get(t, h, "/oembed?url="+url.QueryEscape(origin+path))
		var e struct {
			Type, Version, HTML, Title string
			Width, Height              int
			Thumbnail                  string `json:"thumbnail_url"`
		}
		if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || e.Type != "rich" || e.Version != "1.0" || e.Width == 0 || e.Height == 0 || e.Title == "" {
			t.Errorf("%s: %v %s", page, err, w.Body)
		}
		if !strings.Contains(e.HTML, "<blockquote") || !strings.Contains(e.HTML, origin) || strings.Contains(e.HTML, "<iframe") || strings.Contains(e.HTML, "<script") {
			t.Errorf("%s: %s", page, e.HTML)
		}
		if got := get(t, h, strings.TrimPrefix(e.Thumbnail, origin)); got.Header().Get("Content-Type") != "image/png" {
			t.Errorf("%s: the picture is at %s", page, e.Thumbnail)
		}
		body := get(t, h, path).Body.String()
		for _, kind := range []string{"application/json&#43;oembed", "text/xml&#43;oembed"} {
			m := regexp.MustCompile(`<link rel="alternate" type="` + kind + `" title="[^"]*" href="` + origin + `([^"]+)">`).FindStringSubmatch(body)
			if m == nil {
				t.Errorf("%s does not lead to %s", page, kind)
			} else if w := get(t, h, strings.ReplaceAll(m[1], "&amp;", "&")); w.Code != http.StatusOK {
				t.Errorf("%s: %s is %d", page, m[1], w.Code)
			}
		}
	}
	in := url.QueryEscape(origin + "/es/relations/peru-mexico?on=2025-11-05")
	if body := get(t, h, "/oembed?url="+in).Body.String(); !strings.Contains(body, "las relaciones diplomáticas entre México y Perú") {
		t.Errorf("under another name: %s", body)
	}
	if body := get(t, h, "/oembed?maxwidth=300&maxheight=200&url="+in).Body.String(); strings.Contains(body, "thumbnail") || !strings.Contains(body, `"width":300,"height":200`) {
		t.Errorf("in bounds: %s", body)
	}
}

// Only our own pages are answered for, and no address is ever fetched.
func TestOEmbedIsNoProxy(t *testing.T) {
	h, _ := newPlaced(t)
	for _, at := range []string{
		"", "http://localhost:1/", "https://evil.example/relations/mexico-peru", origin + ".evil.example/relations/mexico-peru", origin + "@evil.example/relations/mexico-peru",
		"file:///etc/passwd", origin + "/../../etc/passwd", origin + "//evil.example/", origin, origin + "/", origin + "/search?q=x", origin + "/sign-in", origin + "/relations/mexico-peru.json", origin + "/assets/style.css", "/relations/mexico-peru", "javascript:alert(1)", origin + "/country/<script>",
	} {
		w := get(t, h, "/oembed?url="+url.QueryEscape(at))
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d %s", at, w.Code, w.Body)
		}
	}
	if w := get(t, h, "/oembed?format=yaml&url="+url.QueryEscape(origin+"/country/peru")); w.Code != http.StatusNotImplemented {
		t.Errorf("another format: %d", w.Code)
	}
	elsewhere, _ := newHandler(t)
	if w := get(t, elsewhere, "/oembed?url=/country/peru"); w.Code != http.StatusNotFound {
		t.Errorf("a site without an address: %d", w.Code)
	}
}

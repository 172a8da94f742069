package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/image/font"
	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery/internal/baseline"
)

var sample = Card{
	Kicker: "What stands", Title: "Mexico – Peru", Lead: "Peru severed diplomatic relations on 3 November 2025; Mexico keeps trade as it is.",
	Chips: []Chip{{"Diplomatic relations", "severed", Off}, {"Consular relations", "in force", Up}, {"Trade, Mexico → Peru", "normal", Up}, {"Asylum: Betssy Chávez", "granted", Low}},
	Foot:  "As of 5 November 2025 · entry 412", Site: "chancery.example",
}

func picture(t testing.TB, p *Press, c Card) (*image.RGBA, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := p.PNG(&b, c); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	got, ok := img.(*image.RGBA)
	if !ok {
		got = image.NewRGBA(img.Bounds())
		for y := range Height {
			for x := range Width {
				got.Set(x, y, img.At(x, y))
			}
		}
	}
	return got, b.Bytes()
}

// count is how many pixels of a part have a colour.
func count(img *image.RGBA, r image.Rectangle, c color.RGBA) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if img.RGBAAt(x, y) == c {
				n++
			}
		}
	}
	return n
}

func TestCardShowsWhatItIsGiven(t *testing.T) {
	var p Press
	img, raw := picture(t, &p, sample)
	if img.Bounds() != image.Rect(0, 0, Width, Height) {
		t.Errorf("size %v", img.Bounds())
	}
	if len(raw) > 80<<10 {
		t.Errorf("%d bytes, want at most 80 KiB", len(raw))
	}
	if out := os.Getenv("CHANCERY_CARD_OUT"); out != "" { // to look at it
		if err := os.WriteFile(out, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	body := image.Rect(margin, 130, Width-margin, Height-90)
	for _, x := range []struct {
		what   string
		in     image.Rectangle
		colour color.RGBA
		least  int
	}{
		{"title", image.Rect(margin, 140, Width/2, 250), ink, 1000},
		{"lead", image.Rect(margin, 250, Width-margin, 350), faint, 500},
		{"severed in red", body, ground(Off), 2000},
		{"in force in green", body, ground(Up), 4000},
		{"granted in amber", body, ground(Low), 2000},
		{"words of chips", body, white, 500},
		{"foot", image.Rect(margin, Height-70, Width/2, Height), faint, 200},
		{"site", image.Rect(Width/2, Height-70, Width-margin, Height), faint, 100},
		{"kicker", image.Rect(Width/2, 60, Width-margin, 110), faint, 100},
	} {
		if n := count(img, x.in, x.colour); n < x.least {
			t.Errorf("%s: %d pixels, want at least %d", x.what, n, x.least)
		}
	}
	bare, _ := picture(t, &p, Card{Title: "Peru"})
	if n := count(bare, body, ground(Off)) + count(bare, body, white) + count(bare, image.Rect(margin, Height-70, Width, Height), faint); n != 0 {
		t.Errorf("a card of a title alone has %d pixels of chips and foot", n)
	}
}

// Whatever it is given, a card leaves its margins empty.
func TestNothingRunsOver(t *testing.T) {
	var p Press
	words := rapid.SliceOfN(rapid.StringMatching(`[A-Za-zÑñÁéß–“]{1,60}`), 0, 60)
	rapid.Check(t, func(rt *rapid.T) {
		text := func(name string) string { return strings.Join(words.Draw(rt, name), " ") }
		c := Card{Title: text("title"), Lead: text("lead"), Kicker: text("kicker"), Foot: text("foot"), Site: text("site")}
		for range rapid.IntRange(0, 6).Draw(rt, "chips") {
			c.Chips = append(c.Chips, Chip{text("track"), text("word"), Up})
		}
		img, err := p.draw(c)
		if err != nil {
			rt.Fatal(err)
		}
		// Letters may overhang their measure by a few pixels.
		const overhang = 6
		for _, r := range []image.Rectangle{
			image.Rect(0, 14, margin-overhang, Height), image.Rect(Width-margin+overhang, 14, Width, Height),
			image.Rect(0, 14, Width, 60), image.Rect(0, Height-20, Width, Height),
		} {
			if n := count(img, r, paper); n != r.Dx()*r.Dy() {
				rt.Fatalf("%d pixels of the margin %v are written on", r.Dx()*r.Dy()-n, r)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	var p Press
	if err := p.load(); err != nil {
		t.Fatal(err)
	}
	s := &sheet{press: &p, faces: map[faceKey]font.Face{}}
	face := s.face(true, 50)
	width := s.width("twelve words", face)
	for _, x := range []struct {
		text string
		most int
		want []string
	}{
		{"", 2, nil},
		{"twelve words", 2, []string{"twelve words"}},
		{"twelve  words\nmore", 2, []string{"twelve words", "more"}},
		{"one two three four five six", 1, []string{"one two t…"}},
	} {
		got := s.wrap(x.text, face, width, x.most)
		if x.most == 1 {
			if len(got) != 1 || !strings.HasPrefix(got[0], "one two") || !strings.HasSuffix(got[0], ellipsis) || s.width(got[0], face) > width {
				t.Errorf("wrap(%q) = %q", x.text, got)
			}
			continue
		}
		if strings.Join(got, "|") != strings.Join(x.want, "|") {
			t.Errorf("wrap(%q) = %q, want %q", x.text, got, x.want)
		}
	}
}

func TestSameCardSameBytes(t *testing.T) {
	var p, q Press
	_, a := picture(t, &p, sample)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			var b bytes.Buffer
			if err := q.PNG(&b, sample); err != nil || !bytes.Equal(a, b.Bytes()) {
				t.Errorf("another picture of the same card (%v)", err)
			}
		})
	}
	wait.Wait()
}

// The names of all states, in English and Spanish, are written in letters that
// the font has: none shows as an empty box.
func TestFontHasTheLettersOfAllStates(t *testing.T) {
	var p Press
	if err := p.load(); err != nil {
		t.Fatal(err)
	}
	s := &sheet{press: &p, faces: map[faceKey]font.Face{}}
	for _, face := range []font.Face{s.face(false, 20), s.face(true, 20)} {
		for _, st := range baseline.Open().States() {
			for _, r := range st.English + st.Spanish + "–→·“”«»¿¡…’" {
				if _, ok := face.GlyphAdvance(r); !ok {
					t.Errorf("%s, %s: no letter for %q", st.English, st.Spanish, r)
				}
			}
		}
	}
}

// contrast is the ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b color.RGBA) float64 {
	light := func(c color.RGBA) float64 {
		f := func(v uint8) float64 {
			x := float64(v) / 255
			if x <= 0.04045 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestColoursCanBeRead(t *testing.T) {
	pairs := [][2]color.RGBA{{ink, paper}, {faint, paper}}
	for _, c := range []Class{Up, Low, Off, Said, None, Unknown, "another"} {
		pairs = append(pairs, [2]color.RGBA{white, ground(c)})
	}
	for _, p := range pairs {
		if got := contrast(p[0], p[1]); got < 4.5 {
			t.Errorf("contrast of %v on %v is %.2f", p[0], p[1], got)
		}
	}
}

func TestServe(t *testing.T) {
	var p Press
	w := httptest.NewRecorder()
	p.Serve(w, httptest.NewRequest(http.MethodGet, "/card.png", nil), sample, "x?on=2025-11-05\r\nX: y")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/png" || strings.ContainsAny(w.Header().Get("ETag"), "\r\n") {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	r := httptest.NewRequest(http.MethodGet, "/card.png", nil)
	r.Header.Set("If-None-Match", w.Header().Get("ETag"))
	again := httptest.NewRecorder()
	if p.Serve(again, r, sample, "x?on=2025-11-05\r\nX: y"); again.Code != http.StatusNotModified {
		t.Errorf("again: %d", again.Code)
	}
}

func BenchmarkCard(b *testing.B) {
	var p Press
	for b.Loop() {
		if err := p.PNG(&bytes.Buffer{}, sample); err != nil {
			b.Fatal(err)
		}
	}
}

package page_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/page"
)

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

// inUTF16 encodes s in UTF-16, little-endian, with or without byte order mark.
func inUTF16(s string, mark bool) string {
	var b strings.Builder
	if mark {
		b.WriteString("\xff\xfe")
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

const shortPage = `<html lang="es"><head><title>Perú rompe relaciones con Ruritania</title></head><body><article>
<h1>Perú rompe relaciones con Ruritania</h1>
<p>El Gobierno del Perú anunció este lunes que rompe sus relaciones diplomáticas con Ruritania.</p>
<p>El canciller señaló que la decisión se tomó tras el asilo concedido a un exministro peruano.</p>
</article></body></html>`

// TestBadInput gives what nobody should give, and wants an error of the right
// kind that names the input, or a reading that says what is missing.
func TestBadInput(t *testing.T) {
	random := make([]byte, 9000)
	for i := range random {
		random[i] = byte(i * i >> 3)
	}
	for _, c := range []struct {
		name, input string
		kind        page.Kind
		detail      string
	}{
		{"empty file", "", page.Empty, "no text"},
		{"white space", " \n\t\r\n  ", page.Empty, "no text"},
		{"binary", string(random), page.Binary, "control characters"},
		{"zeros", strings.Repeat("\x00", 5000), page.Binary, ""},
		{"PDF", "%PDF-1.7\n1 0 obj", page.Unsupported, "PDF"},
		{"office document", "PK\x03\x04rest", page.Unsupported, "ZIP"},
		{"picture", "\x89PNG\x0d\x0a\x1a\x0a rest of a picture", page.Unsupported, "image/png"},
		{"empty gzip", gzipped(""), page.Empty, ""},
		{"gzip header alone", "\x1f\x8b", page.Truncated, ""},
		{"no gzip after all", "\x1f\x8b\x00\x00 something else entirely", page.Malformed, ""},
		{"four times packed", gzipped(gzipped(gzipped(gzipped(shortPage)))), page.Refused, "packed"},
		{"page without text", "<html><head></head><body><img src=x></body></html>", page.Empty, "no article"},
		{"feed without items", `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>`, page.Empty, "without items"},
		{"broken feed", `<?xml version="1.0"?><rss version="2.0"><channel><title>x</tit`, page.Malformed, "feed"},
		{"broken JSON", "{\"title\": \"x\", \"text\": \n", page.Malformed, ""},
		{"JSON without text", `{"id": "1", "title": "", "text": " "}`, page.Empty, ""},
		{"broken WARC", "WARC/1.0\r\nContent-Length: many\r\n\r\n", page.Malformed, "Content-Length"},
		{"cut WARC", "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.b/\r\nContent-Length: 400\r\n\r\nHTTP/1.1 200 OK\r\n", page.Truncated, "missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			reports, errs := readAll(t, "input.bin", c.input, page.Options{})
			if len(reports) != 0 || len(errs) != 1 {
				t.Fatalf("%d reports, errors %v; want one error", len(reports), errs)
			}
			err := errs[0]
			if page.KindOf(err) != c.kind || !errors.Is(err, &page.Error{Kind: c.kind}) {
				t.Errorf("kind %q of %v, want %q", page.KindOf(err), err, c.kind)
			}
			if !strings.HasPrefix(err.Error(), "input.bin") || !strings.Contains(err.Error(), c.detail) || !strings.Contains(err.Error(), c.kind.Advice()) {
				t.Errorf("error %q, want the name, %q and the advice", err, c.detail)
			}
		})
	}
}

// endless gives the same bytes over and over, without end unless n is set.
type endless struct {
	piece string
	n     int64 // bytes left
	at    int
	read  int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n == 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && e.n > 0 {
		k := copy(p[n:min(len(p), n+int(min(e.n, 1<<20)))], e.piece[e.at:])
		n, e.n, e.read = n+k, e.n-int64(k), e.read+int64(k)
		e.at = (e.at + k) % len(e.piece)
	}
	return n, nil
}

// TestTooLarge reads inputs of 200 MB and bombs: the error must come early and
// memory must stay flat.
func TestTooLarge(t *testing.T) {
	const mb = 1 << 20
	var bomb bytes.Buffer
	zw, _ := gzip.NewWriterLevel(&bomb, gzip.BestSpeed)
	_, _ = io.Copy(zw, &endless{piece: "<p>all is calm</p>\n", n: 200 * mb})
	_ = zw.Close()
	for _, c := range []struct {
		name string
		r    io.Reader
	}{
		{"page of 200 MB", &endless{piece: "<p>All is calm at the embassy.</p>\n", n: 200 * mb}},
		{"text of 200 MB", &endless{piece: "All is calm at the embassy.\n", n: 200 * mb}},
		{"line of 200 MB", io.MultiReader(strings.NewReader(`{"title": "x", "text": "`), &endless{piece: "all is calm ", n: 200 * mb})},
		{"gzip bomb", bytes.NewReader(bomb.Bytes())},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var errs []error
			for _, err := range page.Read(context.Background(), "big", c.r, page.Options{Limit: 2 * mb}) {
				errs = append(errs, err)
			}
			runtime.ReadMemStats(&after)
			if len(errs) != 1 || page.KindOf(errs[0]) != page.TooLarge || !strings.Contains(errs[0].Error(), "more than 2 MiB") {
				t.Errorf("errors %v, want one: too large", errs)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 40*mb {
				t.Errorf("%d MB were allocated for a limit of 2 MB", used/mb)
			}
			if e, ok := c.r.(*endless); ok && e.read > 4*mb {
				t.Errorf("%d MB were read for a limit of 2 MB", e.read/mb)
			}
		})
	}
}

func TestTruncatedGzip(t *testing.T) {
	var more strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&more, "<p>La embajada en Lima seguirá abierta hasta el día %d del mes, según el comunicado número %x.</p>\n", i, i*i*7919)
	}
	long := strings.Replace(shortPage, "</article>", more.String()+"</article>", 1)
	packed := gzipped(long)
	reports, errs := readAll(t, "page.html.gz", packed[:len(packed)-12], page.Options{})
	if len(errs) != 1 || page.KindOf(errs[0]) != page.Truncated || !strings.HasPrefix(errs[0].Error(), "page.html.gz: truncated") {
		t.Errorf("errors %v, want one: truncated", errs)
	}
	if len(reports) != 1 || !strings.Contains(reports[0].Text, "rompe sus relaciones") {
		t.Errorf("%d reports, want what came before the cut", len(reports))
	}
}

// TestCharsets gives one page in several charsets, with a right declaration, a
// wrong one or none.
func TestCharsets(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String(strings.ReplaceAll(shortPage, "lunes", "“lunes”"))
	if err != nil {
		t.Fatal(err)
	}
	declare := func(s, charset string) string {
		return strings.Replace(s, "<head>", `<head><meta charset="`+charset+`">`, 1)
	}
	for name, input := range map[string]string{
		"utf-8":                       shortPage,
		"utf-8 with mark":             "\xef\xbb\xbf" + shortPage,
		"utf-8 that says latin-1":     declare(shortPage, "iso-8859-1"),
		"windows-1252 undeclared":     latin,
		"windows-1252 declared":       declare(latin, "windows-1252"),
		"windows-1252 named latin-1":  declare(latin, "iso-8859-1"),
		"windows-1252 that says utf8": declare(latin, "utf-8"),
		"utf-16 with mark":            inUTF16(shortPage, true),
		"utf-16 without mark":         inUTF16(shortPage, false),
		"utf-16 that says utf-8":      inUTF16(declare(shortPage, "utf-8"), true),
	} {
		r := readOne(t, name, input, page.Options{})
		for _, want := range []string{"Perú rompe relaciones", "anunció este", "canciller señaló"} {
			if !strings.Contains(r.Text, want) {
				t.Errorf("%s: %q is not in %q", name, want, r.Text)
			}
		}
		if strings.HasPrefix(name, "windows") && !strings.Contains(r.Text, "“lunes”") {
			t.Errorf("%s: the quotation marks of windows-1252 are lost: %q", name, r.Text)
		}
	}
}

// TestNested reads pages that are nested a hundred thousand deep, which no
// stack of the parser may overflow on.
func TestNested(t *testing.T) {
	const deep = 100_000
	for _, tag := range []string{"div", "b", "table><tr><td", "ul><li", "blockquote", "svg"} {
		input := "<html><body><h1>Peru breaks ties with Ruritania</h1>" + strings.Repeat("<"+tag+">", deep) +
			"<p>The government of Peru broke off its relations with Ruritania on Monday, the ministry said.</p>" + "</body></html>"
		reports, errs := readAll(t, "bomb.html", input, page.Options{})
		if len(reports)+len(errs) != 1 {
			t.Fatalf("%s: %d reports, errors %v; want one of either", tag, len(reports), errs)
		}
		if len(reports) == 1 && !strings.Contains(reports[0].Text, "broke off its relations") {
			t.Errorf("%s: text %q", tag, reports[0].Text)
		}
		if len(errs) == 1 && page.KindOf(errs[0]) == "" {
			t.Errorf("%s: error without a kind: %v", tag, errs[0])
		}
	}
}

// TestManyTags reads pages of a megabyte of tags, on which extraction would
// take minutes; the test's own time limit is what fails then.
func TestManyTags(t *testing.T) {
	for _, tag := range []string{"<td>x ", "<li>y ", "<p>a ", "<a href=x>b ", "<br>"} {
		input := "<html><body><h1>Peru breaks ties with Ruritania</h1><p>The government broke off its relations on Monday.</p>" + strings.Repeat(tag, 1<<20/len(tag))
		if r := readOne(t, tag, input, page.Options{}); !strings.Contains(r.Text, "broke off its relations") {
			t.Errorf("%s: text %.200q", tag, r.Text)
		}
	}
}

// TestDoubtfulDays gives pages with days that cannot be: the day is missing
// and the reader is told why.
func TestDoubtfulDays(t *testing.T) {
	for stated, why := range map[string]string{
		"2070-01-01":           "day: 2070-01-01 (meta) lies in the future",
		"2026-03-03T10:00:00Z": "day: 2026-03-03 (meta) lies in the future",
		"1970-01-01T00:00:00Z": "day: 1970-01-01 (meta) is no day of publication",
		"0001-01-01T00:00:00Z": "day",
		"yesterday":            "day",
	} {
		input := strings.Replace(shortPage, "<head>", `<head><meta property="article:published_time" content="`+stated+`">`, 1)
		r := readOne(t, stated, input, page.Options{Today: chancery.Date(2025, 12, 1)})
		if r.Published != 0 || !strings.Contains(strings.Join(r.Missing, "\n"), why) {
			t.Errorf("%s: day %v, missing %q; want %q", stated, r.Published, r.Missing, why)
		}
	}
	r := readOne(t, "none", shortPage, page.Options{})
	if r.Published != 0 || r.DayBasis != "" || fmt.Sprint(r.Missing) != "[day publisher]" {
		t.Errorf("no date: day %v by %q, missing %q", r.Published, r.DayBasis, r.Missing)
	}
}

func TestLanguages(t *testing.T) {
	for _, c := range []struct{ text, lang, basis, missing string }{
		{"The government of Peru broke off its relations with Ruritania on Monday.", "en", "detected", ""},
		{"El Gobierno del Perú rompió el lunes sus relaciones con Ruritania.", "es", "detected", ""},
		{"Le gouvernement péruvien a rompu lundi ses relations diplomatiques avec la Ruritanie.", "fr", "detected", "reader of fr"},
		{"O governo do Peru anunciou nesta segunda-feira que não mantém mais relações com a Ruritânia.", "pt", "detected", "reader of pt"},
		{"Правительство Перу в понедельник разорвало дипломатические отношения с Руританией.", "ru", "detected", "reader of ru"},
		{"秘鲁政府周一宣布与鲁里坦尼亚断绝外交关系，外交部长说。秘鲁政府周一宣布。", "zh", "detected", "reader of zh"},
		{"12 34 56 78 90!", "", "", "language"},
	} {
		r := readOne(t, c.lang, c.text, page.Options{})
		if string(r.Language) != c.lang || r.LangBasis != c.basis || c.missing != "" && !strings.Contains(strings.Join(r.Missing, "\n"), c.missing) {
			t.Errorf("%.30q: language %q by %q, missing %q; want %q by %q, %q", c.text, r.Language, r.LangBasis, r.Missing, c.lang, c.basis, c.missing)
		}
	}
	declared := strings.Replace(shortPage, `lang="es"`, `lang="en-US"`, 1)
	if r := readOne(t, "wrong", declared, page.Options{}); r.Language != "es" || r.LangBasis != "detected" {
		t.Errorf("a Spanish page that says it is English: %q by %q", r.Language, r.LangBasis)
	}
	if r := readOne(t, "right", shortPage, page.Options{}); r.Language != "es" || r.LangBasis != "declared" {
		t.Errorf("a Spanish page that says so: %q by %q", r.Language, r.LangBasis)
	}
	if r := readOne(t, "given", shortPage, page.Options{Language: "es", Published: chancery.Date(2025, 11, 4)}); r.LangBasis != "given" || r.DayBasis != "given" {
		t.Errorf("given: %q, %q", r.LangBasis, r.DayBasis)
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	lines := &endless{piece: `{"title": "Peru breaks ties", "text": "It broke ties on Monday."}` + "\n", n: 1 << 30}
	n := 0
	for _, err := range page.Read(ctx, "stream", lines, page.Options{}) {
		n++
		if n == 3 {
			cancel()
		}
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
			break
		}
	}
	if n != 4 {
		t.Errorf("%d yields, want three reports and the context's error", n)
	}
}

// TestFlatMemory streams 20 MB of reports: what is held at the end is not more
// than what a few of them take.
func TestFlatMemory(t *testing.T) {
	line := `{"title": "Peru breaks ties", "lang": "en", "text": "` + strings.Repeat("It broke its ties with Ruritania on Monday. ", 100) + `"}` + "\n"
	lines := &endless{piece: line, n: int64(len(line)) * (20 << 20 / int64(len(line)))}
	var peak uint64
	n := 0
	for r, err := range page.Read(context.Background(), "stream", lines, page.Options{}) {
		if err != nil || r.Title != "Peru breaks ties" {
			t.Fatalf("report %d: %q, error %v", n, r.Title, err)
		}
		if n++; n%500 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			if n > 500 && m.HeapAlloc > peak+4<<20 {
				t.Fatalf("after %d reports %d bytes are held, after 500 %d", n, m.HeapAlloc, peak)
			}
			if n == 500 {
				peak = m.HeapAlloc
			}
		}
	}
	if want := 20 << 20 / len(line); n != want {
		t.Errorf("%d reports, want %d", n, want)
	}
}

package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery/text"
)

// pieces are what news is made of and what breaks scanners.
var pieces = []string{
	"Peru", "said", "U.S.", "Dec.", "don't", "’s", "“", "”", "\"", "'", "‘", "’", "«", "»", ".", "...", "…", "?", "!", "¿", "¡", "-", "—",
	"co-author", "72-hour", "$300", "3,000", "9/11", "https://a.b/c?d", "x@y.org", "www.", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u200b",
	"del", "al", "AL", "darle", "entregándoselo", "EE. UU.", "p. ej.", "1.", "•", "🇵🇪", "👩🏽‍⚖️", "e\u0301", "\xff", "\xc3", "ß", "İ", "é", "中国", "(", ")", "[", "]", ",", ":",
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String())).Draw(t, "pieces"), "")
		for _, lang := range []text.Lang{text.English, text.Spanish, "xx"} {
			checkDoc(t, s, lang, rapid.Bool().Draw(t, "title"))
		}
		checkMapper(t, s)
	})
}

func FuzzNew(f *testing.F) {
	f.Add(strings.Join(pieces, " "), true)
	f.Add(strings.Join(pieces, ""), false)
	f.Fuzz(func(t *testing.T, s string, title bool) {
		checkDoc(t, s, text.English, title)
		checkDoc(t, s, text.Spanish, title)
	})
}

func FuzzMapper(f *testing.F) {
	f.Add("añ😀\nb\xff\n\n")
	f.Fuzz(func(t *testing.T, s string) { checkMapper(t, s) })
}

type failer interface {
	Fatalf(format string, args ...any)
}

// checkDoc holds what Doc promises of its slices.
func checkDoc(t failer, s string, lang text.Lang, title bool) {
	d := text.New(s, lang, title)
	at := 0
	for i, tok := range d.Tokens {
		start, end := int(tok.Start), int(tok.End)
		if start < at || end <= start || end > len(s) {
			t.Fatalf("%q: token %d is %d to %d, after %d of %d", s, i, start, end, at, len(s))
		}
		if visible(s[at:start]) {
			t.Fatalf("%q: no token covers %q", s, s[at:start])
		}
		if d.Form(i) == "" || d.TokenAt(start) != i || d.TokenAt(end-1) != i {
			t.Fatalf("%q: token %d is not found again", s, i)
		}
		at = end
	}
	if visible(s[at:]) {
		t.Fatalf("%q: no token covers %q", s, s[at:])
	}
	next, para := 0, 0
	for i, sent := range d.Sentences {
		if sent.First != next || sent.Last <= sent.First || sent.Span != d.SpanOf(sent.First, sent.Last) {
			t.Fatalf("%q: sentence %d is %+v, after token %d", s, i, sent, next)
		}
		if sent.Para < para || !d.Paragraphs[sent.Para].Contains(sent.Span) {
			t.Fatalf("%q: sentence %d leaves its paragraph", s, i)
		}
		if d.SentenceOf(sent.First) != i || d.SentenceOf(sent.Last-1) != i {
			t.Fatalf("%q: sentence %d is not found again", s, i)
		}
		next, para = sent.Last, sent.Para
	}
	if next != len(d.Tokens) {
		t.Fatalf("%q: sentences end at token %d of %d", s, next, len(d.Tokens))
	}
	for i, q := range d.Quotes {
		if q.Start < 0 || q.End > len(s) || q.Len() < 1 || i > 0 && q.Start <= d.Quotes[i-1].Start {
			t.Fatalf("%q: quotations %v", s, d.Quotes)
		}
		for _, o := range d.Quotes[:i] {
			if o.Overlaps(q) && !o.Contains(q) {
				t.Fatalf("%q: quotations cross: %v", s, d.Quotes)
			}
		}
	}
}

func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune("\u200b\u2060\ufeff", r) })
}

// checkMapper compares the mapper with counting from the start.
func checkMapper(t failer, s string) {
	m := text.NewMapper(s)
	runes, units, line, column := 0, 0, 1, 1
	for i, r := range s {
		if m.Runes(i) != runes || m.UTF16(i) != units || m.FromRunes(runes) != i || m.FromUTF16(units) != i {
			t.Fatalf("%q: offset %d is rune %d (want %d), unit %d (want %d)", s, i, m.Runes(i), runes, m.UTF16(i), units)
		}
		if l, c := m.Line(i); l != line || c != column || m.FromLine(l, c) != i {
			t.Fatalf("%q: offset %d is line %d:%d, want %d:%d", s, i, l, c, line, column)
		}
		runes++
		units += utf16.RuneLen(r)
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	if m.Runes(len(s)) != utf8.RuneCountInString(s) || m.UTF16(len(s)+9) != units || m.FromRunes(-1) != 0 {
		t.Fatalf("%q: the ends are wrong", s)
	}
}

func TestMapperInsideRune(t *testing.T) {
	m := text.NewMapper(strings.Repeat("añ😀\n", 200))
	for _, test := range []struct{ offset, runes, utf16, line, column int }{
		{0, 0, 0, 1, 1}, {2, 1, 1, 1, 2}, {5, 2, 2, 1, 3}, {7, 3, 4, 1, 4}, {8, 4, 5, 2, 1}, {1600, 800, 1000, 201, 1},
	} {
		line, column := m.Line(test.offset)
		if m.Runes(test.offset) != test.runes || m.UTF16(test.offset) != test.utf16 || line != test.line || column != test.column {
			t.Errorf("offset %d: rune %d, unit %d, line %d:%d, want %+v", test.offset, m.Runes(test.offset), m.UTF16(test.offset), line, column, test)
		}
	}
	if m.FromLine(1, 99) != 7 || m.FromLine(3, 2) != 17 {
		t.Errorf("line 1 ends at %d, 3:2 is %d", m.FromLine(1, 99), m.FromLine(3, 2))
	}
}

const sample = `Peru closes its embassy

LIMA (Reuters) — The government of Peru said on Dec. 7 that it wouldn't keep its embassy open. “We have decided to close it after 60 years,” Foreign Minister Ana Ruiz told reporters. She didn't say when the chargé d'affaires, Mr. O'Brien, would leave the U.S. compound.
`

func BenchmarkNew(b *testing.B) {
	s := strings.Repeat(sample, 200)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		text.New(s, text.English, true)
	}
}

func BenchmarkNewSpanish(b *testing.B) {
	s := strings.Repeat("El canciller del Perú dijo al Congreso que quiere reunirse con su homólogo de EE. UU. el 4 de enero. «No vamos a romper relaciones», añadió la ministra, entregándole una nota.\n", 300)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		text.New(s, text.Spanish, true)
	}
}

func BenchmarkMapper(b *testing.B) {
	m := text.NewMapper(strings.Repeat(sample, 200))
	n := 0
	for b.Loop() {
		m.UTF16(n % 60000)
		n += 977
	}
}

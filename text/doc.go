// Package text holds a report's words as they stand: one string that is never
// changed, and beside it tokens, sentences, paragraphs and quotations as byte
// offsets.
//
// Everything later that is known of the text (tags, names, dates, acts) lies
// beside it in the same way. Offsets count bytes of UTF-8; a [Mapper] turns
// them into UTF-16 units, runes or lines where a border asks for that.
//
// # Tokens
//
// Tokens are the syntactic words of Universal Dependencies, cut the way the
// English treebanks EWT and GUM and the Spanish treebanks AnCora and GSD cut
// them, so that a parser trained there meets at work what it learned. The
// scanner is our own and not the word breaker of UAX #29: nearly every choice
// that matters here (clitics, hyphens by prefix, stops of abbreviations,
// addresses, "$300") lies inside or across the segments of UAX #29, so that a
// second pass would undo most of the first. UAX #29 is used for what it is
// good at, the grapheme clusters of symbols such as emoji.
//
// # Sentences
//
// A sentence ends at a stop followed by space and something that can begin a
// sentence, never across a paragraph. A quotation of several sentences is
// several sentences; [Doc.Quotes] has the quotation as a whole.
package text

// Lang is an ISO 639-1 code. Chancery reads English and Spanish.
type Lang string

const (
	English Lang = "en"
	Spanish Lang = "es"
)

// Span is a half-open range of byte offsets.
type Span struct{ Start, End int }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains tells whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps tells whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Kind is the coarse shape of a token.
type Kind uint8

const (
	Word   Kind = iota // letters, with inner marks: "Mexico", "re-election", "d'affaires", "U.S.", an address
	Number             // digits first, with inner marks: "1961", "3,000", "3.5", "9/11", "20th"
	Punct              // anything printed that is neither
)

// Token is a syntactic word in the sense of Universal Dependencies: English
// clitics ("Mexico|'s", "do|n't") and Spanish contractions and enclitics
// ("de|l", "a|l", "dar|le") are tokens of their own, whose spans still lie
// within the text and do not overlap.
type Token struct {
	Start, End int32
	Kind       Kind
	Spaced     bool // white space, or nothing, stands before it
}

// Sentence is a range of bytes and of tokens, First inclusive, Last exclusive.
type Sentence struct {
	Span
	First, Last int
	Title       bool // it is (part of) the headline
	Para        int  // index into Doc.Paragraphs
}

// Doc is a text with its tokens, sentences, paragraphs and quotations. All
// slices are sorted by Start and must not be changed. Every byte that is not
// white space lies in exactly one token, every token in exactly one sentence.
type Doc struct {
	Text       string
	Lang       Lang
	Tokens     []Token
	Sentences  []Sentence
	Paragraphs []Span // the headline is the first, where there is one
	Quotes     []Span // quotations with their marks, outer before inner
}

// New divides s into paragraphs, sentences and tokens. Where hasTitle is set,
// the first paragraph is a headline. It never fails: any string has a Doc.
func New(s string, lang Lang, hasTitle bool) *Doc {
	d := &Doc{Text: s, Lang: lang}
	d.Paragraphs = paragraphs(s)
	d.Tokens = make([]Token, 0, len(s)/5+8)
	d.Sentences = make([]Sentence, 0, len(s)/100+len(d.Paragraphs))
	scan := scanner{s: s, lang: lang, toks: d.Tokens}
	quotes := quoteReader{s: s}
	for i, p := range d.Paragraphs {
		first := len(scan.toks)
		scan.paragraph(p)
		d.Tokens = scan.toks
		d.splitSentences(i, first, hasTitle && i == 0)
		quotes.paragraph(p, d.Tokens[first:])
	}
	d.Quotes = quotes.finish()
	return d
}

// Word returns the letters of token i as they stand.
func (d *Doc) Word(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// Form returns the word of token i as a treebank writes it: "el" for the "l"
// of "del" and "al", "entregando" for the "entregándo" of "entregándoselo",
// the letters themselves otherwise.
func (d *Doc) Form(i int) string {
	w := d.Word(i)
	if d.Lang != Spanish || d.Tokens[i].Kind != Word {
		return w
	}
	if (w == "l" || w == "L") && i > 0 && !d.Tokens[i].Spaced && d.Tokens[i-1].Kind == Word {
		return "el"
	}
	if i+1 < len(d.Tokens) && d.Tokens[i+1].Kind == Word && !d.Tokens[i+1].Spaced {
		return hostForm(w)
	}
	return w
}

// Slice returns the text of tokens first (inclusive) to last (exclusive).
func (d *Doc) Slice(first, last int) string {
	if first >= last {
		return ""
	}
	return d.Text[d.Tokens[first].Start:d.Tokens[last-1].End]
}

// SpanOf returns the bytes of tokens first (inclusive) to last (exclusive).
func (d *Doc) SpanOf(first, last int) Span {
	if first >= last {
		return Span{}
	}
	return Span{int(d.Tokens[first].Start), int(d.Tokens[last-1].End)}
}

// TokenAt returns the index of the first token that ends after the offset, or
// len(d.Tokens).
func (d *Doc) TokenAt(offset int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if int(d.Tokens[mid].End) <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// SentenceOf returns the index of the sentence that holds token i, or -1.
func (d *Doc) SentenceOf(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if d.Sentences[mid].Last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(d.Sentences) || d.Sentences[lo].First > i {
		return -1
	}
	return lo
}

package page

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// extracted is one line of JSON Lines input: a report that somebody has
// extracted already.
type extracted struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Publisher string   `json:"publisher"`
	Authors   []string `json:"authors"`
	Published string   `json:"published"`
	Lang      string   `json:"lang"`
	Title     string   `json:"title"`
	Text      string   `json:"text"`
}

// readJSON reads JSON Lines: one object a line. A line that is none is an
// error, and the next is read. An input whose first line is no whole value
// (JSON laid out over several lines, or an array) is read value by value.
func (rd *reader) readJSON(name string, br *bufio.Reader) {
	lines := lineReader{br: br, limit: rd.opts.limit()}
	for n := 1; !rd.done; n++ {
		raw, err := lines.next()
		if errors.Is(err, io.EOF) {
			return
		}
		source := fmt.Sprintf("%s, line %d", name, n)
		if err != nil {
			rd.fail(source, err)
			if KindOf(err) != TooLarge || lines.hopeless() {
				return
			}
			continue
		}
		raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")))
		if len(raw) == 0 {
			continue
		}
		if n == 1 && !json.Valid(raw) {
			rest := io.MultiReader(bytes.NewReader(append(bytes.Clone(raw), '\n')), br)
			if rd.readValues(name, rest) {
				return
			}
			rd.fail(source, &Error{Kind: Malformed, Detail: "no JSON object"})
			continue
		}
		if raw[0] == '[' {
			rd.readValues(name, bytes.NewReader(raw))
			continue
		}
		rd.giveExtracted(source, raw)
	}
}

// giveExtracted reads one object.
func (rd *reader) giveExtracted(source string, raw []byte) {
	var x extracted
	if err := json.Unmarshal(raw, &x); err != nil {
		rd.fail(source, &Error{Kind: Malformed, Detail: "no JSON object of a report", Err: err})
		return
	}
	if strings.TrimSpace(x.Title) == "" && strings.TrimSpace(x.Text) == "" {
		rd.fail(source, &Error{Kind: Empty, Detail: `neither "title" nor "text"`})
		return
	}
	rd.give(rd.lore.readExtracted(source, x, rd.opts))
}

// readExtracted makes a report of an extracted one. The text is kept as it
// is, save for lines that are furniture beyond doubt.
func (l *lore) readExtracted(source string, x extracted, opts Options) (chancery.Report, error) {
	d := draft{Report: chancery.Report{Key: x.ID, URL: x.URL, Publisher: x.Publisher, Authors: x.Authors, Source: source}}
	d.Title = squeeze(x.Title)
	if lang := langTag(x.Lang); lang != "" {
		d.Language, d.LangBasis = lang, langGiven
	}
	if x.Published != "" {
		day, err := chancery.ParseDay(x.Published)
		if err != nil {
			f, _ := findDay(x.Published, d.Language)
			day = f.known()
		}
		if day == 0 {
			d.doubt("day: %q is none", x.Published)
		}
		d.setDay(day, basisGiven, opts)
	}
	d.takeSheet(l.cleanExtracted(&d, x.Text), opts)
	return l.finish(&d, opts)
}

// cleanExtracted divides an extracted text into paragraphs and leaves out the
// lines that no article has as its own words: buttons, players, advertisement
// marks, lone addresses, the headline again, bylines and credits at the edges.
func (l *lore) cleanExtracted(d *draft, s string) sheet {
	var sh sheet
	headline := fold(d.Title).s
	rows := strings.Split(s, "\n")
	for i, row := range rows {
		row = trimPicture(squeeze(row))
		if row == "" {
			continue
		}
		n := newLine(row)
		k, c := l.judge(n, d.Language)
		n.kind = k
		edge := len(d.paragraphs) == 0 || i >= len(rows)-3
		switch {
		case k == isButton, len(d.paragraphs) == 0 && n.fold.s == headline && n.words > 1:
			continue
		case edge && (k == isByline || k == isCredit && !n.terminal):
			l.note(&sh, n, c, d.Language)
			continue
		case k == isCredit:
			l.note(&sh, n, c, d.Language)
		}
		d.paragraphs = append(d.paragraphs, trimContinue(row))
	}
	return sh
}

// trimPicture cuts a Markdown picture off the start of s.
func trimPicture(s string) string {
	for strings.HasPrefix(s, "![") {
		i := strings.Index(s, "](")
		if i < 0 {
			return s
		}
		j := strings.IndexByte(s[i:], ')')
		if j < 0 {
			return s
		}
		s = strings.TrimLeft(s[i+j+1:], " ")
	}
	return s
}

// trimContinue cuts "Continue reading..." and its kin off the end of a feed's
// summary.
func trimContinue(s string) string {
	trimmed := strings.TrimRight(s, " .…»>→[]")
	low := strings.ToLower(trimmed)
	for _, tail := range []string{"continue reading", "read more", "read full story", "leer más", "seguir leyendo", "continuar leyendo", "leer mas"} {
		if strings.HasSuffix(low, tail) && len(low) > len(tail) {
			head := strings.TrimRight(trimmed[:len(trimmed)-len(tail)], " [(<|-–—")
			if terminal, _ := ending(head); terminal {
				return head
			}
		}
	}
	return s
}

// readValues reads JSON laid out over several lines: objects one after the
// other, or an array of them. It tells whether the input was such.
func (rd *reader) readValues(name string, r io.Reader) bool {
	limited := &io.LimitedReader{R: r, N: rd.opts.limit() + 1}
	dec := json.NewDecoder(limited)
	for n := 1; !rd.done; n++ {
		var raw json.RawMessage
		err := dec.Decode(&raw)
		switch {
		case errors.Is(err, io.EOF):
			return true
		case limited.N <= 0:
			rd.fail(name, &Error{Kind: TooLarge, Detail: "JSON over several lines, more than " + size(rd.opts.limit())})
			return true
		case err != nil && n == 1:
			return false
		case err != nil:
			rd.fail(fmt.Sprintf("%s, value %d", name, n), &Error{Kind: Malformed, Detail: "no JSON", Err: err})
			return true
		}
		if raw[0] != '[' {
			rd.giveExtracted(fmt.Sprintf("%s, value %d", name, n), raw)
			continue
		}
		var all []json.RawMessage
		if err := json.Unmarshal(raw, &all); err != nil {
			rd.fail(name, &Error{Kind: Malformed, Detail: "no JSON array", Err: err})
			return true
		}
		for i, one := range all {
			rd.giveExtracted(fmt.Sprintf("%s, value %d", name, i+1), one)
		}
	}
	return true
}

// lineReader reads lines of at most limit bytes; of a longer one it skips the
// rest and says so.
type lineReader struct {
	br      *bufio.Reader
	limit   int64
	buf     []byte
	skipped int64
}

// next returns the next line, which is good until the call after.
func (l *lineReader) next() ([]byte, error) {
	l.buf = l.buf[:0]
	long := false
	for {
		piece, err := l.br.ReadSlice('\n')
		if long = long || int64(len(l.buf)+len(piece)) > l.limit; long {
			l.skipped += int64(len(piece))
			if l.hopeless() {
				return nil, l.tooLong()
			}
		} else {
			l.buf = append(l.buf, piece...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, readError(err)
		case long:
			return nil, l.tooLong()
		case err != nil && len(l.buf) == 0:
			return nil, io.EOF
		}
		return l.buf, nil
	}
}

func (l *lineReader) tooLong() error {
	return &Error{Kind: TooLarge, Detail: "a line of more than " + size(l.limit)}
}

// hopeless tells whether so much was skipped that the input is no list of
// reports but a bomb.
func (l *lineReader) hopeless() bool { return l.skipped > 32*l.limit }

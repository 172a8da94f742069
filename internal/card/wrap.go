package card

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/font"
)

const ellipsis = "…"

// mostLetters bounds what is measured at all: no card shows more.
const mostLetters = 600

// wrap breaks a text between words into at most so many lines of a width in
// pixels; a word that is too long by itself is broken. What does not fit is
// left out, with an ellipsis.
func (s *sheet) wrap(text string, face font.Face, width, most int) []string {
	words := strings.Fields(tidy(text))
	var lines []string
	for len(words) > 0 {
		if len(lines) == most {
			last := &lines[most-1]
			*last = s.cut(*last+" "+words[0], face, width)
			if !strings.HasSuffix(*last, ellipsis) {
				*last = s.shorten(*last, face, width)
			}
			return lines
		}
		n := 1
		for n < len(words) && s.width(strings.Join(words[:n+1], " "), face) <= width {
			n++
		}
		line := strings.Join(words[:n], " ")
		if n == 1 && s.width(line, face) > width {
			head := s.head(line, face, width)
			lines, words[0] = append(lines, head), line[len(head):]
			continue
		}
		lines, words = append(lines, line), words[n:]
	}
	return lines
}

// head is as much of a word as fits, at least one letter.
func (s *sheet) head(word string, face font.Face, width int) string {
	_, end := utf8.DecodeRuneInString(word)
	for end < len(word) {
		_, size := utf8.DecodeRuneInString(word[end:])
		if s.width(word[:end+size], face) > width {
			break
		}
		end += size
	}
	return word[:end]
}

// cut is a text on one line of a width, with an ellipsis where it is too long.
func (s *sheet) cut(text string, face font.Face, width int) string {
	text = tidy(text)
	if s.width(text, face) <= width {
		return text
	}
	return s.shorten(text, face, width)
}

// shorten takes letters away until the rest fits with an ellipsis.
func (s *sheet) shorten(text string, face font.Face, width int) string {
	for text != "" && s.width(text+ellipsis, face) > width {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return strings.TrimRight(text, " ,;:–-") + ellipsis
}

// whole tells whether nothing of a text was left out: its words, put together
// again, are those of the lines, whatever words were broken.
func whole(lines []string, text string) bool {
	return strings.Join(strings.Fields(strings.Join(lines, "")), "") == strings.Join(strings.Fields(tidy(text)), "")
}

// tidy is a text on one line without control characters, not longer than any
// card can show.
func tidy(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool { return r <= ' ' || r >= 0x7f && r <= 0xa0 }), " ")
	if r := []rune(s); len(r) > mostLetters {
		s = string(slices.Concat(r[:mostLetters], []rune(ellipsis)))
	}
	return s
}

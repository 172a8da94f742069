package text

import (
	"sort"
	"unicode/utf8"
)

// Mapper translates the byte offsets of one text into the units of other
// systems and back: UTF-16 units (JavaScript, Java), runes (Python, brat) and
// lines with columns (editors). Offsets beyond the text count as its ends, and
// an offset inside a rune as the rune's start. Bytes that are no UTF-8 count as
// one unit each. A Mapper is read-only once made.
type Mapper struct {
	s     string
	marks []mark // the units before every stride-th byte, moved back to a rune's start
	lines []int  // where each line begins
}

type mark struct{ bytes, utf16, runes int }

const stride = 256

// NewMapper prepares the translation of offsets into s.
func NewMapper(s string) *Mapper {
	m := &Mapper{s: s, marks: []mark{{}}, lines: []int{0}}
	var at mark
	for at.bytes < len(s) {
		if at.bytes-m.marks[len(m.marks)-1].bytes >= stride {
			m.marks = append(m.marks, at)
		}
		if s[at.bytes] == '\n' {
			m.lines = append(m.lines, at.bytes+1)
		}
		at = at.next(s)
	}
	m.marks = append(m.marks, at)
	return m
}

// next is the place one rune after a.
func (a mark) next(s string) mark {
	r, n := rune(s[a.bytes]), 1
	if r >= utf8.RuneSelf {
		r, n = utf8.DecodeRuneInString(s[a.bytes:])
	}
	units := 1
	if r > 0xffff {
		units = 2
	}
	return mark{a.bytes + n, a.utf16 + units, a.runes + 1}
}

// find is the last place whose unit is at most n.
func (m *Mapper) find(n int, unit func(mark) int) mark {
	i := sort.Search(len(m.marks), func(i int) bool { return unit(m.marks[i]) > n })
	at := m.marks[max(i-1, 0)]
	for at.bytes < len(m.s) {
		next := at.next(m.s)
		if unit(next) > n {
			break
		}
		at = next
	}
	return at
}

func inBytes(a mark) int { return a.bytes }
func inUTF16(a mark) int { return a.utf16 }
func inRunes(a mark) int { return a.runes }

// UTF16 is the number of UTF-16 units before the byte offset.
func (m *Mapper) UTF16(offset int) int { return m.find(offset, inBytes).utf16 }

// FromUTF16 is the byte offset that units UTF-16 units stand before.
func (m *Mapper) FromUTF16(units int) int { return m.find(units, inUTF16).bytes }

// Runes is the number of runes before the byte offset.
func (m *Mapper) Runes(offset int) int { return m.find(offset, inBytes).runes }

// FromRunes is the byte offset that n runes stand before.
func (m *Mapper) FromRunes(n int) int { return m.find(n, inRunes).bytes }

// Line is the line of the byte offset and its column in runes, both counted
// from one.
func (m *Mapper) Line(offset int) (line, column int) {
	at := m.find(offset, inBytes)
	line = sort.SearchInts(m.lines, at.bytes+1)
	return line, at.runes - m.Runes(m.lines[line-1]) + 1
}

// FromLine is the byte offset of a line and a column in runes, both counted
// from one. A column beyond the line is its end.
func (m *Mapper) FromLine(line, column int) int {
	line = min(max(line, 1), len(m.lines))
	start, end := m.lines[line-1], len(m.s)
	if line < len(m.lines) {
		end = m.lines[line] - 1
	}
	return min(m.FromRunes(m.Runes(start)+max(column, 1)-1), end)
}

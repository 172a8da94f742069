package act

import (
	"iter"
	"strings"
)

// scanner yields the entries of a file of the lexicon: lines without their
// comments, where a line that ends with a comma goes on in the next.
type scanner struct {
	file, rest string
	raw        string // the entry as it stands, with its comments
	line       string // the entry without comments and outer white space
	number     int    // of the entry's first line
	lines      int    // lines read
	indented   bool
}

func newScanner(file, content string) *scanner { return &scanner{file: file, rest: content} }

// next goes to the next entry.
func (s *scanner) next() bool {
	s.line = ""
	whole := s.rest
	for s.rest != "" {
		var raw string
		raw, s.rest, _ = strings.Cut(s.rest, "\n")
		s.lines++
		body, _, _ := strings.Cut(raw, "#")
		body = strings.TrimSpace(body)
		if s.line == "" {
			if body == "" {
				whole = s.rest
				continue
			}
			s.number, s.indented = s.lines, raw[0] == ' ' || raw[0] == '\t'
		}
		s.raw = whole[:len(whole)-len(s.rest)]
		s.line = strings.TrimSpace(s.line + " " + body)
		if !strings.HasSuffix(s.line, ",") {
			return true
		}
	}
	return s.line != ""
}

// at is the position of the first place of the entry that reads as part.
func (s *scanner) at(part string) position {
	i := max(strings.Index(s.raw, part), 0)
	before := s.raw[:i]
	return position{s.file, s.number + strings.Count(before, "\n"), i - strings.LastIndexByte(before, '\n')}
}

// commas yields the trimmed pieces between commas.
func commas(s string) iter.Seq[string] { return pieces(s, ",") }

func pieces(s, sep string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for p := range strings.SplitSeq(s, sep) {
			if p = strings.TrimSpace(p); p != "" && !yield(p) {
				return
			}
		}
	}
}

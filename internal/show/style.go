// Package show lays readings and standings out for a person at a terminal.
// Nothing here decides anything: it prints what the other packages found.
package show

import (
	"strings"
	"unicode/utf8"
)

// Style is how a page of text may look.
type Style struct {
	Colour bool // ANSI attributes may be used
	Width  int  // columns; 0 means 100
}

// Attributes of ECMA-48 select graphic rendition.
const (
	bold   = "1"
	dim    = "2"
	italic = "3"
	red    = "31"
	green  = "32"
	yellow = "33"
	blue   = "34"
	purple = "35"
)

// paint wraps s in attributes, where the style has colour.
func (st Style) paint(s string, attributes ...string) string {
	if !st.Colour || s == "" {
		return s
	}
	return "\x1b[" + strings.Join(attributes, ";") + "m" + s + "\x1b[0m"
}

func (st Style) width() int {
	if st.Width <= 0 {
		return 100
	}
	return max(st.Width, 40)
}

// pad fills s with spaces to n columns; a longer s stays as it is.
func pad(s string, n int) string {
	if w := utf8.RuneCountInString(s); w < n {
		return s + strings.Repeat(" ", n-w)
	}
	return s
}

// clip shortens s to n columns with an ellipsis, at a space where one is near.
func clip(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)[:max(n-1, 0)]
	for i := len(r) - 1; i > len(r)-12 && i > 0; i-- {
		if r[i] == ' ' {
			r = r[:i]
			break
		}
	}
	return string(r) + "…"
}

// wrap breaks s at spaces into lines of at most n columns.
func wrap(s string, n int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for _, word := range strings.Fields(s) {
		w := utf8.RuneCountInString(word)
		if used > 0 && used+1+w > n {
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += w
	}
	if used > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

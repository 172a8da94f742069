package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// canonical returns v as JSON in the form of RFC 8785: members sorted by name,
// no white space, strings with the fewest escapes. Numbers stand as
// encoding/json writes them, which is the form of ECMAScript that the RFC asks
// for, save that negative zero is not expected here.
func canonical(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	c := canoniser{src: b, dst: make([]byte, 0, len(b))}
	c.value()
	return c.dst, nil
}

// canonicalise rewrites one JSON value in canonical form.
func canonicalise(src []byte) ([]byte, error) {
	if !json.Valid(src) {
		return nil, fmt.Errorf("canonical form: not valid JSON")
	}
	c := canoniser{src: src, dst: make([]byte, 0, len(src))}
	c.value()
	return c.dst, nil
}

// canoniser copies one valid JSON value from src to dst in canonical form.
type canoniser struct {
	src, dst []byte
	pos      int
	members  []member // of the objects that are open, the innermost last
	spare    []byte   // where members are put in order
}

// next skips white space and returns the byte that follows.
func (c *canoniser) next() byte {
	for c.src[c.pos] == ' ' || c.src[c.pos] == '\n' || c.src[c.pos] == '\t' || c.src[c.pos] == '\r' {
		c.pos++
	}
	return c.src[c.pos]
}

func (c *canoniser) value() {
	switch c.next() {
	case '{':
		c.object()
	case '[':
		c.array()
	case '"':
		c.dst = appendString(c.dst, c.string())
	default: // number, true, false, null
		start := c.pos
		for c.pos < len(c.src) && !endsScalar(c.src[c.pos]) {
			c.pos++
		}
		c.dst = append(c.dst, c.src[start:c.pos]...)
	}
}

func endsScalar(b byte) bool {
	return b == ',' || b == ']' || b == '}' || b == ' ' || b == '\n' || b == '\t' || b == '\r'
}

func (c *canoniser) array() {
	c.pos++
	c.dst = append(c.dst, '[')
	for first := true; c.next() != ']'; first = false {
		if !first {
			c.pos++ // the comma
			c.dst = append(c.dst, ',')
		}
		c.value()
	}
	c.pos++
	c.dst = append(c.dst, ']')
}

// member is one member of an object, and where in dst it stands.
type member struct {
	name       string
	start, end int
}

// object writes the members in the order in which they come, and then puts
// them in order where they are not.
func (c *canoniser) object() {
	c.pos++
	c.dst = append(c.dst, '{')
	outer := len(c.members)
	for first := true; c.next() != '}'; first = false {
		if !first {
			c.pos++ // the comma
			c.next()
			c.dst = append(c.dst, ',')
		}
		m := member{name: c.string(), start: len(c.dst)}
		c.dst = append(appendString(c.dst, m.name), ':')
		c.next()
		c.pos++ // the colon
		c.value()
		m.end = len(c.dst)
		c.members = append(c.members, m)
	}
	c.pos++
	c.sort(c.members[outer:])
	c.members = c.members[:outer]
	c.dst = append(c.dst, '}')
}

// sort puts the members of an object, which end dst, in the order of their
// names.
func (c *canoniser) sort(members []member) {
	byName := func(a, b member) int { return compareUTF16(a.name, b.name) }
	if slices.IsSortedFunc(members, byName) {
		return
	}
	start := members[0].start
	slices.SortStableFunc(members, byName)
	c.spare = append(c.spare[:0], c.dst[start:]...)
	c.dst = c.dst[:start]
	for i, m := range members {
		if i > 0 {
			c.dst = append(c.dst, ',')
		}
		c.dst = append(c.dst, c.spare[m.start-start:m.end-start]...)
	}
}

// string reads one string and returns what it means.
func (c *canoniser) string() string {
	start := c.pos
	escaped := false
	for c.pos++; c.src[c.pos] != '"'; c.pos++ {
		if c.src[c.pos] == '\\' {
			escaped = true
			c.pos++
		}
	}
	c.pos++
	if raw := c.src[start+1 : c.pos-1]; !escaped && utf8.Valid(raw) {
		return string(raw)
	}
	var s string
	_ = json.Unmarshal(c.src[start:c.pos], &s) // the whole was valid
	return s
}

// compareUTF16 orders names by their UTF-16 code units, as RFC 8785 3.2.3 asks.
func compareUTF16(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] >= utf8.RuneSelf || b[i] >= utf8.RuneSelf {
			return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		}
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return len(a) - len(b)
}

// appendString appends s in quotes with the escapes of RFC 8785 3.2.2.2.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b >= 0x20 && b != '"' && b != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		if at := bytes.IndexByte([]byte("\b\t\n\f\r\"\\"), b); at >= 0 {
			dst = append(dst, '\\', `btnfr"\`[at])
			continue
		}
		dst = append(dst, `\u00`...)
		if b < 0x10 {
			dst = append(dst, '0')
		}
		dst = strconv.AppendInt(dst, int64(b), 16)
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}

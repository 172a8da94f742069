package page

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode turns b into UTF-8. A byte order mark counts first, then bytes that
// are UTF-8 throughout, whatever the page says of itself, then the charset of
// contentType or of the page's meta element, and last windows-1252, of which
// latin-1 is a part.
func decode(b []byte, contentType string) (string, error) {
	if enc := utf16Of(b); enc != nil {
		return transcode(b, enc)
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if isUTF8(b) {
		return string(b), nil
	}
	enc, name, _ := charset.DetermineEncoding(b, contentType)
	if name == "utf-8" || name == "utf-16le" || name == "utf-16be" {
		if mostlyUTF8(b) {
			return string(bytes.ToValidUTF8(b, []byte("\uFFFD"))), nil
		}
		enc = charmap.Windows1252
	}
	return transcode(b, enc)
}

// transcode decodes b and refuses a result that is full of signs that no
// text has.
func transcode(b []byte, enc encoding.Encoding) (string, error) {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", &Error{Kind: Encoding, Detail: "cannot be decoded", Err: err}
	}
	bad, all := 0, 0
	for _, r := range string(out) {
		all++
		if r == utf8.RuneError || r >= 0x80 && r < 0xA0 {
			bad++
		}
	}
	if bad*50 > all {
		return "", &Error{Kind: Encoding, Detail: "neither UTF-8 nor the charset it declares"}
	}
	return string(out), nil
}

// isUTF8 tells whether b is UTF-8, save for a letter cut off at its end.
func isUTF8(b []byte) bool {
	if utf8.Valid(b) {
		return true
	}
	for cut := 1; cut < utf8.UTFMax && cut < len(b); cut++ {
		if utf8.RuneStart(b[len(b)-cut]) {
			return utf8.Valid(b[:len(b)-cut]) && !utf8.FullRune(b[len(b)-cut:])
		}
	}
	return false
}

// mostlyUTF8 tells whether at least nineteen of twenty letters outside ASCII
// are well-formed UTF-8: a page with a few broken bytes.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n <= 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good >= 19*bad && good > 0
}

// utf16Of tells UTF-16 by its byte order mark, or without one by the zeros in
// every other place that Latin letters leave.
func utf16Of(b []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := b[:min(len(b), 512)]
	even, odd := 0, 0
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	half := len(head) / 2
	switch {
	case half < 4:
		return nil
	case odd*10 >= half*8 && even*10 <= half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even*10 >= half*8 && odd*10 <= half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

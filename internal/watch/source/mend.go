package source

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// declaration is that of an XML document, with its charset.
var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)["'][^>]*\?>`)

// honest gives a document of XML whose charset is what it says. Bytes that
// are no UTF-8 where UTF-8 is said, or a charset that there is not, are
// Windows-1252, as they are to browsers (WHATWG Encoding). Bytes that are
// UTF-8 are not the Windows-1252 that they are said to be.
func honest(body []byte) []byte {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	label, start := "utf-8", 0
	if m := declaration.FindSubmatchIndex(body[:min(len(body), 512)]); m != nil {
		label, start = string(body[m[2]:m[3]]), m[1]
	}
	e, name := charset.Lookup(label)
	valid := utf8.Valid(body)
	switch {
	case valid && name == "utf-8":
		return body
	case valid && (e == nil || name == "windows-1252"):
	case e != nil && name != "utf-8":
		return body
	default:
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(body[start:])
		if err != nil {
			return body
		}
		return decoded
	}
	return body[start:]
}

// escape gives a document of XML in which every "<" begins a tag, a comment or
// the like; others are written as entities, outside of CDATA.
func escape(body []byte) []byte {
	var out []byte
	for rest := body; ; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 || i+1 == len(rest) {
			return append(out, rest...)
		}
		out, rest = append(out, rest[:i]...), rest[i:]
		c := rest[1]
		if cdata := bytes.HasPrefix(rest, []byte("<![CDATA[")); cdata {
			end := bytes.Index(rest, []byte("]]>"))
			if end < 0 {
				return append(out, rest...)
			}
			out, rest = append(out, rest[:end]...), rest[end:]
			continue
		}
		if l := c | 0x20; l >= 'a' && l <= 'z' || c == '/' || c == '!' || c == '?' || c == '_' || c >= utf8.RuneSelf {
			out = append(out, '<')
		} else {
			out = append(out, "&lt;"...)
		}
		rest = rest[1:]
	}
}

package page

import (
	"bytes"
	"net/http"
	"strings"
)

// format is what the first bytes of an input promise.
type format string

const (
	formatHTML  format = "HTML"
	formatPaste format = "plain text"
	formatJSON  format = "JSON Lines"
	formatFeed  format = "feed"
	formatWARC  format = "WARC"
	formatGzip  format = "gzip"
	formatZstd  format = "zstd"
)

// sniffSize is the number of bytes by which a format is told.
const sniffSize = 4096

// sniff tells the format by the first bytes, never by a file's name.
func sniff(head []byte) (format, error) {
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		return "", &Error{Kind: Empty, Detail: "no text in it"}
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return formatGzip, nil
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return formatZstd, nil
	case bytes.HasPrefix(head, []byte("WARC/")):
		return formatWARC, nil
	}
	if name := knownBinary(head); name != "" {
		return "", &Error{Kind: Unsupported, Detail: name}
	}
	s := string(head)
	if enc := utf16Of(head); enc != nil {
		b, _ := enc.NewDecoder().Bytes(head[:len(head)&^1])
		s = string(b)
	} else if isBinary(head) {
		return "", &Error{Kind: Binary, Detail: "control characters among the first bytes"}
	}
	return sniffText(strings.TrimLeft(strings.TrimPrefix(s, "\ufeff"), " \t\r\n")), nil
}

// sniffText tells the format of letters.
func sniffText(s string) format {
	low := strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "{"), strings.HasPrefix(s, "["):
		if !isJSONStart(s) {
			return formatPaste
		}
		if strings.Contains(s, "jsonfeed.org/version") {
			return formatFeed
		}
		return formatJSON
	case !strings.HasPrefix(s, "<"):
		if looksLikeMarkup(low) {
			return formatHTML
		}
		return formatPaste
	}
	for _, root := range []string{"<rss", "<rdf:rdf", "<feed"} {
		if i := strings.Index(low, root); i >= 0 && !strings.Contains(low[:i], "<html") {
			return formatFeed
		}
	}
	return formatHTML
}

// isJSONStart tells a JSON object or array from a text that opens with a
// bracket ("[Update] ...").
func isJSONStart(s string) bool {
	rest := strings.TrimLeft(s[1:], " \t\r\n")
	if s[0] == '[' {
		return rest == "" || rest[0] == '{' || rest[0] == ']'
	}
	return rest == "" || rest[0] == '"' || rest[0] == '}'
}

// looksLikeMarkup tells whether letters that do not open with a tag are a page
// of HTML all the same: a piece of one.
func looksLikeMarkup(low string) bool {
	n := 0
	for _, tag := range []string{"<p>", "<p ", "</p>", "<div", "<br", "<html", "<body", "<h1", "<a href", "<article"} {
		n += strings.Count(low, tag)
	}
	return n >= 3
}

// isBinary tells whether bytes hold what no text has: a zero, or control
// characters in more than one of fifty places.
func isBinary(head []byte) bool {
	bad := 0
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b {
			bad++
		}
	}
	return bad*50 > len(head)
}

// knownBinary names the format of bytes that are no text, or is "".
func knownBinary(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "a PDF document"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return "a ZIP archive or office document"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "an old office document"
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return "a rich text document"
	case bytes.HasPrefix(head, []byte("BZh")):
		return "a bzip2 file"
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")):
		return "an xz file"
	case bytes.HasPrefix(head, []byte("7z\xbc\xaf\x27\x1c")):
		return "a 7z archive"
	case bytes.HasPrefix(head, []byte("\x7fELF")):
		return "a program"
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return "an SQLite database"
	}
	t := http.DetectContentType(head)
	for _, family := range []string{"image/", "video/", "audio/", "font/"} {
		if strings.HasPrefix(t, family) {
			return "a file of the type " + t
		}
	}
	return ""
}

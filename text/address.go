package text

import "strings"

// addressEnd is the end of the web or mail address or file name that starts at
// i in a chunk of s that ends with s, or i where there is none.
func addressEnd(s string, i int) int {
	chunk := s[i:]
	switch {
	case strings.HasPrefix(chunk, "http://"), strings.HasPrefix(chunk, "https://"),
		strings.HasPrefix(chunk, "www."), strings.HasPrefix(chunk, "mailto:"):
		return i + len(strings.TrimRight(chunk, ".,;:!?\"'>)]}*"))
	}
	j, dot, at := 0, -1, -1
	for j < len(chunk) && isAddressByte(chunk[j]) {
		switch chunk[j] {
		case '.':
			if at < 0 || j > at+1 {
				dot = j
			}
		case '@':
			if at >= 0 {
				return i
			}
			at = j
		}
		j++
	}
	host := strings.TrimRight(chunk[:j], ".-_")
	if dot >= len(host) {
		dot = strings.LastIndexByte(host, '.')
	}
	if at > 0 && dot > at || at < 0 && dot > 0 && isTop(host[dot+1:]) && !isUpper(rune(host[dot+1])) {
		end := i + len(host)
		if at < 0 && end < len(s) && s[end] == '/' {
			return end + len(strings.TrimRight(s[end:], ".,;:!?\"'>)]}*"))
		}
		if at < 0 && end < len(s) && (s[end] == '\'' || s[end] >= 0x80 || s[end] == '-') {
			return end
		}
		return end
	}
	return i
}

func isAddressByte(b byte) bool {
	return isLetter(rune(b)) && b < 0x80 || isDigit(rune(b)) && b < 0x80 || b == '.' || b == '-' || b == '_' || b == '@' || b == '%'
}

// isTop tells whether w is a top-level domain that news name, or the ending of
// a file name.
func isTop(w string) bool {
	switch w {
	case "com", "org", "net", "gov", "edu", "mil", "int", "info", "eu", "uk", "es", "mx", "ar", "pe", "cl", "ve", "ru", "tv", "io", "ly",
		"doc", "pdf", "htm", "html", "xls", "jpg", "png", "txt", "zip", "url", "exe":
		return true
	}
	return false
}

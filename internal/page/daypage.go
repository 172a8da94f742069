package page

import (
	"strings"
	"time"

	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"

	"github.com/chancery-ledger/chancery"
)

// dayInURL reads the day that papers put into their addresses: /2025/11/04/,
// /2025-11-04/, /20251104/, /2025/nov/04/.
func dayInURL(address string) chancery.Day {
	i := strings.Index(address, "://")
	if i < 0 {
		return 0
	}
	path := address[i+3:]
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '-' || r == '_' || r == '.' || r == '?' })
	for i, p := range parts {
		if i == 0 || !isAllDigits(p) {
			continue
		}
		if len(p) == 8 {
			if d := plausibleURLDay(atoi(p[:4]), time.Month(atoi(p[4:6])), atoi(p[6:])); d != 0 {
				return d
			}
		}
		if len(p) != 4 || i+2 >= len(parts) {
			continue
		}
		m := months[strings.ToLower(parts[i+1])]
		if m == 0 && isAllDigits(parts[i+1]) && len(parts[i+1]) <= 2 {
			m = time.Month(atoi(parts[i+1]))
		}
		if isAllDigits(parts[i+2]) && len(parts[i+2]) <= 2 {
			if d := plausibleURLDay(atoi(p), m, atoi(parts[i+2])); d != 0 {
				return d
			}
		}
	}
	return 0
}

// plausibleURLDay refuses days before the web: they are numbers of another
// kind.
func plausibleURLDay(year int, m time.Month, day int) chancery.Day {
	if year < 1990 || year > 2100 {
		return 0
	}
	return validDay(year, m, day)
}

func isAllDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// atoi reads digits that isAllDigits has seen; a number too long is 0.
func atoi(s string) int {
	if len(s) > 9 {
		return 0
	}
	n := 0
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}

// searchDay lets go-htmldate look for the day of publication in the page, in
// its mode that does not guess from any date in the text.
func searchDay(doc *html.Node, address string) chancery.Day {
	var day chancery.Day
	_ = guarded(func() error { // without a result the day is not known
		res, err := htmldate.FromDocument(doc, htmldate.Options{URL: address, UseOriginalDate: true, SkipExtensiveSearch: true})
		if err == nil && !res.IsZero() {
			day = chancery.DayOf(res.DateTime)
		}
		return err
	})
	return day
}

package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// luminance is the relative luminance of #rgb or #rrggbb, by WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	s := strings.TrimPrefix(hex, "#")
	if len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		t.Fatalf("%q is no colour", hex)
	}
	channel := func(v uint64) float64 {
		c := float64(v) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n>>16) + 0.7152*channel(n>>8&0xff) + 0.0722*channel(n&0xff)
}

// contrast is the ratio of two luminances, from 1 to 21.
func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// palettes are the colours of the style sheet by scheme: light, dark, print.
func palettes(t *testing.T) map[string]map[string]string {
	t.Helper()
	out := map[string]map[string]string{}
	for name, where := range map[string]struct{ file, after string }{
		"light": {"1-base.css", ""}, "dark": {"1-base.css", "(prefers-color-scheme: dark)"}, "print": {"5-print.css", "@media print"},
	} {
		b, err := assetFiles.ReadFile("assets/style/" + where.file)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(b), where.after)
		_, rest, _ = strings.Cut(rest, ":root {")
		rest, _, _ = strings.Cut(rest, "}")
		out[name] = map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z0-9]+): (#[0-9a-f]+);`).FindAllStringSubmatch(rest, -1) {
			out[name][m[1]] = m[2]
		}
	}
	return out
}

// TestContrast holds the colours to WCAG 2.2, level AA: 4.5 for words, 3 for
// what is drawn.
func TestContrast(t *testing.T) {
	words := []string{"ink", "quiet", "link", "up", "low", "off", "said", "none"}
	for scheme, colours := range palettes(t) {
		if len(colours) < 17 {
			t.Fatalf("%s: only %d colours were found", scheme, len(colours))
		}
		check := func(front, back string, least float64) {
			if c := contrast(luminance(t, colours[front]), luminance(t, colours[back])); c < least {
				t.Errorf("%s: --%s (%s) on --%s (%s): contrast %.2f, want %.1f", scheme, front, colours[front], back, colours[back], c, least)
			}
		}
		for _, w := range words {
			check(w, "paper", 4.5)
			check(w, "soft", 4.5)
		}
		check("ink", "mark", 4.5)
		for _, bar := range []string{"up", "low", "off", "said", "none", "self"} {
			check("paper", bar, 3) // a bar is seen; its letters are bold
		}
		check("r3", "land", 3)
		check("r3", "paper", 3)
	}
}

func TestContrastOfBlackOnWhite(t *testing.T) {
	if c := contrast(luminance(t, "#000"), luminance(t, "#ffffff")); math.Abs(c-21) > 1e-9 {
		t.Errorf("contrast of black on white is %v, want 21", c)
	}
}

package when

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// marked is a text whose expectation stands at the place: "on [Monday =
// 2025-11-03 day]". It gives the bare text and what Find must return.
func marked(t *testing.T, s string) (plain string, want []string) {
	t.Helper()
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "[")
		b.WriteString(before)
		if !ok {
			return b.String(), want
		}
		mark, after, ok := strings.Cut(rest, "]")
		words, meaning, found := strings.Cut(mark, " = ")
		if !ok || !found {
			t.Fatalf("bad mark in %q", s)
		}
		b.WriteString(words)
		want = append(want, words+" = "+meaning)
		s = after
	}
}

// shown is an expression in the form of a mark.
func shown(e Expr) string {
	days := e.From.String()
	if e.From != e.To {
		days += ".." + e.To.String()
	}
	if days == "" {
		days = "?"
	}
	return fmt.Sprintf("%s = %s %s", e.Text, days, e.Kind)
}

func checkMarked(t *testing.T, lang text.Lang, day string, sentences []string) {
	t.Helper()
	ref, err := chancery.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sentences {
		plain, want := marked(t, s)
		var got []string
		for _, e := range Find(text.New(plain, lang, false), ref) {
			got = append(got, shown(e))
		}
		if strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("%q\n  got  %v\n  want %v", plain, strings.Join(got, "; "), strings.Join(want, "; "))
		}
	}
}

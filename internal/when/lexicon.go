package when

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/chancery-ledger/chancery/lexicon"
	"github.com/chancery-ledger/chancery/text"
)

// words is the lexicon of one language.
type words struct {
	senses map[string]*sense // by folded form
	lens   [32]uint32        // by the low bits of a form's first letter, the lengths in bytes that occur
}

// englishWords and spanishWords parse the embedded tables once. They panic on
// a table that does not parse, which the tests of the tables exclude.
var (
	englishWords = sync.OnceValue(func() *words { return mustLoad("when/en.tsv") })
	spanishWords = sync.OnceValue(func() *words { return mustLoad("when/es.tsv") })
)

func wordsOf(lang text.Lang) *words {
	if lang == text.Spanish {
		return spanishWords()
	}
	return englishWords()
}

func mustLoad(path string) *words {
	w, err := load(lexicon.Files, path)
	if err != nil {
		panic(err)
	}
	return w
}

// load reads a table of lines "class TAB value TAB forms", with forms
// separated by commas. Lines that begin with # and empty lines are skipped.
// Errors name file:line:column.
func load(files fs.FS, path string) (*words, error) {
	data, err := fs.ReadFile(files, path)
	if err != nil {
		return nil, err
	}
	w := &words{senses: map[string]*sense{}}
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 3 {
			return nil, fmt.Errorf("%s:%d:1: %d columns, want class, value and forms", path, n+1, len(cols))
		}
		column := len(cols[0]) + len(cols[1]) + 3
		for _, form := range strings.Split(cols[2], ",") {
			if err := w.add(cols[0], cols[1], form); err != nil {
				return nil, fmt.Errorf("%s:%d:%d: %w", path, n+1, column, err)
			}
			column += len(form) + 1
		}
	}
	return w, nil
}

// add gives one form one more sense.
func (w *words) add(class, value, form string) error {
	strength := strong
	switch {
	case strings.HasPrefix(form, "~"):
		strength, form = weak, form[1:]
	case strings.HasPrefix(form, "^"):
		strength, form = capital, form[1:]
	}
	names := strings.Fields(form)
	if len(names) == 0 {
		return errors.New("empty form")
	}
	for _, name := range names {
		if folded := fold(name); folded != name {
			return fmt.Errorf("form %q is not folded, want %q", name, folded)
		}
	}
	if len(names) > 1 && class != "holiday" {
		return fmt.Errorf("form %q has several words", form)
	}
	s := w.senses[names[0]]
	if s == nil {
		s = &sense{}
		w.senses[names[0]] = s
		// The text may write an accent or two and a full stop more.
		w.lens[names[0][0]&31] |= 0b1111 << len(names[0])
	}
	s.strength = max(s.strength, strength)
	return s.set(class, value, names[1:])
}

// set adds one class and value to the sense.
func (s *sense) set(class, value string, rest []string) error {
	switch class {
	case "word":
		bit, ok := wordNames[value]
		if !ok {
			return fmt.Errorf("unknown word %q", value)
		}
		s.words |= bit
		return nil
	case "unit":
		u, ok := unitNames[value]
		if !ok {
			return fmt.Errorf("unknown unit %q", value)
		}
		s.class, s.unit = s.class|cUnit, u
		return nil
	case "part":
		p, ok := partNames[value]
		if !ok {
			return fmt.Errorf("unknown part %q", value)
		}
		s.class, s.part = s.class|cPart, p
		return nil
	case "holiday":
		day, err := parseHoliday(value)
		if err != nil {
			return err
		}
		s.class, s.days = s.class|cHoliday, append(s.days, holiday{rest, day})
		return nil
	}
	return s.setNumber(class, value)
}

func (s *sense) setNumber(class, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil {
		return fmt.Errorf("value %q of class %q: want a number", value, class)
	}
	switch class {
	case "month":
		s.class, s.month = s.class|cMonth, uint8(n)
	case "weekday":
		s.class, s.weekday = s.class|cWeekday, uint8(n)
	case "season":
		s.class, s.season = s.class|cSeason, uint8(n)
	case "today":
		s.class, s.today = s.class|cToday, int8(n)
	case "overnight":
		s.class |= cOvernight
	case "daypart":
		s.class |= cDaypart
	case "number":
		s.class, s.number = s.class|cNumber, int16(n)
	case "ordinal":
		s.class, s.ordinal = s.class|cOrdinal, uint8(n)
	case "decade":
		s.class, s.decade = s.class|cDecade, int16(n)
	case "quarter":
		s.class, s.quarter = s.class|cQuarter, uint8(n)
	case "few":
		s.class |= cFew
	case "vague":
		s.class |= cVague
	default:
		return fmt.Errorf("unknown class %q", class)
	}
	return nil
}

var unitNames = map[string]unit{"hour": hour, "day": day, "week": week, "fortnight": fortnight, "weekend": weekend,
	"month": month, "quarter": quarter, "season": season, "semester": semester, "year": year, "decade": decade, "century": century}

var partNames = map[string]part{"early": early, "mid": mid, "late": late, "first-half": firstHalf, "second-half": secondHalf}

// parseHoliday reads "12-25" or "easter-2".
func parseHoliday(value string) (floating, error) {
	if offset, ok := strings.CutPrefix(value, "easter"); ok {
		n, err := strconv.Atoi(offset)
		if err != nil {
			return floating{}, fmt.Errorf("holiday %q: want days from Easter, as easter-2", value)
		}
		return floating{kind: byEaster, day: int8(n)}, nil
	}
	m, d, _ := strings.Cut(value, "-")
	mon, err1 := strconv.Atoi(m)
	dom, err2 := strconv.Atoi(d)
	if err1 != nil || err2 != nil || !validDay(0, mon, dom) {
		return floating{}, fmt.Errorf("holiday %q: want month-day, as 12-25", value)
	}
	return floating{kind: byMonthDay, month: int8(mon), day: int8(dom)}, nil
}

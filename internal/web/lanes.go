package web

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// The measures of the swim lanes, in units of the drawing.
const (
	laneWidth  = 1000
	laneLabel  = 210 // left of the bars
	laneHeight = 38
	laneBar    = 20
	laneAxis   = 44 // above the lanes
	tickGap    = 74 // between dates that are written
)

// lanes is the history between two parties as a drawing: a lane a track, a bar
// a state. Gaps of time are drawn by their logarithm, so that a century without
// news leaves room for the week with all of it.
type lanes struct {
	Width, Height, Left int
	Lanes               []lane
	Ticks               []tick
	Now                 *int // x of the day asked for
	NowLabel            string
	Label               string
	Bottom              int
}

type lane struct {
	Name, Way string
	Y, TextY  int
	WayY      int
	RuleY     int
	Bars      []bar
	Marks     []mark
}

type bar struct {
	X, Y, Width, Height int
	TextX, TextY        int
	Class, Text, Title  string
	URL                 string
}

// mark is a flag or a point on a lane.
type mark struct {
	X, Y, Width  int
	Class, Title string
}

type tick struct {
	X      int
	Label  string // "" where there is no room
	URL    string
	Now    bool
	Anchor string
}

// scale turns days into x.
type scale struct {
	knots []chancery.Day
	xs    []float64
}

func newScale(days []chancery.Day, left, right float64) scale {
	slices.Sort(days)
	days = slices.Compact(days)
	s := scale{knots: days, xs: make([]float64, len(days))}
	total := 0.0
	for i := 1; i < len(days); i++ {
		total += gap(days[i] - days[i-1])
		s.xs[i] = total
	}
	for i := range s.xs {
		if total > 0 {
			s.xs[i] = s.xs[i] / total * (right - left)
		}
		s.xs[i] += left
	}
	return s
}

// gap is the width of some days without a change.
func gap(days chancery.Day) float64 { return math.Log2(2 + float64(days)/3) }

// x is where a day lies: between two knots in proportion.
func (s scale) x(d chancery.Day) float64 {
	if len(s.knots) == 0 {
		return 0
	}
	i, exact := slices.BinarySearch(s.knots, d)
	switch {
	case exact:
		return s.xs[i]
	case i == 0:
		return s.xs[0]
	case i == len(s.knots):
		return s.xs[len(s.xs)-1]
	}
	part := float64(d-s.knots[i-1]) / float64(s.knots[i]-s.knots[i-1])
	return s.xs[i-1] + part*(s.xs[i]-s.xs[i-1])
}

// begins is the day from which a bar is drawn.
func begins(x standing.Answer) chancery.Day {
	if x.Since.To != 0 {
		return x.Since.To
	}
	return x.Since.From
}

// lanesOf draws some histories as of the day asked for; nil where there is
// nothing to draw.
func (a *ask) lanesOf(histories []standing.History, label string) *lanes {
	var days []chancery.Day
	for _, h := range histories {
		for _, x := range h.Stretches {
			if d := begins(x); d != 0 {
				days = append(days, d)
			}
		}
	}
	if len(days) == 0 {
		return nil
	}
	changes := slices.Clone(days)
	last := max(slices.Max(days), min(a.on, a.today))
	first := slices.Min(days)
	days = append(days, last+max(2, (last-first)/40), first-max(2, (last-first)/60), a.on)
	out := &lanes{Width: laneWidth, Left: laneLabel, Label: label, Height: laneAxis + laneHeight*len(histories) + 8}
	s := newScale(slices.DeleteFunc(days, func(d chancery.Day) bool { return d > last+max(2, (last-first)/40) }), laneLabel, laneWidth)
	for i, h := range histories {
		out.Lanes = append(out.Lanes, a.lane(h, s, laneAxis+i*laneHeight))
	}
	out.Bottom = out.Height - 8
	out.ticks(a, s, changes)
	return out
}

// ticks writes the days on which something changed, as far as there is room;
// the day asked for comes first.
func (l *lanes) ticks(a *ask, s scale, changes []chancery.Day) {
	x := int(s.x(a.on))
	l.Now, l.NowLabel = &x, a.lang.short(a.on)
	slices.Sort(changes)
	taken := []int{x}
	for _, d := range slices.Backward(slices.Compact(changes)) {
		t := tick{X: int(s.x(d)), URL: a.at(d), Now: d == a.on, Anchor: "middle"}
		if !slices.ContainsFunc(taken, func(o int) bool { return t.X-o < tickGap && o-t.X < tickGap }) || t.Now {
			t.Label = a.lang.short(d)
			taken = append(taken, t.X)
		}
		if t.X > laneWidth-40 {
			t.Anchor = "end"
		}
		l.Ticks = append(l.Ticks, t)
	}
}

func (a *ask) lane(h standing.History, s scale, y int) lane {
	head := standing.Answer{Line: h.Line, Person: h.Person}
	if len(h.Stretches) > 0 {
		head.Facts = h.Stretches[0].Facts
	}
	name := a.trackName(head)
	l := lane{Name: clip(name, 30), Way: clip(a.way(h.Line), 36), Y: y, TextY: y + 16, WayY: y + 29, RuleY: y + laneHeight - 4}
	if l.Way == "" {
		l.TextY = y + 21
	}
	for _, x := range h.Stretches {
		from := begins(x)
		left, right := s.xs[0], float64(laneWidth)
		if from != 0 {
			left = s.x(from)
		}
		if x.Until != 0 {
			right = s.x(x.Until)
		}
		if right-left < 3 {
			right = left + 3
		}
		word := a.word(x.Line.Track, x.State)
		b := bar{X: int(left), Y: y + 7, Width: int(right-left) - 1, Height: laneBar, TextX: int(left) + 7, TextY: y + 21, Class: a.class(x.Line.Track, x.State)}
		b.Title = name + ": " + word + ", " + a.since(x)
		if by := a.rests(x); by != "" {
			b.Title += " (" + by + ")"
		}
		if from != 0 {
			b.URL = a.at(from)
		}
		if x.Undated {
			b.Class += " undated"
		}
		b.Text = fit(word, b.Width-12)
		l.Bars = append(l.Bars, b)
	}
	for _, f := range h.Flags {
		m := mark{X: int(s.x(f.Since.To)), Y: y + 4, Width: laneWidth - int(s.x(f.Since.To)), Class: "flag", Title: a.flag(f)}
		if f.Until != 0 {
			m.Width = int(s.x(f.Until)) - m.X
		}
		l.Marks = append(l.Marks, m)
	}
	return l
}

// fit shortens a word to a width, or leaves it out: a letter takes about six
// and a half units.
func fit(s string, width int) string {
	n := int(float64(width) / 6.4)
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	if n < 5 {
		return ""
	}
	return clip(s, n)
}

// clip shortens a text to n letters with an ellipsis.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// ViewBox is the attribute of the drawing.
func (l *lanes) ViewBox() string {
	return "0 0 " + strconv.Itoa(l.Width) + " " + strconv.Itoa(l.Height)
}

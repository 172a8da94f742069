package web

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// The measures of the swim lanes down the drawing, in pixels.
const (
	laneAxis   = 46 // above the lanes
	laneHeight = 50
	laneBar    = 20
	laneLabel  = 24 // from the top of a lane to its bar
)

// lanes is the history between two parties as a drawing: a lane a track, a bar
// a state. Across, all is in parts of the width, so that one drawing serves
// every screen; its list says the same in words.
type lanes struct {
	Height, Bottom int
	Label          string
	Lanes          []lane
	Grid           []percent // days on which something changed
	Ticks          []label   // those of them that have room for a date
	Now            label     // the day asked for
}

type lane struct {
	Name, Way   string
	Y, TextY    int
	Bars        []bar
	Marks       []laneMark
	description string
}

type bar struct {
	X, Width          percent
	Y, Height         int
	Class, Text, Fits string
	Short, ShortFits  string // its first word, for the screens where that alone has room
	Title, URL        string
	Word, Since       string
	Rests             string
	Later             bool // begins after the day asked for
	Undated           bool // a list has it, and does not say since when
	from              chancery.Day
}

// laneMark is a flag on a lane.
type laneMark struct {
	X, Width percent
	Y        int
	Title    string
}

// begins is the day from which a bar is drawn.
func begins(x standing.Answer) chancery.Day {
	if x.Since.To != 0 {
		return x.Since.To
	}
	return x.Since.From
}

// turns are the days on which some history takes a turn, in their order. Where
// a list says what stands and not since when, it turns nothing.
func turns(histories []standing.History) []chancery.Day {
	var days []chancery.Day
	for _, h := range histories {
		for _, x := range h.Stretches {
			if d := begins(x); d != 0 && !x.Undated {
				days = append(days, d)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// lanesOf draws some histories as of the day asked for; nil where there is
// nothing to draw.
func (a *ask) lanesOf(histories []standing.History, label string) *lanes {
	changes := turns(histories)
	if len(changes) == 0 {
		return nil
	}
	days := slices.Clone(changes)
	for _, h := range histories { // what is undated has its bar, though no tick
		for _, x := range h.Stretches {
			if d := begins(x); d != 0 {
				days = append(days, d)
			}
		}
	}
	first, last := slices.Min(days), max(slices.Max(days), min(a.on, a.today))
	margin := max(2, (last-first)/40)
	days = append(days, last+margin, first-max(2, margin/2))
	if a.on <= last+margin {
		days = append(days, a.on)
	}
	s := newScale(days)
	out := &lanes{Label: label}
	for _, h := range histories {
		l := a.lane(h, s, laneAxis+laneHeight*len(out.Lanes))
		if n := len(out.Lanes); n > 0 && l.description == out.Lanes[n-1].description && h.Line.Track != chancery.AsylumCase {
			out.Lanes[n-1].Way = a.say("way.both")
			continue
		}
		out.Lanes = append(out.Lanes, l)
	}
	out.Height = laneAxis + laneHeight*len(out.Lanes)
	out.Bottom = out.Height - 4
	out.Now = newLabel(s.x(a.on), a.lang.short(a.on))
	out.axis(a, s, changes)
	return out
}

// axis marks the days on which something changed, and dates as many as there is
// room for: the last, the first, then the others from the last back.
func (l *lanes) axis(a *ask, s scale, changes []chancery.Day) {
	order := slices.Clone(changes)
	slices.Reverse(order)
	if n := len(order); n > 2 {
		order = slices.Insert(order[:n-1], 1, order[n-1])
	}
	for _, d := range order {
		l.Grid = append(l.Grid, percent(s.x(d)))
		l.Ticks = append(l.Ticks, newLabel(s.x(d), a.lang.short(d)))
	}
	layOut(l.Ticks)
	l.Ticks = slices.DeleteFunc(l.Ticks, func(t label) bool { return t.Fits == "" })
}

func (a *ask) lane(h standing.History, s scale, y int) lane {
	head := standing.Answer{Line: h.Line, Person: h.Person}
	if len(h.Stretches) > 0 {
		head.Facts = h.Stretches[0].Facts
	}
	l := lane{Name: a.trackName(head), Way: a.way(h.Line), Y: y, TextY: y + 17}
	l.description = string(h.Line.Track) + h.Line.Part + string(h.Line.Third)
	for _, x := range h.Stretches {
		b := a.bar(x, s, y+laneLabel)
		b.Title = l.Name + ": " + b.Word + ", " + b.Since + " (" + b.Rests + ")"
		l.description += "|" + b.Word + b.Since
		l.Bars = append(l.Bars, b)
	}
	for _, f := range h.Flags {
		m := laneMark{X: percent(s.x(f.Since.To)), Y: y + laneLabel - 4, Width: percent(100 - s.x(f.Since.To)), Title: a.flag(f)}
		if f.Until != 0 {
			m.Width = percent(s.x(f.Until)) - m.X
		}
		l.description += "|" + m.Title
		l.Marks = append(l.Marks, m)
	}
	return l
}

func (a *ask) bar(x standing.Answer, s scale, y int) bar {
	b := bar{
		Y: y, Height: laneBar, Class: a.class(x.Line.Track, x.State), Word: a.word(x.Line.Track, x.State), Since: a.since(x), Rests: a.rests(x),
		Undated: x.Undated, from: begins(x),
	}
	right := 100.0
	if x.Until != 0 {
		right = s.x(x.Until)
	}
	if b.from != 0 {
		b.X, b.URL = percent(s.x(b.from)), a.at(b.from)
	}
	b.Width = max(percent(right)-b.X, 0.6)
	b.Later = b.from > a.on
	if b.Fits = fits(b.Word, float64(b.Width)); b.Fits != "" {
		b.Text = b.Word
	}
	if first, _, more := strings.Cut(b.Word, " "); more {
		b.Short = strings.TrimRight(first, ",") + " …"
		if b.ShortFits = without(fits(b.Short, float64(b.Width)), b.Fits); b.ShortFits == "" {
			b.Short = ""
		}
	}
	return b
}

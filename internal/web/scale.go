package web

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// scale turns days into parts of a width, in percent. Gaps of time are drawn by
// their logarithm, so that a century without news leaves room for the week with
// all of it.
type scale struct {
	knots []chancery.Day
	xs    []float64
}

func newScale(days []chancery.Day) scale {
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
			s.xs[i] *= 100 / total
		}
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
		return 0
	case i == len(s.knots):
		return 100
	}
	part := float64(d-s.knots[i-1]) / float64(s.knots[i]-s.knots[i-1])
	return s.xs[i-1] + part*(s.xs[i]-s.xs[i-1])
}

// percent is a part of a width as an attribute of SVG.
type percent float64

// String is "12.34%".
func (p percent) String() string { return strconv.FormatFloat(float64(p), 'f', 2, 64) + "%" }

// screens are the widths for which a drawing is laid out, in pixels: a phone, a
// tablet, a desk. The style sheet goes by the names.
var screens = [...]struct {
	name  string
	width float64
}{{"s", 350}, {"m", 704}, {"l", 1056}}

// letterWidth is about what a letter of a label takes, in pixels.
const letterWidth = 6.6

// fits names the screens on which a text has room in a part of the width, as
// classes of the style sheet; "" where it has on none.
func fits(text string, part float64) string {
	need := float64(len([]rune(text)))*letterWidth + 12
	classes := ""
	for _, s := range screens {
		if part/100*s.width >= need {
			classes += " " + s.name
		}
	}
	return classes
}

// without are the screens of one list that are not in another.
func without(classes, others string) string {
	out := ""
	for _, c := range strings.Fields(classes) {
		if !slices.Contains(strings.Fields(others), c) {
			out += " " + c
		}
	}
	return out
}

// label is a text on an axis.
type label struct {
	X      percent
	Anchor string // start, middle, end
	Text   string
	Fits   string // screens on which it has room
	taken  [len(screens)]bool
}

// newLabel is a text at a place, kept within the drawing.
func newLabel(x float64, text string) label {
	half := float64(len([]rune(text))) * letterWidth / 2 / screens[0].width * 100
	l := label{X: percent(x), Anchor: "middle", Text: text}
	switch {
	case x < half:
		l.Anchor = "start"
	case x > 100-half:
		l.Anchor = "end"
	}
	return l
}

// span is from where to where a label reaches on a screen, in pixels.
func (l *label) span(width float64) (from, to float64) {
	n, at := float64(len([]rune(l.Text)))*letterWidth, float64(l.X)/100*width
	switch l.Anchor {
	case "start":
		return at, at + n
	case "end":
		return at - n, at
	}
	return at - n/2, at + n/2
}

// layOut finds on which screens each label has room; earlier ones go first.
func layOut(labels []label) {
	for k, s := range screens {
		for i := range labels {
			from, to := labels[i].span(s.width)
			free := true
			for j := range labels[:i] {
				if labels[j].taken[k] {
					a, b := labels[j].span(s.width)
					free = free && (to+10 < a || b+10 < from)
				}
			}
			if labels[i].taken[k] = free; free {
				labels[i].Fits += " " + s.name
			}
		}
	}
}

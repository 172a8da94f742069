package when

import "github.com/chancery-ledger/chancery"

// part is a stretch of a longer period.
type part uint8

const (
	whole part = iota
	early
	mid
	late
	firstHalf
	secondHalf
)

// of cuts the part out of a period. Newspapers mean about a third of a month
// and about a quarter of a year: "late May" is the 21st to the 31st, "late
// 2022" October to December, "mid-2022" the quarter about the end of June.
func (p part) of(iv interval, u unit) interval {
	if p == whole || iv.from == 0 || iv.to == 0 {
		return iv
	}
	if p == firstHalf || p == secondHalf {
		return p.half(iv, u)
	}
	switch u {
	case week:
		return [...]interval{early: {iv.from, iv.from + 2}, mid: {iv.from + 1, iv.from + 4}, late: {iv.from + 3, iv.to}}[p]
	case month:
		return [...]interval{early: {iv.from, iv.from + 9}, mid: {iv.from + 10, iv.from + 19}, late: {iv.from + 20, iv.to}}[p]
	case year:
		y := iv.from.Time().Year()
		return [...]interval{early: {iv.from, monthDays(y, 3).to}, mid: {chancery.Date(y, 5, 16), chancery.Date(y, 8, 15)}, late: {monthDays(y, 10).from, iv.to}}[p]
	}
	third := (iv.to - iv.from + 1) / 3
	return [...]interval{early: {iv.from, iv.from + third}, mid: {iv.from + third, iv.to - third}, late: {iv.to - third, iv.to}}[p]
}

func (p part) half(iv interval, u unit) interval {
	middle := iv.from + (iv.to-iv.from)/2 // the last day of the first half
	switch u {
	case month:
		middle = iv.from + 14
	case year:
		middle = monthDays(iv.from.Time().Year(), 6).to
	case week:
		middle = iv.from + 2
	}
	if p == firstHalf {
		return interval{iv.from, middle}
	}
	return interval{middle + 1, iv.to}
}

package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// paragraph is a piece of a report's text.
type paragraph struct {
	Pieces []piece
	Apart  bool // something between it and the one before is left out
}

type piece struct {
	Text string
	Mark bool
}

// aside is how many paragraphs are shown before and after one with evidence.
const aside = 1

// excerpt has the paragraphs of a text that hold some stretches of it, with
// their neighbours.
func excerpt(text string, marks []chancery.Evidence) (out []paragraph) {
	lines := strings.SplitAfter(text, "\n")
	starts := make([]int, len(lines))
	wanted := make([]bool, len(lines))
	at := 0
	for i, line := range lines {
		starts[i] = at
		at += len(line)
		for _, m := range marks {
			if m.Start < at && m.End > starts[i] {
				wanted[i] = true
			}
		}
	}
	last := -1
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if !wanted[i] && !nearby(lines, wanted, i, aside) {
			continue
		}
		gap := last >= 0 && strings.TrimSpace(strings.Join(lines[last+1:i], "")) != ""
		out = append(out, paragraph{Pieces: pieces(line, starts[i], marks), Apart: gap})
		last = i
	}
	return out
}

// nearby tells whether a line that is wanted stands within n lines that are not
// empty.
func nearby(lines []string, wanted []bool, i, n int) bool {
	for _, step := range []int{-1, 1} {
		left := n
		for j := i + step; j >= 0 && j < len(lines) && left > 0; j += step {
			if strings.TrimSpace(lines[j]) == "" {
				continue
			}
			if wanted[j] {
				return true
			}
			left--
		}
	}
	return false
}

// pieces cuts a line that begins at an offset of the text at the marks.
func pieces(line string, start int, marks []chancery.Evidence) (out []piece) {
	marks = slices.SortedFunc(slices.Values(marks), func(a, b chancery.Evidence) int { return cmp.Compare(a.Start, b.Start) })
	at := 0
	for _, m := range marks {
		from, to := max(m.Start-start, at), min(m.End-start, len(line))
		if from >= to {
			continue
		}
		if from > at {
			out = append(out, piece{ledger.Shown(line[at:from]), false})
		}
		out = append(out, piece{line[from:to], true})
		at = to
	}
	if at < len(line) {
		out = append(out, piece{strings.TrimRight(ledger.Shown(line[at:]), "\n"), false})
	}
	return out
}

// fullText is a report's text with the evidence of its claims marked. It is for
// reviewers: the text belongs to its publisher.
func fullText(text string, claims []chancery.Filed) (out []paragraph) {
	var marks []chancery.Evidence
	for i := range claims {
		marks = append(marks, claims[i].Claim.Evidence...)
	}
	at, gone := 0, false
	for line := range strings.Lines(text) {
		wholly := strings.Trim(line, string(ledger.Punched)+" \n") == ""
		switch {
		case strings.TrimSpace(line) == "":
		case wholly && gone: // "[…]" stands there already
		default:
			out = append(out, paragraph{Pieces: pieces(line, at, marks)})
			gone = wholly
		}
		at += len(line)
	}
	return out
}

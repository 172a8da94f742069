package standing

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
)

func (r *Rules) readTracks(files fs.FS) error {
	lines, err := readTable(files, "law/tracks.tsv", "track", "of", "state", "rank", "class", "english", "spanish")
	if err != nil {
		return err
	}
	for _, l := range lines {
		track, of, state := chancery.Track(l.cells[0]), Of(l.cells[1]), State(l.cells[2])
		if !slices.Contains([]Of{OfPair, OfDirected, OfTriple, OfCase, OfPerson}, of) {
			return l.fail(1, "%q: want pair, directed, triple, case or person", of)
		}
		rank, err := strconv.Atoi(l.cells[3])
		if err != nil {
			return l.fail(3, "rank %q: %v", l.cells[3], err)
		}
		class := Class(l.cells[4])
		if !slices.Contains([]Class{Up, Low, Off, Said}, class) {
			return l.fail(4, "%q: want up, low, off or said", class)
		}
		if n := len(r.tracks); n == 0 || r.tracks[n-1].Track != track {
			if r.states[track] != nil {
				return l.fail(0, "track %q stands in two places", track)
			}
			r.tracks = append(r.tracks, TrackRule{Track: track, Of: of})
			r.states[track] = map[State]StateRule{}
		}
		t := &r.tracks[len(r.tracks)-1]
		if _, twice := r.states[track][state]; twice || t.Of != of {
			return l.fail(2, "%s stands twice, or its track belongs to two things", state)
		}
		rule := StateRule{state, rank, class, l.cells[5], l.cells[6]}
		t.States = append(t.States, rule)
		r.states[track][state] = rule
	}
	return nil
}

func (r *Rules) readMoves(files fs.FS) error {
	lines, err := readTable(files, "law/moves.tsv", "act", "if", "track", "of", "part", "move", "rests", "dates", "before", "law")
	if err != nil {
		return err
	}
	for _, l := range lines {
		row, err := r.readRow(l)
		if err != nil {
			return err
		}
		r.moves[row.Act] = append(r.moves[row.Act], row)
	}
	return nil
}

func (r *Rules) readRow(l line) (Row, error) {
	c := l.cells
	row := Row{Act: chancery.ActType(c[0]), Track: chancery.Track(c[2]), Of: Side(c[3]), Part: c[4], Rests: Rests(c[6]), Dates: c[7], Before: State(c[8])}
	var err error
	if row.If, err = r.readConditions(l); err != nil {
		return row, err
	}
	if err := r.readMove(l, &row); err != nil {
		return row, err
	}
	if row.Rests != Reported && row.Rests != Asserted && row.Rests != Default {
		return row, l.fail(6, "%q: want reported, asserted or default", row.Rests)
	}
	if row.Dates != "said" && row.Dates != "done" {
		return row, l.fail(7, "%q: want said or done", row.Dates)
	}
	if _, ok := r.states[row.Track][row.Before]; !ok && row.Before != "" {
		return row, l.fail(8, "%q is no state of %s", row.Before, row.Track)
	}
	for _, s := range strings.Split(c[9], "; ") {
		if s == "" {
			continue
		}
		ref, ok := r.ref(s)
		if !ok {
			return row, l.fail(9, "%q is not in law.tsv", s)
		}
		row.Law = append(row.Law, ref)
	}
	return row, nil
}

// readMove reads the cells track, of and move.
func (r *Rules) readMove(l line, row *Row) error {
	verb, state, _ := strings.Cut(l.cells[5], " ")
	row.Verb, row.State = Verb(verb), State(state)
	if row.Track == "" {
		if row.Verb != Record {
			return l.fail(2, "only record goes without a track")
		}
		return nil
	}
	rule := r.states[row.Track]
	if rule == nil {
		return l.fail(2, "%q is not in tracks.tsv", row.Track)
	}
	if !sideFits(r.Of(row.Track), row.Of) {
		return l.fail(3, "%q does not fit the track %s, which is of a %s", row.Of, row.Track, r.Of(row.Track))
	}
	switch row.Verb {
	case Record:
		return nil
	case SetFlag, Unflag:
		if state == "" {
			return l.fail(5, "want the name of a flag")
		}
		return nil
	case Set, Lower, Raise, Keep, Confirm, End:
		if _, ok := rule[row.State]; !ok {
			return l.fail(5, "%q is no state of %s", state, row.Track)
		}
		return nil
	}
	return l.fail(5, "%q: want set, lower, raise, keep, confirm, end, flag, unflag or record", verb)
}

func sideFits(of Of, side Side) bool {
	if side == SideAny {
		return of != OfPerson
	}
	switch of {
	case OfPair:
		return side == SidePair
	case OfDirected:
		return side == SideForth || side == SideBack || side == SideBoth
	case OfTriple:
		return side == SideForth3 || side == SideBack3
	case OfCase:
		return side == SideCaseForth || side == SideCaseBack
	}
	return side == SidePerson
}

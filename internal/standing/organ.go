package standing

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// organ is a row of organs.tsv: a body that does not itself decide what its
// state does to others, and the acts in which it does.
type organ struct {
	name    string
	words   []phrase
	decides []chancery.ActType
}

// Authority is one that claimed a state beside another.
type Authority struct {
	State            chancery.Code
	Code             chancery.Code
	English, Spanish string
	From, Until      chancery.Day
	names            [][]string
}

func (r *Rules) readOrgans(files fs.FS) error {
	lines, err := readTable(files, "law/organs.tsv", "organ", "words", "decides")
	if err != nil {
		return err
	}
	for _, l := range lines {
		o := organ{name: l.cells[0]}
		for _, w := range strings.Fields(l.cells[1]) {
			o.words = append(o.words, strings.Split(w, "+"))
		}
		for _, a := range strings.Fields(l.cells[2]) {
			if r.moves[chancery.ActType(a)] == nil {
				return l.fail(2, "%q is not in moves.tsv", a)
			}
			o.decides = append(o.decides, chancery.ActType(a))
		}
		r.organs = append(r.organs, o)
	}
	return nil
}

// stage is the organ behind an act that does not itself decide it, or "".
func (r *Rules) stage(deed *chancery.Deed) string {
	for _, p := range deed.From {
		words := wordsOf(p.Organ + " " + p.Office)
		for _, o := range r.organs {
			if slices.Contains(o.decides, deed.Type) {
				continue
			}
			for _, ph := range o.words {
				for i := 0; i+len(ph) <= len(words); i++ {
					if ph.at(words[i:]) {
						return o.name
					}
				}
			}
		}
	}
	return ""
}

func (r *Rules) readAuthorities(files fs.FS) error {
	lines, err := readTable(files, "law/authorities.tsv", "state", "authority", "english", "spanish", "from", "until", "names")
	if err != nil {
		return err
	}
	for _, l := range lines {
		a := Authority{State: chancery.Code(l.cells[0]), Code: chancery.Code(l.cells[1]), English: l.cells[2], Spanish: l.cells[3]}
		if a.From, err = chancery.ParseDay(l.cells[4]); err != nil {
			return l.fail(4, "%v", err)
		}
		if l.cells[5] != "" {
			if a.Until, err = chancery.ParseDay(l.cells[5]); err != nil {
				return l.fail(5, "%v", err)
			}
		}
		for _, n := range strings.Split(l.cells[6], "; ") {
			a.names = append(a.names, wordsOf(n))
		}
		r.authorities = append(r.authorities, a)
	}
	return nil
}

// Authorities are those that claimed a state on a day beside the one that goes
// by its code.
func (r *Rules) Authorities(state chancery.Code, on chancery.Day) []Authority {
	var out []Authority
	for _, a := range r.authorities {
		if a.State == state && (on == 0 || a.From <= on) && (a.Until == 0 || on <= a.Until) {
			out = append(out, a)
		}
	}
	return out
}

// code is the party for which p stands: an authority of its own where the
// report names one.
func (r *Rules) code(p *chancery.Party) chancery.Code {
	for _, a := range r.authorities {
		if a.State != p.Code {
			continue
		}
		words := wordsOf(p.Name + " " + p.Organ + " " + p.Person)
		for _, n := range a.names {
			for i := 0; i+len(n) <= len(words); i++ {
				if slices.Equal(words[i:i+len(n)], n) {
					return a.Code
				}
			}
		}
	}
	return p.Code
}

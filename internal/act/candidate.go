package act

import (
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act/logic"
	"github.com/chancery-ledger/chancery/internal/name"
)

// candidates returns every party of the trigger's sentence with the way from
// it to the trigger: its role where it is an argument, else the relations on
// the path, upwards before the "^" and downwards behind it. The foremost
// parties of the report follow, with the role "report".
func (m *reader) candidates() []Arg {
	out := m.near[:0]
	s := m.doc.Sentences[m.sentence]
	i, _ := slices.BinarySearchFunc(m.names.List, s.First, func(o name.Mention, first int) int { return o.Last - 1 - first })
	for ; i < len(m.names.List) && m.names.List[i].First < s.Last; i++ {
		at := &m.names.List[i]
		if len(at.Codes) == 0 {
			continue
		}
		t := m.headOf(at)
		role, steps := m.way(t)
		out = append(out, Arg{Token: t, Codes: at.Codes, Mention: i, Role: role, Steps: steps})
	}
	m.near = out
	return out
}

// wholeReport returns the parties of the report, the most often named first,
// each at its first mention. The headline counts for three.
func (m *reader) wholeReport() []Arg {
	if m.whole != nil {
		return m.whole
	}
	weight := map[chancery.Code]int{}
	m.whole = []Arg{}
	for i := range m.names.List {
		at := &m.names.List[i]
		if len(at.Codes) != 1 || at.Former {
			continue
		}
		c := at.Codes[0]
		if weight[c] == 0 {
			m.whole = append(m.whole, Arg{Token: at.First, Codes: at.Codes, Mention: i, Role: report, Steps: len(m.doc.Tokens)})
		}
		weight[c]++
		if at.Kind != name.City {
			weight[c]++
		}
		if s := m.doc.SentenceOf(at.First); s >= 0 && m.doc.Sentences[s].Title {
			weight[c] += 2
		}
	}
	slices.SortStableFunc(m.whole, func(a, b Arg) int { return weight[b.Codes[0]] - weight[a.Codes[0]] })
	return m.whole
}

// foremost returns the party most often named in the report that has no part
// in the act yet.
func (m *reader) foremost(taken []Arg) []Arg {
	for _, a := range m.wholeReport() {
		if !covers(taken, []Arg{a}) {
			return []Arg{a}
		}
	}
	return nil
}

// headOf returns the token of a mention that stands highest in the tree.
func (m *reader) headOf(at *name.Mention) int {
	for t := at.First; t < at.Last; t++ {
		if h := int(m.tree.Head[t]); h < at.First || h >= at.Last {
			return t
		}
	}
	return at.First
}

// way describes how token t is joined to the trigger.
func (m *reader) way(t int) (role string, steps int) {
	path, top := m.tree.Path(make([]int, 0, 16), t, m.trigger)
	if top < 0 {
		return "apart", len(m.doc.Tokens)
	}
	for _, a := range m.args {
		if int(a.Token) == t {
			if a.Role == logic.Oblique {
				return a.Prep, len(path) - 1
			}
			return a.Role.String(), len(path) - 1
		}
	}
	var b strings.Builder
	for _, p := range path[:top] {
		b.WriteString(m.tree.Rel[p].String())
		b.WriteByte('/')
	}
	b.WriteByte('^')
	for _, p := range path[top+1:] {
		b.WriteByte('/')
		b.WriteString(m.tree.Rel[p].String())
	}
	return b.String(), len(path) - 1
}

// describe completes the frames from index at on: evidence, chain, candidates.
func (m *reader) describe(at int) {
	for i := at; i < len(m.frames); i++ {
		f := &m.frames[i]
		m.focus(f.Trigger)
		if i > at && m.frames[i-1].Trigger == f.Trigger {
			f.Pred, f.Chain, f.Candidates = m.frames[i-1].Pred, m.frames[i-1].Chain, m.frames[i-1].Candidates
		} else {
			f.Pred = m.graph.Pred(f.Trigger)
			f.Chain = m.graph.Chain(nil, f.Trigger)
			f.Candidates = append(slices.Clone(m.candidates()), m.outsiders()...)
		}
		f.First, f.Last = m.evidence(f)
	}
}

// maxOutsiders is how many parties from outside of a sentence are offered.
const maxOutsiders = 4

// outsiders returns the foremost parties of the report that the sentence at
// hand does not name.
func (m *reader) outsiders() (out []Arg) {
	for _, a := range m.wholeReport() {
		if len(out) < maxOutsiders && !covers(m.near, []Arg{a}) {
			out = append(out, a)
		}
	}
	return out
}

// evidence returns the shortest range of tokens that holds the trigger and the
// parties.
func (m *reader) evidence(f *Frame) (first, last int) {
	first, last = min(f.Trigger, f.Pred), max(f.Trigger, f.Pred)+1
	s := m.doc.Sentences[m.sentence]
	for _, side := range [2][]Arg{f.From, f.To} {
		for _, a := range side {
			at := &m.names.List[a.Mention]
			if at.First < s.First || at.Last > s.Last {
				continue
			}
			first, last = min(first, at.First), max(last, at.Last)
			if at.Antecedent >= 0 && at.Kind == name.Anaphor {
				if of := &m.names.List[at.Antecedent]; of.First >= s.First && of.Last <= s.Last {
					first, last = min(first, of.First), max(last, of.Last)
				}
			}
		}
	}
	return first, last
}

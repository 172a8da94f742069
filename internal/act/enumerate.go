package act

import (
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/syntax"
)

// enumeration appends the parties that stand in one list with a mention: "the
// United States, the EU and Britain". Parsers lose their way in long lists of
// names; commas and a conjunction do not lie. A headline may leave the
// conjunction out.
func (m *reader) enumeration(dst []Arg, at *name.Mention, role string) []Arg {
	if !enumerable(at) {
		return dst
	}
	list := m.names.List
	i := m.mentionIndex(at)
	first, last, conjoined := i, i, m.inHeadline(at.First)
	for ; first > 0 && enumerable(&list[first-1]); first-- {
		ok, and := m.separated(list[first-1].Last, list[first].First)
		if !ok {
			break
		}
		conjoined = conjoined || and
	}
	for ; last+1 < len(list) && enumerable(&list[last+1]); last++ {
		ok, and := m.separated(list[last].Last, list[last+1].First)
		if !ok {
			break
		}
		conjoined = conjoined || and
	}
	for j := first; j <= last && conjoined; j++ {
		if j != i {
			dst = append(dst, m.arg(m.headOf(&list[j]), &list[j], role))
		}
	}
	return dst
}

// enumerable tells whether a mention names a body by its own name.
func enumerable(at *name.Mention) bool {
	switch at.Kind {
	case name.State, name.Organisation, name.Group, name.Capital:
		return at.Stands()
	}
	return false
}

// separated tells whether only commas, conjunctions and articles stand between
// two tokens, at least one of the former, and whether a conjunction does.
func (m *reader) separated(from, to int) (ok, and bool) {
	for t := from; t < to; t++ {
		switch w := m.doc.Word(t); {
		case w == ",":
			ok = true
		case m.tree.Tags[t] == syntax.CCONJ, w == "&":
			ok, and = true, true
		case m.tree.Tags[t] != syntax.DET:
			return false, false
		}
	}
	return ok, and
}

func (m *reader) inHeadline(t int) bool {
	s := m.doc.SentenceOf(t)
	return s >= 0 && m.doc.Sentences[s].Title
}

package baseline

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// leader is a head of state or government as one version of the source writes
// the name: "President José Enrique JERÍ Oré".
type leader struct {
	role, written    string
	since            chancery.Day
	firstSeen, until chancery.Day // last version that names the person
}

func readLeaders() map[chancery.Code][]leader {
	out := map[chancery.Code][]leader{}
	rows("leaders.tsv.gz", 6, func(c []string) {
		out[chancery.Code(c[0])] = append(out[chancery.Code(c[0])], leader{c[1], c[2], day(c[3]), day(c[4]), day(c[5])})
	})
	return out
}

// Terms are the offices that people of a state have held, one of each name and
// beginning. A term is known to end when the next holder of the office begins;
// else the last day on which the source named the person is all that is known.
func (b *Base) Terms(c chancery.Code) []standing.Term {
	src := b.sources()["fb"]
	var out []standing.Term
	for _, l := range b.leaders()[c] {
		title, person := splitTitle(l.written)
		t := standing.Term{State: c, Role: l.role, Title: title, Person: person, Since: l.since, Seen: l.until, Rests: standing.OnBaseline, Source: src.Name}
		same := func(o standing.Term) bool {
			return o.Role == t.Role && o.Since == t.Since && standing.PlainName(o.Person) == standing.PlainName(t.Person)
		}
		if i := slices.IndexFunc(out, same); i >= 0 {
			out[i].Seen = max(out[i].Seen, t.Seen)
			out[i].Person = t.Person // the later spelling has its accents
			continue
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(x, y standing.Term) int { return int(x.Since - y.Since) })
	for i := range out {
		for _, next := range out[i+1:] {
			if next.Role == out[i].Role && next.Title == out[i].Title && next.Since > out[i].Since {
				out[i].Until = next.Since
				break
			}
		}
	}
	return out
}

// titleWords open a written name.
var titleWords = []string{
	"President", "Prime", "Minister", "Vice", "First", "Second", "Third", "Deputy", "King", "Queen", "Emperor", "Sultan", "Amir", "Emir", "Pope", "Chancellor",
	"Co-President", "Acting", "Interim", "Transitional", "Governor", "General", "Premier", "Taoiseach", "Chairman", "Chairperson", "Federal", "Council", "State", "of", "the", "Head", "Government",
	"Grand", "Duke", "Prince", "Crown", "Co-prince", "Cochief", "Captain", "Regent", "Supreme", "Leader", "Captain", "Sovereign",
}

// splitTitle divides a written name into title and name, with the surname in
// ordinary letters.
func splitTitle(s string) (title, person string) {
	words := strings.Fields(s)
	n := 0
	for n < len(words)-1 && slices.Contains(titleWords, words[n]) {
		n++
	}
	for i, w := range words[n:] {
		words[n+i] = calm(w)
	}
	return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
}

// calm writes "JERÍ" as "Jerí", "LÓPEZ" as "López", and leaves "III" and "VAN-D"
// parts alone that are too short to tell.
func calm(w string) string {
	r := []rune(w)
	if len(r) < 3 || strings.Trim(w, "IVX") == "" {
		return w
	}
	upper := 0
	for _, c := range r {
		if unicode.IsLower(c) {
			upper = -1
			break
		}
		if unicode.IsUpper(c) {
			upper++
		}
	}
	if upper < 2 {
		return w
	}
	start := true
	for i, c := range r {
		if !start {
			r[i] = unicode.ToLower(c)
		}
		start = !unicode.IsLetter(c)
	}
	return string(r)
}

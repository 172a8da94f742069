package follow

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// Health is how a source is, in a word.
type Health string

const (
	Off      Health = "off"      // not followed
	Unseen   Health = "new"      // not visited yet
	Well     Health = "well"     // the last visit went well
	Odd      Health = "odd"      // it went well, but something was passed over; see State.Notes
	Flapping Health = "flapping" // visits keep changing between good and bad
	Failing  Health = "failing"  // the last visit went wrong; it is tried again
	Refused  Health = "refused"  // the source does not want to be read, or its address is not fetched
	Silent   Health = "silent"   // all is well, but nothing new came for two weeks
)

// silence is how long a source may have nothing new.
const silence = 14 * 24 * time.Hour

// Status is a source with its state.
type Status struct {
	Source source.Source
	State  frontier.State
	Health Health
}

// Sources are all sources of the list with their states, those in trouble
// first, then by name.
func (f *Follower) Sources() []Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	return Of(f.list, f.states, time.Now())
}

// Of are sources with their states, those in trouble first, then by name.
func Of(list []source.Source, states map[string]frontier.State, now time.Time) []Status {
	out := make([]Status, 0, len(list))
	for _, s := range list {
		st := states[s.Name]
		st.Lists, st.Notes, st.Pending = maps.Clone(st.Lists), slices.Clone(st.Notes), slices.Clone(st.Pending)
		out = append(out, Status{s, st, HealthOf(s, st, now)})
	}
	slices.SortFunc(out, func(a, b Status) int {
		if d := a.Health.urgency() - b.Health.urgency(); d != 0 {
			return d
		}
		return strings.Compare(a.Source.Name, b.Source.Name)
	})
	return out
}

// urgency orders healths by how much they want a look.
func (h Health) urgency() int {
	return slices.Index([]Health{Refused, Failing, Flapping, Odd, Silent, Unseen, Well, Off}, h)
}

// HealthOf tells how a source is.
func HealthOf(s source.Source, st frontier.State, now time.Time) Health {
	switch t := st.Trouble; {
	case !s.On:
		return Off
	case st.Tried.IsZero():
		return Unseen
	case t != nil && isRefusal(fetch.Cause(t.Cause)):
		return Refused
	case st.Recent.Flapping():
		return Flapping
	case t != nil:
		return Failing
	case len(st.Notes) > 0 || st.Moved != "":
		return Odd
	case now.Sub(st.Changed) > silence && now.Sub(st.Tried) < silence && st.Visits > 1:
		return Silent
	}
	return Well
}

func isRefusal(c fetch.Cause) bool {
	return c == fetch.Robots || c == fetch.Reserved || c == fetch.Private || c == fetch.Address
}

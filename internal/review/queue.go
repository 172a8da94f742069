package review

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/chancery-ledger/chancery"
)

// Consequence says how much depends on an event: 1 where what stands between
// two states would be another without it, 0 where nothing would.
type Consequence func(ev chancery.Event) float64

// trust is how likely a report is right about what it plainly says. Nine in
// ten is a guess, and it only orders the queue: a second independent report
// counts more than a surer reading of the first.
const trust = 0.9

// Item is an event that nobody has checked, with the claims to look at.
type Item struct {
	Event       chancery.Event   `json:"event"`
	Claims      []chancery.Filed `json:"claims"` // that would settle it, the surest first
	Consequence float64          `json:"consequence"`
	Doubt       float64          `json:"doubt"`
	Score       float64          `json:"score"` // consequence times doubt
	Why         []string         `json:"why"`
}

// Queue orders events by what depends on them times how doubtful they are, the
// most pressing first. Events of which a claim was confirmed, of which every
// claim was retracted, or on which nothing depends are left out.
func Queue(events []chancery.Event, weigh Consequence) []Item {
	var items []Item
	for _, ev := range events {
		claims := deciding(ev)
		if len(claims) == 0 || slices.ContainsFunc(claims, func(f chancery.Filed) bool { return f.Confirmed != 0 }) {
			continue
		}
		item := Item{Event: ev, Claims: claims, Consequence: weigh(ev), Doubt: Doubt(ev)}
		if item.Score = item.Consequence * item.Doubt; item.Score > 0 {
			item.Why = item.why()
			items = append(items, item)
		}
	}
	slices.SortFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Event.ID, b.Event.ID))
	})
	return items
}

// Doubt is the chance that no claim of what the event's status says is true:
// each independent source is wrong by itself, or was read wrongly, 1 - trust ×
// confidence of the surest reading. Where the sources are fewer than the
// claims, the surest readings stand for them. A claim that is denied by others
// is doubted more, one that is only alleged as well.
func Doubt(ev chancery.Event) float64 {
	claims := deciding(ev)
	if len(claims) == 0 {
		return 0
	}
	doubt := 1.0
	for _, f := range claims[:min(len(claims), max(1, ev.Sources))] {
		sure := f.Claim.Confidence
		if f.Confirmed != 0 {
			sure = 1
		}
		if f.Claim.Alleged {
			sure /= 2
		}
		doubt *= 1 - trust*min(1, max(0, sure))
	}
	if held(ev.Denied) > 0 {
		doubt = (1 + doubt) / 2
	}
	return doubt
}

// deciding returns the claims held that say what the event's status says, the
// surest first.
func deciding(ev chancery.Event) []chancery.Filed {
	claims := slices.DeleteFunc(slices.Clone(ev.Claims), func(f chancery.Filed) bool {
		return f.Retracted != 0 || f.Claim.Status != ev.Status
	})
	slices.SortFunc(claims, func(a, b chancery.Filed) int {
		return cmp.Or(cmp.Compare(b.Claim.Confidence, a.Claim.Confidence), cmp.Compare(a.Number, b.Number))
	})
	return claims
}

func held(claims []chancery.Filed) (n int) {
	for _, f := range claims {
		if f.Retracted == 0 {
			n++
		}
	}
	return n
}

func (it *Item) why() []string {
	var why []string
	if it.Consequence >= 1 {
		why = append(why, "without it another state of things would stand")
	}
	switch n := it.Event.Sources; n {
	case 0, 1:
		why = append(why, "a single source tells it")
	default:
		why = append(why, fmt.Sprintf("%d independent sources tell it", n))
	}
	if sure := it.Claims[0].Claim.Confidence; sure < 0.8 {
		why = append(why, fmt.Sprintf("the surest reading is sure to %.0f %%", 100*sure))
	}
	if n := held(it.Event.Denied); n > 0 {
		why = append(why, fmt.Sprintf("%d claims deny it", n))
	}
	if it.Claims[0].Claim.Alleged {
		why = append(why, "it is alleged")
	}
	return why
}

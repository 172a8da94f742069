package poll

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// Outcome is what came.
type Outcome string

const (
	Yes  Outcome = "yes"
	No   Outcome = "no"
	Void Outcome = "void" // the ledger does not tell
)

// Settlement is what the ledger tells of a question.
type Settlement struct {
	Outcome Outcome      `json:"outcome"`
	Why     string       `json:"why"`    // the state found, or the event
	Number  int64        `json:"number"` // the last entry that was known
	Day     chancery.Day `json:"day"`    // on which it was settled
	By      string       `json:"by"`
}

// Settle decides a poll by what the ledger knows with the entries up to number,
// which book has taken in. Where later entries tell otherwise, it can be settled
// again: the last settlement counts, the others stay in the file. by must be an
// editor.
//
// It is too soon (ErrTooSoon) while the deciding day has not passed, and while
// no report that was published after it has been read: what has not been read
// is not known not to have happened.
func (s *Store) Settle(ctx context.Context, by account.Account, id int64, book *standing.Book, number int64) (Settlement, error) {
	if by.Closed || !by.Role.May(account.Editor) {
		return Settlement{}, fmt.Errorf("%s settles a poll: %w", by.Name, account.ErrRole)
	}
	p, err := s.Poll(ctx, id)
	if err != nil {
		return Settlement{}, err
	}
	known := standing.Known{Number: number}
	if s.today() <= p.Decides || lastRead(book, known) <= p.Decides {
		return Settlement{}, fmt.Errorf("poll %d: %w", id, ErrTooSoon)
	}
	out := p.decide(book, known)
	out.Number, out.Day, out.By = number, s.today(), by.Agent()
	err = s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO settlement (poll, outcome, why, number, day, by) VALUES ($1, $2, $3, $4, $5, $6)`,
			id, out.Outcome, out.Why, out.Number, out.Day, out.By)
		return err
	})
	return out, err
}

// lastRead is the latest day of publication among the reports known.
func lastRead(book *standing.Book, known standing.Known) (last chancery.Day) {
	for _, ev := range book.Events() {
		held, ok := standing.Restrict(ev, known)
		if !ok {
			continue
		}
		for _, f := range held.Claims {
			last = max(last, f.Report.Published)
		}
	}
	return last
}

func (p *Poll) decide(book *standing.Book, known standing.Known) Settlement {
	if p.Criterion.Track != "" {
		return p.decideState(book, known)
	}
	return p.decideAct(book, known)
}

func (p *Poll) decideState(book *standing.Book, known standing.Known) Settlement {
	c := &p.Criterion
	pair := book.Pair(c.A, c.B, p.Decides, known)
	a, ok := pair.Answer(c.Track, c.A, c.B)
	switch {
	case !ok || a.State == "":
		return Settlement{Outcome: Void, Why: "nothing is known of " + string(c.Track)}
	case a.Next != nil && slices.Contains(c.States, a.Next.State) != slices.Contains(c.States, a.State):
		return Settlement{Outcome: Void, Why: fmt.Sprintf("%s, and perhaps %s already", a.State, a.Next.State)}
	case slices.Contains(c.States, a.State):
		return Settlement{Outcome: Yes, Why: string(a.State)}
	}
	return Settlement{Outcome: No, Why: string(a.State)}
}

// decideAct looks for the act within the days of the question. An act that may
// have been within them or not leaves it open.
func (p *Poll) decideAct(book *standing.Book, known standing.Known) Settlement {
	out := Settlement{Outcome: No, Why: "no report tells of it"}
	for _, ev := range book.Events() {
		held, ok := standing.Restrict(ev, known)
		if !ok || held.Status != chancery.Done || !p.Criterion.meets(&held.Deed) {
			continue
		}
		w := held.Deed.When
		switch {
		case w.From >= p.Opens && w.To != 0 && w.To <= p.Decides:
			return Settlement{Outcome: Yes, Why: "event " + held.ID}
		case w.Overlaps(chancery.When{From: p.Opens, To: p.Decides}):
			out = Settlement{Outcome: Void, Why: "event " + held.ID + " may have been within the days or not"}
		}
	}
	return out
}

// meets tells whether a deed is the one asked for.
func (c *Criterion) meets(d *chancery.Deed) bool {
	has := func(side []chancery.Party, code chancery.Code) bool {
		return slices.ContainsFunc(side, func(p chancery.Party) bool { return p.Code == code })
	}
	if d.Type != c.Act || c.Person != "" && standing.PlainName(d.Person) != standing.PlainName(c.Person) {
		return false
	}
	if len(d.To) == 0 { // a mutual act has its parties on one side
		return has(d.From, c.A) && has(d.From, c.B)
	}
	return has(d.From, c.A) && has(d.To, c.B)
}

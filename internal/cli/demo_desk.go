package cli

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/poll"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// furnish makes an account that may do everything, with a password of this run
// alone, and puts one question to readers.
func furnish(ctx context.Context, env *Env, accounts *account.Store, polls *poll.Store) error {
	password := strings.ToLower(rand.Text()[:20])
	who, err := accounts.Add(ctx, "demo", "demo", password, account.Admin)
	if err != nil {
		return err
	}
	if _, err := polls.Ask(ctx, who, demoQuestion(chancery.DayOf(env.Now().UTC()))); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Err, "chancery: to review, sign in as %s with %s\n", who.Name, password)
	return err
}

// demoQuestion asks whether Mexico and Peru will have relations again by the end
// of the next year. They were severed by Peru on 3 November 2025.
func demoQuestion(today chancery.Day) poll.Poll {
	year := today.Time().Year() + 1
	return poll.Poll{
		English:   fmt.Sprintf("Will Mexico and Peru have diplomatic relations again by the end of %d?", year),
		Spanish:   fmt.Sprintf("¿Tendrán México y el Perú de nuevo relaciones diplomáticas a fines de %d?", year),
		Criterion: poll.Criterion{A: "MEX", B: "PER", Track: chancery.Diplomatic, States: []standing.State{"established"}},
		Opens:     today, Closes: today + 90, Decides: chancery.Date(year, time.December, 31),
	}
}

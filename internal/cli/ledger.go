package cli

import (
	"context"
	"os/user"

	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// ledgerFlag says where the ledger is.
type ledgerFlag struct {
	Ledger string `help:"File of the ledger, or a postgres:// address." default:"chancery.db" env:"CHANCERY_LEDGER"`
}

// open opens the ledger, and makes one where there is none.
func (f ledgerFlag) open(ctx context.Context) (ledger.Store, error) { return desk.Open(ctx, f.Ledger) }

// openThere opens a ledger that must be there.
func (f ledgerFlag) openThere(ctx context.Context) (ledger.Store, error) {
	return desk.OpenThere(ctx, f.Ledger)
}

// agentFlag says who acts.
type agentFlag struct {
	Agent string `help:"Who does it; your user name where not given." env:"CHANCERY_AGENT"`
}

// name returns the agent's name.
func (f agentFlag) name() string {
	if f.Agent != "" {
		return f.Agent
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "somebody"
}

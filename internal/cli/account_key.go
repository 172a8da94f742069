package cli

import (
	"context"
	"fmt"

	"github.com/chancery-ledger/chancery/internal/account"
)

type accountKeyCmd struct {
	New    accountKeyNewCmd    `cmd:"" help:"Make a key and print it, this once."`
	Revoke accountKeyRevokeCmd `cmd:"" help:"End a key for good."`
}

// Help is shown below the usage line.
func (accountKeyCmd) Help() string {
	return `Programs send a key as "Authorization: Bearer chk_...". One for a reader raises
the rate at which the API answers; one for a reviewer may decide as well.`
}

type accountKeyNewCmd struct {
	Name  string `arg:"" help:"Name of the account whose key it is."`
	Role  string `help:"reader or reviewer, and not more than the account has." enum:"reader,reviewer" default:"reader"`
	Label string `help:"What it is for." default:""`
	keeping
}

// Run makes a key. It alone goes to standard output, for a pipe; its number, by
// which it is revoked, does not.
func (c *accountKeyNewCmd) Run(env *Env) error {
	return c.with(env, false, func(ctx context.Context, s *account.Store) error {
		token, k, err := s.NewKey(ctx, c.name(), c.Name, c.Label, account.Role(c.Role))
		if err != nil {
			return err
		}
		fmt.Fprintf(env.Err, "key %d, shown this once:\n", k.ID)
		_, err = fmt.Fprintln(env.Out, token)
		return err
	})
}

type accountKeyRevokeCmd struct {
	Number int64 `arg:"" help:"Number of the key."`
	keeping
}

// Run revokes a key.
func (c *accountKeyRevokeCmd) Run(env *Env) error {
	return c.with(env, false, func(ctx context.Context, s *account.Store) error { return s.RevokeKey(ctx, c.name(), c.Number) })
}

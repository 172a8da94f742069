package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/desk"
)

type accountCmd struct {
	Add      accountAddCmd      `cmd:"" help:"Make an account."`
	Password accountPasswordCmd `cmd:"" help:"Set a password; all sessions of the account end."`
	Role     accountRoleCmd     `cmd:"" help:"Give an account another role; all its sessions end."`
	Close    accountCloseCmd    `cmd:"" help:"Shut an account; its decisions stay."`
	Reopen   accountReopenCmd   `cmd:"" help:"Open a closed account again."`
	List     accountListCmd     `cmd:"" help:"List the accounts."`
	Log      accountLogCmd      `cmd:"" help:"Print what was done to accounts, the latest first."`
	Key      accountKeyCmd      `cmd:"" help:"Make and revoke keys for programs."`
}

// Help is shown below the usage line.
func (accountCmd) Help() string {
	return `Accounts are for those who review, ask readers and keep accounts: readers need
none. They stand in a file of their own beside the ledger.

  chancery account add ana --role reviewer`
}

// besideFlags say where the files beside the ledger are.
type besideFlags struct {
	Accounts string `help:"File of the accounts; beside the ledger where not given." env:"CHANCERY_ACCOUNTS"`
	ledgerFlag
}

// beside is the file of a kind next to the ledger: chancery-accounts.db for
// chancery.db. A ledger that is no file has it in the working directory.
func beside(ledger, kind string) string {
	if desk.IsPostgres(ledger) {
		return "chancery-" + kind + ".db"
	}
	ext := filepath.Ext(ledger)
	return strings.TrimSuffix(ledger, ext) + "-" + kind + ext
}

func (f besideFlags) accountsFile() string {
	if f.Accounts != "" {
		return f.Accounts
	}
	return beside(f.Ledger, "accounts")
}

// keeping are the flags of what is done to accounts.
type keeping struct {
	besideFlags
	agentFlag
}

// with opens the accounts for do. Only add makes the file where there is none.
func (k keeping) with(env *Env, create bool, do func(context.Context, *account.Store) error) (err error) {
	file := k.accountsFile()
	if _, errThere := os.Stat(file); errThere != nil && !create {
		return fmt.Errorf("there are no accounts at %s: chancery account add makes one, --accounts names another file", file)
	}
	store, err := account.Open(env.Ctx, file, account.Options{Now: env.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(env.Ctx, store)
}

type accountAddCmd struct {
	Name string `arg:"" help:"Name to sign in with: letters and digits, no spaces."`
	Role string `help:"reader, reviewer, editor or admin; each may do what those before it may." enum:"reader,reviewer,editor,admin" required:""`
	OIDC bool   `name:"oidc" help:"Without a password: an issuer proves the name (see serve --oidc-issuer)."`
	keeping
}

// Help is shown below the usage line.
func (accountAddCmd) Help() string { return passwordHelp }

const passwordHelp = `The password is asked for on a terminal; elsewhere it is the first line of the
standard input. It has at least 15 characters.`

// Run makes an account.
func (c *accountAddCmd) Run(env *Env) error {
	password := ""
	if !c.OIDC {
		var err error
		if password, err = newPassword(env); err != nil {
			return err
		}
	}
	return c.with(env, true, func(ctx context.Context, s *account.Store) (err error) {
		var a account.Account
		if c.OIDC {
			a, err = s.AddProved(ctx, c.name(), c.Name, account.Role(c.Role))
		} else {
			a, err = s.Add(ctx, c.name(), c.Name, password, account.Role(c.Role))
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(env.Out, "%s: %s\n", a.Name, a.Role)
		return err
	})
}

type accountPasswordCmd struct {
	Name string `arg:"" help:"Name of the account."`
	keeping
}

// Help is shown below the usage line.
func (accountPasswordCmd) Help() string { return passwordHelp }

// Run sets a password.
func (c *accountPasswordCmd) Run(env *Env) error {
	password, err := newPassword(env)
	if err != nil {
		return err
	}
	return c.with(env, false, func(ctx context.Context, s *account.Store) error {
		return s.SetPassword(ctx, c.name(), c.Name, password)
	})
}

// newPassword asks for a password that is to be set: twice on a terminal, which
// does not show it; else it is the first line.
func newPassword(env *Env) (string, error) {
	f, isFile := env.In.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(io.LimitReader(env.In, 4<<10)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			return "", errors.New("no password: want it as the first line of the standard input")
		}
		return line, nil
	}
	var typed [2]string
	for i, prompt := range []string{"Password: ", "Again: "} {
		fmt.Fprint(env.Err, prompt)
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(env.Err)
		if err != nil {
			return "", err
		}
		typed[i] = string(b)
	}
	if typed[0] != typed[1] {
		return "", errors.New("the two are not the same")
	}
	return typed[0], nil
}

type accountRoleCmd struct {
	Name string `arg:"" help:"Name of the account."`
	Role string `arg:"" help:"reader, reviewer, editor or admin." enum:"reader,reviewer,editor,admin"`
	keeping
}

// Run sets a role.
func (c *accountRoleCmd) Run(env *Env) error {
	return c.with(env, false, func(ctx context.Context, s *account.Store) error {
		return s.SetRole(ctx, c.name(), c.Name, account.Role(c.Role))
	})
}

type accountCloseCmd struct {
	Name string `arg:"" help:"Name of the account."`
	keeping
}

// Run closes an account.
func (c *accountCloseCmd) Run(env *Env) error {
	return c.with(env, false, func(ctx context.Context, s *account.Store) error { return s.CloseAccount(ctx, c.name(), c.Name) })
}

type accountReopenCmd struct {
	Name string `arg:"" help:"Name of the account."`
	keeping
}

// Run reopens an account.
func (c *accountReopenCmd) Run(env *Env) error {
	return c.with(env, false, func(ctx context.Context, s *account.Store) error { return s.Reopen(ctx, c.name(), c.Name) })
}

type accountListCmd struct {
	JSON bool `help:"Print one JSON object an account (JSON Lines)."`
	keeping
}

// Run lists.
func (c *accountListCmd) Run(env *Env) error {
	return c.with(env, false, func(ctx context.Context, s *account.Store) error {
		all, err := s.All(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(env.Out, 0, 0, 2, ' ', 0)
		for _, a := range all {
			if c.JSON {
				if err := json.NewEncoder(w).Encode(a); err != nil {
					return err
				}
				continue
			}
			closed := ""
			if a.Closed {
				closed = "\tclosed"
			}
			fmt.Fprintf(w, "%s\t%s\tsince %s%s\n", a.Name, a.Role, a.Created.Format("2006-01-02"), closed)
		}
		return w.Flush()
	})
}

type accountLogCmd struct {
	Limit int `help:"At most so many." default:"50"`
	keeping
}

// Run prints the log.
func (c *accountLogCmd) Run(env *Env) error {
	return c.with(env, false, func(ctx context.Context, s *account.Store) error {
		notes, err := s.Log(ctx, c.Limit)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(env.Out, 0, 0, 2, ' ', 0)
		for _, n := range notes {
			fmt.Fprintf(w, "%s\t%s\t%s\tby %s\n", n.At.Format("2006-01-02 15:04:05Z"), n.Account, n.What, n.By)
		}
		return w.Flush()
	})
}

// Package cli is the command line: one file a subcommand, its help text first.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/chancery-ledger/chancery/internal/cli/settings"
)

const description = `Chancery reads news reports about states and keeps a sourced, dated ledger
of what stands between them.`

// commands are all subcommands.
type commands struct {
	Read readCmd `cmd:"" help:"Read reports and print what they tell of."`
	Demo demoCmd `cmd:"" help:"Read the bundled dispatches, print what now stands, and serve it."`

	Add        addCmd        `cmd:"" help:"Read reports and file what they claim in the ledger."`
	Standing   standingCmd   `cmd:"" help:"Print what stands between two parties on a day."`
	Timeline   timelineCmd   `cmd:"" help:"Print how it came to be."`
	Country    countryCmd    `cmd:"" help:"Print how a state stands with all others, or with those of a group."`
	WhoSevered whoSeveredCmd `cmd:"" help:"Print who severed or suspended diplomatic relations."`
	Case       caseCmd       `cmd:"" help:"Print the history of one person."`
	Diff       diffCmd       `cmd:"" help:"Print what changed between two days."`
	Review     reviewCmd     `cmd:"" help:"List what most needs a look, and record what people decide."`

	Verify   verifyCmd   `cmd:"" help:"Prove that nothing in the ledger was altered."`
	Backup   backupCmd   `cmd:"" help:"Write the ledger to one file, while others use it."`
	Restore  restoreCmd  `cmd:"" help:"Put a backup in the place of the ledger."`
	Export   exportCmd   `cmd:"" help:"Write the ledger out as JSON Lines, CSV or Parquet."`
	Import   importCmd   `cmd:"" help:"Write exported entries into a ledger."`
	Withhold withholdCmd `cmd:"" help:"Keep of texts only what claims rest on."`

	Watch    watchCmd    `cmd:"" help:"Follow sources and file what they tell, until stopped."`
	Worker   workerCmd   `cmd:"" help:"Work on the stream of a watch elsewhere."`
	Dead     deadCmd     `cmd:"" help:"List the work of the watch that failed for good, or have it tried again."`
	Backfill backfillCmd `cmd:"" help:"Read archives into a ledger, resumably."`
	Alerts   alertsCmd   `cmd:"" help:"Tell those who subscribed what changes, by webhook or mail."`
	Sources  sourcesCmd  `cmd:"" help:"List, choose and check the sources that the watch follows."`

	Serve   serveCmd   `cmd:"" help:"Serve the pages of a ledger."`
	Account accountCmd `cmd:"" help:"Keep the accounts of those who review, and keys for programs."`

	ConfigFile kong.ConfigFlag `name:"config" help:"File of settings, beside chancery.toml in this folder and in /etc/chancery." placeholder:"FILE"`
	Config     configCmd       `cmd:"" help:"Check the file of settings."`
}

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // something could not be done; the rest was
	exitUsage  = 2 // the command line itself is wrong
)

// errReported is returned by a command that has told its errors already.
var errReported = errors.New("already reported")

// Main runs one command line and returns the exit code.
func Main(args []string, in io.Reader, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	return Run(&Env{Ctx: ctx, In: in, Out: out, Err: errs, Now: time.Now}, args)
}

func newParser(env *Env, exit func(int)) (*kong.Kong, error) {
	return kong.New(&commands{}, kong.Name("chancery"), kong.Description(description),
		kong.Writers(env.Out, env.Err), kong.UsageOnError(), kong.Exit(exit), kong.Configuration(settings.Load, configFiles...))
}

// Run runs one command line in a given world.
func Run(env *Env, args []string) (code int) {
	exited := false
	parser, err := newParser(env, func(c int) { exited, code = true, c })
	if err != nil {
		fmt.Fprintln(env.Err, "chancery:", err)
		return exitUsage
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if exited {
		return code
	}
	if err != nil {
		fmt.Fprintf(env.Err, "chancery: %v (see chancery --help)\n", err)
		return exitUsage
	}
	switch err := ctx.Run(env); {
	case err == nil:
		return exitOK
	case errors.Is(err, errReported):
		return exitFailed
	default:
		fmt.Fprintln(env.Err, "chancery:", err)
		return exitFailed
	}
}

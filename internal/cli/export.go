package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/export"
)

type exportCmd struct {
	Format string             `arg:"" enum:"csv,jsonl,parquet" help:"jsonl is the whole ledger and can be imported; csv and parquet are a table of its claims."`
	To     string             `short:"o" help:"File to write; standard output where not given." type:"path"`
	Party  []chancery.Code    `help:"Only claims on this party (PER), or between two (PER,MEX). Not with jsonl."`
	Type   []chancery.ActType `help:"Only claims of these types (relations.sever). Not with jsonl."`
	All    bool               `help:"Also claims that were retracted. jsonl always has them."`
	After  int64              `help:"Only entries with a greater number."`
	ledgerFlag
}

// Help is shown below the usage line.
func (exportCmd) Help() string {
	return `Writes the ledger out as it goes, in the same memory whatever its size. Each line
of jsonl is one entry with the report or the claim that it brings.`
}

// Run exports.
func (c *exportCmd) Run(env *Env) (err error) {
	if c.Format == "jsonl" && (len(c.Party) > 0 || len(c.Type) > 0) {
		return errors.New("export: jsonl is the whole ledger; --party and --type go with csv and parquet")
	}
	store, err := c.openThere(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	out := env.Out
	if c.To != "" {
		f, openErr := os.OpenFile(c.To, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if openErr != nil {
			return fmt.Errorf("export: %w", openErr)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		out = f
	}
	w := bufio.NewWriterSize(out, 1<<20)
	if err := c.write(env, w, store); err != nil {
		return err
	}
	return w.Flush()
}

func (c *exportCmd) write(env *Env, w io.Writer, store ledger.Store) error {
	q := ledger.Query{After: c.After, Parties: c.Party, Types: c.Type, Retracted: c.All}
	switch c.Format {
	case "csv":
		return export.CSV(env.Ctx, w, store, q)
	case "parquet":
		return export.Parquet(env.Ctx, w, store, q)
	}
	return export.JSONL(env.Ctx, w, store, c.After)
}

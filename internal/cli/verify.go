package cli

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

type verifyCmd struct {
	Checkpoint bool   `help:"Print a checkpoint of the last entry, which can be cited."`
	Key        string `help:"Sign the checkpoint with the key in this file; a new key is made where there is none, and its public half printed on standard error." type:"path"`
	Against    string `help:"Make sure that the ledger still holds what the checkpoint in this file says." type:"existingfile"`
	Trust      string `help:"With --against: the public key that must have signed."`
	JSON       bool   `help:"Print one JSON object."`
	ledgerFlag
}

// Help is shown below the usage line.
func (verifyCmd) Help() string {
	return `Walks the ledger from its first entry: every entry must be numbered next and
chained to the one before it, every text and claim must have the hash it was
filed with, and all evidence must be letters of its text. Names the first entry
that does not fit and exits with 1.

A checkpoint is a signed note (golang.org/x/mod/sumdb/note) of three lines: the
word chancery, the number of the last entry, and its hash in base64. Whoever
keeps one can later tell with --against whether the ledger up to there is still
the same.`
}

// verdict is what the command prints.
type verdict struct {
	OK    bool          `json:"ok"`
	Tally ledger.Tally  `json:"tally"`
	Fault *ledger.Fault `json:"fault,omitempty"`
}

// Run verifies.
func (c *verifyCmd) Run(env *Env) (err error) {
	store, err := c.openThere(env.Ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	check, err := c.against()
	if err != nil {
		return err
	}
	var v verdict
	v.Tally, err = ledger.Verify(env.Ctx, store, nil)
	if err == nil {
		err = check.Holds(env.Ctx, store)
	}
	if err != nil && !errors.As(err, &v.Fault) {
		return err
	}
	v.OK = v.Fault == nil
	if v.OK && c.Checkpoint {
		return c.print(env, v.Tally.Head)
	}
	switch {
	case c.JSON:
		err = json.NewEncoder(env.Out).Encode(v)
	case v.OK:
		t := v.Tally
		_, err = fmt.Fprintf(env.Out, "the ledger verifies: %s, %s, %s, %d of them held\n",
			count(int(t.Entries), "entry", "entries"), count(int(t.Reports), "report", "reports"), count(int(t.Claims), "claim", "claims"), t.Held)
		if err == nil && t.Withheld > 0 {
			_, err = fmt.Fprintf(env.Out, "of %s only what claims rest on is kept\n", count(int(t.Withheld), "text", "texts"))
		}
	default:
		_, err = fmt.Fprintf(env.Out, "the ledger does not verify: %v\n", v.Fault)
	}
	if err == nil && !v.OK {
		return errReported
	}
	return err
}

// against reads the checkpoint to compare with.
func (c *verifyCmd) against() (ledger.Checkpoint, error) {
	if c.Against == "" {
		return ledger.Checkpoint{}, nil
	}
	msg, err := os.ReadFile(c.Against)
	if err != nil {
		return ledger.Checkpoint{}, err
	}
	var trusted []note.Verifier
	if c.Trust != "" {
		v, err := note.NewVerifier(c.Trust)
		if err != nil {
			return ledger.Checkpoint{}, fmt.Errorf("--trust: %w", err)
		}
		trusted = append(trusted, v)
	}
	return ledger.ParseCheckpoint(msg, trusted...)
}

// print prints a checkpoint of the entry, signed where a key is given.
func (c *verifyCmd) print(env *Env, head chancery.Entry) error {
	var signers []note.Signer
	if c.Key != "" {
		s, err := signer(env, c.Key)
		if err != nil {
			return err
		}
		signers = append(signers, s)
	}
	msg, err := ledger.At(head).Sign(signers...)
	if err != nil {
		return err
	}
	_, err = env.Out.Write(msg)
	return err
}

// signer reads an Ed25519 key, or makes one for the owner of the file alone.
func signer(env *Env, path string) (note.Signer, error) {
	key, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		secret, public, err := note.GenerateKey(rand.Reader, ledger.Origin)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, []byte(secret+"\n"), 0o600); err != nil {
			return nil, err
		}
		fmt.Fprintln(env.Err, "public key:", public)
		return note.NewSigner(secret)
	}
	if err != nil {
		return nil, err
	}
	return note.NewSigner(strings.TrimSpace(string(key)))
}

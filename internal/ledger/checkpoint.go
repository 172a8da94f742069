package ledger

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/chancery-ledger/chancery"
)

// Origin is the first line of every checkpoint.
const Origin = "chancery"

// Checkpoint is a place in the ledger that a reader can cite: who has it can
// later tell whether the ledger up to there is still the same.
type Checkpoint struct {
	Number int64
	Hash   string // of the entry, in hex
}

// At returns the checkpoint of an entry.
func At(e chancery.Entry) Checkpoint { return Checkpoint{e.Number, e.Hash} }

// Text is the checkpoint as text, in the form of c2sp.org/tlog-checkpoint:
// origin, number, and the hash in base64, a line each. The hash is that of the
// chain, not of a Merkle tree.
func (c Checkpoint) Text() string {
	raw, _ := hex.DecodeString(c.Hash)
	return fmt.Sprintf("%s\n%d\n%s\n", Origin, c.Number, base64.StdEncoding.EncodeToString(raw))
}

// Sign returns the checkpoint as a signed note (golang.org/x/mod/sumdb/note).
// Without signers it is the text and a blank line.
func (c Checkpoint) Sign(signers ...note.Signer) ([]byte, error) {
	if c.Number == 0 {
		return nil, errors.New("checkpoint: an empty ledger has no entry to cite")
	}
	return note.Sign(&note.Note{Text: c.Text()}, signers...)
}

// ParseCheckpoint reads what Sign writes. Where verifiers are given, one of
// them must have signed it; else signatures are not looked at.
func ParseCheckpoint(msg []byte, verifiers ...note.Verifier) (Checkpoint, error) {
	text, _, _ := strings.Cut(string(msg), "\n\n")
	text = strings.TrimSuffix(text, "\n") + "\n"
	if len(verifiers) > 0 {
		n, err := note.Open(msg, note.VerifierList(verifiers...))
		if err != nil {
			return Checkpoint{}, fmt.Errorf("checkpoint: %w", err)
		}
		text = n.Text
	}
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] != Origin {
		return Checkpoint{}, fmt.Errorf("checkpoint: want the lines %q, number and hash", Origin)
	}
	number, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || number < 1 || strconv.FormatInt(number, 10) != lines[1] {
		return Checkpoint{}, fmt.Errorf("checkpoint: %q is no number of an entry", lines[1])
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(raw) != 32 || base64.StdEncoding.EncodeToString(raw) != lines[2] {
		return Checkpoint{}, fmt.Errorf("checkpoint: %q is no SHA-256 in base64", lines[2])
	}
	return Checkpoint{number, hex.EncodeToString(raw)}, nil
}

// Holds tells whether a ledger still has the entry of the checkpoint: nil, or
// a *[Fault], or what kept it from looking. The zero Checkpoint always holds.
func (c Checkpoint) Holds(ctx context.Context, src interface {
	Entries(ctx context.Context, after int64) iter.Seq2[chancery.Entry, error]
}) error {
	if c.Number == 0 {
		return nil
	}
	for e, err := range src.Entries(ctx, c.Number-1) {
		switch {
		case err != nil:
			return err
		case e.Hash != c.Hash:
			return &Fault{c.Number, "its hash is not that of the checkpoint"}
		}
		return nil
	}
	return &Fault{c.Number, "the checkpoint names it and the ledger ends before it"}
}

package ledger

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/chancery-ledger/chancery"
)

// Name returns the id of what a report claims: the SHA-256, in hex, of the
// canonical JSON (RFC 8785) of the report's id, deed, status, voices and
// evidence. How sure the reader was, and by which rule it came to it, are no
// part of a claim. The members are listed in encode.go, so that a field added
// to a type changes no name.
func Name(report string, c *chancery.Claim) string {
	return hash(appendContent(make([]byte, 0, 1024), report, c))
}

// TextID returns the id of a report's text.
func TextID(text string) string { return hash([]byte(text)) }

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// some returns s with nil made empty, so that both are written alike.
func some[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// stored is the claim as the ledger keeps it: canonical JSON under its name.
func stored(c *chancery.Claim) ([]byte, error) {
	k := *c
	k.From, k.To = some(k.From), some(k.To)
	k.SaidBy, k.Evidence = some(k.SaidBy), some(k.Evidence)
	return canonical(&k)
}

// particulars is a report without its text as the ledger keeps it, and the
// hash of it. Where the text was found on this machine is kept and not
// hashed: the same article from another file is the same article.
func particulars(r *chancery.Report) (meta []byte, digest string, err error) {
	k := *r
	k.Text = ""
	k.Agencies = some(k.Agencies)
	meta, err = canonical(&k)
	if err != nil {
		return nil, "", err
	}
	if k.Key == "" && k.Source == "" {
		return meta, hash(meta), nil
	}
	k.Key, k.Source = "", ""
	face, err := canonical(&k)
	return meta, hash(face), err
}

// Package export writes a ledger out: as JSON Lines, which are the whole
// ledger and can be read in again, or as a table of claims in CSV or Parquet.
// Everything streams: a ledger of any size takes the same memory.
package export

import (
	"context"
	"iter"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Claims is what the tables are written from.
type Claims interface {
	Claims(ctx context.Context, q ledger.Query) iter.Seq2[chancery.Filed, error]
}

// Row is a claim as a row of a table. Lists are divided by "|"; days and
// times are ISO 8601, a day that is not known is empty.
type Row struct {
	Number     int64   `parquet:"number"` // of the entry that asserts it
	Claim      string  `parquet:"claim"`  // id
	Type       string  `parquet:"type,dict"`
	Status     string  `parquet:"status,dict"`
	Alleged    bool    `parquet:"alleged"`
	From       string  `parquet:"from,dict"` // codes
	To         string  `parquet:"to,dict"`
	Person     string  `parquet:"person"`
	Channel    string  `parquet:"channel,dict"`
	FirstDay   string  `parquet:"first_day"`
	LastDay    string  `parquet:"last_day"`
	DayBasis   string  `parquet:"day_basis,dict"`
	Ground     string  `parquet:"ground"`
	SaidBy     string  `parquet:"said_by"`
	Evidence   string  `parquet:"evidence"`
	CAMEO      string  `parquet:"cameo,dict"`
	PLOVER     string  `parquet:"plover,dict"`
	Confidence float64 `parquet:"confidence"`
	Report     string  `parquet:"report"` // id
	URL        string  `parquet:"url"`
	Version    int64   `parquet:"version"`
	Publisher  string  `parquet:"publisher,dict"`
	Published  string  `parquet:"published"`
	Language   string  `parquet:"language,dict"`
	Title      string  `parquet:"title"`
	FiledAt    string  `parquet:"filed_at"`
	Agent      string  `parquet:"agent,dict"`
	Reader     string  `parquet:"reader,dict"`
	Retracted  int64   `parquet:"retracted"` // number of the entry that retracts it; 0: held
	Confirmed  int64   `parquet:"confirmed"`
}

func rowOf(f *chancery.Filed) Row {
	c := &f.Claim
	return Row{
		Number: f.Number, Claim: c.ID, Type: string(c.Type), Status: string(c.Status), Alleged: c.Alleged,
		From:   join(c.From, func(p chancery.Party) string { return string(p.Code) }),
		To:     join(c.To, func(p chancery.Party) string { return string(p.Code) }),
		Person: c.Person, Channel: c.Channel,
		FirstDay: c.When.From.String(), LastDay: c.When.To.String(), DayBasis: string(c.When.Basis), Ground: c.Ground,
		SaidBy:   join(c.SaidBy, func(v chancery.Voice) string { return v.Name }),
		Evidence: join(c.Evidence, func(e chancery.Evidence) string { return e.Text }),
		CAMEO:    c.Codes.CAMEO, PLOVER: c.Codes.PLOVER, Confidence: c.Confidence,
		Report: f.Report.ID, URL: f.Report.URL, Version: int64(f.Version), Publisher: f.Report.Publisher,
		Published: f.Report.Published.String(), Language: string(f.Report.Language), Title: f.Report.Title,
		FiledAt: f.At.Format("2006-01-02T15:04:05.000000Z07:00"), Agent: f.Agent, Reader: f.Reader,
		Retracted: f.Retracted, Confirmed: f.Confirmed,
	}
}

func join[T any](list []T, say func(T) string) string {
	said := make([]string, len(list))
	for i, v := range list {
		said[i] = say(v)
	}
	return strings.Join(said, "|")
}

package watch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
	"github.com/chancery-ledger/chancery/internal/watch/stream"
)

// sheet is what is to be read: a page as it came, or a report of a file.
type sheet struct {
	Item   source.Item      `json:"item"`
	URL    string           `json:"url,omitempty"` // after redirects
	Body   []byte           `json:"body,omitempty"`
	Report *chancery.Report `json:"report,omitempty"`
	Rights []string         `json:"rights,omitempty"` // what its owner says of its use
}

// fetch gets the page of an item, or opens its file, and puts what it finds
// before the readers.
func (l *Line) fetch(ctx context.Context, m *stream.Message) error {
	var item source.Item
	if err := m.Into(&item); err != nil {
		return err
	}
	if item.URL == "" {
		return l.open(ctx, m.ID, item)
	}
	got, err := l.Fetcher.Get(ctx, item.URL, fetch.Validators{})
	if err != nil {
		return fault(err)
	}
	s := sheet{Item: item, URL: got.URL, Body: inUTF8(got.Body, got.ContentType), Rights: got.Rights()}
	if got.Canonical != "" {
		s.URL = got.Canonical
	}
	_, err = l.Stream.Put(ctx, stream.Read, m.ID, s)
	return err
}

// fault says of trouble with a host whether another attempt may do better.
func fault(err error) error {
	var e *fetch.Error
	if !errors.As(err, &e) {
		return err
	}
	return &stream.Fault{Err: err, Final: !e.Temporary(), Waits: e.Cause == fetch.Later, After: e.After}
}

// inUTF8 decodes a page whose server names its charset. The mark in front
// tells the reader that what the page itself says is no longer so.
func inUTF8(body []byte, contentType string) []byte {
	if utf8.Valid(body) {
		return body
	}
	encoding, name, _ := charset.DetermineEncoding(body, contentType)
	if name == "utf-8" {
		return body // and broken; the reader mends it
	}
	decoded, err := encoding.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return slices.Concat([]byte("\ufeff"), decoded)
}

// open reads the reports of a file, which may be an archive.
func (l *Line) open(ctx context.Context, id string, item source.Item) error {
	f, err := os.Open(item.Path)
	if err != nil {
		return stream.Final(err)
	}
	defer f.Close()
	return l.put(ctx, id, page.Read(ctx, item.Path, f, page.Options{}), func(r chancery.Report, id string) error {
		_, err := l.Stream.Put(ctx, stream.Read, id, sheet{Item: item, Report: &r})
		return err
	})
}

// put hands on the reports of an input, each under a name of its own. One
// that cannot be read does not hold up the others; where none can, that is
// the input's failure.
func (l *Line) put(ctx context.Context, id string, reports iter.Seq2[chancery.Report, error], on func(chancery.Report, string) error) error {
	var broken error
	n := 0
	for r, err := range reports {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			broken = errors.Join(broken, err)
			continue
		}
		name := id
		if n > 0 {
			name = fmt.Sprint(id, "#", n)
		}
		n++
		if err := on(r, name); err != nil {
			return err
		}
	}
	switch {
	case n > 0:
		return nil
	case broken == nil:
		broken = io.ErrUnexpectedEOF
	}
	return stream.Final(broken)
}

// read reads a sheet and puts its readings before those who file.
func (l *Line) read(ctx context.Context, m *stream.Message) error {
	var s sheet
	if err := m.Into(&s); err != nil {
		return err
	}
	reports := func(yield func(chancery.Report, error) bool) { yield(*s.Report, nil) }
	if s.Report == nil {
		reports = page.Read(ctx, s.URL, bytes.NewReader(s.Body), page.Options{URL: s.URL})
	}
	return l.put(ctx, m.ID, reports, func(r chancery.Report, id string) error {
		_, err := l.Stream.Put(ctx, stream.File, id, l.Reader.Read(known(r, s)))
		return err
	})
}

// known fills what the page left open with what its source says of it, and
// keeps what its owner says of its use.
func known(r chancery.Report, s sheet) chancery.Report {
	item := s.Item
	r.Rights = s.Rights
	filled := func(what string) {
		r.Missing = slices.DeleteFunc(slices.Clone(r.Missing), func(s string) bool { return s == what })
	}
	if r.Published == 0 && !item.Published.IsZero() {
		r.Published, r.DayBasis = chancery.DayOf(item.Published.UTC()), "feed"
		filled("day")
	}
	if r.Language == "" && item.Language != "" {
		r.Language, r.LangBasis = item.Language, "given"
		filled("language")
	}
	if r.Publisher == "" && item.Publisher != "" {
		r.Publisher = item.Publisher
		filled("publisher")
	}
	return r
}

// file files readings in one transaction. Where the ledger refuses the whole,
// each is filed alone, so that one does not hold up the others.
func (l *Line) file(ctx context.Context, some []*stream.Message) []error {
	errs := make([]error, len(some))
	var steps []ledger.Step
	var of []int // the pieces of the steps
	for i, m := range some {
		var r chancery.Reading
		if errs[i] = m.Into(&r); errs[i] == nil {
			steps, of = append(steps, ledger.Read{Reader: l.Version, Reading: r}), append(of, i)
		}
	}
	if len(steps) == 0 {
		return errs
	}
	err := l.append(ctx, steps)
	for n, i := range of {
		if errs[i] = err; err != nil && len(steps) > 1 && errors.Is(err, ledger.ErrRefused) {
			errs[i] = l.append(ctx, steps[n:n+1])
		}
		errs[i] = refusal(errs[i], some[i].Attempt)
	}
	return errs
}

// append writes one transaction. It is finished even where the program is
// told to stop.
func (l *Line) append(ctx context.Context, steps []ledger.Step) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	_, err := l.Ledger.Append(ctx, ledger.Batch{Agent: l.Agent, Because: "read by the watch", At: l.Now(), Steps: steps})
	return err
}

// refusal tells what the ledger will never take from a ledger that is away for
// now.
func refusal(err error, attempt int) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ledger.ErrRefused):
		return stream.Final(err)
	}
	return &stream.Fault{Err: err, Waits: true, After: min(time.Duration(attempt)*2*time.Second, time.Minute)}
}

package follow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

const (
	maxFeed    = 16 << 20 // bytes of a list, unpacked
	maxSitemap = 64 << 20 // the protocol allows 50 MB
	maxFile    = 64 << 20 // bytes of a packed GDELT file
	maxLists   = 50       // sitemaps of one index that are read on one visit
	maxFiles   = 48       // GDELT files that are fetched on one visit
	quarter    = 15 * time.Minute
	backTo     = 24 * time.Hour // how far back GDELT files are made up for
)

// reader turns a list into what it holds.
type reader func(s source.Source, address string, body []byte, now time.Time) (source.Listing, error)

// list reads one list, unless it has not changed. The validators are kept
// only when all of it was handed on.
func (v *visitor) list(ctx context.Context, address string, read reader) error {
	a, err := v.fetcher.GetUpTo(ctx, address, v.st.Lists[address], maxFeed)
	if err != nil {
		return err
	}
	v.st.Moved = a.Moved
	if a.NotModified {
		return nil
	}
	delete(v.st.Lists, address)
	l, err := read(v.src, a.URL, a.Body, a.At)
	if taken := v.take(ctx, l); taken != nil {
		return taken
	}
	if err != nil {
		return unreadable(a, err)
	}
	v.remember(address, a.Validators)
	return nil
}

func (v *visitor) remember(address string, with fetch.Validators) {
	if with != (fetch.Validators{}) {
		v.st.Lists[address] = with
	}
}

// unreadable is the trouble of an answer that is no list, with what it may be.
func unreadable(a fetch.Answer, err error) error {
	return &fetch.Error{Cause: Unreadable, Address: a.URL, Detail: fmt.Sprintf("%s (%d bytes of %q)", err, len(a.Body), a.ContentType)}
}

// sitemap reads a sitemap, and those that an index names. An index is always
// read anew, since it need not change when one of its sitemaps does.
func (v *visitor) sitemap(ctx context.Context) error {
	a, err := v.fetcher.GetUpTo(ctx, v.src.URL, v.st.Lists[v.src.URL], maxSitemap)
	if err != nil {
		return err
	}
	v.st.Moved = a.Moved
	if a.NotModified {
		return nil
	}
	delete(v.st.Lists, v.src.URL)
	l, err := source.ReadSitemap(v.src, a.URL, a.Body, a.At)
	if taken := v.take(ctx, l); taken != nil {
		return taken
	}
	if err != nil {
		return unreadable(a, err)
	}
	if len(l.More) == 0 {
		v.st.Lists = map[string]fetch.Validators{}
		v.remember(v.src.URL, a.Validators)
		return nil
	}
	if len(l.More) > maxLists {
		v.note(fmt.Sprintf("of %d sitemaps the last %d are read", len(l.More), maxLists))
		l.More = l.More[len(l.More)-maxLists:]
	}
	return v.further(ctx, l.More)
}

// further reads the sitemaps of an index. One that fails does not keep the
// others from being read.
func (v *visitor) further(ctx context.Context, addresses []string) error {
	for known := range v.st.Lists {
		if !slices.Contains(addresses, known) {
			delete(v.st.Lists, known)
		}
	}
	moved := v.st.Moved
	var first error
	failed := 0
	for _, address := range addresses {
		err := v.list(ctx, address, source.ReadSitemap)
		var held heldUp
		if ctx.Err() != nil || errors.As(err, &held) {
			return err
		}
		if err != nil {
			failed++
			first = orElse(first, err)
		}
	}
	v.st.Moved = moved
	switch {
	case failed == len(addresses):
		return first
	case failed > 0:
		v.note(fmt.Sprintf("%d of %d sitemaps could not be read, first %v", failed, len(addresses), first))
	}
	return nil
}

func orElse(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

package follow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// gdelt reads a list of GDELT's files and the files in it that are newer than
// what was reached, and makes up for quarters of an hour that the list no
// longer names.
func (v *visitor) gdelt(ctx context.Context) error {
	a, err := v.fetcher.GetUpTo(ctx, v.src.URL, v.st.Lists[v.src.URL], maxFile)
	if err != nil {
		return err
	}
	v.st.Moved = a.Moved
	if !a.NotModified {
		files, bad := source.ReadGDELTList(a.Body)
		if len(files) == 0 {
			return unreadable(a, errors.New("no list of GDELT's files"))
		}
		if bad > 0 {
			v.note(fmt.Sprintf("%d lines that name no file", bad))
		}
		v.await(files)
		v.remember(v.src.URL, a.Validators)
	}
	return v.files(ctx)
}

// await puts the files that are new, and those between them and what was
// reached, among the pending ones, and what was reached to the newest.
func (v *visitor) await(files []source.GDELTFile) {
	newest := slices.MaxFunc(files, func(a, b source.GDELTFile) int { return a.At.Compare(b.At) }).At
	reached := v.st.Reached
	if newest.After(v.now.Add(backTo)) { // a list of the future
		v.note(fmt.Sprintf("files of %s, which is to come", newest.Format(time.DateOnly)))
		return
	}
	oldest := newest.Add(-backTo)
	if reached.IsZero() {
		reached = newest.Add(-quarter)
	} else if reached.Before(oldest) {
		v.note(fmt.Sprintf("files from %s to %s were missed", reached.Format(time.RFC3339), oldest.Format(time.RFC3339)))
		reached = oldest
	}
	listed := map[string]bool{}
	for _, f := range files {
		listed[f.URL] = true
	}
	for at := reached.Truncate(quarter).Add(quarter); at.Before(newest); at = at.Add(quarter) {
		for _, f := range files {
			if !f.At.Equal(newest) {
				continue
			}
			f.URL = strings.Replace(f.URL, newest.Format(stamp), at.Format(stamp), 1)
			if !listed[f.URL] {
				v.st.Pending = append(v.st.Pending, source.GDELTFile{URL: f.URL, At: at})
			}
		}
	}
	for _, f := range files {
		if f.At.After(reached) {
			v.st.Pending = append(v.st.Pending, f)
		}
	}
	slices.SortStableFunc(v.st.Pending, func(a, b source.GDELTFile) int { return a.At.Compare(b.At) })
	if newest.After(v.st.Reached) {
		v.st.Reached = newest
	}
}

// stamp is the time in the name of a GDELT file.
const stamp = "20060102150405"

// files fetches pending files, the oldest first. What cannot be had stays
// pending for a day; what GDELT does not have, it does not have.
func (v *visitor) files(ctx context.Context) error {
	work := v.st.Pending
	rest := work[min(maxFiles, len(work)):]
	work = work[:len(work)-len(rest)]
	var again []source.GDELTFile
	var first error
	absent := 0
	for i, f := range work {
		err := v.file(ctx, f)
		var held heldUp
		if ctx.Err() != nil || errors.As(err, &held) {
			v.st.Pending = slices.Concat(again, work[i:], rest)
			return err
		}
		var e *fetch.Error
		switch {
		case err == nil:
		case errors.As(err, &e) && e.Cause == fetch.Status && e.Status == 404:
			absent++
		default:
			first = orElse(first, err)
			if v.now.Sub(f.At) < backTo {
				again = append(again, f)
			}
		}
	}
	v.st.Pending = slices.Concat(again, rest)
	if absent > 0 {
		v.note(fmt.Sprintf("%d files that are not there", absent))
	}
	if first != nil {
		return &fetch.Error{Cause: Unfetched, Address: v.src.URL, Detail: fmt.Sprintf("%d of %d files could not be had", len(again), len(work)), Err: first}
	}
	return nil
}

// file hands on what one file names.
func (v *visitor) file(ctx context.Context, f source.GDELTFile) error {
	a, err := v.fetcher.GetUpTo(ctx, f.URL, fetch.Validators{}, maxFile)
	if err != nil {
		return err
	}
	l, err := source.ReadGDELTFile(v.src, f, a.Body, v.now)
	if err != nil {
		return unreadable(a, err)
	}
	return v.take(ctx, l)
}

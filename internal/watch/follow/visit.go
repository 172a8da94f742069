package follow

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

const (
	soon     = time.Minute         // after which a visit that was held up is made up for
	longest  = 24 * time.Hour      // between two visits of a source in trouble, where its own pace is not slower
	maxPause = 32 * 24 * time.Hour // no source is left alone for longer
	maxNotes = 8
)

// visitor is one visit of one source.
type visitor struct {
	*Follower
	src     source.Source
	st      frontier.State
	now     time.Time
	deliver Deliver
	fresh   int64 // reports handed on
}

// heldUp is an error of what comes after the source.
type heldUp struct{ error }

func (h heldUp) Unwrap() error { return h.error }

// visit visits a source, and keeps and returns its state. A visit that ctx
// ends leaves no trace but the reports that were handed on.
func (f *Follower) visit(ctx context.Context, s source.Source, deliver Deliver) frontier.State {
	f.mu.Lock()
	before := f.states[s.Name]
	f.mu.Unlock()
	v := &visitor{Follower: f, src: s, st: before, now: time.Now(), deliver: deliver}
	v.st.Lists, v.st.Pending, v.st.Notes = maps.Clone(before.Lists), slices.Clone(before.Pending), nil
	if v.st.Lists == nil {
		v.st.Lists = map[string]fetch.Validators{}
	}
	err := v.read(ctx)
	if ctx.Err() != nil {
		return before
	}
	v.conclude(err)
	if err := f.frontier.Save(ctx, v.st); err != nil {
		v.conclude(heldUp{err})
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.states[s.Name].Address == v.st.Address { // the list may have changed meanwhile
		f.states[s.Name] = v.st
	}
	return v.st
}

// read reads what the source lists, by its kind.
func (v *visitor) read(ctx context.Context) error {
	switch v.src.Kind {
	case source.Feed:
		return v.list(ctx, v.src.URL, source.ReadFeed)
	case source.Sitemap:
		return v.sitemap(ctx)
	case source.GDELT:
		return v.gdelt(ctx)
	case source.Folder, source.Archive:
		l, err := source.ReadFolder(v.src)
		if err != nil {
			return &fetch.Error{Cause: Missing, Address: v.src.Path, Detail: err.Error()}
		}
		return v.take(ctx, l)
	}
	return &fetch.Error{Cause: fetch.Unsupported, Address: v.st.Address, Detail: fmt.Sprintf("a source of kind %q", v.src.Kind)}
}

// take hands on what of a listing is new.
func (v *visitor) take(ctx context.Context, l source.Listing) error {
	v.note(l.Notes...)
	for part := range slices.Chunk(l.Items, Batch) {
		ids := make([]string, len(part))
		for i, it := range part {
			ids[i] = it.ID
		}
		seen, err := v.frontier.Seen(ctx, ids, v.now)
		if err != nil {
			return heldUp{err}
		}
		part = slices.DeleteFunc(slices.Clone(part), func(it source.Item) bool { return seen[it.ID] })
		if len(part) == 0 {
			continue
		}
		if err := v.deliver(ctx, part); err != nil {
			return heldUp{err}
		}
		ids = ids[:0]
		for _, it := range part {
			ids = append(ids, it.ID)
		}
		v.fresh += int64(len(part))
		if err := v.frontier.Mark(context.WithoutCancel(ctx), ids, v.now); err != nil {
			return heldUp{err}
		}
	}
	return nil
}

// note keeps what was odd for people to see.
func (v *visitor) note(notes ...string) {
	v.st.Notes = append(v.st.Notes, notes[:min(len(notes), max(0, maxNotes-len(v.st.Notes)))]...)
}

// conclude enters in the state how the visit went, and when the next is due.
func (v *visitor) conclude(err error) {
	now := time.Now()
	st, every := &v.st, max(v.src.Every, time.Minute)
	st.Tried = now
	st.Items += v.fresh
	if v.fresh > 0 {
		st.Changed = now
	}
	v.fresh = 0
	var held heldUp
	var e *fetch.Error
	switch {
	case err == nil:
		v.wentWell(now)
		st.Next = now.Add(every + jitter(every/10))
		return
	case errors.As(err, &held):
		v.trouble(HeldUp, held.Error(), now)
		st.Next = now.Add(soon)
		return
	case !errors.As(err, &e):
		e = &fetch.Error{Cause: Unreadable, Detail: err.Error()}
	}
	if e.Cause == fetch.Later && e.Signal == nil { // its host's turn has not come: nobody went there
		st.Next = now.Add(min(e.After, maxPause) + jitter(soon))
		if st.Trouble == nil && e.After > every {
			v.trouble(e.Cause, e.Error(), now)
		}
		return
	}
	st.Visits++
	st.Failed++
	st.Failures++
	st.Recent = st.Recent.After(true)
	v.trouble(e.Cause, e.Error(), now)
	pause := min(every<<min(st.Failures-1, 16), max(longest, every))
	if !e.Temporary() && e.Cause != Unreadable && e.Cause != Unfetched {
		pause = max(longest, every)
	}
	pause = max(pause, e.After)
	st.Next = now.Add(min(pause+jitter(every/10), maxPause))
}

// wentWell ends what trouble there was.
func (v *visitor) wentWell(now time.Time) {
	st := &v.st
	st.Visits++
	st.Failures, st.Succeeded, st.Recent = 0, now, st.Recent.After(false)
	if st.Trouble != nil {
		last := *st.Trouble
		last.Ended = now
		st.Last, st.Trouble = &last, nil
	}
}

// trouble enters one more visit that went wrong.
func (v *visitor) trouble(c fetch.Cause, detail string, now time.Time) {
	t := frontier.Trouble{Since: now}
	if old := v.st.Trouble; old != nil {
		t = *old
	}
	t.Cause, t.Detail, t.At = string(c), clip(detail), now
	t.Count++
	v.st.Trouble = &t
}

// clip bounds what a server can have us remember.
func clip(s string) string {
	if r := []rune(s); len(r) > 500 {
		return string(r[:500]) + "…"
	}
	return s
}

// jitter is a random time below d.
func jitter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return rand.N(d)
}

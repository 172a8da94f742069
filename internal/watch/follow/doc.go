// Package follow visits sources when they are due, and hands on the reports
// they list that it has not handed on before. It asks whether a list changed
// before it reads it, stays away from sources in trouble for longer and
// longer, and keeps going whatever a source answers: what is wrong with a
// source is part of its state, for people to see, and never ends the watch.
//
// All time is that of package time, so that testing/synctest can speed it up.
package follow

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// Causes of trouble beyond those of package fetch.
const (
	Unreadable fetch.Cause = "unreadable" // the answer is no list that can be read
	Missing    fetch.Cause = "missing"    // the folder or file cannot be listed
	Unfetched  fetch.Cause = "files"      // files that the list names could not be had
	HeldUp     fetch.Cause = "held up"    // what comes after, or the frontier, took nothing: not the source's doing
)

// Deliver hands reports on, at most [Batch] at a time, each with its ID. They
// are marked as seen when it returns nil; an error has the source visited again
// soon. It is called from several goroutines at once.
type Deliver func(context.Context, []source.Item) error

// Batch is how many reports are handed on at once.
const Batch = 500

// Options are how a follower goes about it. The zero value is fit for use.
type Options struct {
	Parallel int           // visits at once; 0 is 8
	Keep     time.Duration // how long a report that no source lists any more is remembered; 0 is 30 days
}

// Follower follows sources. It is safe for many goroutines at once.
type Follower struct {
	fetcher  *fetch.Fetcher
	frontier *frontier.Frontier
	o        Options
	wake     chan struct{} // holds one token when the list has changed

	mu     sync.Mutex
	list   []source.Source
	states map[string]frontier.State
	busy   map[string]bool // sources that are being visited
	pruned time.Time
}

// New makes a follower of those sources of a list that are on, which goes on
// where the frontier stands.
func New(ctx context.Context, list []source.Source, f *fetch.Fetcher, at *frontier.Frontier, o Options) (*Follower, error) {
	states, err := at.States(ctx)
	if err != nil {
		return nil, err
	}
	if o.Parallel == 0 {
		o.Parallel = 8
	}
	if o.Keep == 0 {
		o.Keep = 30 * 24 * time.Hour
	}
	fo := &Follower{fetcher: f, frontier: at, o: o, wake: make(chan struct{}, 1), states: states, busy: map[string]bool{}}
	fo.Replace(list)
	return fo, nil
}

// Replace puts another list in the place of the one that is followed.
func (f *Follower) Replace(list []source.Source) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = slices.Clone(list)
	now := time.Now()
	for _, s := range list {
		st := f.states[s.Name]
		if address := s.URL + s.Path; st.Address != address {
			st = frontier.State{Source: s.Name, Address: address}
		}
		if st.Next.After(now.Add(maxPause)) { // written under a clock that ran ahead
			st.Next = now
		}
		f.states[s.Name] = st
	}
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

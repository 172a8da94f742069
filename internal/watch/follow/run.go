package follow

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/frontier"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// Run follows the sources until ctx ends, and returns when the last visit has.
func (f *Follower) Run(ctx context.Context, deliver Deliver) error {
	var visits sync.WaitGroup
	defer visits.Wait()
	free := make(chan struct{}, f.o.Parallel)
	wait := time.NewTimer(0)
	defer wait.Stop()
	for ctx.Err() == nil {
		s, until := f.due(time.Now())
		if s == nil {
			wait.Reset(until)
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-f.wake:
			case <-wait.C:
				f.prune(ctx)
			}
			continue
		}
		select {
		case <-ctx.Done():
			f.release(s.Name)
			return ctx.Err()
		case free <- struct{}{}:
		}
		visits.Go(func() {
			f.visit(ctx, *s, deliver)
			f.release(s.Name)
			<-free
		})
	}
	return ctx.Err()
}

// idle is how long Run sleeps at most.
const idle = time.Hour

// due takes the source that has waited longest beyond its time, or tells how
// long it is until one is due.
func (f *Follower) due(now time.Time) (*source.Source, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var first *source.Source
	var at time.Time
	for i, s := range f.list {
		if !s.On || f.busy[s.Name] {
			continue
		}
		if next := f.states[s.Name].Next; first == nil || next.Before(at) {
			first, at = &f.list[i], next
		}
	}
	if first == nil {
		return nil, idle
	}
	if wait := at.Sub(now); wait > 0 {
		return nil, min(wait, idle)
	}
	f.busy[first.Name] = true
	s := *first
	return &s, 0
}

func (f *Follower) release(name string) {
	f.mu.Lock()
	delete(f.busy, name)
	f.mu.Unlock()
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// prune has the frontier forget, once a day.
func (f *Follower) prune(ctx context.Context) {
	now := time.Now()
	f.mu.Lock()
	today := now.Sub(f.pruned) < 24*time.Hour
	if !today {
		f.pruned = now
	}
	f.mu.Unlock()
	if !today {
		_, _ = f.frontier.Prune(ctx, now.Add(-f.o.Keep)) // tomorrow is another day
	}
}

// Visit visits one source now, whether it is due or not, and returns its state
// afterwards. A source that is being visited already is left alone.
func (f *Follower) Visit(ctx context.Context, name string, deliver Deliver) (frontier.State, error) {
	f.mu.Lock()
	i := slices.IndexFunc(f.list, func(s source.Source) bool { return s.Name == name })
	if i < 0 || f.busy[name] {
		f.mu.Unlock()
		return frontier.State{}, errors.New("no source " + name + " that could be visited now")
	}
	s := f.list[i]
	f.busy[name] = true
	f.mu.Unlock()
	defer f.release(name)
	return f.visit(ctx, s, deliver), nil
}

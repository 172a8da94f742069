package fetch

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	maxHosts    = 4096     // hosts that are remembered while none visits them
	maxPolicies = 32 << 20 // bytes of house rules that are remembered
	firstPause  = 30 * time.Second
	longPause   = 6 * time.Hour
	maxAfter    = 24 * time.Hour // a Retry-After beyond it is not believed
)

// hosts is what is known of each host that was visited.
type hosts struct {
	mu    sync.Mutex
	known map[string]*host
	size  int // bytes of house rules
}

// host is one door: a single visitor at a time.
type host struct {
	turn  chan struct{} // holds one token
	users int           // who hold or wait for the token; guarded by hosts.mu

	// The rest belongs to the holder of the token, and to hosts.mu for reading
	// when users is 0.
	next     time.Time // not before
	why      string    // of a pause
	failures int       // in a row
	rules    map[string]*rules
	size     int
}

// enter waits for a host's turn, at most patience, and then returns it with
// the token held; leave gives it back.
func (hs *hosts) enter(ctx context.Context, name string, patience time.Duration) (*host, error) {
	hs.mu.Lock()
	h := hs.known[name]
	if h == nil {
		hs.sweep()
		h = &host{turn: make(chan struct{}, 1), rules: map[string]*rules{}}
		h.turn <- struct{}{}
		hs.known[name] = h
	}
	h.users++
	hs.mu.Unlock()
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-h.turn:
	case <-wait.C:
		hs.quit(h)
		return nil, &Error{Cause: Later, Detail: "others wait for this host too", After: patience}
	case <-ctx.Done():
		hs.quit(h)
		return nil, ctx.Err()
	}
	pause := time.Until(h.next)
	if pause > patience {
		err := &Error{Cause: Later, Detail: h.why, After: pause}
		hs.leave(h)
		return nil, err
	}
	if pause > 0 {
		wait.Reset(pause)
		select {
		case <-wait.C:
		case <-ctx.Done():
			hs.leave(h)
			return nil, ctx.Err()
		}
	}
	return h, nil
}

// leave gives the token back.
func (hs *hosts) leave(h *host) {
	h.turn <- struct{}{}
	hs.quit(h)
}

func (hs *hosts) quit(h *host) {
	hs.mu.Lock()
	h.users--
	hs.mu.Unlock()
}

// sweep forgets hosts that nobody visits, where there are too many: first
// those of which nothing is lost, then any that owe no pause. The caller holds
// the lock.
func (hs *hosts) sweep() {
	if len(hs.known) < maxHosts && hs.size < maxPolicies {
		return
	}
	now := time.Now()
	for _, fresh := range [...]bool{false, true} {
		for name, h := range hs.known {
			if h.users > 0 || h.next.After(now) || h.current(now) != fresh {
				continue
			}
			delete(hs.known, name)
			hs.size -= h.size
			if fresh && len(hs.known) < maxHosts*3/4 && hs.size < maxPolicies*3/4 {
				return
			}
		}
	}
}

// current tells whether rules of a host still hold.
func (h *host) current(now time.Time) bool {
	for _, r := range h.rules {
		if r.until.After(now) {
			return true
		}
	}
	return false
}

// keep remembers the rules of an origin of a host whose token is held.
func (hs *hosts) keep(h *host, origin string, r *rules) {
	if len(h.rules) >= 8 { // ports without end
		clear(h.rules)
	}
	h.rules[origin] = r
	size := 0
	for _, r := range h.rules {
		size += r.size()
	}
	hs.mu.Lock()
	hs.size += size - h.size
	h.size = size
	hs.mu.Unlock()
}

// done says that a visit went well: the next is due after the delay and up to
// half as much again.
func (h *host) done(delay time.Duration) {
	h.failures, h.why = 0, "its last visit was a moment ago"
	h.next = time.Now().Add(delay + jitter(delay/2))
}

// pause says that a host wants to be left alone or did not answer: for as long
// as it says, else twice as long each time.
func (h *host) pause(after time.Duration, why string) time.Duration {
	h.failures++
	own := min(firstPause<<min(h.failures-1, 16), longPause)
	own += jitter(own / 4)
	pause := max(own, min(after, maxAfter))
	h.why = fmt.Sprintf("%s, %d in a row", why, h.failures)
	h.next = time.Now().Add(pause)
	return pause
}

// jitter is a random time below d.
func jitter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return rand.N(d)
}

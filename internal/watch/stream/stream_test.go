package stream

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

func open(t *testing.T, dir string) *Stream {
	t.Helper()
	s, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tally counts how often each piece of work was done.
type tally struct {
	mu   sync.Mutex
	done map[string]int
	wake chan struct{}
}

func newTally() *tally { return &tally{done: map[string]int{}, wake: make(chan struct{}, 1)} }

func (c *tally) add(id string) {
	c.mu.Lock()
	c.done[id]++
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// wait returns when n different pieces were done.
func (c *tally) wait(t *testing.T, n int) map[string]int {
	t.Helper()
	late := time.After(30 * time.Second)
	for {
		c.mu.Lock()
		got := maps.Clone(c.done)
		c.mu.Unlock()
		if len(got) >= n {
			return got
		}
		select {
		case <-c.wake:
		case <-late:
			t.Fatalf("%d of %d pieces of work were done", len(got), n)
		}
	}
}

// working runs workers until the test calls the function returned.
func working(t *testing.T, s *Stream, stage Stage, workers, atOnce int, do Handler, told func(Outcome)) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() {
		if err := s.Work(ctx, stage, workers, atOnce, do, told); err != nil {
			t.Error(err)
		}
	})
	return func() { cancel(); all.Wait() }
}

func TestWorkIsDoneOnceAndPassedOn(t *testing.T) {
	s := open(t, t.TempDir())
	defer s.Close()
	const n = 40
	for i := range n {
		for k := range 2 { // the second time is none
			fresh, err := s.Put(t.Context(), Fetch, fmt.Sprint("item ", i), i)
			if err != nil || fresh != (k == 0) {
				t.Fatalf("put %d for the %d. time: fresh %v, %v", i, k+1, fresh, err)
			}
		}
	}
	got := newTally()
	stopFirst := working(t, s, Fetch, 4, 1, func(ctx context.Context, some []*Message) []error {
		var i int
		if err := some[0].Into(&i); err != nil {
			return []error{err}
		}
		_, err := s.Put(ctx, File, some[0].ID, i*i)
		return []error{err}
	}, nil)
	defer stopFirst()
	defer working(t, s, File, 1, 16, func(_ context.Context, some []*Message) []error {
		for _, m := range some {
			var square int
			if err := m.Into(&square); err != nil {
				t.Error(err)
			}
			if want := fmt.Sprintf("item %d", root(square)); m.ID != want {
				t.Errorf("%s brings %d", m.ID, square)
			}
			got.add(m.ID)
		}
		return nil
	}, nil)()
	for id, times := range got.wait(t, n) {
		if times != 1 {
			t.Errorf("%s was done %d times", id, times)
		}
	}
}

func root(square int) (i int) {
	for i*i < square {
		i++
	}
	return i
}

// TestFailures: what fails for now comes again, what fails for good is buried
// with its cause, and of a batch in which one panics the others are done.
func TestFailures(t *testing.T) {
	s := open(t, t.TempDir())
	defer s.Close()
	for _, id := range []string{"good", "late", "bad", "panics", "good too"} {
		if _, err := s.Put(t.Context(), Read, id, id); err != nil {
			t.Fatal(err)
		}
	}
	done, dead := newTally(), newTally()
	stop := working(t, s, Read, 1, 16, func(_ context.Context, some []*Message) []error {
		errs := make([]error, len(some))
		for i, m := range some {
			switch {
			case m.ID == "panics":
				panic("no page")
			case m.ID == "bad":
				errs[i] = Final(errors.New("not a page\nof any kind"))
			case m.ID == "late" && m.Attempt == 1:
				errs[i] = &Fault{Err: errors.New("not yet"), After: 10 * time.Millisecond}
			}
		}
		return errs
	}, func(o Outcome) {
		if o.Dead {
			dead.add(o.ID)
		} else if o.Err == nil {
			done.add(o.ID)
		}
	})
	done.wait(t, 3)
	dead.wait(t, 2)
	stop()
	causes := map[string]string{}
	var numbers []uint64
	for d, err := range s.Dead(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		var body string
		if err := d.Into(&body); err != nil || body != d.ID || d.Stage != Read || d.Attempts == 0 || d.At.IsZero() {
			t.Errorf("dead letter %+v brings %q, %v", d, body, err)
		}
		causes[d.ID] = d.Cause
		numbers = append(numbers, d.Number)
	}
	if len(causes) != 2 || causes["bad"] != "not a page | of any kind" || !strings.HasPrefix(causes["panics"], "panic: no page") {
		t.Errorf("dead letters: %q", causes)
	}
	for _, n := range numbers {
		if err := s.Retry(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	again := newTally()
	defer working(t, s, Read, 1, 1, func(_ context.Context, some []*Message) []error { again.add(some[0].ID); return nil }, nil)()
	if got := again.wait(t, 2); !slices.Equal(slices.Sorted(maps.Keys(got)), []string{"bad", "panics"}) {
		t.Errorf("tried again: %v", got)
	}
	for d := range s.Dead(t.Context()) {
		t.Errorf("still dead: %s", d.ID)
	}
}

// TestNothingIsLostOnRestart stops the stream with work given out and not
// done.
func TestNothingIsLostOnRestart(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for i := range 20 {
		if _, err := s.Put(t.Context(), File, fmt.Sprint(i), i); err != nil {
			t.Fatal(err)
		}
	}
	begun := newTally()
	stop := working(t, s, File, 2, 1, func(ctx context.Context, some []*Message) []error {
		begun.add(some[0].ID)
		<-ctx.Done()
		return []error{ctx.Err()}
	}, nil)
	begun.wait(t, 2)
	stop()
	s.Close()

	s = open(t, dir)
	defer s.Close()
	if fresh, err := s.Put(t.Context(), File, "3", 3); err != nil || fresh {
		t.Errorf("a name is forgotten on restart: fresh %v, %v", fresh, err)
	}
	got := newTally()
	defer working(t, s, File, 2, 4, func(_ context.Context, some []*Message) []error {
		for _, m := range some {
			got.add(m.ID)
		}
		return nil
	}, nil)()
	got.wait(t, 20)
}

func TestBacklogs(t *testing.T) {
	s := open(t, t.TempDir())
	defer s.Close()
	if _, err := s.Put(t.Context(), Read, "a", 1); err != nil {
		t.Fatal(err)
	}
	got, dead, err := s.Backlogs(t.Context())
	if err != nil || got[Read].Waiting != 1 || got[Fetch].Waiting != 0 || dead != 0 {
		t.Errorf("%v, %d dead, %v", got, dead, err)
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestOpenErrors(t *testing.T) {
	for what, o := range map[string]Options{
		"a folder for its files is wanted": {},
		"is no host:port":                  {Dir: t.TempDir(), Listen: "here"},
		"joining nats://127.0.0.1:1":       {URL: "nats://127.0.0.1:1"},
	} {
		if s, err := Open(t.Context(), o); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%+v: %v", o, err)
			if s != nil {
				s.Close()
			}
		}
	}
}

func TestTooLargeIsFinal(t *testing.T) {
	s := open(t, t.TempDir())
	defer s.Close()
	noise := make([]byte, 24<<20)
	seed := uint32(1)
	for i := range noise {
		seed = seed*1664525 + 1013904223
		noise[i] = byte(seed >> 24)
	}
	_, err := s.Put(t.Context(), Read, "large", noise)
	var f *Fault
	if !errors.As(err, &f) || !f.Final {
		t.Errorf("a message that does not fit: %v", err)
	}
}

// The nodes that are shipped to start from take what this package sends.
func TestShippedNodes(t *testing.T) {
	t.Setenv("NATS_TOKEN", "token")
	o, err := server.ProcessConfigFile("../../../deploy/nats.conf")
	if err != nil {
		t.Fatal(err)
	}
	if o.MaxPayload < maxPayload || !o.SyncAlways || !o.JetStream || len(o.Routes) != 3 {
		t.Errorf("payload %d of %d, sync always %v, JetStream %v, %d routes", o.MaxPayload, maxPayload, o.SyncAlways, o.JetStream, len(o.Routes))
	}
}

package stream

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Handler works on some pieces at once and says of each how it went: nil is
// done. A nil slice is all done.
type Handler func(ctx context.Context, some []*Message) []error

// Outcome is told of each piece of work.
type Outcome struct {
	Stage Stage
	ID    string
	Took  time.Duration // of the whole batch
	Err   error         // nil is done
	Dead  bool          // it went to the dead letters
}

// Work has so many workers take work of a stage, at most so many pieces at
// once, until the context ends. Work that is under way then is finished, or is
// given to others.
func (s *Stream) Work(ctx context.Context, stage Stage, workers, atOnce int, do Handler, told func(Outcome)) error {
	if told == nil {
		told = func(Outcome) {}
	}
	consumer, err := s.js.Consumer(ctx, streamOf(stage), string(stage))
	if err != nil {
		return fmt.Errorf("stream: the consumer of %s: %w", stage, err)
	}
	var all sync.WaitGroup
	for range workers {
		all.Go(func() { s.worker(ctx, consumer, stage, atOnce, do, told) })
	}
	all.Wait()
	return nil
}

// worker takes and works until the context ends.
func (s *Stream) worker(ctx context.Context, consumer jetstream.Consumer, stage Stage, atOnce int, do Handler, told func(Outcome)) {
	wait := time.Second
	if atOnce > 1 {
		wait = 300 * time.Millisecond // for the batch to fill
	}
	for ctx.Err() == nil {
		batch, err := consumer.Fetch(atOnce, jetstream.FetchMaxWait(wait))
		if err != nil {
			s.pause(ctx, stage, err)
			continue
		}
		var some []*Message
		for raw := range batch.Messages() {
			some = append(some, s.messageOf(raw))
		}
		if err := batch.Error(); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			s.pause(ctx, stage, err)
		}
		if len(some) == 0 {
			continue
		}
		if ctx.Err() != nil { // too late to begin
			for _, m := range some {
				_ = m.raw.Nak()
			}
			return
		}
		s.handle(ctx, stage, some, do, told)
	}
}

// pause waits a moment after trouble with the stream itself.
func (s *Stream) pause(ctx context.Context, stage Stage, err error) {
	if ctx.Err() != nil {
		return
	}
	s.report("stream: taking work", "stage", string(stage), "cause", err)
	select {
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
}

func (s *Stream) messageOf(raw jetstream.Msg) *Message {
	m := &Message{raw: raw, Attempt: 1, At: time.Now()}
	if meta, err := raw.Metadata(); err == nil {
		m.Attempt, m.At = int(meta.NumDelivered), meta.Timestamp
	}
	m.ID = raw.Headers().Get(idHeader)
	return m
}

// handle works on a batch, with signs of life, and settles each piece.
func (s *Stream) handle(ctx context.Context, stage Stage, some []*Message, do Handler, told func(Outcome)) {
	start := time.Now()
	stop := make(chan struct{})
	var beating sync.WaitGroup
	beating.Go(func() {
		beat := time.NewTicker(ackWait / 3)
		defer beat.Stop()
		for {
			select {
			case <-stop:
				return
			case <-beat.C:
				for _, m := range some {
					_ = m.raw.InProgress()
				}
			}
		}
	})
	traced, end := spans(ctx, stage, some)
	errs := try(traced, some, do)
	end(errs)
	close(stop)
	beating.Wait()
	for i, m := range some {
		o := Outcome{Stage: stage, ID: m.ID, Took: time.Since(start)}
		if i < len(errs) {
			o.Err = errs[i]
		}
		o.Dead = s.settle(ctx, stage, m, o.Err)
		told(o)
	}
}

// try calls a handler. Where it panics over a batch, each piece is tried alone;
// where it panics over one, another attempt would panic again.
func try(ctx context.Context, some []*Message, do Handler) []error {
	errs, panicked := guarded(ctx, some, do)
	switch {
	case panicked == nil:
		return errs
	case len(some) == 1:
		return []error{Final(panicked)}
	}
	errs = make([]error, len(some))
	for i := range some {
		if got := try(ctx, some[i:i+1], do); len(got) > 0 {
			errs[i] = got[0]
		}
	}
	return errs
}

// guarded calls a handler and catches its panic.
func guarded(ctx context.Context, some []*Message, do Handler) (errs []error, panicked error) {
	defer func() {
		if r := recover(); r != nil {
			panicked = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return do(ctx, some), nil
}

// settle acknowledges a piece, puts it off, or buries it.
func (s *Stream) settle(ctx context.Context, stage Stage, m *Message, err error) (dead bool) {
	var f *Fault
	switch {
	case err == nil:
		s.check(stage, m.raw.Ack())
		return false
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		s.check(stage, m.raw.Nak()) // another worker's
		return false
	case errors.As(err, &f) && f.Final, m.Attempt >= maxAttempts && (f == nil || !f.Waits):
		if buried := s.bury(stage, m, err); buried != nil {
			s.check(stage, buried)
			s.check(stage, m.raw.NakWithDelay(firstPause))
			return false
		}
		s.check(stage, m.raw.TermWithReason("dead letter"))
		return true
	}
	pause := min(firstPause<<min(m.Attempt-1, 16), longPause)
	if f != nil && f.After > 0 {
		pause = min(f.After, longPause)
	}
	s.check(stage, m.raw.NakWithDelay(pause))
	return false
}

func (s *Stream) check(stage Stage, err error) {
	if err != nil {
		s.report("stream: settling work", "stage", string(stage), "cause", err)
	}
}

package stream

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

const (
	prefix     = "CHANCERY_" // of the names of streams and buckets
	subjects   = "chancery." // of the subjects of stages
	deadPrefix = "chancery.dead."
)

func streamOf(stage Stage) string  { return prefix + string(stage) }
func subjectOf(stage Stage) string { return subjects + string(stage) }

// deadStream is the name of the stream of dead letters.
const deadStream = prefix + "dead"

// bytesOf bounds each queue on the disk. A full queue takes nothing more, so
// that the stage before it waits.
var bytesOf = map[Stage]int64{Fetch: 1 << 30, Read: 4 << 30, File: 1 << 30}

// setUp makes the queues, or brings those that are there up to date. In a
// cluster that is just starting, it waits for a leader.
func (s *Stream) setUp(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var configs []jetstream.StreamConfig
	for _, stage := range Stages() {
		configs = append(configs, jetstream.StreamConfig{
			Name: streamOf(stage), Subjects: []string{subjectOf(stage)}, Retention: jetstream.WorkQueuePolicy, Storage: jetstream.FileStorage,
			Discard: jetstream.DiscardNew, MaxBytes: bytesOf[stage], Duplicates: Remembered, Replicas: s.replicas,
		})
	}
	configs = append(configs, jetstream.StreamConfig{
		Name: deadStream, Subjects: []string{deadPrefix + "*"}, Storage: jetstream.FileStorage,
		MaxAge: maxDead, MaxBytes: 1 << 30, Duplicates: Remembered, Replicas: s.replicas,
	})
	for _, c := range configs {
		if err := patiently(ctx, func(ctx context.Context) error { _, err := s.js.CreateOrUpdateStream(ctx, c); return err }); err != nil {
			return fmt.Errorf("stream: making the queue %s: %w", c.Name, err)
		}
	}
	for _, stage := range Stages() {
		c := jetstream.ConsumerConfig{
			Durable: string(stage), AckPolicy: jetstream.AckExplicitPolicy, AckWait: ackWait, MaxDeliver: -1, MaxAckPending: 4096,
		}
		if err := patiently(ctx, func(ctx context.Context) error {
			_, err := s.js.CreateOrUpdateConsumer(ctx, streamOf(stage), c)
			return err
		}); err != nil {
			return fmt.Errorf("stream: making the consumer of %s: %w", stage, err)
		}
	}
	return nil
}

// patiently tries again until the context ends.
func patiently(ctx context.Context, do func(context.Context) error) error {
	for {
		attempt, cancel := context.WithTimeout(ctx, 10*time.Second)
		err := do(attempt)
		cancel()
		if err == nil || ctx.Err() != nil || isDecided(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(500 * time.Millisecond):
		}
	}
}

// isDecided tells an answer of the server's that will stay so from trouble on
// the way to it.
func isDecided(err error) bool {
	var e *jetstream.APIError
	return errors.As(err, &e) && e.Code >= 400 && e.Code < 500 && e.Code != 408
}

func hostPort(address string) (string, int, error) {
	host, p, err := net.SplitHostPort(address)
	if err != nil {
		return "", 0, fmt.Errorf("stream: %q is no host:port", address)
	}
	port, err := strconv.Atoi(p)
	if err != nil || port < 0 || port > 65535 {
		return "", 0, fmt.Errorf("stream: %q has no port", address)
	}
	if port == 0 {
		port = -1 // NATS's word for any
	}
	return host, port, nil
}

// Backlog is how much work a stage has.
type Backlog struct {
	Waiting int64 // given to nobody yet
	Working int64 // given out
	Retried int64 // given out more than once
}

// Backlogs are the backlogs of all stages, and the number of dead letters.
func (s *Stream) Backlogs(ctx context.Context) (map[Stage]Backlog, int64, error) {
	out := map[Stage]Backlog{}
	for _, stage := range Stages() {
		c, err := s.js.Consumer(ctx, streamOf(stage), string(stage))
		if err != nil {
			return nil, 0, fmt.Errorf("stream: %w", err)
		}
		// What is done is gone from the stream, which knows at once what it holds;
		// its consumer hears of what came in a moment later.
		held, err := s.js.Stream(ctx, streamOf(stage))
		if err != nil {
			return nil, 0, fmt.Errorf("stream: %w", err)
		}
		i, all := c.CachedInfo(), int64(held.CachedInfo().State.Msgs)
		out[stage] = Backlog{Waiting: max(all-int64(i.NumAckPending), 0), Working: min(int64(i.NumAckPending), all), Retried: int64(i.NumRedelivered)}
	}
	dead, err := s.js.Stream(ctx, deadStream)
	if err != nil {
		return nil, 0, fmt.Errorf("stream: %w", err)
	}
	return out, int64(dead.CachedInfo().State.Msgs), nil
}

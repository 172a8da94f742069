package stream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Shelf keeps small values by name beside the queues: what each source was
// last seen to have. All who share the stream share it.
type Shelf struct{ kv jetstream.KeyValue }

// ErrChanged is returned where another has written a value in between.
var ErrChanged = errors.New("stream: another has written it in between")

// Shelf opens a shelf, and makes it where there is none.
func (s *Stream) Shelf(ctx context.Context, name string) (*Shelf, error) {
	var kv jetstream.KeyValue
	err := patiently(ctx, func(ctx context.Context) (err error) {
		kv, err = s.js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{
			Bucket: prefix + name, History: 1, Storage: jetstream.FileStorage, Replicas: s.replicas, MaxBytes: 256 << 20,
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("stream: the shelf %s: %w", name, err)
	}
	return &Shelf{kv}, nil
}

// Load reads a value. Its revision is 0 where there is none.
func (s *Shelf) Load(ctx context.Context, key string, v any) (revision uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	e, err := s.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("stream: %w", err)
	}
	return e.Revision(), json.Unmarshal(e.Value(), v)
}

// Save writes a value where its revision is still the one given, and returns
// the new one; else the error is [ErrChanged].
func (s *Shelf) Save(ctx context.Context, key string, v any, revision uint64) (uint64, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	now, err := s.kv.Update(ctx, key, data, revision)
	var e *jetstream.APIError
	switch {
	case err == nil:
		return now, nil
	case errors.As(err, &e) && e.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence, errors.Is(err, jetstream.ErrKeyExists):
		return 0, ErrChanged
	}
	return 0, fmt.Errorf("stream: %w", err)
}

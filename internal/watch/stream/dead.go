package stream

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Headers of a message, and of a dead letter.
const (
	idHeader       = "Chancery-Id"
	causeHeader    = "Chancery-Cause"
	attemptsHeader = "Chancery-Attempts"
)

// maxCause is how much of a cause a header keeps, in bytes.
const maxCause = 2 << 10

// DeadLetter is work that failed for good.
type DeadLetter struct {
	Number   uint64    `json:"number"` // by which it is named
	Stage    Stage     `json:"stage"`
	ID       string    `json:"id"`
	Cause    string    `json:"cause"`
	Attempts int       `json:"attempts"`
	At       time.Time `json:"at"` // when it was given up
	data     []byte
}

// Into reads the work.
func (d *DeadLetter) Into(v any) error { return unpack(d.data, v) }

// bury puts a piece among the dead letters.
func (s *Stream) bury(stage Stage, m *Message, cause error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	letter := nats.NewMsg(deadPrefix + string(stage))
	letter.Data = m.raw.Data()
	letter.Header.Set(idHeader, m.ID)
	letter.Header.Set(causeHeader, headerText(cause.Error()))
	letter.Header.Set(attemptsHeader, strconv.Itoa(m.Attempt))
	_, err := s.js.PublishMsg(ctx, letter, jetstream.WithMsgID(fmt.Sprintf("dead %s %s %d", stage, m.ID, m.At.UnixNano())))
	return err
}

// headerText makes a text fit for a header.
func headerText(s string) string {
	s = strings.NewReplacer("\r", "", "\n", " | ").Replace(s)
	if len(s) > maxCause {
		s = strings.ToValidUTF8(s[:maxCause], "")
	}
	return s
}

// Dead yields the dead letters, the oldest first.
func (s *Stream) Dead(ctx context.Context) iter.Seq2[DeadLetter, error] {
	return func(yield func(DeadLetter, error) bool) {
		st, err := s.js.Stream(ctx, deadStream)
		if err != nil {
			yield(DeadLetter{}, fmt.Errorf("stream: %w", err))
			return
		}
		state := st.CachedInfo().State
		for n := state.FirstSeq; n <= state.LastSeq && state.Msgs > 0; n++ {
			d, err := deadLetter(ctx, st, n)
			if errors.Is(err, jetstream.ErrMsgNotFound) {
				continue // retried, or forgotten
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

func deadLetter(ctx context.Context, st jetstream.Stream, number uint64) (DeadLetter, error) {
	raw, err := st.GetMsg(ctx, number)
	if err != nil {
		return DeadLetter{}, err
	}
	d := DeadLetter{Number: number, Stage: Stage(strings.TrimPrefix(raw.Subject, deadPrefix)), Cause: raw.Header.Get(causeHeader), At: raw.Time, data: raw.Data}
	d.Attempts, _ = strconv.Atoi(raw.Header.Get(attemptsHeader))
	if f := strings.Fields(raw.Header.Get(jetstream.MsgIDHeader)); len(f) >= 4 {
		d.ID = strings.Join(f[2:len(f)-1], " ")
	}
	return d, nil
}

// Retry puts a dead letter before its stage once more and takes it off the
// list.
func (s *Stream) Retry(ctx context.Context, number uint64) error {
	st, err := s.js.Stream(ctx, deadStream)
	if err != nil {
		return fmt.Errorf("stream: %w", err)
	}
	d, err := deadLetter(ctx, st, number)
	if err != nil {
		return fmt.Errorf("dead letter %d: %w", number, err)
	}
	again := nats.NewMsg(subjectOf(d.Stage))
	again.Data = d.data
	again.Header.Set(idHeader, d.ID)
	if _, err := s.js.PublishMsg(ctx, again, jetstream.WithMsgID(fmt.Sprintf("%s %s again-%d", d.Stage, d.ID, number))); err != nil {
		return fmt.Errorf("dead letter %d: %w", number, err)
	}
	return st.DeleteMsg(ctx, number)
}

// Forget takes a dead letter off the list.
func (s *Stream) Forget(ctx context.Context, number uint64) error {
	st, err := s.js.Stream(ctx, deadStream)
	if err != nil {
		return fmt.Errorf("stream: %w", err)
	}
	return st.DeleteMsg(ctx, number)
}

package stream

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// maxUnpacked bounds a message as it is unpacked.
const maxUnpacked = 128 << 20

// Message is a piece of work that was given out.
type Message struct {
	ID      string // the name under which it was put
	Attempt int    // 1 is the first
	At      time.Time

	raw jetstream.Msg
}

// Into reads what was put.
func (m *Message) Into(v any) error {
	if err := unpack(m.raw.Data(), v); err != nil {
		return Final(fmt.Errorf("a message that cannot be read: %w", err))
	}
	return nil
}

// Put puts work before a stage under a name. What was put under the same name
// not long ago is not put again, and fresh is false.
func (s *Stream) Put(ctx context.Context, stage Stage, id string, v any) (fresh bool, err error) {
	data, err := pack(v)
	if err != nil {
		return false, err
	}
	if most := s.conn.MaxPayload(); most > 0 && int64(len(data)) > most-1024 {
		return false, Final(fmt.Errorf("a message of %d bytes: the stream takes %d at most (max_payload)", len(data), most))
	}
	m := nats.NewMsg(subjectOf(stage))
	m.Data = data
	m.Header.Set(idHeader, id)
	inject(ctx, m)
	ack, err := s.js.PublishMsg(ctx, m, jetstream.WithMsgID(string(stage)+" "+id), jetstream.WithRetryAttempts(4))
	if err != nil {
		return false, fmt.Errorf("stream: putting work before %s: %w", stage, err)
	}
	return !ack.Duplicate, nil
}

// pack writes JSON, gzipped.
func pack(v any) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(json.NewEncoder(w).Encode(v), w.Close()); err != nil {
		return nil, Final(fmt.Errorf("stream: %w", err))
	}
	return b.Bytes(), nil
}

func unpack(data []byte, v any) error {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return json.NewDecoder(io.LimitReader(r, maxUnpacked)).Decode(v)
}

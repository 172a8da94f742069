package stream

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/chancery-ledger/chancery"
)

// What stands in a queue may have been written by another version, cut off or
// altered: it is read or refused for good, and never holds up what follows.
func FuzzMessage(f *testing.F) {
	good, err := pack(chancery.Reading{Report: chancery.Report{Title: "Peru severs relations with Mexico"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:len(good)-4])
	f.Add([]byte("{}"))
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r chancery.Reading
		if err := unpack(data, &r); err != nil {
			return
		}
		again, err := pack(r)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		var back chancery.Reading
		if err := unpack(again, &back); err != nil {
			t.Fatal(err)
		}
		x, errX := json.Marshal(r)
		y, errY := json.Marshal(back)
		if err := errors.Join(errX, errY); err != nil || !bytes.Equal(x, y) {
			t.Fatalf("%s\nbecame\n%s (%v)", x, y, err)
		}
	})
}

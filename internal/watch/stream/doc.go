// Package stream carries reports from stage to stage so that none is lost and
// none is worked on for ever: fetch, read, file. It is NATS JetStream, in this
// process or in a cluster, by one setting; the code is the same.
//
// Each stage is a work queue with a durable consumer. Work is acknowledged when
// its outcome has been put in the next queue, and is given out again when the
// worker dies before that. What is put twice within [Remembered] is taken once
// (Nats-Msg-Id); what comes twice later is harmless, since filing a report
// again changes nothing. Work that fails for now is tried again later and
// later; what fails for good, or too often, goes to the dead letters with its
// cause, and stays there until a person has it tried again.
package stream

import "time"

// Stage is a queue of work.
type Stage string

// The stages, in their order.
const (
	Fetch Stage = "fetch" // an item is to be fetched
	Read  Stage = "read"  // a page or report is to be read
	File  Stage = "file"  // a reading is to be filed
)

// Stages are all stages in their order.
func Stages() []Stage { return []Stage{Fetch, Read, File} }

// Remembered is how long the name of what was put is remembered.
const Remembered = 48 * time.Hour

const (
	maxDead     = 30 * 24 * time.Hour // dead letters are kept
	ackWait     = 30 * time.Second    // without a sign of life, work is given to another
	maxAttempts = 20                  // times that work is given out
	firstPause  = 30 * time.Second    // before the second attempt
	longPause   = 6 * time.Hour
	maxPayload  = 16 << 20 // bytes of one message on an embedded server
	maxStore    = 16 << 30 // bytes of all queues on an embedded server
)

// Fault is work that failed in a way of which something is known.
type Fault struct {
	Err   error
	Final bool          // another attempt will do no better
	Waits bool          // the work has not failed, it is not its turn: it may be given out any number of times
	After time.Duration // not before; 0 is the stream's own pause
}

// Error is that of the cause.
func (f *Fault) Error() string { return f.Err.Error() }

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }

// Final is a failure that no other attempt will mend.
func Final(err error) error { return &Fault{Err: err, Final: true} }

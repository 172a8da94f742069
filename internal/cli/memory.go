package cli

import (
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// A server holds a book that hardly changes, and makes pages that are garbage at
// once. Collecting each time that as much garbage lies about as the book is large
// marks the book again and again: by a million claims readers waited seconds.
const (
	garbage = 400  // percent of what is held, before it is collected
	ofAll   = 0.75 // of the memory of the machine, or of its control group, beyond which it is collected sooner
)

// seldomCollect sets that, where the environment does not say otherwise (GOGC,
// GOMEMLIMIT).
func seldomCollect(report func(string, ...any)) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	_, err := memlimit.Set(memlimit.WithRatio(ofAll), memlimit.WithProvider(memlimit.ApplyFallback(memlimit.FromCgroup, memlimit.FromSystem)))
	if err != nil {
		report("the memory of this machine is not known; set GOMEMLIMIT", err)
	}
}

package ledgertest

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

// killed is how many reports a batch of the killed process has.
const killed = 4

// Kill kills a process with SIGKILL in the midst of filing, at random moments,
// a number of times (CHANCERY_KILLS, or ten), and makes sure each time that
// nothing acknowledged was lost, that nothing is half there, and that filing
// the same again changes nothing. The test binary runs itself: in the child,
// which is told where to file by the variable CHANCERY_KILL_TARGET, Kill files
// until it is killed.
func Kill(t *testing.T, target string, open func(t testing.TB, target string) ledger.Store) {
	if at := os.Getenv("CHANCERY_KILL_TARGET"); at != "" {
		fileUntilKilled(t, open(t, at))
		return
	}
	times := 10
	if n, err := strconv.Atoi(os.Getenv("CHANCERY_KILLS")); err == nil {
		times = n
	}
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	s := open(t, target)
	for i := range times {
		head, err := s.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		acknowledged, batches := runAndKill(t, target, uint64(i), time.Duration(rng.IntN(60_000))*time.Microsecond)
		tally := verify(t, s)
		if tally.Head.Number < acknowledged {
			t.Fatalf("kill %d: entry %d was acknowledged, the ledger ends with %d", i, acknowledged, tally.Head.Number)
		}
		w := NewWorld(uint64(i))
		for range batches {
			if r, err := s.Append(t.Context(), w.Batch(killed)); err != nil || r.Unchanged != killed {
				t.Fatalf("kill %d: filing the same again: %+v, %v", i, r, err)
			}
		}
		t.Logf("kill %d: %d batches acknowledged, %d entries written", i, batches, tally.Head.Number-head.Number)
	}
}

// fileUntilKilled files batches and says so after each.
func fileUntilKilled(t *testing.T, s ledger.Store) {
	seed, err := strconv.ParseUint(os.Getenv("CHANCERY_KILL_SEED"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	w := NewWorld(seed)
	for range 10_000 {
		r, err := s.Append(t.Context(), w.Batch(killed))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(os.Stdout, "acknowledged %d\n", r.Last)
	}
}

// runAndKill starts the child, lets it file for a while after its first batch,
// kills it, and returns the last entry and the number of batches it
// acknowledged.
func runAndKill(t *testing.T, target string, seed uint64, after time.Duration) (last int64, batches int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), "CHANCERY_KILL_TARGET="+target, fmt.Sprint("CHANCERY_KILL_SEED=", seed))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var n int64
	for in := bufio.NewScanner(out); in.Scan(); {
		if _, err := fmt.Sscanf(in.Text(), "acknowledged %d", &n); err != nil {
			continue
		}
		last = n
		if batches++; batches == 1 {
			time.AfterFunc(after, func() { cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait() // killed
	if batches == 0 {
		t.Fatal("the child filed nothing")
	}
	return last, batches
}

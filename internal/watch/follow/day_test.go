package follow

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// TestDay follows sixty feeds for twenty-four simulated hours, each with a new
// report an hour, some in trouble: every report is handed on once, and neither
// goroutines nor memory nor open files grow. CHANCERY_LONG=1 visits each six
// times an hour.
func TestDay(t *testing.T) {
	const feeds, window = 60, 20
	every := 2 * time.Hour
	if os.Getenv("CHANCERY_LONG") == "1" {
		every = 10 * time.Minute
	}
	hosts := map[string]http.Handler{}
	var sources []source.Source
	for i := range feeds {
		name := fmt.Sprintf("f%d", i)
		visits := 0
		hosts[name+".test"] = house(func(w http.ResponseWriter, r *http.Request) {
			if visits++; i%10 == 9 && visits%3 == 0 {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			hour := int(time.Since(epoch) / time.Hour)
			tag := fmt.Sprintf(`"%d"`, hour)
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			var paths []string
			for h := hour; h > hour-window; h-- {
				paths = append(paths, fmt.Sprintf("/%d", h))
			}
			fmt.Fprint(w, rss(paths...))
		})
		sources = append(sources, at(name, every))
	}
	type use struct {
		goroutines, files int
		heap              uint64
	}
	measure := func() use {
		synctest.Wait()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fds, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			fds = nil // not on Linux: files are not counted
		}
		return use{runtime.NumGoroutine(), len(fds), m.HeapAlloc}
	}
	inWorld(t, hosts, sources, func(w *world) {
		time.Sleep(2*time.Hour + 30*time.Second)
		early := measure()
		var most use
		for range 22 {
			time.Sleep(time.Hour)
			now := measure()
			most = use{max(most.goroutines, now.goroutines), max(most.files, now.files), max(most.heap, now.heap)}
		}
		time.Sleep(30 * time.Minute)
		if most.goroutines > early.goroutines+4*8 || most.files > early.files+4 || most.heap > early.heap+8<<20 {
			t.Errorf("%+v after two hours, at most %+v later", early, most)
		}
		info, err := os.Stat(filepath.Join(w.path))
		if err != nil || info.Size() > 1<<20 {
			t.Errorf("the frontier has %d bytes, %v", info.Size(), err)
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		for i := range feeds {
			for hour := -window + 1; hour < 17; hour++ { // what came later may be listed when the next visit is due
				if a := fmt.Sprintf("http://f%d.test/%d", i, hour); w.got[a] == 0 {
					t.Errorf("%s was lost", a)
				}
			}
		}
		for a, n := range w.got {
			if n != 1 {
				t.Errorf("%s was handed on %d times", a, n)
			}
		}
		t.Logf("after two hours %+v, at most %+v later; frontier %d bytes", early, most, info.Size())
	})
}

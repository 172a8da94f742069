package follow

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// TestStops follows a feed that grows by a report a minute while the watch is
// stopped and started at random moments, also amid a visit: nothing is lost,
// and nothing is handed on twice.
func TestStops(t *testing.T) {
	minute := func() int { return int(time.Since(epoch) / time.Minute) }
	h := house(func(w http.ResponseWriter, _ *http.Request) {
		var paths []string
		for m := minute(); m >= 0; m-- {
			paths = append(paths, fmt.Sprintf("/%d", m))
		}
		body := rss(paths...)
		for part := range 4 {
			time.Sleep(time.Second)
			_, _ = fmt.Fprint(w, body[part*len(body)/4:(part+1)*len(body)/4])
		}
	})
	inWorld(t, map[string]http.Handler{"a.test": h}, []source.Source{at("a", time.Minute)}, func(w *world) {
		r := rand.New(rand.NewPCG(1961, 7))
		for range 60 {
			time.Sleep(time.Duration(r.Int64N(int64(3 * time.Minute))))
			w.end()
			time.Sleep(time.Duration(r.Int64N(int64(5 * time.Second))))
			w.start()
		}
		time.Sleep(3 * time.Minute)
		w.stop()
		w.mu.Lock()
		defer w.mu.Unlock()
		if len(w.got) < minute()-3 || len(w.got) < 60 {
			t.Errorf("%d reports of %d", len(w.got), minute())
		}
		for a, n := range w.got {
			if n != 1 {
				t.Errorf("%s was handed on %d times", a, n)
			}
		}
		for m := range len(w.got) {
			if w.got[fmt.Sprintf("http://a.test/%d", m)] != 1 {
				t.Errorf("report %d was lost", m)
			}
		}
		w.stop = func() {}
	})
}

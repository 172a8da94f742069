package frontier

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery/internal/watch/fetch"
	"github.com/chancery-ledger/chancery/internal/watch/source"
)

var now = time.Date(2025, 11, 4, 12, 0, 0, 0, time.UTC)

func opened(t *testing.T, path string) *Frontier {
	t.Helper()
	f, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func id(i int) string { return fmt.Sprintf("%032x", i) }

// TestKept holds that what was written is there after the file was closed.
func TestKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "watch ?%.db")
	f := opened(t, path)
	want := State{
		Source: "a", Address: "http://a/", Tried: now, Next: now.Add(time.Hour), Visits: 3, Failed: 1, Failures: 1, Recent: 5,
		Trouble: &Trouble{Cause: "slow", Detail: "d", Since: now, At: now, Count: 2}, Notes: []string{"n"},
		Lists:   map[string]fetch.Validators{"http://a/": {ETag: `"1"`, LastModified: "x"}},
		Pending: []source.GDELTFile{{URL: "http://g/", At: now}},
	}
	for _, visits := range []int64{1, 3} {
		s := want
		s.Visits = visits
		if err := f.Save(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	var many []string // more than go into one statement
	for i := range 2*batch + 1 {
		many = append(many, id(i))
	}
	if err := f.Mark(t.Context(), many, now); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = opened(t, path)
	defer f.Close()
	got, err := f.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string]State{"a": want}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	seen, err := f.Seen(t.Context(), append(many, id(9999)), now)
	if err != nil || len(seen) != len(many) || seen[id(9999)] {
		t.Errorf("%d of %d are seen, %v", len(seen), len(many), err)
	}
}

// TestSeen compares the file with a map, over weeks of marking, asking and
// forgetting.
func TestSeen(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		f := opened(t, filepath.Join(dir, fmt.Sprint(n)))
		defer f.Close()
		model, at := map[string]int64{}, now
		some := rapid.Custom(func(rt *rapid.T) []string {
			from := rapid.IntRange(0, 20).Draw(rt, "from")
			var ids []string
			for i := range rapid.SampledFrom([]int{0, 1, 7, 30}).Draw(rt, "count") {
				ids = append(ids, id(from+i))
			}
			return ids
		})
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			at = at.Add(time.Duration(rapid.IntRange(0, 50).Draw(rt, "hours")) * time.Hour)
			switch rapid.IntRange(0, 2).Draw(rt, "step") {
			case 0:
				ids := some.Draw(rt, "mark")
				if err := f.Mark(t.Context(), ids, at); err != nil {
					rt.Fatal(err)
				}
				for _, id := range ids {
					model[id] = dayOf(at)
				}
			case 1:
				ids := some.Draw(rt, "ask")
				seen, err := f.Seen(t.Context(), ids, at)
				if err != nil {
					rt.Fatal(err)
				}
				for _, id := range ids {
					if _, want := model[id]; seen[id] != want {
						rt.Fatalf("%s: %t, want %t", id, seen[id], want)
					} else if want {
						model[id] = dayOf(at)
					}
				}
			case 2:
				since, want := at.Add(-24*time.Hour), int64(0)
				for id, day := range model {
					if day < dayOf(since) {
						delete(model, id)
						want++
					}
				}
				if got, err := f.Prune(t.Context(), since); err != nil || got != want {
					rt.Fatalf("%d forgotten, %v; want %d", got, err, want)
				}
			}
		}
	})
}

func TestNewer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	f := opened(t, path)
	if _, err := f.db.ExecContext(t.Context(), "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path); err == nil {
		t.Error("a file of a newer program was opened")
	}
	if err := opened(t, filepath.Join(t.TempDir(), "b.db")).Mark(t.Context(), []string{"xyz"}, now); err == nil {
		t.Error("an ID that is none was marked")
	}
}

func TestFlapping(t *testing.T) {
	for visits, want := range map[string]bool{
		"":                         false,
		"xxxxxxxxxxxxxxxx":         false,
		"................":         false,
		".x.x":                     false,
		".x.x.":                    true,
		"xxxxxxxx........":         false,
		".x..x...........":         true,
		".x.x.x..................": false,
	} {
		var p Past
		for _, v := range visits {
			p = p.After(v == 'x')
		}
		if p.Flapping() != want {
			t.Errorf("%s: %t, want %t", visits, p.Flapping(), want)
		}
	}
}

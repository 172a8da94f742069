package follow

import (
	"archive/zip"
	"bytes"
	"crypto/md5"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/source"
)

// quarters is a host with GDELT's files: one a quarter of an hour, with one
// report, of the name of its time.
func quarters(t *testing.T, broken func(stamp string) bool) http.Handler {
	file := func(stamp string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(stamp + ".mentions.CSV")
		if err != nil {
			t.Error(err)
		}
		fmt.Fprintf(w, "1\t2\t3\t1\tcourier.test\thttp://courier.test/%s\t\n", stamp)
		if err := z.Close(); err != nil {
			t.Error(err)
		}
		return b.Bytes()
	}
	return house(func(w http.ResponseWriter, r *http.Request) {
		latest := time.Now().UTC().Truncate(quarter).Format(stamp)
		if r.URL.Path == "/feed" {
			body := file(latest)
			fmt.Fprintf(w, "%d %x http://a.test/%s.mentions.CSV.zip\n", len(body), md5.Sum(body), latest)
			return
		}
		s, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), ".")
		switch {
		case s > latest:
			http.NotFound(w, r)
		case broken(s):
			w.WriteHeader(http.StatusInternalServerError)
		default:
			_, _ = w.Write(file(s))
		}
	})
}

// TestGDELT holds that no quarter of an hour is missed, though the list names
// the latest only: neither in a pause of the watch nor when a file cannot be
// had for a while.
func TestGDELT(t *testing.T) {
	from, ill, well := epoch.Format(stamp), epoch.Add(time.Hour).Format(stamp), epoch.Add(3*time.Hour).Format(stamp)
	broken := func(s string) bool { return s == ill && time.Now().UTC().Format(stamp) < well }
	s := at("a", quarter)
	s.Kind = source.GDELT
	inWorld(t, map[string]http.Handler{"a.test": quarters(t, broken)}, []source.Source{s}, func(w *world) {
		time.Sleep(90 * time.Minute)
		if s := w.status("a"); s.State.Trouble == nil || s.State.Trouble.Cause != string(Unfetched) || len(s.State.Pending) != 1 {
			t.Errorf("%+v: a file cannot be had", s.State)
		}
		time.Sleep(150 * time.Minute)
		w.end()
		time.Sleep(5 * time.Hour)
		w.start()
		time.Sleep(2 * time.Hour)
		var want []string
		last := w.status("a").State.Reached
		for at := epoch; !at.After(last); at = at.Add(quarter) {
			want = append(want, "http://courier.test/"+at.Format(stamp))
		}
		if len(want) < 40 || want[0] != "http://courier.test/"+from {
			t.Fatalf("%d quarters from %s", len(want), from)
		}
		w.want(want...)
		if s := w.status("a"); s.Health != Well || len(s.State.Pending) != 0 {
			t.Errorf("%+v", s)
		}
	})
}

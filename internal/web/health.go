package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

// patience is how long a ledger may take to say that it is there.
const patience = 2 * time.Second

// alive tells whoever keeps the program running that it answers at all.
func alive(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "alive") }

// ready tells whoever sends readers here whether they would be answered: with
// 200 and the number of the last entry that is in the book, or with 503 where
// the ledger does not answer. Why it does not is for the operator alone, who
// finds it in the log.
func (s *site) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	// No report has this name: that it is unknown is an answer.
	if _, err := s.desk.Report(ctx, "ready"); err != nil && !errors.Is(err, ledger.ErrUnknown) {
		s.report("not ready: the ledger does not answer", "error", err)
		plain(w, http.StatusServiceUnavailable, "not ready: the ledger does not answer")
		return
	}
	plain(w, http.StatusOK, "ready, entry "+strconv.FormatInt(s.desk.Number(), 10))
}

// plain answers programs with one line, which nobody is to keep.
func plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, line+"\n")
}

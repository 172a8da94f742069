package web

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery/internal/watch/follow"
)

// The trouble of a source is on the page, in both languages, as it is now.
func TestFollowedSources(t *testing.T) {
	now := time.Date(2025, 11, 10, 12, 0, 0, 0, time.UTC)
	list := []Followed{
		{Name: "The Courier", Health: string(follow.Failing), Visited: now, Reports: 7, Cause: "slow", Since: now.AddDate(0, 0, -2)},
		{Name: "El Correo", Health: string(follow.Well), Visited: now, Reports: 12},
	}
	h, err := Handler(newDesk(t, tellings), Options{
		Now: func() time.Time { return now }, Followed: func(context.Context) ([]Followed, error) { return list, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"/sources": "failing slow, since 8 Nov 2025", "/es/sources": "falla slow, desde el 8 nov 2025"} {
		w := get(t, h, path)
		if rows := texts(t, w.Body.String(), "tbody tr"); w.Code != http.StatusOK || !contains(rows, want) || !contains(rows, "El Correo") {
			t.Errorf("%s: %d, %q lacks %q", path, w.Code, rows, want)
		}
	}
	list[0].Health, list[0].Cause = string(follow.Well), ""
	now = now.Add(2 * time.Minute)
	if body := get(t, h, "/sources").Body.String(); strings.Contains(body, "failing") {
		t.Error("trouble that has passed is still shown")
	}
}

// Every word of the watch for how a source is has one of the page's.
func TestHealthWords(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range []follow.Health{follow.Unseen, follow.Well, follow.Odd, follow.Flapping, follow.Failing, follow.Refused, follow.Silent} {
		if all[English]["health."+string(h)] == "" {
			t.Errorf("no word for %q", h)
		}
	}
}

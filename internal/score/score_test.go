package score_test

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/score"
)

func act(typ string, from, to chancery.Code, status chancery.Status) score.Act {
	a := score.Act{Type: chancery.ActType(typ), Status: status}
	if from != "" {
		a.From = []chancery.Code{from}
	}
	if to != "" {
		a.To = []chancery.Code{to}
	}
	return a
}

func TestLevels(t *testing.T) {
	kinds, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name               string
		gold, got          score.Act
		strict, dyad, kind int
	}{
		{"the same", act("relations.sever", "PER", "MEX", "done"), act("relations.sever", "PER", "MEX", "done"), 1, 1, 1},
		{"turned round", act("relations.sever", "PER", "MEX", "done"), act("relations.sever", "MEX", "PER", "done"), 0, 1, 1},
		{"mutual turned round", act("talks.meet", "PER", "MEX", "done"), act("talks.meet", "MEX", "PER", "done"), 1, 1, 1},
		{"other status", act("relations.sever", "PER", "MEX", "done"), act("relations.sever", "PER", "MEX", "planned"), 0, 1, 1},
		{"other party", act("relations.sever", "PER", "MEX", "done"), act("relations.sever", "PER", "ECU", "done"), 0, 0, 1},
		{"other type", act("relations.sever", "PER", "MEX", "done"), act("relations.suspend", "PER", "MEX", "done"), 0, 0, 0},
	} {
		s := score.New(kinds)
		s.Add([]score.Act{tt.gold}, []score.Act{tt.got})
		for level, want := range map[score.Level]int{score.Strict: tt.strict, score.Dyad: tt.dyad, score.Type: tt.kind} {
			if got := s.Figures(level, false).Hits; got != want {
				t.Errorf("%s: %s hits %d, want %d", tt.name, level, got, want)
			}
		}
	}
}

func TestDateAgrees(t *testing.T) {
	day := func(s string) chancery.Day {
		if s == "" {
			return 0
		}
		d, err := chancery.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, tt := range []struct {
		gf, gt, pf, pt string
		want           bool
	}{
		{"2025-11-03", "2025-11-03", "2025-11-04", "2025-11-04", true},
		{"2025-11-03", "2025-11-03", "2025-11-05", "2025-11-05", false},
		{"2025-11-03", "2025-11-03", "2025-11-01", "2025-11-30", true},
		{"2025-11-03", "2025-11-03", "2025-01-01", "2025-12-31", false},
		{"", "", "", "", true},
		{"", "", "2025-11-03", "2025-11-03", false},
		{"2025-11-03", "2025-11-03", "", "", false},
		{"", "2024-04-30", "2024-04-01", "2024-04-30", true},
	} {
		g := chancery.When{From: day(tt.gf), To: day(tt.gt)}
		p := chancery.When{From: day(tt.pf), To: day(tt.pt)}
		if got := score.DateAgrees(g, p); got != tt.want {
			t.Errorf("DateAgrees(%v..%v, %v..%v) = %v", tt.gf, tt.gt, tt.pf, tt.pt, got)
		}
	}
}

package desk_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/desk"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// annotated is a report with the acts that somebody has found in it.
type annotated struct {
	Publisher string       `json:"publisher"`
	Published chancery.Day `json:"published"`
	Acts      []struct {
		Type     chancery.ActType `json:"type"`
		From     []chancery.Code  `json:"from"`
		To       []chancery.Code  `json:"to"`
		Status   chancery.Status  `json:"status"`
		When     chancery.When    `json:"when"`
		Person   string           `json:"person"`
		Evidence string           `json:"evidence"`
	} `json:"acts"`
}

// reading makes a reading of the annotations, as a reader that errs in nothing
// would give it.
func (a *annotated) reading(t *testing.T, text string) chancery.Reading {
	t.Helper()
	title, _, _ := strings.Cut(text, "\n")
	r := chancery.Reading{Report: chancery.Report{
		ID: ledger.TextID(text), Publisher: a.Publisher, Published: a.Published, Language: "en", Title: title, Text: text,
	}}
	sides := func(codes []chancery.Code) (out []chancery.Party) {
		for _, c := range codes {
			out = append(out, chancery.Party{Code: c})
		}
		return out
	}
	for _, x := range a.Acts {
		at := strings.Index(text, x.Evidence)
		if at < 0 {
			t.Fatalf("%q is not in the text", x.Evidence)
		}
		x.When.Basis = chancery.Stated
		if !x.When.From.Known() && !x.When.To.Known() {
			x.When.Basis = chancery.Unknown
		}
		r.Acts = append(r.Acts, chancery.Claim{
			Deed:   chancery.Deed{Type: x.Type, From: sides(x.From), To: sides(x.To), Person: x.Person, When: x.When},
			Status: x.Status, Confidence: 1, Evidence: []chancery.Evidence{{Start: at, End: at + len(x.Evidence), Text: x.Evidence}},
		})
	}
	return r
}

// TestFounding files the acts of the founding article in an empty ledger and
// asks for what must stand then. The article itself is not ours to ship.
func TestFounding(t *testing.T) {
	text, err := os.ReadFile(sharedtest.Path(t, "gold", "founding.txt"))
	if err != nil {
		t.Fatal(err)
	}
	acts, err := os.ReadFile(sharedtest.Path(t, "gold", "founding.json"))
	if err != nil {
		t.Fatal(err)
	}
	checkFounding(t, string(text), acts)
}

// TestFoundingRetold is TestFounding on a report of the same facts that was
// written for the repository.
func TestFoundingRetold(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "retold.txt"))
	if err != nil {
		t.Fatal(err)
	}
	acts, err := os.ReadFile(filepath.Join("testdata", "retold.json"))
	if err != nil {
		t.Fatal(err)
	}
	checkFounding(t, string(text), acts)
}

func checkFounding(t *testing.T, text string, acts []byte) {
	t.Helper()
	var a annotated
	if err := json.Unmarshal(acts, &a); err != nil {
		t.Fatal(err)
	}
	d := open(t)
	file(t, d, a.reading(t, text))
	on := chancery.Date(2025, time.November, 5)
	pair := d.Book().Pair("PER", "MEX", on, standing.Known{})
	for _, want := range []struct {
		track  chancery.Track
		state  standing.State
		rests  standing.Rests
		saidBy []chancery.Code
	}{
		{chancery.Diplomatic, "severed", standing.Reported, nil},
		{chancery.Consular, "in_force", standing.Reported, nil},
		{chancery.Trade, "normal", standing.Asserted, []chancery.Code{"MEX"}},
	} {
		got, _ := pair.Worst(d.Law, want.track)
		if got.State != want.state || got.Rests != want.rests || want.saidBy != nil && !slices.Equal(got.SaidBy, want.saidBy) {
			t.Errorf("%s: %s, %s by %v; want %s, %s by %v", want.track, got.State, got.Rests, got.SaidBy, want.state, want.rests, want.saidBy)
		}
		if len(got.Evidence) == 0 {
			t.Errorf("%s: no evidence", want.track)
		}
	}
	severed, _ := pair.Answer(chancery.Diplomatic, "PER", "MEX")
	announced := severed.Dates.Announced
	if day := on - 2; severed.Role != standing.Announced || announced.From != day || announced.To != day {
		t.Errorf("severed: %s, announced %s to %s", severed.Role, announced.From, announced.To)
	}
	if n := severed.Dates.Notified; n.From.Known() || n.To.Known() {
		t.Errorf("severed: notified %s to %s", n.From, n.To)
	}
	before := d.Book().Pair("PER", "MEX", chancery.Date(2023, time.January, 1), standing.Known{})
	if a, _ := before.Answer(chancery.Diplomatic, "PER", "MEX"); a.State != "established" || len(a.Flags) != 1 || a.Flags[0].String() != "on_hold(MEX)" {
		t.Errorf("on 2023-01-01: %s %v", a.State, a.Flags)
	}
	if got := without(d, "South America", "MEX", on-1); !slices.Equal(got, []chancery.Code{"ECU", "PER"}) {
		t.Errorf("South American states without relations with Mexico on 2025-11-04: %v", got)
	}
}

// without are the states of a group that had no relations with one on a day.
func without(d *desk.Desk, name string, with chancery.Code, on chancery.Day) (out []chancery.Code) {
	group, _ := d.Base.Group(name)
	for _, x := range d.Book().Without(d.Base.Members(group, on), with, on, standing.Known{}) {
		out = append(out, x.With)
	}
	return out
}

package standing_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// sharedFact is a fact of the measuring material.
type sharedFact struct {
	ID, Date, Actor, Target string
	StatesAfter             map[string]string `json:"states_after"`
}

// stateWords are the words that open the states of the measuring material, the
// longer before the shorter.
var stateWords = []struct {
	words string
	state standing.State
}{
	{"established", "established"}, {"restored by declaration", "established"}, {"restoration_agreed", "restoration_agreed"}, {"severed", "severed"},
	{"charge_ai", "charge_ad_interim"}, {"charge_level", "charge_level"}, {"chargé level", "charge_ad_interim"}, {"none", "none"}, {"mission_withdrawn", "mission_withdrawn"},
	{"acting heads expelled", "charge_ad_interim"}, {"high commissioners to be designated", "charge_ad_interim"}, {"ambassadors to be appointed", "none"},
	{"ambassador_nonresident (to be appointed)", "none"}, {"reduced", "reduced"},
	{"interrupted in practice", "in_force"}, {"in_force", "in_force"}, {"in-person services paused", "suspended"}, {"closed", "closed"},
	{"normal", "normal"}, {"restricted", "restricted"}, {"blocked", "suspended"}, {"embargo", "embargo"},
	{"air traffic and travel suspended", "closed"}, {"air, sea, land closed", "closed"}, {"reopened", "normal"}, {"visa on arrival kept", "normal"},
	{"violated", "violated"}, {"granted", "granted"}, {"safe_conduct_deferred", "deferred"}, {"recognised", "recognised"},
	{"suspended (claimed", "suspension_claimed"}, {"suspended", "suspended"}, {"denunciation announced", "denounced"}, {"ended", "ended"}, {"PNG", "persona_non_grata"},
}

// trackNames are the tracks where the material names them otherwise.
var trackNames = map[string]chancery.Track{"treaty": chancery.Treaty, "person": chancery.PersonTrack, "asylum": chancery.AsylumCase}

// special are the states that are more than one word for one state, with what
// they come to. Each is checked by the wants of the fixture of these states.
var special = map[string][]standing.State{
	"interrupted 1932; re-established 1933-05-23": {"suspended", "established"},
	"CH (diplomatic + consular)":                  {"agreed"},
	"CH":                                          {"in_effect"},
	"CS, from 1991 CH":                            {"in_effect", "in_effect"},
}

var pairKey = regexp.MustCompile(`^([a-z_]+)(?:\.([A-Z*]{1,2})([-–>])([A-Z*]{1,2}))?`)

// TestSharedCases holds the fixture against the measuring material: every fact
// is there, on its day, between its parties, and every state after it is a
// want of the fixture, which TestCases then asks for.
func TestSharedCases(t *testing.T) {
	b, err := os.ReadFile(sharedtest.Path(t, "facts", "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases struct{ Facts []sharedFact }
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	iso3 := map[string]chancery.Code{"CS": "CSK"}
	for _, s := range baseline.Open().States() {
		iso3[s.ISO2] = s.Code
	}
	mine := map[string]fact{}
	for _, f := range readCases(t) {
		mine[f.id] = f
	}
	for _, f := range cases.Facts {
		t.Run(f.ID, func(t *testing.T) {
			own, ok := mine[f.ID]
			if !ok {
				t.Fatal("not in testdata/cases.txt")
			}
			f.checkParties(t, own, iso3)
			for key, value := range f.StatesAfter {
				f.checkState(t, own, iso3, key, value)
			}
		})
	}
}

// checkParties: the first event of the fixture is the fact's.
func (f sharedFact) checkParties(t *testing.T, own fact, iso3 map[string]chancery.Code) {
	t.Helper()
	var want, got []chancery.Code
	for _, s := range regexp.MustCompile(`\b[A-Z]{2}\b`).FindAllString(f.Actor+" "+f.Target, -1) {
		want = append(want, iso3[s])
	}
	overlap := false
	for _, ev := range own.events {
		for _, p := range append(slices.Clone(ev.Deed.From), ev.Deed.To...) {
			got = append(got, p.Code)
		}
		w := ev.Deed.When
		overlap = overlap || strings.HasPrefix(w.From.String(), f.Date[:4]) && (len(f.Date) < 7 || f.Date[4] == '/' || strings.HasPrefix(w.From.String(), f.Date[:7])) &&
			(len(f.Date) != 10 || w.From.String() <= f.Date && f.Date <= w.To.String())
	}
	for _, c := range want {
		if !slices.Contains(got, c) {
			t.Errorf("party %s is not in the fixture's %v", c, got)
		}
	}
	if !overlap {
		t.Errorf("no event of the fixture is on %s", f.Date)
	}
}

// checkState: the state is among the wants.
func (f sharedFact) checkState(t *testing.T, own fact, iso3 map[string]chancery.Code, key, value string) {
	t.Helper()
	m := pairKey.FindStringSubmatch(key)
	if m == nil {
		t.Fatalf("key %q", key)
	}
	track, ok := trackNames[m[1]]
	if !ok {
		track = chancery.Track(m[1])
	}
	states, isSpecial := special[value]
	for _, w := range stateWords {
		if !isSpecial && len(states) == 0 && strings.HasPrefix(value, w.words) {
			states = append(states, w.state)
		}
	}
	if len(states) == 0 {
		t.Fatalf("%s: no state for %q", key, value)
	}
	for _, s := range states {
		found := false
		for _, w := range own.want {
			found = found || w.track == track && w.state == s && sideIs(w, track, iso3, m[2], m[4])
		}
		if !found {
			t.Errorf("%s = %q: the fixture wants no %s %s", key, value, track, s)
		}
	}
}

// sideIs tells whether a want is of the sides that a key names; "*" and "" are
// any. Movement is named in either direction.
func sideIs(w want, track chancery.Track, iso3 map[string]chancery.Code, a, b string) bool {
	fits := func(s string, c chancery.Code) bool { return s == "" || s == "*" || iso3[s] == c }
	forth, back := fits(a, w.a) && fits(b, w.b), fits(a, w.b) && fits(b, w.a)
	switch track {
	case chancery.Diplomatic, chancery.Consular, chancery.Treaty, chancery.Movement, chancery.Trade:
		return forth || back
	}
	return forth
}

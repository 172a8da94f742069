package voice

import (
	"testing"

	"github.com/chancery-ledger/chancery/text"
)

// TestDirect tells direct speech from what a quoted speaker reports: of each
// text the words of the cues whose content counts as direct.
func TestDirect(t *testing.T) {
	for _, test := range []struct {
		lang text.Lang
		text string
		want map[string]bool // by lemma of the cue: direct or not; a cue that is not here may not be found
	}{
		{text.English, "“We repeat our demand that they leave and we urge our friends to go home,” Ana Ruiz said.", map[string]bool{"say": true, "urge": false, "repeat": false, "demand": false}},
		{text.English, "Ana Ruiz urged “all of our friends to go home”.", map[string]bool{"urge": true}},
		{text.Spanish, "“Pedimos que todos se vayan a casa”, dijo Ana Ruiz.", map[string]bool{"decir": true, "pedir": false}},
	} {
		_, found := find(t, test.text, test.lang, false)
		seen := false
		for _, s := range found {
			direct, ok := test.want[s.Verb]
			if !ok || s.Direct != direct {
				t.Errorf("%s\n%q: direct is %v, want %v (expected: %v)", test.text, s.Verb, s.Direct, direct, ok)
			}
			seen = seen || s.Direct
		}
		if !seen {
			t.Errorf("%s\nnothing is direct", test.text)
		}
	}
}

// TestColonWithoutSource holds that a headline's colon makes no speaker of a
// phrase that names none.
func TestColonWithoutSource(t *testing.T) {
	for _, title := range []string{
		"“It is a crazy place to be”: inside the new museum of Lima",
		"“It is a crazy place to be”: how the new Museum of Lima grew",
	} {
		_, found := find(t, title, text.English, true)
		for _, s := range found {
			if s.Who.Name != "" {
				t.Errorf("%s\n%q is made a speaker", title, s.Who.Name)
			}
		}
	}
}

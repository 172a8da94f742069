package extract

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/internal/voice"
	"github.com/chancery-ledger/chancery/text"
)

// Two statements may each hold the other's cue; the way outward ends all the
// same.
func TestVoicesEnds(t *testing.T) {
	s := &judge.Scene{Doc: text.New("Peru left, they said.", text.English, false)}
	all := text.Span{Start: 0, End: len(s.Doc.Text)}
	for _, who := range []chancery.Voice{{}, {Name: "Ana Ruiz"}} {
		s.Voices = []voice.Statement{{Content: all, Parent: 1}, {Content: all, Parent: 0, Who: who}}
		got := voices(s, 0)
		for _, v := range got {
			if v != who {
				t.Errorf("the voice is %+v, want %+v", v, who)
			}
		}
		if len(got) > 1 {
			t.Errorf("one who speaks is named %d times", len(got))
		}
	}
}

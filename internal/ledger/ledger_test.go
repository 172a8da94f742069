package ledger

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// FuzzCanonical compares with another implementation of RFC 8785.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{`{"b":1,"a":[true,null,"\u00e9\u2028\n\""],"":{}}`, `[]`, `"\ud83d\ude00"`, `{"\ue000":1,"\ud83d\ude00":2}`, ` { "x" : [ 1 , 2 ] } `, `-0`, `"\u001f"`, `{"a":{"b":{"c":"\\"}}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		got, err := canonicalise(src)
		if err != nil {
			return
		}
		again, err := canonicalise(got)
		if err != nil || !bytes.Equal(got, again) {
			t.Fatalf("%q is not its own canonical form: %q, %v", got, again, err)
		}
		// The other implementation refuses duplicate names and rewrites numbers.
		want := jsontext.Value(bytes.Clone(src))
		if want.Canonicalize() != nil || strings.ContainsAny(string(src), "0123456789") {
			return
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	})
}

// content is what names a claim, as a type: what encode.go writes by hand.
type content struct {
	Report   string              `json:"report"`
	Deed     chancery.Deed       `json:"deed"`
	Status   chancery.Status     `json:"status"`
	Alleged  bool                `json:"alleged"`
	Voices   []chancery.Voice    `json:"voices"`
	Evidence []chancery.Evidence `json:"evidence"`
}

// drawClaim makes up a claim with words of all kinds.
func drawClaim(t *rapid.T) chancery.Claim {
	word := rapid.SampledFrom([]string{"", "PER", "MEX", "Betssy Chávez", "“quoted” \"twice\"", "tab\tnew\nline", "\u2028", "😀"})
	party := rapid.Custom(func(t *rapid.T) chancery.Party {
		return chancery.Party{Code: chancery.Code(word.Draw(t, "code")), Name: word.Draw(t, "name"), Organ: word.Draw(t, "organ"),
			Person: word.Draw(t, "person"), Office: word.Draw(t, "office"), Start: rapid.IntRange(0, 9).Draw(t, "start"), End: rapid.IntRange(0, 9).Draw(t, "end")}
	})
	voice := rapid.Custom(func(t *rapid.T) chancery.Voice {
		return chancery.Voice{Kind: "speaker", Name: word.Draw(t, "name"), Office: word.Draw(t, "office"), Code: chancery.Code(word.Draw(t, "code"))}
	})
	evidence := rapid.Custom(func(t *rapid.T) chancery.Evidence {
		return chancery.Evidence{Start: rapid.Int().Draw(t, "start"), End: 4, Text: word.Draw(t, "text")}
	})
	c := chancery.Claim{Status: chancery.Done, Alleged: rapid.Bool().Draw(t, "alleged"), SaidBy: rapid.SliceOfN(voice, 0, 2).Draw(t, "voices"),
		Evidence: rapid.SliceOfN(evidence, 0, 2).Draw(t, "evidence"), Confidence: rapid.Float64Range(0, 1).Draw(t, "confidence")}
	c.Type, c.Person, c.Channel, c.Ground = chancery.ActType(word.Draw(t, "type")), word.Draw(t, "person"), word.Draw(t, "channel"), word.Draw(t, "ground")
	c.From, c.To = rapid.SliceOfN(party, 0, 3).Draw(t, "from"), rapid.SliceOfN(party, 0, 2).Draw(t, "to")
	c.When = chancery.When{From: chancery.Day(rapid.SampledFrom([]int32{0, 2, 400, 739_557, int32(lastDay)}).Draw(t, "day")), Text: word.Draw(t, "when"), Basis: chancery.Stated, Start: 3}
	return c
}

// TestContentIsCanonical makes sure that what encode.go writes is the canonical
// JSON of all fields of its types, empty ones as well. It fails where a field
// is added to a type: then decide whether it is part of what a claim says, and
// so changes the names of claims.
func TestContentIsCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawClaim(t)
		want, err := canonical(everything(reflect.ValueOf(content{"r", c.Deed, c.Status, c.Alleged, c.SaidBy, c.Evidence})))
		if err != nil {
			t.Fatal(err)
		}
		if got := appendContent(nil, "r", &c); string(got) != string(want) {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}

// everything is a value as maps and slices, with every field of its structs
// under its JSON name. A day is its text.
func everything(v reflect.Value) any {
	if d, ok := v.Interface().(chancery.Day); ok {
		return d.String()
	}
	switch v.Kind() {
	case reflect.Struct:
		m := map[string]any{}
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			m[name] = everything(v.Field(i))
		}
		return m
	case reflect.Slice:
		s := make([]any, v.Len())
		for i := range s {
			s[i] = everything(v.Index(i))
		}
		return s
	}
	return v.Interface()
}

// TestNamesStay makes sure that the names of claims and entries are what they
// were when the first ledger was written.
func TestNamesStay(t *testing.T) {
	c := chancery.Claim{Status: chancery.Done, Evidence: []chancery.Evidence{{Start: 0, End: 4, Text: "Peru"}}}
	c.Type, c.From, c.To = "relations.sever", []chancery.Party{{Code: "PER", Name: "Peru", End: 4}}, []chancery.Party{{Code: "MEX"}}
	c.When = chancery.When{From: chancery.Date(2025, 11, 3), To: chancery.Date(2025, 11, 3), Basis: chancery.Relative, Text: "on Monday"}
	if got, want := Name(TextID("Peru"), &c), "5648dd895ca0ab7c10bab78af7c7ce99661ffdd6bbb9faa1c5b55596b78a5a27"; got != want {
		t.Errorf("name of the claim: %s, want %s", got, want)
	}
	e := chancery.Entry{Number: 1, Verb: chancery.Read, Report: TextID("Peru"), Reader: "v1", Agent: "a", Because: "b", At: time.Unix(1762257600, 5000).UTC()}
	if got, want := HashEntry(&e), "4093ec5384667a00ab51e86be214c7008bfa2741aad45d75e6b5defbd23c3dfd"; got != want {
		t.Errorf("hash of the entry: %s, want %s", got, want)
	}
	same := c
	same.Confidence, same.Why, same.Codes, same.SaidBy = 0.5, &chancery.Why{Rule: "r"}, chancery.Codes{CAMEO: "1"}, []chancery.Voice{}
	if Name("r", &same) != Name("r", &c) {
		t.Error("how sure a reader is changes what a claim says")
	}
	other := c
	other.Status = chancery.Planned
	if Name("r", &other) == Name("r", &c) {
		t.Error("a plan has the name of the deed")
	}
}

// TestClaimSurvivesStorage makes sure that a claim comes back as it went in.
func TestClaimSurvivesStorage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawClaim(t)
		c.ID = Name("r", &c)
		body, err := stored(&c)
		if err != nil {
			t.Fatal(err)
		}
		var back chancery.Claim
		if err := json.Unmarshal(body, &back); err != nil {
			t.Fatal(err)
		}
		again, err := stored(&back)
		if err != nil || string(again) != string(body) || Name("r", &back) != c.ID {
			t.Fatalf("%s\nbecame\n%s", body, again)
		}
	})
}

func TestCheckpoint(t *testing.T) {
	secret, public, err := note.GenerateKey(rand.Reader, Origin)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	at := Checkpoint{412, TextID("x")}
	signed, err := at.Sign(signer)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := at.Sign()
	if err != nil {
		t.Fatal(err)
	}
	for _, msg := range [][]byte{signed, plain} {
		if got, err := ParseCheckpoint(msg); err != nil || got != at {
			t.Errorf("%q: %+v, %v", msg, got, err)
		}
	}
	if got, err := ParseCheckpoint(signed, verifier); err != nil || got != at {
		t.Errorf("signed: %+v, %v", got, err)
	}
	for _, bad := range []string{string(plain), strings.Replace(string(signed), "412", "413", 1), ""} {
		if got, err := ParseCheckpoint([]byte(bad), verifier); err == nil {
			t.Errorf("%q was taken as signed: %+v", bad, got)
		}
	}
	for _, bad := range []string{"", "chancery", "chancery\n1", "other\n1\nAAAA\n", "chancery\n-1\n" + strings.Repeat("A", 43) + "=\n", "chancery\n01\n" + strings.Repeat("A", 43) + "=\n", "chancery\n1\nAAAA\n"} {
		if got, err := ParseCheckpoint([]byte(bad)); err == nil {
			t.Errorf("%q was taken as a checkpoint: %+v", bad, got)
		}
	}
}

// FuzzParseCheckpoint checks that what parses says the same when written again.
func FuzzParseCheckpoint(f *testing.F) {
	f.Add([]byte(Checkpoint{412, TextID("x")}.Text()))
	f.Add([]byte("chancery\n0\n\r"))
	f.Fuzz(func(t *testing.T, msg []byte) {
		c, err := ParseCheckpoint(msg)
		if err != nil {
			return
		}
		if again, err := ParseCheckpoint([]byte(c.Text())); err != nil || again != c {
			t.Errorf("%q: %+v, then %+v, %v", msg, c, again, err)
		}
	})
}

// FuzzTerms searches any text for any words.
func FuzzTerms(f *testing.F) {
	f.Add(`rompió "relaciones diplomáticas`, "Lima rompió sus relaciones diplomáticas con México.")
	f.Add(`"`, "\xff")
	f.Fuzz(func(t *testing.T, words, text string) {
		terms := ParseTerms(words)
		for _, stems := range terms.All() {
			for _, s := range stems {
				if strings.ContainsAny(s, `"' `) {
					t.Fatalf("stem %q of %q", s, words)
				}
			}
		}
		at, ok := terms.Find(text, "es")
		if ok && (at.Start < 0 || at.End > len(text) || at.Start >= at.End) {
			t.Fatalf("found at %+v of %d bytes", at, len(text))
		}
		if ok {
			if e := excerpt(text, at); e.Start > at.Start || e.End < at.End {
				t.Fatalf("the excerpt %+v does not hold %+v", e, at)
			}
		}
	})
}

// FuzzLine checks lines from elsewhere against an empty ledger.
func FuzzLine(f *testing.F) {
	f.Add([]byte(`{"entry":{"number":1,"verb":"read","report":"00"},"report":{},"text":"x"}`))
	f.Add([]byte(`{"entry":{"number":1,"verb":"assert","claim":"00"},"on":"00","claim":{"evidence":null}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var l Line
		if json.Unmarshal(b, &l) != nil {
			return
		}
		p := planner{state: NewState()}
		if err := p.replay(&l); err == nil && l.Entry.Hash != HashEntry(&l.Entry) {
			t.Errorf("a line went in with a hash of something else: %s", b)
		}
	})
}

func BenchmarkName(b *testing.B) {
	c := chancery.Claim{Evidence: []chancery.Evidence{{Text: strings.Repeat("Peru severed relations ", 8)}}}
	c.From, c.To = make([]chancery.Party, 1), make([]chancery.Party, 1)
	for b.Loop() {
		Name("report", &c)
	}
}

// TestFindOverGaps looks for words in texts of which some is withheld.
func TestFindOverGaps(t *testing.T) {
	for _, tt := range []struct {
		words, text string
		want        bool
	}{
		{`"severed relations"`, "Peru severed relations\x7f\x7f\x7f Monday", true},
		{`relations monday`, "Peru severed relations\x7f\x7f\x7f Monday", true},
		{`"relations monday"`, "Peru severed relations\x7f\x7f\x7f Monday", false},
		{`"relations monday"`, "relations\x7fMonday, relations Monday", true},
	} {
		if _, ok := ParseTerms(tt.words).Find(tt.text, text.English); ok != tt.want {
			t.Errorf("%s in %q: %t, want %t", tt.words, tt.text, ok, tt.want)
		}
	}
}

package standing

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/lexicon"
)

// tables copies the shipped tables, with one of them changed.
func tables(t *testing.T, file, old, new string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	list, err := fs.Glob(lexicon.Files, "law/*.tsv")
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	for _, name := range list {
		b, err := lexicon.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if name == file {
			if !strings.Contains(string(b), old) {
				t.Fatalf("%s has no %q", file, old)
			}
			b = []byte(strings.Replace(string(b), old, new, 1))
		}
		out[name] = &fstest.MapFile{Data: b}
	}
	return out
}

// TestTableErrors: what a lawyer may get wrong in a table is refused, at its
// place.
func TestTableErrors(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"law/moves.tsv", "lower severed\treported", "lower broken\treported", `"broken" is no state of diplomatic`},
		{"law/moves.tsv", "relations.downgrade\t-\trepresentation\tfrom>to", "relations.downgrade\t-\trepresentation\tpair", `"pair" does not fit the track representation`},
		{"law/moves.tsv", "envoy.recall\t-\trepresentation", "envoy.recall\t-\tembassies", `"embassies" is not in tracks.tsv`},
		{"law/moves.tsv", "words=embargo", "words=nothing", `condition "words=nothing" is not known`},
		{"law/moves.tsv", "VCCR 2(3)", "VCCR 2(9)", `"VCCR 2(9)" is not in law.tsv`},
		{"law/moves.tsv", "set established\treported\tsaid\tnone", "set established\thearsay\tsaid\tnone", `"hearsay": want reported, asserted or default`},
		{"law/moves.tsv", "set established\treported\tsaid\tnone", "put established\treported\tsaid\tnone", `"put": want set, lower`},
		{"law/tracks.tsv", "pair\tsevered\t4", "pair\tsevered\tfour", `rank "four"`},
		{"law/tracks.tsv", "diplomatic\tpair\tsevered\t4\toff", "diplomatic\tpair\tsevered\t4\tgone", `"gone": want up, low, off or said`},
		{"law/law.tsv", "VCDR\t2\t", "VCDX\t2\t", `"VCDX" is not in instruments.tsv`},
		{"law/parties.tsv", "VCDR\tPER\t1968-12-18", "VCDR\tPER\t1868-12-18", "before it was open for signature"},
		{"law/instruments.tsv", "1961-04-18", "18 April 1961", "want the form"},
		{"law/words.tsv", "ambassador*", "Ambassador*", "want small letters without accents"},
		{"law/organs.tsv", "agreement.ratify", "agreement.like", `"agreement.like" is not in moves.tsv`},
		{"law/authorities.tsv", "2021-08-15", "2021", "want the form"},
		{"law/law.tsv", "text\tarticle", "text\tart", `column "art", want "article"`},
		{"law/law.tsv", "VCDR\t9\t", "VCDR\t 9\t", "has space around it"},
	} {
		_, err := LoadFrom(tables(t, c.file, c.old, c.new))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: %v, want %q", c.file, c.new, err, c.want)
			continue
		}
		where, _, _ := strings.Cut(err.Error(), " ")
		if !strings.HasPrefix(where, c.file+":") || strings.Count(where, ":") != 3 {
			t.Errorf("%v does not name file, line and column", err)
		}
	}
}

// TestTablesAreUsed: every word list and every article stands in some row, and
// every track can be moved.
func TestTablesAreUsed(t *testing.T) {
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	lists := []string{"unnotified", "notified", "effective", "consular", "trade", "movement", "diplomatic"} // asked for by the fold itself
	refs, moved := map[Ref]bool{}, map[chancery.Track]bool{}
	for _, rows := range r.moves {
		for _, row := range rows {
			for _, c := range row.If {
				lists = append(lists, c.Value)
			}
			for _, ref := range row.Law {
				refs[ref] = true
			}
			moved[row.Track] = moved[row.Track] || row.Verb != Record
		}
	}
	for name := range r.words {
		if !slices.Contains(lists, name) {
			t.Errorf("words.tsv: no row asks for %q", name)
		}
	}
	for _, rule := range r.Articles() {
		if !refs[rule.Ref] && rule.Ref.String() != "CARACAS IX" { // told of, and nothing rests on it
			t.Errorf("law.tsv: no row cites %s", rule.Ref)
		}
	}
	for _, tr := range r.Tracks() {
		if !moved[tr.Track] {
			t.Errorf("no act moves %s", tr.Track)
		}
		ranks := map[int]bool{}
		for _, s := range tr.States {
			if tr.Track != chancery.PersonTrack && ranks[s.Rank] {
				t.Errorf("%s: two states of rank %d", tr.Track, s.Rank)
			}
			ranks[s.Rank] = true
		}
	}
}

func TestWords(t *testing.T) {
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		list, text string
		want       bool
	}{
		{"agreed", "Iran and Saudi Arabia agreed to restore ties", true},
		{"agreed", "acordaron restablecer relaciones", true},
		{"agreed", "resumed relations", false},
		{"notified", "Lima notificó formalmente la ruptura", true},
		{"unnotified", "we are going to wait to receive the notification", true},
		{"unnotified", "México espera la notificación oficial", true},
		{"effective", "effective immediately", true},
		{"effective", "surte efectos de inmediato", true},
		{"deferred", "por el momento no se pronunciará", true},
		{"halted", "suspendió todo el comercio", true},
		{"head", "la embajadora de México", true},
		{"head", "el embajador de México", true},
		{"head", "chargé d’affaires", true},
		{"government", "recognised him as interim president", true},
		{"consular", "las relaciones consulares", true},
		{"all", "withdrew all its diplomats", true},
		{"all", "shallow", false},
	} {
		if got := r.words.has(c.list, wordsOf(c.text)); got != c.want {
			t.Errorf("%s in %q: %v", c.list, c.text, got)
		}
	}
}

func TestTreatyName(t *testing.T) {
	for text, want := range map[string]string{
		"Algeria suspended the Treaty of Friendship with Spain.": "Treaty of Friendship",
		"Russia withdrew from the Open Skies Treaty on Friday":   "Open Skies Treaty",
		"denunció el Tratado de Amistad con España":              "Tratado de Amistad",
		"left the Convention on Cluster Munitions":               "Convention on Cluster Munitions",
		"the treaty was signed":                                  "",
		"suspended an agreement with Belgium":                    "",
	} {
		if got := treatyName(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"betssy chavez", "bettssy chavez", true}, {"chavez", "betssy chavez", true}, {"betssy", "betssy chavez", false},
		{"betssy chavez", "betssy betzabet chavez chino", true}, {"hugo chavez", "betssy chavez", false}, {"", "betssy chavez", false}, {"", "", true},
	} {
		if sameName(c.a, c.b) != c.want || sameName(c.b, c.a) != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, !c.want)
		}
	}
	heads := groupNames([]string{"chavez", "betssy chavez", "hugo chavez", "bettssy chavez chino"})
	if heads["betssy chavez"] != "bettssy chavez chino" || heads["chavez"] != "chavez" {
		t.Errorf("%v: a surname that fits two people is neither", heads)
	}
}

func FuzzEvidence(f *testing.F) {
	r, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	acts := sortedKeys(r.moves)
	f.Add("Algeria suspended the Treaty of Friendship with Spain, effective at once.", "Ana Pérez", "parliament", uint8(slices.Index(acts, "agreement.withdraw")))
	f.Add("", "", "\xff", uint8(0))
	f.Fuzz(func(t *testing.T, words, person, organ string, n uint8) {
		deed := chancery.Deed{
			Type: acts[int(n)%len(acts)], Person: person,
			From: []chancery.Party{{Code: "AAA", Organ: organ}}, To: []chancery.Party{{Code: "BBB", Name: words}, {Code: "CCC"}},
		}
		ev := chancery.Event{ID: "1", Deed: deed, Status: chancery.Done, Claims: []chancery.Filed{{Claim: chancery.Claim{Deed: deed, Status: chancery.Done, Evidence: []chancery.Evidence{{Text: words}}}}}}
		for _, m := range Fold(r, nil, []chancery.Event{ev}).Pair("AAA", "BBB", 0, Known{}).Answers {
			if r.State(m.Line.Track, m.State).Class == "" && m.State != "" {
				t.Errorf("%s: %q", m.Line, m.State)
			}
		}
	})
}

// TestDocument: docs/law.md names every table and every text.
func TestDocument(t *testing.T) {
	b, err := os.ReadFile("../../docs/law.md")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{}
	for _, in := range r.Instruments() {
		want = append(want, in.Text+" | "+in.English, in.InForce.String())
	}
	list, err := fs.Glob(lexicon.Files, "law/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		want = append(want, "`"+strings.TrimPrefix(f, "law/")+"`")
	}
	for _, v := range []Verb{Set, Lower, Raise, Keep, Confirm, End, SetFlag, Unflag, Record} {
		want = append(want, "`"+string(v)+"`")
	}
	for _, w := range want {
		if !strings.Contains(string(b), w) {
			t.Errorf("docs/law.md does not have %q", w)
		}
	}
}

package poll

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/account"
	"github.com/chancery-ledger/chancery/internal/standing"
)

var editor = account.Account{Name: "ed", Role: account.Editor}

// bench is a store whose clock tests move.
type bench struct {
	*Store
	path string
	at   time.Time
}

func newBench(t *testing.T, o Options) *bench {
	t.Helper()
	rules, err := standing.Load()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{path: filepath.Join(t.TempDir(), "polls.db"), at: time.Date(2025, 11, 1, 9, 0, 0, 0, time.UTC)}
	o.Now = func() time.Time { return b.at }
	s, err := Open(t.Context(), b.path, rules, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	b.Store = s
	return b
}

func question() Poll {
	return Poll{
		English: "Will Chile and Norway be without relations on 10 November?", Spanish: "¿Estarán Chile y Noruega sin relaciones el 10 de noviembre?",
		Criterion: Criterion{A: "CHL", B: "NOR", Track: chancery.Diplomatic, States: []standing.State{"severed", "suspended"}},
		Opens:     chancery.Date(2025, 11, 1), Closes: chancery.Date(2025, 11, 8), Decides: chancery.Date(2025, 11, 10),
	}
}

func (b *bench) ask(t *testing.T, p Poll) Poll {
	t.Helper()
	got, err := b.Ask(t.Context(), editor, p)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (b *bench) vote(v Voter, id int64, level int) error {
	ballot, voted, err := b.Ballot(context.Background(), id, v)
	switch {
	case err != nil:
		return err
	case voted:
		return ErrVoted
	}
	return b.Vote(context.Background(), id, v, ballot, level)
}

func TestPollComesBack(t *testing.T) {
	b := newBench(t, Options{})
	want := b.ask(t, question())
	got, err := b.Poll(t.Context(), want.ID)
	if err != nil || got.English != want.English || got.By != "account:ed" || got.Criterion.States[1] != "suspended" || got.Settlement != nil || got.Decides != want.Decides {
		t.Errorf("got %+v (%v), want %+v", got, err, want)
	}
	all, err := b.All(t.Context())
	if err != nil || len(all) != 1 || all[0].ID != want.ID {
		t.Errorf("all %v, %v", all, err)
	}
	if _, err := b.Poll(t.Context(), 99); !errors.Is(err, ErrUnknown) {
		t.Errorf("error %v, want %v", err, ErrUnknown)
	}
	if _, err := b.Results(t.Context(), 99); !errors.Is(err, ErrUnknown) {
		t.Errorf("error %v, want %v", err, ErrUnknown)
	}
}

func TestWhatIsNoPoll(t *testing.T) {
	b := newBench(t, Options{})
	for name, spoil := range map[string]func(*Poll){
		"no Spanish":       func(p *Poll) { p.Spanish = " " },
		"closed already":   func(p *Poll) { p.Opens, p.Closes = chancery.Date(2025, 9, 1), chancery.Date(2025, 10, 1) },
		"decides too soon": func(p *Poll) { p.Decides = p.Closes - 1 },
		"one party":        func(p *Poll) { p.Criterion.B = "CHL" },
		"no criterion":     func(p *Poll) { p.Criterion.Track, p.Criterion.States = "", nil },
		"two criteria":     func(p *Poll) { p.Criterion.Act = "relations.sever" },
		"no state":         func(p *Poll) { p.Criterion.States = nil },
		"unknown state":    func(p *Poll) { p.Criterion.States = []standing.State{"frosty"} },
		"unknown act":      func(p *Poll) { p.Criterion = Criterion{A: "CHL", B: "NOR", Act: "relations.frost"} },
		"case": func(p *Poll) {
			p.Criterion.Track, p.Criterion.States = chancery.AsylumCase, []standing.State{"granted"}
		},
	} {
		p := question()
		spoil(&p)
		if _, err := b.Ask(t.Context(), editor, p); !errors.Is(err, ErrPoll) {
			t.Errorf("%s: error %v, want %v", name, err, ErrPoll)
		}
	}
	for _, who := range []account.Account{{Name: "r", Role: account.Reviewer}, {Name: "x", Role: account.Admin, Closed: true}} {
		if _, err := b.Ask(t.Context(), who, question()); !errors.Is(err, account.ErrRole) {
			t.Errorf("%s: error %v, want %v", who.Name, err, account.ErrRole)
		}
	}
}

func TestOneVoteAReader(t *testing.T) {
	b := newBench(t, Options{})
	p := b.ask(t, question())
	ana, ben := Voter{"192.0.2.1", "Firefox"}, Voter{"192.0.2.1", "Safari"}
	ballot, voted, err := b.Ballot(t.Context(), p.ID, ana)
	if err != nil || voted || ballot == "" {
		t.Fatalf("ballot %q, %v, %v", ballot, voted, err)
	}
	if err := b.Vote(t.Context(), p.ID, ben, ballot, 1); err != ErrBallot {
		t.Errorf("another's ballot: error %v, want %v", err, ErrBallot)
	}
	if err := b.Vote(t.Context(), p.ID, ana, ballot, 6); err != nil {
		t.Fatal(err)
	}
	if err := b.Vote(t.Context(), p.ID, ana, ballot, 0); err != ErrVoted {
		t.Errorf("a second vote: error %v, want %v", err, ErrVoted)
	}
	if again, voted, err := b.Ballot(t.Context(), p.ID, ana); again != "" || !voted || err != nil {
		t.Errorf("a second ballot: %q, %v, %v", again, voted, err)
	}
	if err := b.vote(ben, p.ID, 0); err != nil {
		t.Errorf("another reader of the house: %v", err)
	}
	r, err := b.Results(t.Context(), p.ID)
	if err != nil || r.Votes != 2 || r.Counts[6] != 1 || r.Counts[0] != 1 || r.Shares[6] != 0.5 || math.Abs(r.Chance-0.5) > 1e-9 {
		t.Errorf("results %+v (%v)", r, err)
	}
}

func TestNetworksHaveAFewVotes(t *testing.T) {
	b := newBench(t, Options{PerNetwork: 3})
	p := b.ask(t, question())
	for i := range 5 {
		err := b.vote(Voter{"192.0.2.1", fmt.Sprint("browser ", i)}, p.ID, 3)
		if want := map[bool]error{true: nil, false: ErrFull}[i < 3]; err != want {
			t.Errorf("vote %d: error %v, want %v", i+1, err, want)
		}
	}
	if err := b.vote(Voter{"192.0.2.2", "browser 0"}, p.ID, 3); err != nil {
		t.Errorf("from the next house: %v", err)
	}
	if r, _ := b.Results(t.Context(), p.ID); r.Votes != 4 {
		t.Errorf("%d votes, want 4", r.Votes)
	}
}

func TestVotesAtOnce(t *testing.T) {
	b := newBench(t, Options{})
	p := b.ask(t, question())
	v := Voter{"192.0.2.1", "Firefox"}
	ballot, _, err := b.Ballot(t.Context(), p.ID, v)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() { _ = b.Vote(context.Background(), p.ID, v, ballot, 2) })
	}
	wait.Wait()
	if r, _ := b.Results(t.Context(), p.ID); r.Votes != 1 {
		t.Errorf("%d votes, want 1", r.Votes)
	}
}

func TestBallotsThatAreNotGood(t *testing.T) {
	b := newBench(t, Options{})
	p, q := b.ask(t, question()), b.ask(t, question())
	v := Voter{"192.0.2.1", "Firefox"}
	others, _, err := b.Ballot(t.Context(), q.ID, v)
	if err != nil {
		t.Fatal(err)
	}
	ballot, _, err := b.Ballot(t.Context(), p.ID, v)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "AAAA", others, ballot + "A", ballot[:10] + "x" + ballot[11:]} {
		if err := b.Vote(t.Context(), p.ID, v, bad, 1); err != ErrBallot {
			t.Errorf("ballot %q: error %v, want %v", bad, err, ErrBallot)
		}
	}
	for _, level := range []int{-1, 7} {
		if err := b.Vote(t.Context(), p.ID, v, ballot, level); err == nil {
			t.Errorf("level %d was taken", level)
		}
	}
	b.at = b.at.Add(ballotGood)
	if err := b.Vote(t.Context(), p.ID, v, ballot, 1); err != ErrBallot {
		t.Errorf("a day later: error %v, want %v", err, ErrBallot)
	}
}

func TestVotingDays(t *testing.T) {
	b := newBench(t, Options{})
	p := question()
	p.Opens++
	p = b.ask(t, p)
	v := Voter{"192.0.2.1", "Firefox"}
	if err := b.vote(v, p.ID, 1); !errors.Is(err, ErrClosed) {
		t.Errorf("before: error %v, want %v", err, ErrClosed)
	}
	b.at = p.Closes.Time().Add(23*time.Hour + 59*time.Minute)
	ballot, _, err := b.Ballot(t.Context(), p.ID, v)
	if err != nil {
		t.Fatalf("on the last day: %v", err)
	}
	b.at = (p.Closes + 1).Time()
	if err := b.Vote(t.Context(), p.ID, v, ballot, 1); !errors.Is(err, ErrClosed) {
		t.Errorf("after: error %v, want %v", err, ErrClosed)
	}
}

// While a poll is open, its file holds neither addresses nor browsers; once it
// has closed, not even the marks and the key.
func TestFileForgetsReaders(t *testing.T) {
	b := newBench(t, Options{})
	p := b.ask(t, question())
	v := Voter{"198.51.100.77", "A very rare browser"}
	if err := b.vote(v, p.ID, 4); err != nil {
		t.Fatal(err)
	}
	var key []byte
	if err := b.db.QueryRowContext(t.Context(), `SELECT key FROM poll`).Scan(&key); err != nil {
		t.Fatal(err)
	}
	read := func() []byte {
		var all []byte
		files, err := filepath.Glob(b.path + "*")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, raw...)
		}
		return all
	}
	open := read()
	for what, want := range map[string]struct {
		bytes []byte
		there bool
	}{
		"address": {[]byte(v.Network), false}, "browser": {[]byte(v.Browser), false},
		"mark": {v.mark(key), true}, "key": {key, true},
	} {
		if bytes.Contains(open, want.bytes) != want.there {
			t.Errorf("open: %s in the file: %v, want %v", what, !want.there, want.there)
		}
	}
	b.at = (p.Closes + 1).Time()
	if err := b.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
	for what, gone := range map[string][]byte{"mark": v.mark(key), "mark of the network": mac(key, "network", v.Network), "key": key} {
		if bytes.Contains(read(), gone) {
			t.Errorf("closed: the %s is still in the file", what)
		}
	}
	if r, err := b.Results(t.Context(), p.ID); err != nil || r.Votes != 1 {
		t.Errorf("results %+v (%v)", r, err)
	}
}

func TestMarksOfTwoPollsDiffer(t *testing.T) {
	b := newBench(t, Options{})
	v := Voter{"192.0.2.1", "Firefox"}
	for range 2 {
		if err := b.vote(v, b.ask(t, question()).ID, 1); err != nil {
			t.Fatal(err)
		}
	}
	var n int
	if err := b.db.QueryRowContext(t.Context(), `SELECT count(DISTINCT mark) FROM mark`).Scan(&n); err != nil || n != 2 {
		t.Errorf("%d marks (%v), want 2", n, err)
	}
}

func TestLevels(t *testing.T) {
	last := 0.0
	for _, l := range Levels() {
		if l.Chance <= last || l.Chance >= 1 || l.English == "" || l.Spanish == "" {
			t.Errorf("level %+v after %v", l, last)
		}
		last = l.Chance
	}
}

// The score lies in 0 to 1, the crowd is never worse than its readers on the
// average (Jensen's inequality), and yes and no mirror each other.
func TestScore(t *testing.T) {
	if s, ok := resultsOf([]int{0, 0, 0, 0, 0, 3, 1}).Score(Yes); !ok || math.Abs(s.Crowd-math.Pow(1-(3*0.875+0.97)/4, 2)) > 1e-12 {
		t.Errorf("score %+v, %v", s, ok)
	}
	for _, x := range []struct {
		counts  []int
		outcome Outcome
	}{{make([]int, 7), Yes}, {[]int{1, 0, 0, 0, 0, 0, 0}, Void}, {[]int{1, 0, 0, 0, 0, 0, 0}, ""}} {
		if s, ok := resultsOf(x.counts).Score(x.outcome); ok {
			t.Errorf("%v, %q: score %+v", x.counts, x.outcome, s)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 1000), 7, 7).Draw(t, "counts")
		r := resultsOf(counts)
		yes, ok := r.Score(Yes)
		if !ok {
			return
		}
		no, _ := r.Score(No)
		if yes.Crowd < 0 || yes.Crowd > 1 || yes.Crowd > yes.Readers+1e-12 || no.Crowd > no.Readers+1e-12 {
			t.Fatalf("scores %+v and %+v of %v", yes, no, counts)
		}
		if math.Abs(math.Sqrt(yes.Crowd)+math.Sqrt(no.Crowd)-1) > 1e-9 {
			t.Fatalf("%+v and %+v do not mirror each other", yes, no)
		}
	})
}

func FuzzBallot(f *testing.F) {
	key, mark := make([]byte, 32), make([]byte, 32)
	now := time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC)
	good := newBallot(key, mark, now.Add(time.Hour))
	f.Add(good)
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		if ballotFits(s, key, mark, now) && s != good {
			// Base64 leaves bits of the last letter unused; nothing else may fit.
			if len(s) != len(good) || s[:len(s)-1] != good[:len(good)-1] {
				t.Errorf("%q fits", s)
			}
		}
	})
}

package account

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
)

// cheap is a cost for tests; what it would take an attacker is not their matter.
var cheap = Cost{Time: 1, Memory: 64, Threads: 1}

const password = "a long enough phrase"

// bench is a store with a clock that tests move and a count of hashes.
type bench struct {
	*Store
	path  string
	at    time.Time
	runs  atomic.Int64
	costs []Cost
}

func newBench(t *testing.T, o Options) *bench {
	t.Helper()
	b := &bench{path: filepath.Join(t.TempDir(), "accounts.db"), at: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	o.Now, o.Cost = func() time.Time { return b.at }, or(o.Cost, cheap)
	var mu sync.Mutex
	o.digest = func(p, salt []byte, c Cost) []byte {
		b.runs.Add(1)
		mu.Lock()
		b.costs = append(b.costs, c)
		mu.Unlock()
		return argon(p, salt, c)
	}
	s, err := Open(t.Context(), b.path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	b.Store = s
	return b
}

func (b *bench) add(t *testing.T, name string, role Role) Account {
	t.Helper()
	a, err := b.Add(t.Context(), "test", name, password, role)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestRoleMay(t *testing.T) {
	for _, x := range []struct {
		role, need Role
		want       bool
	}{
		{Reader, Reader, true}, {Reader, Reviewer, false}, {Reviewer, Reader, true}, {Editor, Reviewer, true},
		{Editor, Admin, false}, {Admin, Admin, true}, {"", Reader, false}, {"root", Reader, false}, {Admin, "", false}, {"", "", false},
	} {
		if got := x.role.May(x.need); got != x.want {
			t.Errorf("%q.May(%q) = %v, want %v", x.role, x.need, got, x.want)
		}
	}
}

// That a name exists must not show in the work that a sign-in takes: it is
// counted, since a wall clock would make a test that fails on a busy machine.
func TestSignInTakesOneHashWhateverIsWrong(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	b.add(t, "closed", Reviewer)
	if err := b.CloseAccount(t.Context(), "test", "closed"); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name, user, password string
		want                 error
	}{
		{"right", "ana", password, nil},
		{"right in capitals", "ANA", password, nil},
		{"wrong password", "ana", "not the right phrase", ErrSignIn},
		{"empty password", "ana", "", ErrSignIn},
		{"unknown name", "nobody", password, ErrSignIn},
		{"impossible name", "no body\x00", password, ErrSignIn},
		{"overlong name", strings.Repeat("a", 4000), password, ErrSignIn},
		{"overlong password", "ana", strings.Repeat("a", 4000), ErrSignIn},
		{"overlong password, unknown name", "nobody", strings.Repeat("a", 4000), ErrSignIn},
		{"closed account", "closed", password, ErrSignIn},
	} {
		b.runs.Store(0)
		b.costs = nil
		_, _, err := b.SignIn(t.Context(), Attempt{Name: x.user, Password: x.password, Client: x.name})
		if !errors.Is(err, x.want) || x.want != nil && err != ErrSignIn {
			t.Errorf("%s: error %v, want %v itself", x.name, err, x.want)
		}
		if n := b.runs.Load(); n != 1 || b.costs[0] != cheap {
			t.Errorf("%s: %d hashes at %v, want one at %v", x.name, n, b.costs, cheap)
		}
	}
}

func TestSignInRenewsAHashOfAnotherCost(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	dearer := Cost{Time: 2, Memory: 64, Threads: 1}
	again, err := Open(t.Context(), b.path, Options{Cost: dearer})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for range 2 {
		if _, _, err := again.SignIn(t.Context(), Attempt{Name: "ana", Password: password}); err != nil {
			t.Fatal(err)
		}
	}
	_, hash, err := byName(t.Context(), again.db, "ana")
	if err != nil || again.hasher.outdated(hash) {
		t.Errorf("hash %s (%v), want one at %v", hash, err, dearer)
	}
}

func TestLockOut(t *testing.T) {
	for _, name := range []string{"ana", "nobody"} { // the same for both
		t.Run(name, func(t *testing.T) {
			b := newBench(t, Options{})
			b.add(t, "ana", Reviewer)
			try := func(client, pass string) error {
				_, _, err := b.SignIn(t.Context(), Attempt{Name: name, Password: pass, Client: client})
				return err
			}
			for range 5 {
				if err := try("here", "wrong"); err != ErrSignIn {
					t.Fatalf("error %v, want %v", err, ErrSignIn)
				}
			}
			b.runs.Store(0)
			var locked *LockedError
			if err := try("here", password); !errors.As(err, &locked) || !locked.Until.Equal(b.at.Add(firstWait)) {
				t.Fatalf("error %v, want a wait until %s", err, b.at.Add(firstWait))
			}
			if b.runs.Load() != 0 {
				t.Error("a locked attempt was hashed")
			}
			if err := try("elsewhere", "wrong"); err != ErrSignIn {
				t.Errorf("from elsewhere: error %v, want %v", err, ErrSignIn)
			}
			b.at = b.at.Add(firstWait)
			if err := try("here", "wrong"); err != ErrSignIn {
				t.Errorf("after the wait: error %v, want %v", err, ErrSignIn)
			}
			if err := try("here", "wrong"); !errors.As(err, &locked) || !locked.Until.Equal(b.at.Add(2*firstWait)) {
				t.Errorf("error %v, want twice the wait", err)
			}
			b.at = b.at.Add(mostWait + forget + time.Second)
			if err := try("here", password); (err == nil) != (name == "ana") {
				t.Errorf("an hour later: error %v", err)
			}
		})
	}
}

func TestLockOutOfOnePasswordOnManyNames(t *testing.T) {
	b := newBench(t, Options{})
	var locked *LockedError
	for i := range 30 {
		if _, _, err := b.SignIn(t.Context(), Attempt{Name: fmt.Sprint("user", i), Password: "wrong", Client: "here"}); err != ErrSignIn {
			t.Fatalf("attempt %d: %v", i, err)
		}
	}
	if _, _, err := b.SignIn(t.Context(), Attempt{Name: "another", Password: "wrong", Client: "here"}); !errors.As(err, &locked) {
		t.Errorf("error %v, want a wait", err)
	}
}

func TestAttemptsAtOnceAreAllCounted(t *testing.T) {
	b := newBench(t, Options{AtOnce: 8})
	b.add(t, "ana", Reviewer)
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			_, _, _ = b.SignIn(context.Background(), Attempt{Name: "ana", Password: "wrong", Client: "here"})
		})
	}
	wait.Wait()
	if n := b.runs.Load() - 1; n != 5 { // one is the making of the account
		t.Errorf("%d guesses were hashed, want 5", n)
	}
}

func TestSessionEnds(t *testing.T) {
	end := map[string]func(*bench) error{
		"idle":         func(b *bench) error { b.at = b.at.Add(2 * time.Hour); return nil },
		"closed":       func(b *bench) error { return b.CloseAccount(context.Background(), "test", "ana") },
		"new role":     func(b *bench) error { return b.SetRole(context.Background(), "test", "ana", Reader) },
		"new password": func(b *bench) error { return b.SetPassword(context.Background(), "test", "ana", password+"!") },
	}
	for name, do := range end {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, Options{})
			b.add(t, "ana", Editor)
			token, _, err := b.SignIn(t.Context(), Attempt{Name: "ana", Password: password})
			if err != nil {
				t.Fatal(err)
			}
			if s, err := b.Session(t.Context(), token); err != nil || s.Account.Role != Editor {
				t.Fatalf("session %v, %v", s, err)
			}
			if err := do(b); err != nil {
				t.Fatal(err)
			}
			if _, err := b.Session(t.Context(), token); err != ErrNoSession {
				t.Errorf("error %v, want %v", err, ErrNoSession)
			}
		})
	}
}

func TestSessionEndsAfterItsTimeHoweverBusy(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	token, s, err := b.SignIn(t.Context(), Attempt{Name: "ana", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	for b.at.Before(s.Until.Add(-time.Hour)) {
		b.at = b.at.Add(time.Hour)
		if _, err := b.Session(t.Context(), token); err != nil {
			t.Fatalf("%s: %v", b.at, err)
		}
	}
	b.at = s.Until
	if _, err := b.Session(t.Context(), token); err != ErrNoSession {
		t.Errorf("error %v, want %v", err, ErrNoSession)
	}
}

// The file must not open anything to who steals it.
func TestFileHoldsNoTokens(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	token, _, err := b.SignIn(t.Context(), Attempt{Name: "ana", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	key, _, err := b.NewKey(t.Context(), "test", "ana", "script", Reviewer)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.SignIn(t.Context(), Attempt{Name: password, Password: "in the wrong field"}); err != ErrSignIn {
		t.Fatal(err)
	}
	for _, ending := range []string{"", "-wal"} {
		raw, err := os.ReadFile(b.path + ending)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{token, key, strings.TrimPrefix(key, keyPrefix), password} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%q stands in accounts.db%s", secret, ending)
			}
		}
	}
}

func TestKeys(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	b.add(t, "ben", Reader)
	if _, _, err := b.NewKey(t.Context(), "test", "ben", "", Reviewer); !errors.Is(err, ErrRole) {
		t.Errorf("a reader's key for reviewing: error %v, want %v", err, ErrRole)
	}
	if _, _, err := b.NewKey(t.Context(), "test", "ana", "", Admin); err == nil {
		t.Error("a key for administration was made")
	}
	token, made, err := b.NewKey(t.Context(), "test", "ana", "script", Reviewer)
	if err != nil {
		t.Fatal(err)
	}
	got, err := b.Key(t.Context(), token)
	if err != nil || got.ID != made.ID || got.Account.Name != "ana" || got.Account.Role != Reviewer {
		t.Fatalf("key %v, %v", got, err)
	}
	for _, wrong := range []string{"", "chk_", token + "x", strings.TrimPrefix(token, keyPrefix), "chk_' OR 1=1 --"} {
		if _, err := b.Key(t.Context(), wrong); err != ErrNoKey {
			t.Errorf("%q: error %v, want %v", wrong, err, ErrNoKey)
		}
	}
	if err := b.SetRole(t.Context(), "test", "ana", Reader); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Key(t.Context(), token); err != ErrNoKey {
		t.Errorf("after the role was lost: error %v, want %v", err, ErrNoKey)
	}
	if err := b.SetRole(t.Context(), "test", "ana", Admin); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Key(t.Context(), token); err != nil || got.Account.Role != Reviewer {
		t.Errorf("an admin's key for reviewing is %v, %v", got.Account.Role, err)
	}
	if err := b.RevokeKey(t.Context(), "test", made.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Key(t.Context(), token); err != ErrNoKey {
		t.Errorf("revoked: error %v, want %v", err, ErrNoKey)
	}
}

func TestNamesAndPasswords(t *testing.T) {
	b := newBench(t, Options{})
	for _, x := range []struct {
		name, password string
		want           error
	}{
		{"Núñez", password, nil}, {"núñez", password, ErrTaken}, {"", password, ErrName}, {"a b", password, ErrName},
		{"a\nb", password, ErrName}, {strings.Repeat("a", 65), password, ErrName},
		{"short", "fourteen chars", ErrPassword}, {"long", strings.Repeat("x", 1025), ErrPassword}, {"unicode", "contraseña con eñes", nil},
	} {
		if _, err := b.Add(t.Context(), "test", x.name, x.password, Reader); !errors.Is(err, x.want) {
			t.Errorf("%q: error %v, want %v", x.name, err, x.want)
		}
	}
	if _, err := b.Add(t.Context(), "test", "role", password, "root"); err == nil {
		t.Error("a role that does not exist was given")
	}
}

func TestLogCannotBeChanged(t *testing.T) {
	b := newBench(t, Options{})
	b.add(t, "ana", Reviewer)
	if err := b.SetRole(t.Context(), "root", "ana", Editor); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{`UPDATE log SET what = ''`, `DELETE FROM log`} {
		if _, err := b.db.ExecContext(t.Context(), q); err == nil {
			t.Errorf("%s went through", q)
		}
	}
	notes, err := b.Log(t.Context(), 10)
	want := []string{"root: role set to editor", "test: made with role reviewer"}
	var got []string
	for _, n := range notes {
		got = append(got, n.By+": "+n.What)
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("log %q (%v), want %q", got, err, want)
	}
}

// What a reviewer decides stands in the ledger with who decided.
func TestDecisionsAreEntriesOfTheLedger(t *testing.T) {
	l, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	const body = "Peru severs relations\n\nPeru severed relations with Mexico."
	reading := chancery.Reading{Report: chancery.Report{Text: body, Title: "Peru severs relations", Language: "en"}, Acts: []chancery.Claim{{
		Deed:   chancery.Deed{Type: "relations.sever", From: []chancery.Party{{Code: "PER"}}, To: []chancery.Party{{Code: "MEX"}}, When: chancery.When{Basis: chancery.Unknown}},
		Status: chancery.Done, Evidence: []chancery.Evidence{{Start: 23, End: len(body), Text: body[23:]}},
	}}}
	now := func() time.Time { return time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC) }
	if _, err := l.Append(t.Context(), ledger.Batch{Agent: "test", Because: "test", At: now(), Steps: []ledger.Step{ledger.Read{Reader: "r1", Reading: reading}}}); err != nil {
		t.Fatal(err)
	}
	var claim string
	for f, err := range l.Claims(t.Context(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		claim = f.Claim.ID
	}
	for _, refused := range []Account{{Name: "ben", Role: Reader}, {Name: "eve", Role: Reviewer, Closed: true}} {
		if _, err := refused.Desk(l, now); !errors.Is(err, ErrRole) {
			t.Errorf("%s: error %v, want %v", refused.Name, err, ErrRole)
		}
	}
	desk, err := Account{Name: "ana", Role: Reviewer}.Desk(l, now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Confirm(t.Context(), claim, "read it"); err != nil {
		t.Fatal(err)
	}
	head, err := l.Head(t.Context())
	if err != nil || head.Verb != chancery.Confirm || head.Agent != "account:ana" || head.Because != "read it" {
		t.Errorf("last entry %+v (%v), want ana's confirmation", head, err)
	}
}

func FuzzDecodeHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Add("$2a$10$N9qo8uLOickgx2ZMRZoMye")
	f.Fuzz(func(t *testing.T, phc string) {
		c, salt, sum, err := decodeHash(phc)
		if err != nil {
			return
		}
		if c2, salt2, sum2, err := decodeHash(encodeHash(c, salt, sum)); err != nil || c2 != c || string(salt2) != string(salt) || string(sum2) != string(sum) {
			t.Errorf("%q does not come back: %v", phc, err)
		}
	})
}

package ledgertest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// testDatabaseRefuses speaks to the database behind the store's back.
func testDatabaseRefuses(t *testing.T, h Harness) {
	s := h.New(t)
	appendTo(t, s, severance("v1"))
	const columns = `number, verb, claim, other, report, answers, reader, at, agent, because, digest, prev, hash`
	again := func(number, at, prev string) string {
		return `INSERT INTO entries (` + columns + `) SELECT ` + number + `, verb, claim, other, report, answers, reader, ` + at +
			`, agent, because, digest, ` + prev + `, hash FROM entries WHERE number = 2`
	}
	claim := func(body string) string {
		return `INSERT INTO claims (entry, id, report, appearance, type, day_from, day_to, body)
			SELECT number, digest, 1, 1, 'x', 0, 0, ` + body + ` FROM entries WHERE number = 1`
	}
	for _, query := range []string{
		`UPDATE entries SET agent = 'somebody else'`,
		`UPDATE entries SET at = at - 1 WHERE number = 2`,
		`DELETE FROM entries`,
		`DELETE FROM entries WHERE number = 2`,
		`UPDATE claims SET type = 'relations.restore'`,
		`UPDATE claims SET body = '{}'`,
		`DELETE FROM claims`,
		`UPDATE reports SET text = 'nothing happened'`,
		`DELETE FROM reports`,
		`UPDATE appearances SET url = ''`,
		`DELETE FROM appearances`,
		`UPDATE claim_parties SET code = 'CHL'`,
		`DELETE FROM claim_parties`,
		`UPDATE claim_pairs SET a = 'CHL'`,
		`DELETE FROM claim_pairs`,
		again("4", "at", "hash"),                                     // a gap
		again("2", "at", "prev"),                                     // a number used
		again("1", "at", "prev"),                                     // a number gone back
		again("3", "at", "prev"),                                     // chained to another entry
		again("3", "at - 1", "hash"),                                 // dated before
		claim(`'{"evidence":[]}'`),                                   // without evidence
		claim(`'{}'`),                                                // without evidence
		claim(`'{"evidence":[{"start":0,"end":5,"text":"Chile"}]}'`), // not the span
		claim(`'{"evidence":[{"start":0,"end":4,"text":"Peru"},{"start":1,"end":5,"text":"Peru"}]}'`), // the second is not
		claim(fmt.Sprintf(`'{"evidence":[{"start":0,"end":%d,"text":"Peru"}]}'`, len(severText)+1)),   // beyond it
		claim(`'{"evidence":[{"start":-5,"end":0,"text":"asiló"}]}'`),                                 // counted from the end
		claim(`'{"evidence":[{"text":"Peru"}]}'`),                                                     // no span
		claim(`'{"evidence":[{}]}'`),                                                                  // nothing
		claim(`'{"evidence":[{"start":2,"end":2,"text":""}]}'`),                                       // no words
		claim(`'{"evidence":'`),                                                                       // not JSON
		`INSERT INTO reports (entry, id, text, print) SELECT 2, id, text, print FROM reports`,         // twice
		`INSERT INTO claims (entry, id, report, appearance, type, day_from, day_to, body)
			SELECT 77, digest, 1, 1, 'x', 0, 0, body FROM claims, (SELECT digest FROM entries WHERE number = 2) d`, // no such entry
	} {
		if err := h.Exec(t, s, query); err == nil {
			t.Errorf("the database did: %s", query)
		}
	}
	if got := verify(t, s); got.Entries != 2 || got.Claims != 1 {
		t.Errorf("tally %+v", got)
	}
	if got := all(t, s.Claims(t.Context(), ledger.Query{Parties: []chancery.Code{"PER", "MEX"}})); len(got) != 1 {
		t.Errorf("%d claims", len(got))
	}
	if err := h.Exec(t, s, claim(`'{"evidence":[{"start":0,"end":4,"text":"Peru"}]}'`)); err != nil {
		t.Errorf("what was refused was refused for something else: %v", err)
	}
	// What is true goes in: bytes, not letters, are counted.
	words := "rompió además"
	appendTo(t, s, ledger.Assertion{Report: ledger.TextID(severText), Claim: claimOn(severText, words, "talks.refuse", "PER", "MEX")})
}

// testVerify changes a ledger behind the store's back and asks who notices.
func testVerify(t *testing.T, h Harness) {
	for _, tt := range []struct {
		query string
		fault int64
	}{
		{`UPDATE entries SET because = 'another reason' WHERE number = 3`, 3},
		{`UPDATE entries SET agent = 'another' WHERE number = 2`, 2},
		{`UPDATE entries SET at = at + 1 WHERE number = 4`, 4},
		{`UPDATE entries SET verb = 'confirm' WHERE number = 5`, 5},
		{`UPDATE entries SET prev = hash WHERE number = 3`, 3},
		{`DELETE FROM entries WHERE number = 5`, 6},
		{`UPDATE claims SET body = replace(body, '"done"', '"not"') WHERE entry = 4`, 4},
		{`UPDATE claims SET body = replace(body, '"confidence":0.9', '"confidence":1') WHERE entry = 2`, 2},
		{`UPDATE claims SET report = 3 WHERE entry = 2`, 2},
		{`UPDATE reports SET text = replace(text, 'Peru', 'Cuba') WHERE entry = 1`, 1},
		{`UPDATE reports SET text = replace(text, 'morning', 'evening') WHERE entry = 3`, 3},
		{`UPDATE appearances SET meta = replace(meta, 'The Paper', 'Nobody') WHERE entry = 1`, 1},
	} {
		s := h.New(t)
		appendTo(t, s, severance("v1")) // 1 read, 2 assert
		second := severance("v1")
		second.Reading.Report.Text, second.Reading.Report.URL = severText+"Filed in the morning.\n", "https://paper.example/2"
		appendTo(t, s, second)                                                                                          // 3 read, 4 assert
		appendTo(t, s, ledger.Retraction{Claim: ledger.Name(ledger.TextID(severText), &severance("").Reading.Acts[0])}) // 5
		appendTo(t, s, ledger.Read{Reader: "v1", Reading: NewWorld(9).Reading()})                                       // 6 ...
		if whole := verify(t, s); whole.Held != whole.Claims-1 {
			t.Fatalf("before: %+v", whole)
		}
		head, _ := s.Head(t.Context())
		h.Unlock(t, s)
		if err := h.Exec(t, s, tt.query); err != nil {
			t.Errorf("%s: %v", tt.query, err)
			continue
		}
		_, err := ledger.Verify(t.Context(), s, nil)
		var fault *ledger.Fault
		if !errors.As(err, &fault) || fault.Entry != tt.fault || !errors.Is(err, ledger.ErrTampered) {
			t.Errorf("%s: %v, want a fault of entry %d", tt.query, err, tt.fault)
		}
		if err := ledger.At(head).Holds(t.Context(), s); err != nil {
			t.Errorf("%s: the head is as it was, and yet: %v", tt.query, err)
		}
	}
}

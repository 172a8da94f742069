package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/ledger"
	"github.com/chancery-ledger/chancery/internal/ledger/sqlite"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// ask runs one of the commands that ask what stands, on a ledger.
func ask(t *testing.T, file string, args ...string) (out, errs string, err error) {
	t.Helper()
	var cmds struct {
		Standing   standingCmd   `cmd:""`
		Timeline   timelineCmd   `cmd:""`
		Country    countryCmd    `cmd:""`
		WhoSevered whoSeveredCmd `cmd:""`
		Case       caseCmd       `cmd:""`
		Diff       diffCmd       `cmd:""`
	}
	var o, e bytes.Buffer
	env := &Env{Ctx: context.Background(), Out: &o, Err: &e, Now: func() time.Time { return time.Date(2025, 11, 10, 0, 0, 0, 0, time.UTC) }}
	parser, err := kong.New(&cmds, kong.Name("chancery"), kong.Exit(func(int) {}), kong.Writers(&o, &e))
	if err != nil {
		t.Fatal(err)
	}
	ctx, err := parser.Parse(append(args, "--ledger", file))
	if err != nil {
		return "", "", err
	}
	err = ctx.Run(env)
	return o.String(), e.String(), err
}

// dispatch is a report written for the test, with what a reader finds in it.
const dispatch = `Lima cuts its ties with Mexico

Peru broke diplomatic relations with Mexico on Monday. The consular relations are kept, Lima said.
Mexico had granted asylum to the former minister Betssy Chávez the same day.
The chargé of Mexico, Karla Ornelas, will have to go.
Trade with Peru would go on, the Mexican government said.
In December 2022 Mexico had put its relations with Peru on hold.`

// fill files the dispatch in a new ledger and returns its file.
func fill(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "test.db")
	store, err := sqlite.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	per, mex := []chancery.Party{{Code: "PER", Name: "Peru"}}, []chancery.Party{{Code: "MEX", Name: "Mexico"}}
	published := chancery.Date(2025, 11, 4)
	monday := chancery.When{From: published - 1, To: published - 1, Basis: chancery.Relative}
	unknown := chancery.When{Basis: chancery.Unknown}
	december := chancery.When{From: chancery.Date(2022, 12, 1), To: chancery.Date(2022, 12, 31), Basis: chancery.Stated}
	claim := func(act chancery.ActType, from, to []chancery.Party, status chancery.Status, when chancery.When, person, words string) chancery.Claim {
		at := strings.Index(dispatch, words)
		if at < 0 {
			t.Fatalf("%q is not in the dispatch", words)
		}
		return chancery.Claim{Deed: chancery.Deed{Type: act, From: from, To: to, Person: person, When: when}, Status: status, Confidence: 0.9,
			Evidence: []chancery.Evidence{{Start: at, End: at + len(words), Text: words}}}
	}
	reading := chancery.Reading{
		Report: chancery.Report{ID: ledger.TextID(dispatch), URL: "https://news.example/1", Publisher: "Example Post", Title: "Lima cuts its ties with Mexico", Published: published, Language: "en", Text: dispatch},
		Acts: []chancery.Claim{
			claim("relations.sever", per, mex, chancery.Done, monday, "", "Peru broke diplomatic relations with Mexico on Monday"),
			claim("relations.maintain", per, mex, chancery.Done, monday, "", "The consular relations are kept"),
			claim("asylum.grant", mex, per, chancery.Done, monday, "Betssy Chávez", "Mexico had granted asylum to the former minister Betssy Chávez"),
			claim("envoy.expel", per, mex, chancery.Planned, unknown, "Karla Ornelas", "The chargé of Mexico, Karla Ornelas, will have to go"),
			claim("relations.maintain", mex, per, chancery.Planned, unknown, "", "Trade with Peru would go on"),
			claim("relations.hold", mex, per, chancery.Done, december, "", "In December 2022 Mexico had put its relations with Peru on hold"),
		},
	}
	if _, err := store.Append(t.Context(), ledger.Batch{Agent: "test", Because: "a test", At: time.Date(2025, 11, 4, 12, 0, 0, 0, time.UTC), Steps: []ledger.Step{ledger.Read{Reader: "test 1", Reading: reading}}}); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestStandingCommands(t *testing.T) {
	file := fill(t)
	for _, c := range []struct {
		args []string
		want []string // must stand in the output, in this order
		not  string
	}{
		{[]string{"standing", "PER", "MEX", "--on", "2025-11-05"}, []string{
			"Peru – Mexico on 5 November 2025", "diplomatic relations", "severed", "since 2025-11-03 (announced by PER, not yet notified)", "reported, one source", "confirmed 2025-11-",
			"representation, both ways", "none", "consular relations", "in force", "reported, one source", "default: VCDR 45", "trade, both ways", "normal", "asserted by MEX",
			"asylum of Betssy Chávez", "granted", "Planned, proposed or threatened", "Karla Ornelas", "Evidence", "“Peru broke diplomatic relations with Mexico on Monday”", "Example Post",
			"Law to which both were parties", "VCDR 44", "Not known"}, "on hold"},
		{[]string{"standing", "peruano", "México", "--on", "2023-01-01"}, []string{"diplomatic relations", "established, on hold (MEX)", "since 1823-01-23", "baseline"}, "3 November 2025"},
		{[]string{"standing", "PER", "MEX", "--on", "2025-11-05", "--known", "2025-11-03"}, []string{"as published by 2025-11-03", "established", "baseline"}, "Example Post"},
		{[]string{"standing", "PER", "MEX", "--on", "2025-11-05", "--known", "2025-11-03"}, []string{"established"}, "3 November 2025"},
		{[]string{"standing", "PER", "MEX", "--on", "2025-11-05", "--known", "2025-11-06"}, []string{"severed", "confirmed 2025-11-04"}, "listed"},
		{[]string{"standing", "PER", "NLD"}, []string{"no report about the two has been read", "established", "Not known"}, ""},
		{[]string{"standing", "China", "afgano", "--on", "2024-01-01"}, []string{"established"}, ""},
		{[]string{"timeline", "PER", "MEX"}, []string{"1823-01-23", "established", "2025-11-03", "severed", "reported, one source, announced by PER", "2022-12", "on hold (MEX)", "until 2025-11-03", "treaties and memberships"}, ""},
		{[]string{"country", "MEX", "--among", "South America", "--without", "--on", "2025-11-04"}, []string{"none with 2", "ECU", "PER", "since 2025-11-03"}, "VEN"},
		{[]string{"country", "PER"}, []string{"diplomatic relations with", "Without diplomatic relations", "MEX"}, ""},
		{[]string{"who-severed", "--since", "2025-01-01"}, []string{"2025-11-03", "Mexico – Peru", "by PER", "Listed as severed or suspended in November 2025", "Ecuador – Mexico"}, ""},
		{[]string{"case", "Chávez"}, []string{"Betssy Chávez", "asylum", "granted"}, ""},
		{[]string{"case", "Nadie"}, []string{"No report read so far names Nadie"}, ""},
		{[]string{"diff", "--from", "2025-11-01", "--to", "2025-11-05"}, []string{"Mexico – Peru", "severed"}, ""},
		{[]string{"diff", "--from", "1990-01-01", "--to", "1990-06-01", "--with", "Namibia"}, []string{"Namibia", "established"}, "Peru – Mexico"},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			out, errs, err := ask(t, file, c.args...)
			if err != nil || errs != "" {
				t.Fatalf("%v %s", err, errs)
			}
			rest := out
			for _, w := range c.want {
				_, after, ok := strings.Cut(rest, w)
				if !ok {
					t.Fatalf("no %q in its place in\n%s", w, out)
				}
				rest = after
			}
			if c.not != "" && strings.Contains(out, c.not) {
				t.Errorf("%q stands in\n%s", c.not, out)
			}
			if strings.Contains(out, "\x1b[") {
				t.Error("colour, and no terminal")
			}
		})
	}
}

func TestStandingJSON(t *testing.T) {
	file := fill(t)
	out, _, err := ask(t, file, "standing", "PER", "MEX", "--on", "2025-11-05", "--json")
	if err != nil {
		t.Fatal(err)
	}
	var p standing.Pair
	if err := json.Unmarshal([]byte(out), &p); err != nil {
		t.Fatal(err)
	}
	if a, ok := p.Answer(chancery.Diplomatic, "PER", "MEX"); !ok || a.State != "severed" || len(a.Evidence) == 0 {
		t.Errorf("%+v", a)
	}
	for _, args := range [][]string{{"timeline", "PER", "MEX"}, {"country", "PER"}, {"who-severed", "--since", "2024-01-01"}, {"case", "Chávez"}, {"diff", "--from", "2025-01-01"}} {
		out, _, err := ask(t, file, append(args, "--json")...)
		if err != nil || !json.Valid([]byte(out)) {
			t.Errorf("%v: %v %.80s", args, err, out)
		}
	}
}

func TestStandingErrors(t *testing.T) {
	file := fill(t)
	for _, c := range []struct{ args, want string }{
		{"standing PER Atlantis", `"Atlantis" is no party`},
		{"standing PER Peruvian", "are one"},
		{"standing PER MEX --on yesterday", "--on"},
		{"standing PER MEX --known soon", "--known"},
		{"standing PER Mexiko", `"Mexiko" is no party that is known by code, name or adjective: Mexico (MEX)?`},
		{"standing PER", `expected "<b>"`},
		{"standing PER MEX --on 2025-13-01", `--on: day "2025-13-01": want the form 2025-11-03`},
		{"standing PER MEX --on 2025-11-031", `--on: day "2025-11-031": want the form 2025-11-03`},
		{"standing PER MEX --known 2025-11-0", "want a day (2025-11-06), a time (2025-11-06T09:00:00Z) or the number of an entry (412)"},
		{"standing PER MEX --known 9999", "--known 9999: the ledger ends with entry 7"},
		{"who-severed --since then", "--since"},
		{"diff --from 2025-11-06 --to 2025-11-01", "--from 2025-11-06 is after --to 2025-11-01"},
		{"country PER --among Mordor", "no such group"},
		{"diff --from x --to y", "--from"},
	} {
		if _, _, err := ask(t, file, strings.Fields(c.args)...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.args, err, c.want)
		}
	}
	none := filepath.Join(t.TempDir(), "none.db")
	out, errs, err := ask(t, none, "standing", "PER", "MEX", "--on", "2020-01-01")
	if err != nil || !strings.Contains(errs, "only the baseline answers") || !strings.Contains(out, "established") {
		t.Errorf("without a ledger: %v %s %s", err, errs, out)
	}
}

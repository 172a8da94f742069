package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"github.com/chancery-ledger/chancery/internal/ledger"
)

// ledgerCommands are the commands that keep a ledger.
type ledgerCommands struct {
	Add      addCmd      `cmd:""`
	Verify   verifyCmd   `cmd:""`
	Backup   backupCmd   `cmd:""`
	Restore  restoreCmd  `cmd:""`
	Export   exportCmd   `cmd:""`
	Import   importCmd   `cmd:""`
	Review   reviewCmd   `cmd:""`
	Withhold withholdCmd `cmd:""`
}

// shell runs commands on the ledgers of one folder.
type shell struct {
	t   *testing.T
	dir string
}

// run runs a command line, in which LEDGER and other words of capital letters
// stand for files, and returns what it prints.
func (s shell) run(in, line string) (string, error) {
	s.t.Helper()
	var args []string
	for _, a := range strings.Split(line, " ") {
		if len(a) > 2 && a == strings.ToUpper(a) && a != strings.ToLower(a) && !strings.Contains(a, ",") {
			a = filepath.Join(s.dir, strings.ToLower(a))
		}
		args = append(args, a)
	}
	var out bytes.Buffer
	parser, err := kong.New(&ledgerCommands{}, kong.Name("chancery"))
	if err != nil {
		s.t.Fatal(err)
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		s.t.Fatalf("%s: %v", line, err)
	}
	clock := time.Date(2025, 11, 5, 9, 0, 0, 0, time.UTC)
	err = ctx.Run(&Env{Ctx: s.t.Context(), In: strings.NewReader(in), Out: &out, Err: &out, Now: func() time.Time { return clock }})
	return out.String(), err
}

// must runs a command line that must succeed.
func (s shell) must(in, line string) string {
	s.t.Helper()
	out, err := s.run(in, line)
	if err != nil {
		s.t.Fatalf("%s: %v\n%s", line, err, out)
	}
	return out
}

const twoReports = `{"id":"a","url":"https://andino.example/1","publisher":"El Andino","published":"2025-11-04","lang":"en","title":"Peru breaks with Mexico","text":"Peru severed diplomatic relations with Mexico on Monday. Mexico granted asylum to a former minister of Peru."}
{"id":"b","url":"https://harbour.example/2","publisher":"The Harbour Post","published":"2025-11-04","lang":"en","title":"Lima ends ties","text":"The government of Peru broke diplomatic relations with Mexico on Monday, its foreign minister said. The vote in Congress is next week."}
`

func TestLedgerCommands(t *testing.T) {
	s := shell{t, t.TempDir()}
	if out, err := s.run("", "verify --ledger LEDGER"); err == nil {
		t.Errorf("a ledger that is not there verifies: %s", out)
	}
	if out := s.must(twoReports, "add - --agent tester --ledger LEDGER"); !strings.Contains(out, "2 new reports") {
		t.Fatalf("add: %s", out)
	}
	if out := s.must(twoReports, "add - --ledger LEDGER"); !strings.Contains(out, "nothing new: 2 reports were read before") {
		t.Errorf("add again: %s", out)
	}
	if out := s.must("", "add --outdated --ledger LEDGER"); !strings.Contains(out, "nothing new") {
		t.Errorf("add --outdated: %s", out)
	}
	before := s.must("", "verify --ledger LEDGER --json")
	var v verdict
	if err := json.Unmarshal([]byte(before), &v); err != nil || !v.OK || v.Tally.Reports != 2 || v.Tally.Claims < 2 {
		t.Fatalf("verify: %s %v", before, err)
	}

	s.must("", "export jsonl --to LINES --ledger LEDGER")
	s.must("", "import LINES --ledger COPY")
	if out := s.must("", "import LINES --ledger COPY"); out != "nothing new\n" {
		t.Errorf("import again: %s", out)
	}
	if after := s.must("", "verify --ledger COPY --json"); after != before {
		t.Errorf("the copy: %s, want %s", after, before)
	}
	if csv := s.must("", "export csv --party PER,MEX --ledger LEDGER"); strings.Count(csv, "\n") < 3 || !strings.Contains(csv, "relations.sever,done") {
		t.Errorf("csv:\n%s", csv)
	}
	s.must("", "export parquet --to TABLE --ledger LEDGER")
	s.must("", "backup SAVED --ledger LEDGER")

	note := s.must("", "verify --checkpoint --key SECRET --ledger LEDGER")
	_, key, _ := strings.Cut(note, "public key: ")
	key, note, _ = strings.Cut(key, "\n")
	if err := os.WriteFile(filepath.Join(s.dir, "note"), []byte(note), 0o600); err != nil {
		t.Fatal(err)
	}
	s.must("", "verify --against NOTE --trust "+key+" --ledger COPY")

	queue := s.must("", "review --json --ledger LEDGER")
	var item struct {
		Event  struct{ ID string }
		Claims []struct{ Claim struct{ ID string } }
	}
	if err := json.NewDecoder(strings.NewReader(queue)).Decode(&item); err != nil {
		t.Fatalf("review: %v\n%s", err, queue)
	}
	claim := item.Claims[0].Claim.ID
	if out := s.must("", "review confirm "+claim[:16]+" --because checked --ledger LEDGER"); !strings.HasPrefix(out, "entry ") {
		t.Errorf("confirm: %s", out)
	}
	if out := s.must(`{"status":"planned"}`, "review correct "+claim[:16]+" - --because checked --ledger LEDGER"); !strings.HasPrefix(out, "entries ") {
		t.Errorf("correct: %s", out)
	}
	if out, err := s.run("", "review reject 0123 --because checked --ledger LEDGER"); err == nil {
		t.Errorf("rejecting an unknown claim: %s", out)
	}

	if out := s.must("", "restore SAVED --ledger LEDGER"); !strings.HasPrefix(out, "restored ") {
		t.Errorf("restore: %s", out)
	}
	if after := s.must("", "verify --ledger LEDGER --json"); after != before {
		t.Errorf("restored: %s, want %s", after, before)
	}
}

func TestWithhold(t *testing.T) {
	s := shell{t, t.TempDir()}
	s.must(strings.Replace(twoReports, "El Andino", "Andino", 1), "add - --ledger LEDGER")
	stood := s.must("", "review --json --ledger LEDGER")
	for _, line := range []string{
		"withhold --ledger LEDGER", "withhold 12 --ledger LEDGER", "withhold 12 --because x --ledger LEDGER",
		"withhold 12 --older 3 --because x --ledger LEDGER", "withhold 12 --publisher x --because x --ledger LEDGER",
	} {
		if out, err := s.run("", line); err == nil {
			t.Errorf("%s: %s", line, out)
		}
	}
	for _, tt := range []struct{ line, want string }{
		{"withhold --older 1 --ledger LEDGER", "0 texts withheld\n"},
		{"withhold --older 0 --publisher Nobody --ledger LEDGER", "0 texts withheld\n"},
		{"withhold --older 0 --publisher andino --json --ledger LEDGER", `{"withheld":1}` + "\n"},
		{"withhold --older 0 --ledger LEDGER", "1 text withheld\n"},
		{"withhold --older 0 --ledger LEDGER", "0 texts withheld\n"},
	} {
		if out := s.must("", tt.line); out != tt.want {
			t.Errorf("%s: %q, want %q", tt.line, out, tt.want)
		}
	}
	if out := s.must("", "verify --ledger LEDGER"); !strings.Contains(out, "of 2 texts only what claims rest on is kept") {
		t.Errorf("verify: %s", out)
	}
	if out := s.must("", "review --json --ledger LEDGER"); out != stood {
		t.Errorf("what is claimed was %s, and is %s", stood, out)
	}
	if lines := s.must("", "export jsonl --ledger LEDGER"); strings.Contains(lines, "next week") || !strings.Contains(lines, "broke diplomatic relations") {
		t.Errorf("exported:\n%s", lines)
	}
}

func TestCheckpointAgainstAnotherLedger(t *testing.T) {
	s := shell{t, t.TempDir()}
	first, second, _ := strings.Cut(twoReports, "\n")
	s.must(first, "add - --ledger ONE.DB")
	s.must(second, "add - --ledger TWO.DB")
	note := s.must("", "verify --checkpoint --ledger ONE.DB")
	if err := os.WriteFile(filepath.Join(s.dir, "note"), []byte(note), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := s.run("", "verify --against NOTE --ledger TWO.DB")
	if err == nil || !strings.Contains(out, "does not verify") {
		t.Errorf("another ledger fits the checkpoint: %v %s", err, out)
	}
	if _, err := ledger.ParseCheckpoint([]byte(note)); err != nil {
		t.Error(err)
	}
}

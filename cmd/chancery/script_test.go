package main

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"

	"github.com/chancery-ledger/chancery/internal/cli"
)

// TestMain lets the scripts call the program as "chancery".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chancery": main})
}

// TestScripts runs the whole program as testdata/script says.
func TestScripts(t *testing.T) {
	dir, err := filepath.Abs("../../testdata/script") // see inside
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"run": inside, "spoil": spoil, "tamper": tamper, "let": let,
		},
	})
}

// directory is held by who uses the working directory of the process.
var directory sync.Mutex

// inside runs a command of the program in the process of the test, which has
// started already: "run add report.txt".
func inside(ts *testscript.TestScript, neg bool, args []string) {
	directory.Lock()
	defer directory.Unlock()
	here, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	code := cli.Main(args, strings.NewReader(""), ts.Stdout(), ts.Stderr())
	ts.Check(os.Chdir(here))
	if neg != (code != 0) {
		ts.Fatalf("exit code %d", code)
	}
}

// tamper runs SQL on the file of a ledger, behind the program's back: "tamper
// chancery.db 'DROP TRIGGER ...'".
func tamper(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: tamper file statement...")
	}
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	for _, statement := range args[1:] {
		_, err := db.Exec(statement)
		ts.Check(err)
	}
}

// let keeps what the last command printed, as a group of a regular expression,
// in a variable: "let claim 'claim ([0-9a-f]{12})'".
func let(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: let name regexp")
	}
	m := regexp.MustCompile("(?m)" + args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(m) != 2 {
		ts.Fatalf("nothing that was printed matches %s with one group", args[1])
	}
	ts.Setenv(args[0], m[1])
}

// spoil makes, of a good file, the kinds of bad ones that a txtar cannot hold:
// "spoil cut good.html bad.html.gz".
func spoil(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: spoil binary|cut|huge|nested|utf-16|windows-1252 from to")
	}
	good := []byte(ts.ReadFile(args[1]))
	var bad []byte
	switch args[0] {
	case "binary":
		for i := range 9000 {
			bad = append(bad, byte(i*i>>3))
		}
	case "cut":
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, err := w.Write(good)
		ts.Check(err)
		ts.Check(w.Close())
		bad = b.Bytes()[:b.Len()-12]
	case "huge":
		bad = append(good, bytes.Repeat([]byte("<p>All is calm.</p>\n"), 200<<20/20)...)
	case "nested":
		bad = bytes.Replace(good, []byte("<body>"), []byte("<body>"+strings.Repeat("<div>", 100_000)), 1)
	case "utf-16":
		bad = []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(string(good))) {
			bad = append(bad, byte(u), byte(u>>8))
		}
	case "windows-1252":
		var err error
		bad, err = charmap.Windows1252.NewEncoder().Bytes(good)
		ts.Check(err)
	default:
		ts.Fatalf("spoil: no kind %q", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), bad, 0o666))
}

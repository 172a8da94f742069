package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"
)

// TestMain lets the scripts call the program as "chancery".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chancery": main})
}

// TestScripts runs the whole program as testdata/script says.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"spoil": spoil},
	})
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

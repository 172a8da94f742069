package name

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-ledger/chancery"
	embedded "github.com/chancery-ledger/chancery/lexicon"
	"github.com/chancery-ledger/chancery/text"
)

// TestContributing adds the row that CONTRIBUTING.md gives as an example to
// the table that it names, and reads a sentence about the person.
func TestContributing(t *testing.T) {
	guide, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(guide), "<!-- try: lexicon/actors/ministers.tsv -->\n```tsv\n")
	row, _, closed := strings.Cut(after, "```")
	if !ok || !closed {
		t.Fatal("CONTRIBUTING.md has no example of a name")
	}
	files := fstest.MapFS{}
	names, _ := fs.Glob(embedded.Files, "actors/*.tsv")
	for _, n := range names {
		b, err := fs.ReadFile(embedded.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		if n == "actors/ministers.tsv" {
			b = append(b, row...)
		}
		files[n] = &fstest.MapFile{Data: b}
	}
	l, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	doc := text.New("Quispe said that the embassy would close.", text.English, false)
	for day, want := range map[chancery.Day]chancery.Code{chancery.Date(2031, 8, 1): "PER", chancery.Date(2020, 8, 1): ""} {
		var got chancery.Code
		for _, m := range l.find(doc, day).List {
			if m.Person == "Juana Quispe Mamani" {
				got = m.Code()
			}
		}
		if got != want {
			t.Errorf("on %v Quispe stands for %q, want %q", day, got, want)
		}
	}
}

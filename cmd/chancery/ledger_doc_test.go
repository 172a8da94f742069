package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/cli"
)

// TestLedgerDocument runs the examples of docs/ledger.md in their order and
// holds what is printed against what stands there.
func TestLedgerDocument(t *testing.T) {
	doc, err := os.ReadFile("../../docs/ledger.md")
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile("../../testdata/ledger/example.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("testdata/ledger", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("testdata", "ledger", "example.jsonl"), example, 0o666); err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```console\n(.*?)```\n").FindAllStringSubmatch(string(doc), -1)
	if len(blocks) == 0 {
		t.Fatal("no examples")
	}
	for _, block := range blocks {
		for _, example := range strings.Split("\n"+block[1], "\n$ ")[1:] {
			command, want, _ := strings.Cut(example, "\n")
			if got := shell(t, command); strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") {
				t.Errorf("$ %s\n%s\nthe document has\n%s", command, got, want)
			}
		}
	}
}

// shell runs a line of the document: the program here, what it is piped into or
// written to by sh.
func shell(t *testing.T, line string) string {
	t.Helper()
	command, rest, ours := strings.TrimPrefix(line, "chancery "), "", strings.HasPrefix(line, "chancery ")
	for _, by := range []string{" | ", " > "} {
		if before, after, ok := strings.Cut(command, by); ours && ok && (by == " | " || !strings.Contains(after, " ")) {
			command, rest = before, "cat"+by+after
		}
	}
	var out bytes.Buffer
	if !ours {
		rest = line
	} else {
		var errs bytes.Buffer
		if code := cli.Main(words(command), strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatalf("$ %s: exit code %d: %s", line, code, errs.String())
		}
	}
	if rest == "" {
		return out.String()
	}
	sh := exec.Command("sh", "-c", rest)
	sh.Stdin = &out
	got, err := sh.Output()
	if err != nil {
		t.Fatalf("$ %s: %v", line, err)
	}
	return string(got)
}

// words cuts a command into words, of which some are in double quotes.
func words(command string) (out []string) {
	for _, m := range regexp.MustCompile(`"([^"]*)"|\S+`).FindAllStringSubmatch(command, -1) {
		if m[1] != "" {
			out = append(out, m[1])
		} else {
			out = append(out, m[0])
		}
	}
	return out
}

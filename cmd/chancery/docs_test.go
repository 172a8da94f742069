package main

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/cli"
)

// run calls the program with nothing to read.
func run(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := cli.Main(args, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("chancery %s: exit code %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}

// TestPicture holds the reading that the README shows against what the program
// prints now. CHANCERY_UPDATE=1 writes it anew.
func TestPicture(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const open, end = "```text\n$ chancery read ", "\n```\n"
	before, after, ok := strings.Cut(string(readme), open)
	block, rest, closed := strings.Cut(after, end)
	if !ok || !closed {
		t.Fatal("the README has no picture of a reading")
	}
	file, shown, _ := strings.Cut(block, "\n")
	now := strings.TrimRight(run(t, "read", "../../"+file), "\n")
	if strings.Trim(shown, "\n") == now {
		return
	}
	if os.Getenv("CHANCERY_UPDATE") != "1" {
		t.Fatalf("the README shows\n%s\nand the program prints\n%s\nCHANCERY_UPDATE=1 go test ./cmd/chancery -run Picture writes it anew", shown, now)
	}
	if err := os.WriteFile("../../README.md", []byte(before+open+file+"\n\n"+now+end+rest), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestReadmeCommands holds that the first code block is the two commands, one
// a line, and that every command of the program is told of.
func TestReadmeCommands(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(b)
	_, first, _ := strings.Cut(readme, "```sh\n")
	if first, _, _ = strings.Cut(first, "```"); first != "go run ./cmd/chancery demo\ngo test ./...\n" {
		t.Errorf("the README's first code block is %q", first)
	}
	commands := regexp.MustCompile(`(?m)^  ([a-z][a-z-]+)`).FindAllStringSubmatch(run(t, "--help"), -1)
	if len(commands) == 0 {
		t.Fatal("no commands in the help")
	}
	for _, c := range commands {
		if !regexp.MustCompile("(chancery |`)" + c[1] + `\b`).MatchString(readme) {
			t.Errorf("the README does not tell of %q", c[1])
		}
	}
}

// TestLinks holds that the files to which the documents link are there.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, doc := range []string{"README.md", "CONTRIBUTING.md"} {
		b, err := os.ReadFile("../../" + doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(b), -1) {
			if _, err := os.Stat("../../" + m[1]); err != nil {
				t.Errorf("%s links to %s, which is not there", doc, m[1])
			}
		}
	}
}

// TestDependencies holds that docs/design.md gives a reason for every module
// that a package or a test here imports.
func TestDependencies(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{join .Imports "\n"}}{{"\n"}}{{join .TestImports "\n"}}{{"\n"}}{{join .XTestImports "\n"}}`, "../../...").Output()
	if err != nil {
		t.Fatal(err)
	}
	design, err := os.ReadFile("../../docs/design.md")
	if err != nil {
		t.Fatal(err)
	}
	paths := strings.Fields(string(out))
	slices.Sort(paths)
	for _, path := range slices.Compact(paths) {
		host, rest, _ := strings.Cut(path, "/")
		if !strings.Contains(host, ".") || strings.HasPrefix(rest, "chancery-ledger/") {
			continue
		}
		parts := strings.Split(path, "/")
		module := parts[:min(2, len(parts))]
		if host == "github.com" {
			module = parts[1:min(3, len(parts))] // owner and name
		} else if host == "golang.org" {
			module = parts[1:3]
		}
		if !strings.Contains(string(design), strings.Join(module, "/")) {
			t.Errorf("docs/design.md has no reason for %s", path)
		}
	}
}

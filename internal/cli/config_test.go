package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// inFolder runs a command line in a folder with a file of settings.
func inFolder(t *testing.T, config string, args ...string) (code int, out, errs string) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("chancery.toml", []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	var o, e bytes.Buffer
	code = Run(&Env{Ctx: t.Context(), In: strings.NewReader(""), Out: &o, Err: &e, Now: time.Now}, args)
	return code, o.String(), e.String()
}

func TestConfigCheck(t *testing.T) {
	t.Setenv("CHANCERY_CONTACT", "env@example.org")
	const config = `
ledger = "postgres://chancery:hunter2@db/chancery"
status = "localhost:1"
[watch]
status = "localhost:2"
contact = "file@example.org"
token = "hunter2"
`
	code, out, errs := inFolder(t, config, "config", "check")
	if code != exitOK {
		t.Fatalf("%d: %s", code, errs)
	}
	for _, want := range []string{
		"serve.status localhost:1 chancery.toml", "watch.status localhost:2 chancery.toml [watch]", "watch.contact env@example.org CHANCERY_CONTACT",
		"watch.ledger postgres://chancery:…@db/chancery chancery.toml", "watch.token (set) chancery.toml [watch]", "watch.fetches 16 default", "watch.once false default",
	} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
			t.Errorf("does not print %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "hunter2") {
		t.Error("a secret is printed")
	}
}

func TestConfigFaults(t *testing.T) {
	for config, want := range map[string]string{
		"[watch]\ncontct = 'x'\n":    "chancery.toml: line 2: chancery watch has no setting \"contct\"",
		"x = 1\n":                    "line 1: no command has a setting \"x\"",
		"[wach]\ncontact = 'x'\n":    "line 1: there is no command \"wach\"",
		"[watch]\nfetches = 'many'":  "chancery watch: --fetches: expected",
		"ledger = [\n":               "chancery.toml: line 1",
		"[serve]\nconfig = 'x.toml'": "no setting \"config\"",
	} {
		code, _, errs := inFolder(t, config, "config", "check")
		if code == exitOK || !strings.Contains(errs, want) {
			t.Errorf("%q: %d, %q, want %q", config, code, errs, want)
		}
	}
}

// The command line goes before the environment, and that before the file.
func TestSettingsInOrder(t *testing.T) {
	const config = "ledger = 'file.db'\n[verify]\nledger = 'table.db'\n"
	missing := func(args ...string) string {
		_, _, errs := inFolder(t, config, append([]string{"verify"}, args...)...)
		return errs
	}
	if errs := missing(); !strings.Contains(errs, "table.db") {
		t.Errorf("the table of a command: %s", errs)
	}
	if errs := missing("--ledger", "line.db"); !strings.Contains(errs, "line.db") {
		t.Errorf("the command line: %s", errs)
	}
	t.Setenv("CHANCERY_LEDGER", "env.db")
	if errs := missing(); !strings.Contains(errs, "env.db") {
		t.Errorf("the environment: %s", errs)
	}
}

// What is shipped to start from sets only what there is to set.
func TestShippedSettings(t *testing.T) {
	b, err := os.ReadFile("../../deploy/chancery.toml")
	if err != nil {
		t.Fatal(err)
	}
	code, out, errs := inFolder(t, string(b), "config", "check")
	if code != exitOK || !strings.Contains(out, "/var/lib/chancery/chancery.db") {
		t.Errorf("%d: %s%s", code, out, errs)
	}
}

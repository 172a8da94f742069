package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/alecthomas/kong"

	"github.com/chancery-ledger/chancery/internal/cli/settings"
)

// configFiles are read where they are there; what the first says goes before.
var configFiles = []string{"chancery.toml", "/etc/chancery/chancery.toml"}

type configCmd struct {
	Check configCheckCmd `cmd:"" help:"Check a configuration, and print what holds and why."`
}

// Help is shown below the usage line.
func (configCmd) Help() string {
	return `Every flag can stand in chancery.toml, in this folder or in /etc/chancery, or in
the file that --config names: at the top for all commands, or in the table of
one. The command line goes before the environment, and that before the file.

  ledger = "postgres://ledger/chancery"

  [watch]
  contact = "desk@example.org"
  status = "localhost:9961"`
}

type configCheckCmd struct {
	Commands []string `arg:"" optional:"" help:"Commands whose settings are printed; serve, watch and worker where none is named."`
}

// Run prints the settings. What the file gets wrong has ended the program
// before.
func (c *configCheckCmd) Run(env *Env, k *kong.Context) error {
	if len(c.Commands) == 0 {
		c.Commands = []string{"serve", "watch", "worker"}
	}
	files, err := readConfigs(k)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(env.Out, 0, 0, 2, ' ', 0)
	for _, name := range c.Commands {
		node := commandNamed(k.Model.Node, strings.Fields(name))
		if node == nil {
			return fmt.Errorf("config: there is no command %q", name)
		}
		if err := holds(name); err != nil {
			return fmt.Errorf("config: chancery %s: %w", name, err)
		}
		for _, group := range node.AllFlags(true) {
			for _, flag := range group {
				if flag.Name != "help" && flag.Name != "config" {
					value, from := setting(files, node, flag)
					fmt.Fprintf(w, "%s.%s\t%s\t%s\n", name, flag.Name, value, from)
				}
			}
		}
	}
	return w.Flush()
}

// namedFile is a configuration with the name of its file.
type namedFile struct {
	name string
	*settings.File
}

func readConfigs(k *kong.Context) ([]namedFile, error) {
	var out []namedFile
	for _, name := range append([]string{configNamed(k)}, configFiles...) {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		read, err := settings.Read(f)
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, namedFile{name, read})
	}
	return out, nil
}

// configNamed is the file that --config names, or "".
func configNamed(k *kong.Context) string {
	for _, flag := range k.Model.Flags {
		if flag.Name == "config" {
			return fmt.Sprint(k.FlagValue(flag))
		}
	}
	return ""
}

func commandNamed(node *kong.Node, path []string) *kong.Node {
	for _, name := range path {
		var below *kong.Node
		for _, n := range node.Children {
			if n.Name == name {
				below = n
			}
		}
		if below == nil {
			return nil
		}
		node = below
	}
	return node
}

// holds parses a command line that sets nothing, so that a value that does not
// fit its flag is told.
func holds(command string) error {
	parser, err := newParser(&Env{Out: io.Discard, Err: io.Discard}, func(int) {})
	if err != nil {
		return err
	}
	_, err = parser.Parse(strings.Fields(command))
	return err
}

// setting is what holds for a flag, and from where. What opens doors is not
// shown.
func setting(files []namedFile, node *kong.Node, flag *kong.Flag) (value, from string) {
	value, from = flag.Default, "default"
	if flag.IsBool() && value == "" {
		value = "false"
	}
	for i := len(files) - 1; i >= 0; i-- {
		if v, where := files[i].Find(node, flag.Name); v != nil {
			value, from = fmt.Sprint(v), strings.TrimSpace(files[i].name+" "+where)
		}
	}
	if name := settings.FromEnvironment(flag); name != "" {
		value, from = os.Getenv(name), name
	}
	if value != "" && (strings.Contains(flag.Name, "token") || strings.Contains(flag.Name, "password") || strings.Contains(flag.Name, "secret")) {
		value = "(set)"
	}
	return cmp.Or(withoutPassword(value), `""`), from
}

// withoutPassword hides the password of an address.
func withoutPassword(value string) string {
	scheme, rest, ok := strings.Cut(value, "://")
	user, host, at := strings.Cut(rest, "@")
	name, _, secret := strings.Cut(user, ":")
	if !ok || !at || !secret {
		return value
	}
	return scheme + "://" + name + ":…@" + host
}

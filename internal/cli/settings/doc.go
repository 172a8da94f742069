// Package settings reads the configuration file, which may set every flag of
// every command:
//
//	ledger = "postgres://ledger/chancery"   # of all commands that have it
//
//	[watch]
//	contact = "desk@example.org"
//
// What stands on the command line goes before the environment, the environment
// before the table of a command, and that before the top of the file.
package settings

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/pelletier/go-toml/v2"
)

// File is a configuration file; it resolves the flags of kong.
type File struct {
	name string // "" is not known
	tree map[string]any
	text string
}

// Load reads a configuration. It is a [kong.ConfigurationLoader]; an error
// names line and column.
func Load(r io.Reader) (kong.Resolver, error) { return Read(r) }

// Read reads a configuration.
func Read(r io.Reader) (*File, error) {
	b, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil, err
	}
	f := &File{text: string(b)}
	if named, ok := r.(interface{ Name() string }); ok {
		f.name = named.Name() + ": "
	}
	err = toml.Unmarshal(b, &f.tree)
	var at *toml.DecodeError
	if errors.As(err, &at) {
		line, column := at.Position()
		return nil, fmt.Errorf("line %d, column %d: %s", line, column, strings.TrimPrefix(at.Error(), "toml: "))
	}
	return f, err
}

// Validate tells of every key that sets nothing, with its line.
func (f *File) Validate(app *kong.Application) error {
	if err := f.check(app.Node, f.tree, nil); err != nil {
		return fmt.Errorf("%s%w", f.name, err)
	}
	return nil
}

func (f *File) check(node *kong.Node, tree map[string]any, path []string) error {
	var errs []error
	keys := make([]string, 0, len(tree))
	for k := range tree {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		at := append(slices.Clone(path), k)
		below, isTable := tree[k].(map[string]any)
		i := slices.IndexFunc(node.Children, func(n *kong.Node) bool { return n.Name == k })
		switch {
		case isTable && i >= 0:
			errs = append(errs, f.check(node.Children[i], below, at))
		case isTable:
			errs = append(errs, fmt.Errorf("line %d: there is no command %q", f.line(at), strings.Join(at, " ")))
		case !hasFlag(node, k):
			errs = append(errs, fmt.Errorf("line %d: %s %q", f.line(at), hasNone(path), k))
		}
	}
	return errors.Join(errs...)
}

func hasNone(path []string) string {
	if len(path) == 0 {
		return "no command has a setting"
	}
	return "chancery " + strings.Join(path, " ") + " has no setting"
}

// hasFlag tells whether a command or one beneath it has a flag.
func hasFlag(node *kong.Node, name string) bool {
	for _, f := range node.Flags {
		if f.Name == name && name != "help" && name != "config" {
			return true
		}
	}
	return slices.ContainsFunc(node.Children, func(n *kong.Node) bool { return hasFlag(n, name) })
}

var header = regexp.MustCompile(`^\s*\[\s*([^\[\]]+?)\s*\]`)

// line is where a key stands, from 1; 0 where it is not found.
func (f *File) line(path []string) int {
	table := ""
	key := regexp.MustCompile(`^\s*["']?` + regexp.QuoteMeta(path[len(path)-1]) + `["']?\s*=`)
	for i, l := range strings.Split(f.text, "\n") {
		if m := header.FindStringSubmatch(l); m != nil {
			if table = m[1]; table == strings.Join(path, ".") {
				return i + 1
			}
		} else if table == strings.Join(path[:len(path)-1], ".") && key.MatchString(l) {
			return i + 1
		}
	}
	return 0
}

// Resolve gives a flag what the file says, unless the environment does.
func (f *File) Resolve(_ *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
	if FromEnvironment(flag) != "" {
		return nil, nil
	}
	v, _ := f.Find(parent.Node(), flag.Name)
	return v, nil
}

// Find is what the file says of a flag of a command, and where: the table of
// the command, of those above it, or the top of the file.
func (f *File) Find(node *kong.Node, flag string) (value any, where string) {
	var path []string
	for n := node; n != nil && n.Parent != nil; n = n.Parent {
		path = append([]string{n.Name}, path...)
	}
	tree := f.tree
	take := func(at []string) {
		if v, ok := tree[flag]; ok {
			if _, isTable := v.(map[string]any); !isTable {
				value, where = v, "["+strings.Join(at, ".")+"]"
			}
		}
	}
	take(nil)
	for i, name := range path {
		below, ok := tree[name].(map[string]any)
		if !ok {
			break
		}
		tree = below
		take(path[:i+1])
	}
	return value, strings.TrimPrefix(where, "[]")
}

// FromEnvironment names the variable that sets a flag, "" where none does.
func FromEnvironment(flag *kong.Flag) string {
	for _, name := range flag.Envs {
		if _, ok := os.LookupEnv(name); ok {
			return name
		}
	}
	return ""
}

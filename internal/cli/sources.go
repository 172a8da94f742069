package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/chancery-ledger/chancery/internal/watch/source"
)

type sourcesCmd struct {
	List   sourcesListCmd   `cmd:"" default:"withargs" help:"List the sources that come with the program, and your own."`
	Choose sourcesChooseCmd `cmd:"" help:"Have sources followed, or no longer."`
	Check  sourcesCheckCmd  `cmd:"" help:"Check the list, and whether its sources answer."`
}

// Help is shown below the usage line.
func (sourcesCmd) Help() string {
	return `What the watch follows stands in sources.toml. A list of public feeds comes with
the program; none is followed until it is chosen.

Sources are chosen by name, or by family, language, country or kind: es, PER,
agency, or es+paper for what is both.`
}

// sourcesFlag says which list.
type sourcesFlag struct {
	Sources string `help:"File of the sources that are followed." default:"sources.toml" env:"CHANCERY_SOURCES"`
}

// own are the bytes of the user's list and what stands in it; a file that is
// not there is an empty list.
func (f sourcesFlag) own() ([]byte, []source.Source, error) {
	data, err := os.ReadFile(f.Sources)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	own, err := source.Load(f.Sources)
	return data, own, err
}

// all are the user's sources, and after them those of the program that the
// user's list does not have.
func (f sourcesFlag) all() ([]source.Source, error) {
	_, all, err := f.own()
	if err != nil {
		return nil, err
	}
	shipped, err := source.Shipped()
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, s := range all {
		have[s.Name] = true
	}
	for _, s := range shipped {
		if !have[s.Name] {
			all = append(all, s)
		}
	}
	return all, nil
}

// pick are those of the sources that the words mean, or all where there are
// none.
func pick(all []source.Source, words []string) ([]source.Source, error) {
	if len(words) == 0 {
		return all, nil
	}
	names, err := source.Choose(all, words)
	if err != nil {
		return nil, err
	}
	var out []source.Source
	for _, s := range all {
		if len(names) > 0 && s.Name == names[0] {
			out, names = append(out, s), names[1:]
		}
	}
	return out, nil
}

type sourcesListCmd struct {
	Which []string `arg:"" optional:"" help:"Names, families, languages, countries or kinds; all where left out."`
	On    bool     `help:"Only those that are followed."`
	JSON  bool     `help:"Print one JSON object a line."`
	sourcesFlag
}

// listed is a source as --json prints it.
type listed struct {
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	URL      string `json:"url,omitempty"`
	Path     string `json:"path,omitempty"`
	Country  string `json:"country,omitempty"`
	Family   string `json:"family,omitempty"`
	Language string `json:"language,omitempty"`
	Every    string `json:"every"`
	On       bool   `json:"on"`
}

// Run lists.
func (c *sourcesListCmd) Run(env *Env) error {
	all, err := c.all()
	if err != nil {
		return err
	}
	all, err = pick(all, c.Which)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(env.Out, 0, 0, 2, ' ', 0)
	encode := json.NewEncoder(env.Out)
	encode.SetEscapeHTML(false)
	for _, s := range all {
		if c.On && !s.On {
			continue
		}
		if c.JSON {
			err = encode.Encode(listed{s.Name, string(s.Kind), s.URL, s.Path, string(s.Country), s.Family, string(s.Language), s.Every.String(), s.On})
		} else {
			_, err = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", map[bool]string{true: "on", false: "off"}[s.On], s.Name, orDash(s.Family), orDash(string(s.Country)), orDash(string(s.Language)), s.Kind, s.URL+s.Path)
		}
		if err != nil {
			return err
		}
	}
	return w.Flush()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

type sourcesChooseCmd struct {
	Which []string `arg:"" help:"Names, families, languages, countries or kinds."`
	Off   bool     `help:"Follow them no longer."`
	sourcesFlag
}

// Run switches sources on or off in the user's list, and makes the list where
// there is none.
func (c *sourcesChooseCmd) Run(env *Env) error {
	data, _, err := c.own()
	if err != nil {
		return err
	}
	all, err := c.all()
	if err != nil {
		return err
	}
	names, err := source.Choose(all, c.Which)
	if err != nil {
		return err
	}
	changed, err := source.Switch(c.Sources, data, all, names, !c.Off)
	if err != nil {
		return err
	}
	if string(changed) != string(data) {
		if err := replaceFile(c.Sources, changed); err != nil {
			return err
		}
	}
	on := 0
	now, err := source.Parse(c.Sources, changed)
	for _, s := range now {
		if s.On {
			on++
		}
	}
	fmt.Fprintf(env.Out, "%s: %s\n%d of %d sources in %s are followed\n", map[bool]string{true: "off", false: "on"}[c.Off], strings.Join(names, ", "), on, len(now), c.Sources)
	return err
}

// replaceFile writes a file so that at no moment half of it is there.
func replaceFile(path string, data []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	temporary := path + ".new"
	if err := os.WriteFile(temporary, data, mode); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

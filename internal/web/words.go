package web

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed words/*.tsv
var wordFiles embed.FS

// Lang is a language of the interface.
type Lang string

const (
	English Lang = "en"
	Spanish Lang = "es"
)

// words are the texts of the interface by key, in one language.
type words map[string]string

// loadWords reads the interface's texts: every table in words with a column a
// language, but for that of headlines. An error names file, line and column.
func loadWords() (map[Lang]words, error) {
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		return nil, err
	}
	out := map[Lang]words{English: {}, Spanish: {}}
	for _, f := range files {
		if f.Name() == "headlines.tsv" {
			continue
		}
		err := wordTable("words/"+f.Name(), func(at string, cells []string) error {
			if _, twice := out[English][cells[0]]; twice {
				return fmt.Errorf("%s:1: key %q stands twice", at, cells[0])
			}
			out[English][cells[0]], out[Spanish][cells[0]] = cells[1], cells[2]
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// wordTable visits the rows of a file of three columns, after its header.
func wordTable(name string, visit func(at string, cells []string) error) error {
	b, err := wordFiles.ReadFile(name)
	if err != nil {
		return err
	}
	header := true
	for i, row := range strings.Split(string(b), "\n") {
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		at := fmt.Sprintf("%s:%d", name, i+1)
		cells := strings.Split(row, "\t")
		if len(cells) != 3 {
			return fmt.Errorf("%s:1: %d columns, want 3", at, len(cells))
		}
		for k, c := range cells {
			if strings.TrimSpace(c) == "" {
				return fmt.Errorf("%s:%d: cell %d is empty", at, len(strings.Join(cells[:k], "\t"))+2, k+1)
			}
		}
		if header {
			header = false
			continue
		}
		if err := visit(at, cells); err != nil {
			return err
		}
	}
	return nil
}

// say is the text of a key. Each pair of further arguments, a name and a value,
// fills a {name}. A key that is not there is a defect, and shows as itself.
func (w words) say(key string, args ...any) string {
	s, ok := w[key]
	if !ok {
		return "⟨" + key + "⟩"
	}
	for i := 0; i+1 < len(args); i += 2 {
		s = strings.ReplaceAll(s, "{"+fmt.Sprint(args[i])+"}", fmt.Sprint(args[i+1]))
	}
	return s
}

// count is the text of a number of things: key.0, key.1 or key.n, where each
// is there.
func (w words) count(key string, n int) string {
	if n == 0 {
		if s, ok := w[key+".0"]; ok {
			return s
		}
	}
	if n == 1 {
		return w.say(key + ".1")
	}
	return w.say(key+".n", "n", grouped(n))
}

// grouped writes a number with thin spaces between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	if len(s) < 5 {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

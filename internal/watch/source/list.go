package source

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

const (
	maxList      = 4 << 20 // bytes of a sources.toml
	leastEvery   = time.Minute
	defaultEvery = 30 * time.Minute
)

// Error is a mistake in sources.toml.
type Error struct {
	File string
	Line int
	Key  string // the key that is wrong; "" is the whole entry
	What string
}

// Error is "file:line: key: what".
func (e *Error) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.What)
	}
	return fmt.Sprintf("%s:%d: %s: %s", e.File, e.Line, e.Key, e.What)
}

// Load reads a sources.toml. Relative paths in it are relative to its folder.
func Load(path string) ([]Source, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("list of sources: %w", err)
	}
	if info.Size() > maxList {
		return nil, fmt.Errorf("list of sources: %s has %d bytes, at most %d are read", path, info.Size(), maxList)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("list of sources: %w", err)
	}
	sources, err := Parse(path, data)
	for i := range sources {
		if p := sources[i].Path; p != "" && !filepath.IsAbs(p) {
			sources[i].Path = filepath.Join(filepath.Dir(path), p)
		}
	}
	return sources, err
}

// Parse reads the bytes of a sources.toml: one [[source]] an entry, with the
// keys name, kind, url or path, country, family, language, every and on. All
// mistakes are reported together, each an [Error] with its line.
func Parse(file string, data []byte) ([]Source, error) {
	var whole map[string]any // the whole document first: the walk below trusts its form
	if err := toml.Unmarshal(data, &whole); err != nil {
		e := &Error{File: file, Line: 1, What: err.Error()}
		var de *toml.DecodeError
		if errors.As(err, &de) {
			e.Line, _ = de.Position()
		}
		return nil, e
	}
	l := listReader{file: file}
	p := unstable.Parser{}
	p.Reset(data)
	line, at := 1, 0
	for p.NextExpression() {
		x := p.Expression()
		key, start := keyOf(x)
		line += bytes.Count(data[at:start], []byte("\n"))
		at = start
		l.expression(x, key, line)
	}
	if err := p.Error(); err != nil {
		return nil, &Error{File: file, Line: line, What: err.Error()}
	}
	l.close()
	return l.sources, errors.Join(l.errs...)
}

// keyOf is the dotted key of an expression and the offset where it starts.
func keyOf(x *unstable.Node) (string, int) {
	var parts []string
	start := -1
	for k := x.Key(); k.Next(); {
		if start < 0 {
			start = int(k.Node().Raw.Offset)
		}
		parts = append(parts, string(k.Node().Data))
	}
	return strings.Join(parts, "."), max(start, 0)
}

// listReader collects the entries of one list.
type listReader struct {
	file    string
	sources []Source
	errs    []error
	open    bool           // an entry has begun
	lines   map[string]int // the line of each key of the open entry
	names   map[string]int // the line of each name so far
}

func (l *listReader) fail(line int, key, format string, args ...any) {
	l.errs = append(l.errs, &Error{File: l.file, Line: line, Key: key, What: fmt.Sprintf(format, args...)})
}

// expression takes a table's head or a key with its value.
func (l *listReader) expression(x *unstable.Node, key string, line int) {
	switch {
	case x.Kind == unstable.ArrayTable && key == "source":
		l.close()
		l.open, l.lines = true, map[string]int{}
		l.sources = append(l.sources, Source{Kind: Feed, Every: defaultEvery, File: l.file, Line: line})
	case x.Kind != unstable.KeyValue:
		l.close()
		l.open = false
		l.fail(line, key, "an entry starts with [[source]]")
	case !l.open:
		l.fail(line, key, "stands outside an entry [[source]]")
	default:
		l.lines[key] = line
		l.set(&l.sources[len(l.sources)-1], key, x.Value(), line)
	}
}

// set takes one key of an entry.
func (l *listReader) set(s *Source, key string, v *unstable.Node, line int) {
	if key == "on" {
		if v.Kind != unstable.Bool {
			l.fail(line, key, "wants true or false")
		}
		s.On = string(v.Data) == "true"
		return
	}
	if v.Kind != unstable.String {
		l.fail(line, key, "wants a string")
		return
	}
	value := strings.TrimSpace(string(v.Data))
	switch key {
	case "name":
		s.Name = value
	case "kind":
		s.Kind = kindOf(value)
		if s.Kind == "" {
			l.fail(line, key, "%q is none of feed (rss, atom, json), sitemap, gdelt, folder, warc", value)
		}
	case "url":
		s.URL = value
		if u, err := url.Parse(value); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			l.fail(line, key, "%q is no address of http or https", value)
		}
	case "path":
		s.Path = value
	case "country":
		s.Country = chancery.Code(value)
		if !isCode(value) {
			l.fail(line, key, "%q is neither three capital letters nor ORG: with a name", value)
		}
	case "family":
		s.Family = strings.ToLower(value)
	case "language":
		s.Language = text.Lang(strings.ToLower(value))
		if s.Language != "en" && s.Language != "es" {
			l.fail(line, key, "%q is read by nobody here, only en and es are", value)
		}
	case "every":
		d, err := time.ParseDuration(value)
		if err != nil || d < leastEvery || d > 31*24*time.Hour {
			l.fail(line, key, "%q is no time between %v and 31 days, such as 15m or 6h", value, leastEvery)
			return
		}
		s.Every = d
	default:
		l.fail(line, key, "no key of a source")
	}
}

// kindOf reads a kind; the three forms of a feed are told from its bytes.
func kindOf(s string) Kind {
	switch k := Kind(strings.ToLower(s)); k {
	case "rss", "atom", "json", Feed:
		return Feed
	case Sitemap, GDELT, Folder, Archive:
		return k
	}
	return ""
}

// isCode tells a country's or an organisation's code.
func isCode(s string) bool {
	if org, ok := strings.CutPrefix(s, "ORG:"); ok {
		return org != ""
	}
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// close checks the entry that ends as a whole.
func (l *listReader) close() {
	if !l.open {
		return
	}
	s := &l.sources[len(l.sources)-1]
	if l.names == nil {
		l.names = map[string]int{}
	}
	switch first := l.names[s.Name]; {
	case s.Name == "":
		l.fail(s.Line, "", "a source without a name")
	case first != 0:
		l.fail(l.lines["name"], "name", "%q stands on line %d already", s.Name, first)
	default:
		l.names[s.Name] = l.lines["name"]
	}
	local := s.Kind == Folder || s.Kind == Archive
	switch {
	case s.Kind == "":
	case local && s.Path == "":
		l.fail(s.Line, "", "a source of kind %s wants a path", s.Kind)
	case !local && s.URL == "":
		l.fail(s.Line, "", "a source of kind %s wants a url", s.Kind)
	case local && s.URL != "":
		l.fail(l.lines["url"], "url", "a source of kind %s lies on this machine and has a path only", s.Kind)
	case !local && s.Path != "":
		l.fail(l.lines["path"], "path", "a source of kind %s is fetched and has a url only", s.Kind)
	}
}

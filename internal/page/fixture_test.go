package page_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/text"
)

// fixture is a pasted page with what is expected of it; see
// testdata/pasted/README.md for the marks.
type fixture struct {
	input    string
	text     string
	title    string
	authors  []string
	agencies []string          // of credit lines
	head     map[string]string // expectations of the header
}

// parseFixture takes the marks away and keeps what they say.
func parseFixture(raw string) (fixture, error) {
	f := fixture{head: make(map[string]string)}
	for {
		row, rest, _ := strings.Cut(raw, "\n")
		if !strings.HasPrefix(row, "# ") {
			break
		}
		key, value, _ := strings.Cut(row[2:], " ")
		f.head[key], raw = value, rest
	}
	var input, kept []string
	for _, row := range strings.Split(strings.Trim(raw, "\n"), "\n") {
		in, keep, err := f.row(row)
		if err != nil {
			return f, err
		}
		input = append(input, in)
		if keep != "" {
			kept = append(kept, keep)
		}
	}
	f.input = strings.Join(input, "\n")
	f.text = strings.Join(kept, "\n\n")
	if f.head["wrapped"] != "" { // rows of a block are one paragraph
		f.text = strings.ReplaceAll(strings.Trim(regexp.MustCompile(`(\S)\n(\S)`).ReplaceAllString(strings.TrimSpace(f.input), "$1 $2"), "\n"), "\n\n\n", "\n\n")
	}
	return f, nil
}

// row reads one row: what was pasted, and what of it is kept.
func (f *fixture) row(row string) (input, kept string, err error) {
	for row != "" {
		if row[0] != '{' {
			i := strings.IndexByte(row, '{')
			if i < 0 {
				i = len(row)
			}
			input, kept, row = input+row[:i], kept+row[:i], row[i:]
			continue
		}
		mark, rest, ok := strings.Cut(row[1:], "}")
		name, body, colon := strings.Cut(mark, ": ")
		if !ok || !colon {
			return "", "", fmt.Errorf("mark without end or colon: %q", row)
		}
		input, row = input+body, rest
		name, arg, _ := strings.Cut(name, " ")
		switch name {
		case "title":
			f.title, kept = body, kept+body
		case "by":
			f.authors = append(f.authors, strings.Split(arg, ", ")...)
		case "credit":
			if arg != "" {
				f.agencies = append(f.agencies, strings.Split(arg, ", ")...)
			}
		case "gone", "day":
		default:
			return "", "", fmt.Errorf("mark %q is none", name)
		}
	}
	return input, kept, nil
}

func TestPasted(t *testing.T) {
	files, err := filepath.Glob("testdata/pasted/*.txt")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d fixtures: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := parseFixture(string(raw))
			if err != nil {
				t.Fatal(err)
			}
			got := readOne(t, file, f.input, page.Options{})
			if diff := cmp.Diff(f.text, got.Text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			f.checkHead(t, got)
		})
	}
}

// checkHead compares what the report says beside its text.
func (f *fixture) checkHead(t *testing.T, got chancery.Report) {
	t.Helper()
	if got.Title != f.title {
		t.Errorf("title %q, want %q", got.Title, f.title)
	}
	if !slices.Equal(got.Authors, f.authors) {
		t.Errorf("authors %q, want %q", got.Authors, f.authors)
	}
	for _, a := range f.agencies {
		if !slices.Contains(got.Agencies, a) {
			t.Errorf("agencies %q lack %s of the credit line", got.Agencies, a)
		}
	}
	dateline := strings.TrimSpace(got.Dateline.Place + " " + got.Dateline.Day.String())
	missing := slices.DeleteFunc(slices.Clone(got.Missing), func(s string) bool { return strings.HasPrefix(s, "day:") })
	for key, have := range map[string]string{
		"language":  string(got.Language),
		"published": strings.TrimSpace(got.Published.String() + " " + got.DayBasis),
		"publisher": got.Publisher,
		"dateline":  dateline,
		"agencies":  strings.Join(got.Agencies, ", "),
	} {
		if have != f.head[key] {
			t.Errorf("%s %q, want %q", key, have, f.head[key])
		}
	}
	if want := strings.TrimSuffix(f.head["missing"], "none"); strings.Join(missing, ", ") != want {
		t.Errorf("missing %q, want %q", missing, want)
	}
	if got.LangBasis != "detected" || got.Language == "" {
		t.Errorf("language basis %q of %q", got.LangBasis, got.Language)
	}
}

// readAll reads s and gives all that is yielded.
func readAll(t testing.TB, name, s string, opts page.Options) ([]chancery.Report, []error) {
	t.Helper()
	var reports []chancery.Report
	var errs []error
	for r, err := range page.Read(context.Background(), name, strings.NewReader(s), opts) {
		if err != nil {
			errs = append(errs, err)
		} else {
			checkReport(t, r)
			reports = append(reports, r)
		}
	}
	return reports, errs
}

// readOne reads an input that is one good report.
func readOne(t testing.TB, name, s string, opts page.Options) chancery.Report {
	t.Helper()
	reports, errs := readAll(t, name, s, opts)
	if len(reports) != 1 || len(errs) != 0 {
		t.Fatalf("%d reports, errors %v; want one report", len(reports), errs)
	}
	return reports[0]
}

// checkReport tells what must be true of any report.
func checkReport(t testing.TB, r chancery.Report) {
	t.Helper()
	if len(r.ID) != 64 {
		t.Errorf("id %q is no SHA-256", r.ID)
	}
	if !strings.HasPrefix(r.Text, r.Title) {
		t.Errorf("text does not start with the title %q: %.80q", r.Title, r.Text)
	}
	if r.Text == "" {
		t.Error("a report without text")
	}
	if (r.Published == 0) != (r.DayBasis == "") || (r.Published == 0) != slices.Contains(r.Missing, "day") {
		t.Errorf("day %v, basis %q, missing %q do not agree", r.Published, r.DayBasis, r.Missing)
	}
	if (r.Language == "") != (r.LangBasis == "") || (r.Language == "") != slices.Contains(r.Missing, "language") {
		t.Errorf("language %q, basis %q, missing %q do not agree", r.Language, r.LangBasis, r.Missing)
	}
	if text.New(r.Text, r.Language, r.Title != "").Text != r.Text {
		t.Error("text was altered")
	}
}

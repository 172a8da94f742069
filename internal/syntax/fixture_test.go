package syntax_test

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// fixture is a sentence with what must hold of its tree.
type fixture struct {
	line     int
	lang     text.Lang
	headline bool
	text     string
	claims   []claim
}

// claim is relation(head, dependent), root(word) or tag(word, TAG).
type claim struct {
	line   int
	failed bool // known not to hold: the model is wrong here
	name   string
	args   []string
}

var claimRE = regexp.MustCompile(`(~?)([a-z:]+)\(([^)]*)\)`)

// readFixtures reads testdata/news.txt, whose head tells the form.
func readFixtures(t *testing.T, name string) []fixture {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []fixture
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case line == "" || line[0] == '#':
		case line[0] == ' ':
			last := &out[len(out)-1]
			for _, m := range claimRE.FindAllStringSubmatch(line, -1) {
				last.claims = append(last.claims, claim{n, m[1] != "", m[2], strings.Split(m[3], ", ")})
			}
		default:
			out = append(out, fixture{line: n, lang: text.Lang(line[:2]), headline: line[2] == '!', text: strings.TrimSpace(line[3:])})
		}
	}
	return out
}

// find returns the token of a word, "word/2" its second occurrence.
func find(t *syntax.Tree, word string) (int, error) {
	word, nth, _ := strings.Cut(word, "/")
	k := 1
	if nth != "" {
		k, _ = strconv.Atoi(nth)
	}
	for i := range t.Doc.Tokens {
		if t.Doc.Word(i) == word || t.Doc.Form(i) == word {
			if k--; k == 0 {
				return i, nil
			}
		}
	}
	return 0, fmt.Errorf("no token %q", word)
}

// check tells what is wrong with a claim, "" for nothing.
func (c claim) check(t *syntax.Tree) string {
	first, err := find(t, c.args[0])
	if err != nil {
		return err.Error()
	}
	switch {
	case c.name == "root":
		if t.Head[first] >= 0 {
			return "root is another word"
		}
		return ""
	case c.name == "tag":
		if got := t.Tags[first].String(); got != c.args[1] {
			return "tag is " + got
		}
		return ""
	}
	dep, err := find(t, c.args[1])
	switch {
	case err != nil:
		return err.Error()
	case t.Head[dep] != int32(first):
		head := "none"
		if t.Head[dep] >= 0 {
			head = t.Doc.Word(int(t.Head[dep]))
		}
		return "head is " + head + " (" + t.Rel[dep].String() + ")"
	case t.Rel[dep].String() != c.name:
		return "relation is " + t.Rel[dep].String()
	}
	return ""
}

// TestNews holds the trees of sixty sentences and headlines, and what the
// models are known to get wrong in others.
func TestNews(t *testing.T) {
	const name = "testdata/news.txt"
	whole := 0
	for _, f := range readFixtures(t, name) {
		if f.hold(t, name) {
			whole++
		}
	}
	if whole < 60 {
		t.Errorf("%d sentences without an error, want 60 at least", whole)
	}
}

// hold compares the tree of a sentence with its claims, and tells whether all
// of them are true.
func (f *fixture) hold(t *testing.T, name string) bool {
	var tree syntax.Tree
	doc := text.New(f.text, f.lang, f.headline)
	load(t, f.lang).Parse(doc, &tree)
	if len(doc.Sentences) != 1 {
		t.Errorf("%s:%d: %d sentences", name, f.line, len(doc.Sentences))
	}
	all := true
	for _, c := range f.claims {
		wrong := c.check(&tree)
		all = all && wrong == ""
		said := c.name + "(" + strings.Join(c.args, ", ") + ")"
		switch {
		case c.failed && wrong == "":
			t.Errorf("%s:%d: %s holds now: take its mark away", name, c.line, said)
		case !c.failed && wrong != "":
			t.Errorf("%s:%d: %s: %s", name, c.line, said, wrong)
		}
	}
	return all
}

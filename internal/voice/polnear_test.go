package voice

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/sharedtest"
	"github.com/chancery-ledger/chancery/text"
)

// attribution is one of the corpus: spans in bytes.
type attribution struct{ source, cue, content []text.Span }

// readBrat reads a stand-off file whose offsets count runes of s.
func readBrat(t *testing.T, path, s string) []attribution {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spans, out := map[string][]text.Span{}, []attribution{}
	m := text.NewMapper(s)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, line := range lines {
		col := strings.Split(line, "\t")
		if line[0] != 'T' {
			continue
		}
		_, places, _ := strings.Cut(col[1], " ")
		for _, place := range strings.Split(places, ";") {
			var from, to int
			if _, err := fmt.Sscanf(place, "%d %d", &from, &to); err != nil {
				t.Fatalf("%s: %q: %v", path, line, err)
			}
			spans[col[0]] = append(spans[col[0]], text.Span{Start: m.FromRunes(from), End: m.FromRunes(to)})
		}
	}
	for _, line := range lines {
		if line[0] != 'E' {
			continue
		}
		var a attribution
		for _, role := range strings.Fields(strings.Split(line, "\t")[1]) {
			kind, id, _ := strings.Cut(role, ":")
			switch strings.TrimRight(kind, "0123456789") {
			case "Source":
				a.source = append(a.source, spans[id]...)
			case "Cue":
				a.cue = append(a.cue, spans[id]...)
			case "Content":
				a.content = append(a.content, spans[id]...)
			}
		}
		out = append(out, a)
	}
	return out
}

func length(spans []text.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

func shared(a, b []text.Span) (n int) {
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	return n
}

func (s *Statement) pieces() []text.Span {
	if s.Parts != nil {
		return s.Parts
	}
	return []text.Span{s.Content}
}

// half tells whether a and b share half of each.
func half(a, b []text.Span) bool {
	n := shared(a, b)
	return 2*n >= length(a) && 2*n >= length(b)
}

// tally counts attributions and statements over the corpus.
type tally struct{ gold, found, spoken, statements, right int }

// add compares the statements of one text with its attributions.
func (n *tally) add(mine []Statement, all []attribution) {
	for _, a := range all {
		if a.source == nil {
			continue
		}
		n.gold++
		ok, said := false, false
		for i := range mine {
			if half(mine[i].pieces(), a.content) {
				ok = true
				said = said || shared([]text.Span{mine[i].Speaker}, a.source) > 0
			}
		}
		if ok {
			n.found++
		}
		if said {
			n.spoken++
		}
	}
	for i := range mine {
		n.statements++
		for _, a := range all {
			if shared(mine[i].pieces(), a.content) > 0 {
				n.right++
				break
			}
		}
	}
}

// TestPolNeAR measures on the attributions of a corpus of political news. Its
// contents are also beliefs, plans and judgements.
func TestPolNeAR(t *testing.T) {
	dir := sharedtest.Path(t, "quotes")
	files, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s: %v", dir, err)
	}
	var n tally
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pattern := strings.TrimSuffix(filepath.Base(file), ".txt") + "_*.ann"
		annotations, _ := filepath.Glob(filepath.Join(dir, "attributions", pattern))
		var all []attribution
		for _, a := range annotations {
			all = append(all, readBrat(t, a, string(data))...)
		}
		if len(all) == 0 {
			continue
		}
		_, mine := find(t, string(data), text.English, true)
		n.add(mine, all)
	}
	content, speaker := float64(n.found)/float64(n.gold), float64(n.spoken)/float64(n.found)
	precision := float64(n.right) / float64(n.statements)
	t.Logf("content found %.3f of %d; speaker right %.3f of %d; precision %.3f of %d statements", content, n.gold, speaker, n.found, precision, n.statements)
	if content < 0.75 || speaker < 0.88 || precision < 0.86 {
		t.Errorf("content %.3f, want 0.75; speaker %.3f, want 0.88; precision %.3f, want 0.86", content, speaker, precision)
	}
}

// Package conllu reads treebanks of Universal Dependencies into the terms of
// package syntax.
package conllu

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// Word is one syntactic word of a treebank. Head is an index into the
// sentence, -1 for the root.
type Word struct {
	Form, Lemma string
	Tag         syntax.Tag
	Feats       syntax.Feats
	Head        int
	Rel         syntax.Rel
}

// Sentence is one tree.
type Sentence []Word

// ReadFile reads a file of CoNLL-U, gzipped where its name ends in ".gz".
func ReadFile(name string, lang text.Lang) ([]Sentence, error) {
	bank, err := ReadBank(name, lang)
	return bank.Sentences, err
}

// Bank is a treebank with the identifiers of its sentences, "" for none.
type Bank struct {
	Sentences []Sentence
	IDs       []string
}

// ReadBank is ReadFile with the identifiers of the sentences.
func ReadBank(name string, lang text.Lang) (Bank, error) {
	f, err := os.Open(name)
	if err != nil {
		return Bank{}, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return Bank{}, fmt.Errorf("%s: %w", name, err)
		}
	}
	bank, err := Read(r, lang)
	if err != nil {
		return Bank{}, fmt.Errorf("%s:%w", name, err)
	}
	return bank, nil
}

// Read reads CoNLL-U. Comments, ranges of multi-word tokens and empty nodes
// are passed over; subtypes of relations are kept as [syntax.Rel] has them,
// after [Sentence.normalise]. An error begins with the line.
func Read(r io.Reader, lang text.Lang) (Bank, error) {
	b := builder{lang: lang}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		if err := b.line(lines.Text()); err != nil {
			return Bank{}, fmt.Errorf("%d: %w", n, err)
		}
	}
	err := lines.Err()
	if err == nil {
		err = b.flush()
	}
	if err != nil {
		return Bank{}, fmt.Errorf("%d: %w", n, err)
	}
	return b.bank, nil
}

// builder is what has been read so far.
type builder struct {
	lang text.Lang
	bank Bank
	cur  Sentence
	id   string
}

func (b *builder) line(line string) error {
	switch {
	case line == "":
		return b.flush()
	case strings.HasPrefix(line, "# sent_id = "):
		b.id = line[len("# sent_id = "):]
	case line[0] != '#':
		w, skip, err := parseRow(line)
		if err != nil {
			return err
		}
		if !skip {
			b.cur = append(b.cur, w)
		}
	}
	return nil
}

// flush ends the sentence.
func (b *builder) flush() error {
	if len(b.cur) == 0 {
		return nil
	}
	for _, w := range b.cur {
		if w.Head < -1 || w.Head >= len(b.cur) {
			return fmt.Errorf("head %d of a sentence of %d words", w.Head+1, len(b.cur))
		}
	}
	b.cur.normalise(b.lang)
	b.bank.Sentences, b.bank.IDs = append(b.bank.Sentences, b.cur), append(b.bank.IDs, b.id)
	b.cur, b.id = nil, ""
	return nil
}

func parseRow(line string) (w Word, skip bool, err error) {
	col := strings.Split(line, "\t")
	if len(col) != 10 {
		return w, false, fmt.Errorf("%d columns, want 10", len(col))
	}
	if strings.ContainsAny(col[0], "-.") {
		return w, true, nil
	}
	head, err := strconv.Atoi(col[6])
	if err != nil {
		return w, false, fmt.Errorf("head %q is no number", col[6])
	}
	return Word{
		Form: col[1], Lemma: col[2], Tag: syntax.ParseTag(col[3]), Feats: syntax.ParseFeats(col[5]),
		Head: head - 1, Rel: syntax.ParseRel(col[7]),
	}, false, nil
}

package syntax

import (
	"strconv"
	"strings"
)

// String writes the tree as CoNLL-U, for people and for other tools. What a
// Tree does not hold stands as "_".
func (t *Tree) String() string {
	var b strings.Builder
	for s, sent := range t.Doc.Sentences {
		b.WriteString("# sent_id = " + strconv.Itoa(s+1) + "\n# text = ")
		b.WriteString(strings.ReplaceAll(t.Doc.Slice(sent.First, sent.Last), "\n", " "))
		b.WriteByte('\n')
		for i := sent.First; i < sent.Last; i++ {
			t.writeRow(&b, i, sent.First, i+1 < sent.Last && !t.Doc.Tokens[i+1].Spaced)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (t *Tree) writeRow(b *strings.Builder, i, first int, glued bool) {
	head, misc := 0, "_"
	if t.Head[i] >= 0 {
		head = int(t.Head[i]) - first + 1
	}
	if glued {
		misc = "SpaceAfter=No"
	}
	for _, column := range [...]string{
		strconv.Itoa(i - first + 1), t.Doc.Form(i), t.Lemma[i], t.Tags[i].String(), "_", t.Feats[i].String(),
		strconv.Itoa(head), t.Rel[i].String(), "_",
	} {
		if column == "" {
			column = "_"
		}
		b.WriteString(column)
		b.WriteByte('\t')
	}
	b.WriteString(misc)
	b.WriteByte('\n')
}

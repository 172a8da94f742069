package name

import (
	"strings"

	"github.com/chancery-ledger/chancery/text"
)

// mark writes the mentions into the text: "{PER adj: Peruvian} police".
func mark(doc *text.Doc, m *Mentions) string {
	var b strings.Builder
	at := 0
	for i := range m.List {
		x := &m.List[i]
		span := doc.SpanOf(x.First, x.Last)
		b.WriteString(doc.Text[at:span.Start])
		b.WriteByte('{')
		if x.Codes == nil {
			b.WriteByte('?')
		}
		for k, c := range x.Codes {
			if k > 0 {
				b.WriteByte('+')
			}
			b.WriteString(string(c))
		}
		if x.Former {
			b.WriteString(" former")
		}
		if x.Private {
			b.WriteString(" private")
		}
		b.WriteString(" " + x.Kind.String() + ": " + doc.Text[span.Start:span.End] + "}")
		at = span.End
	}
	b.WriteString(doc.Text[at:])
	return b.String()
}

package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// Record is one annotated report.
type Record struct {
	Report chancery.Report
	Acts   []Act
}

type goldLine struct {
	ID, URL, Publisher, Title, Text string
	Published                       chancery.Day
	Lang                            text.Lang
	Acts                            []struct {
		Type     chancery.ActType
		From, To []chancery.Code
		Status   chancery.Status
		When     struct{ From, To chancery.Day }
		Evidence string
		Person   string
	}
}

// ReadGold reads annotated records, one JSON object a line. The text of each
// Report is the headline, a blank line and the main text.
func ReadGold(r io.Reader) ([]Record, error) {
	var out []Record
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var g goldLine
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("annotated record in line %d: %w", n, err)
		}
		rec := Record{Report: chancery.Report{Key: g.ID, URL: g.URL, Publisher: g.Publisher, Title: g.Title, Published: g.Published, Language: g.Lang, Text: g.Title + "\n\n" + g.Text}}
		for _, a := range g.Acts {
			rec.Acts = append(rec.Acts, Act{Type: a.Type, From: a.From, To: a.To, Status: a.Status,
				When: chancery.When{From: a.When.From, To: a.When.To}, Evidence: a.Evidence, Person: a.Person})
		}
		out = append(out, rec)
	}
	return out, lines.Err()
}

package ledger

import (
	"strconv"

	"github.com/chancery-ledger/chancery"
)

// What is hashed is written here member by member, in the order of their names
// that RFC 8785 asks for.

// appendContent appends what a claim says: what names it.
func appendContent(b []byte, report string, c *chancery.Claim) []byte {
	b = append(b, `{"alleged":`...)
	b = strconv.AppendBool(b, c.Alleged)
	b = append(b, `,"deed":`...)
	b = appendDeed(b, &c.Deed)
	b = append(b, `,"evidence":`...)
	b = appendList(b, c.Evidence, appendEvidence)
	b = appendMember(b, "report", report)
	b = appendMember(b, "status", string(c.Status))
	b = append(b, `,"voices":`...)
	b = appendList(b, c.SaidBy, appendVoice)
	return append(b, '}')
}

func appendDeed(b []byte, d *chancery.Deed) []byte {
	b = append(b, `{"channel":`...)
	b = appendString(b, d.Channel)
	b = append(b, `,"from":`...)
	b = appendList(b, d.From, appendParty)
	b = appendMember(b, "ground", d.Ground)
	b = appendMember(b, "person", d.Person)
	b = append(b, `,"to":`...)
	b = appendList(b, d.To, appendParty)
	b = appendMember(b, "type", string(d.Type))
	b = append(b, `,"when":`...)
	b = appendWhen(b, &d.When)
	return append(b, '}')
}

func appendParty(b []byte, p *chancery.Party) []byte {
	b = append(b, `{"code":`...)
	b = appendString(b, string(p.Code))
	b = appendNumber(b, "end", int64(p.End))
	b = appendMember(b, "name", p.Name)
	b = appendMember(b, "office", p.Office)
	b = appendMember(b, "organ", p.Organ)
	b = appendMember(b, "person", p.Person)
	b = appendNumber(b, "start", int64(p.Start))
	return append(b, '}')
}

func appendWhen(b []byte, w *chancery.When) []byte {
	b = append(b, `{"basis":`...)
	b = appendString(b, string(w.Basis))
	b = appendNumber(b, "end", int64(w.End))
	b = appendMember(b, "from", w.From.String())
	b = append(b, `,"inferred":`...)
	b = strconv.AppendBool(b, w.Inferred)
	b = appendNumber(b, "start", int64(w.Start))
	b = appendMember(b, "text", w.Text)
	b = appendMember(b, "to", w.To.String())
	return append(b, '}')
}

func appendVoice(b []byte, v *chancery.Voice) []byte {
	b = append(b, `{"code":`...)
	b = appendString(b, string(v.Code))
	b = appendMember(b, "kind", v.Kind)
	b = appendMember(b, "name", v.Name)
	b = appendMember(b, "office", v.Office)
	return append(b, '}')
}

func appendEvidence(b []byte, e *chancery.Evidence) []byte {
	b = append(b, `{"end":`...)
	b = strconv.AppendInt(b, int64(e.End), 10)
	b = appendNumber(b, "start", int64(e.Start))
	b = appendMember(b, "text", e.Text)
	return append(b, '}')
}

// appendEntry appends an entry without its hash.
func appendEntry(b []byte, e *chancery.Entry) []byte {
	b = append(b, `{"agent":`...)
	b = appendString(b, e.Agent)
	b = appendNumber(b, "at", e.At.UnixMicro())
	b = appendMember(b, "because", e.Because)
	b = appendMember(b, "claim", e.ClaimID)
	b = appendMember(b, "digest", e.Digest)
	b = appendNumber(b, "number", e.Number)
	b = appendNumber(b, "of", e.Of)
	b = appendMember(b, "other", e.Other)
	b = appendMember(b, "prev", e.Prev)
	b = appendMember(b, "reader", e.Reader)
	b = appendMember(b, "report", e.Report)
	b = appendMember(b, "verb", string(e.Verb))
	return append(b, '}')
}

// appendMember appends a member of an object that is not the first.
func appendMember(b []byte, name, value string) []byte {
	b = append(append(append(b, `,"`...), name...), `":`...)
	return appendString(b, value)
}

func appendNumber(b []byte, name string, value int64) []byte {
	b = append(append(append(b, `,"`...), name...), `":`...)
	return strconv.AppendInt(b, value, 10)
}

func appendList[T any](b []byte, list []T, one func([]byte, *T) []byte) []byte {
	b = append(b, '[')
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, &list[i])
	}
	return append(b, ']')
}

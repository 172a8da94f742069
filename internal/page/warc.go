package page

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// warcRecord is the head of one record of a WARC file (ISO 28500).
type warcRecord struct {
	number int
	header textproto.MIMEHeader
	length int64
}

// maxWARCHeader bounds the header of one record.
const maxWARCHeader = 64 << 10

// readWARC reads the HTML answers of an archive, one record at a time. A
// record that is cut short or damaged is an error with the record's number;
// reading goes on with the next that can be found.
func (rd *reader) readWARC(name string, br *bufio.Reader) {
	for n := 1; !rd.done; n++ {
		rec, err := nextRecord(br)
		if errors.Is(err, io.EOF) {
			return
		}
		source := fmt.Sprintf("%s, record %d", name, n)
		if err == nil {
			rec.number = n
			err = rd.readRecord(source, rec, br)
		}
		if err == nil {
			continue
		}
		rd.fail(source, readError(err))
		if rd.done || !findRecord(br) {
			return
		}
	}
}

// nextRecord reads a record's head; io.EOF is the end of the archive.
func nextRecord(br *bufio.Reader) (warcRecord, error) {
	for {
		b, err := br.Peek(1)
		if err != nil {
			return warcRecord{}, err
		}
		if b[0] != '\r' && b[0] != '\n' {
			break
		}
		if _, err := br.Discard(1); err != nil {
			return warcRecord{}, err
		}
	}
	head, err := readHeader(br)
	if err != nil {
		return warcRecord{}, err
	}
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	if !bytes.HasPrefix(first, []byte("WARC/")) {
		return warcRecord{}, &Error{Kind: Malformed, Detail: fmt.Sprintf("a record starts with %.20q, want \"WARC/1.0\"", first)}
	}
	header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(rest))).ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return warcRecord{}, &Error{Kind: Malformed, Detail: "record header", Err: err}
	}
	length, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
	if err != nil || length < 0 {
		return warcRecord{}, &Error{Kind: Malformed, Detail: fmt.Sprintf("Content-Length %q", header.Get("Content-Length"))}
	}
	return warcRecord{header: header, length: length}, nil
}

// readHeader reads lines up to and with the blank one.
func readHeader(br *bufio.Reader) ([]byte, error) {
	var head []byte
	for {
		piece, err := br.ReadSlice('\n')
		head = append(head, piece...)
		if len(head) > maxWARCHeader {
			return nil, &Error{Kind: Malformed, Detail: "record header of more than " + size(maxWARCHeader)}
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF):
			return nil, io.ErrUnexpectedEOF
		case err != nil:
			return nil, err
		}
		if len(bytes.TrimRight(piece, "\r\n")) == 0 {
			return head, nil
		}
	}
}

// findRecord skips to the next line that starts a record and tells whether
// there is one. Where the archive is packed record by record, the next member
// that can be unpacked starts with such a line.
func findRecord(br *bufio.Reader) bool {
	start := true
	for failures := 0; failures < maxDamage; {
		if head, _ := br.Peek(5); start && string(head) == "WARC/" {
			return true
		}
		_, err := br.ReadSlice('\n')
		switch {
		case errors.Is(err, io.EOF):
			return false
		case err == nil, errors.Is(err, bufio.ErrBufferFull):
			failures = 0
		default:
			failures++
		}
		start = !errors.Is(err, bufio.ErrBufferFull)
	}
	return false
}

// maxDamage is the number of errors in a row after which an archive is given
// up.
const maxDamage = 100

// stickyReader gives the first error of its reader again and again, so that
// nobody reads on after it by mistake.
type stickyReader struct {
	r   io.Reader
	err error
}

func (s *stickyReader) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.r.Read(p)
	s.err = err
	return n, err
}

// readRecord reads the body of a record and gives the report in it, if it is
// an answer of HTML or a page stored as such.
func (rd *reader) readRecord(source string, rec warcRecord, br *bufio.Reader) error {
	body := &io.LimitedReader{R: &stickyReader{r: br}, N: rec.length}
	kind := strings.ToLower(rec.header.Get("WARC-Type"))
	opts := rd.opts
	opts.URL = strings.Trim(rec.header.Get("WARC-Target-URI"), "<> ")
	var err error
	switch {
	case kind == "response" && strings.HasPrefix(opts.URL, "http"):
		err = rd.readResponse(source, body, opts)
	case (kind == "resource" || kind == "conversion") && isHTMLType(rec.header.Get("Content-Type")):
		err = rd.readPageBody(source, body, rec.header.Get("Content-Type"), opts)
	}
	if _, skipErr := io.Copy(io.Discard, body); skipErr != nil {
		return skipErr
	}
	if body.N > 0 {
		return &Error{Kind: Truncated, Detail: fmt.Sprintf("%d of %d bytes are missing", body.N, rec.length)}
	}
	if err != nil {
		rd.fail(source, err)
	}
	return nil
}

// readPageBody reads a page from a body of known type.
func (rd *reader) readPageBody(source string, body io.Reader, contentType string, opts Options) error {
	b, err := readLimited(body, opts.limit())
	if err != nil {
		return err
	}
	s, err := decode(b, contentType)
	if err != nil {
		return err
	}
	if len(strings.TrimSpace(s)) == 0 {
		return &Error{Kind: Empty, Detail: "an answer without a page"}
	}
	var r chancery.Report
	if r, err = rd.lore.readHTML(source, s, opts); err != nil {
		return err
	}
	rd.give(r, nil)
	return nil
}

func isHTMLType(contentType string) bool {
	t := strings.ToLower(contentType)
	return strings.Contains(t, "text/html") || strings.Contains(t, "application/xhtml")
}

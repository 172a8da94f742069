package page

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
)

// members reads the members of a gzip file one after the other, as WARC
// archives have one a record. Rubbish after the last member is left alone.
type members struct {
	src    *rewinder
	zr     *gzip.Reader
	broken bool // the present member cannot be read on
}

func newMembers(br *bufio.Reader) (*members, error) {
	m := &members{src: &rewinder{br: br}}
	zr, err := gzip.NewReader(m.src)
	if err != nil {
		return nil, truncatedEOF(err)
	}
	m.zr = zr
	zr.Multistream(false)
	return m, nil
}

// Read reads unpacked bytes. A member that is cut short or damaged is an error
// once; the next call goes on with the next member that can be found.
func (m *members) Read(p []byte) (int, error) {
	if m.broken {
		if !m.resync() {
			return 0, io.EOF
		}
		m.broken = false
	}
	for {
		n, err := m.zr.Read(p)
		if n > 0 || err == nil {
			m.broken = err != nil && !errors.Is(err, io.EOF)
			if !m.broken {
				err = nil
			}
			return n, err
		}
		if !errors.Is(err, io.EOF) {
			m.broken = true
			return 0, err
		}
		if !m.next() {
			return 0, io.EOF
		}
	}
}

// next starts the member that follows at once, if there is one.
func (m *members) next() bool {
	if !m.src.atMember() {
		return false
	}
	m.src.seen = m.src.seen[:0]
	if err := m.zr.Reset(m.src); err != nil {
		return false
	}
	m.zr.Multistream(false)
	return true
}

// resync looks for the start of another member and tells whether one was
// found. A member that was cut short makes the reader run into the next before
// the damage shows, so the search begins just after the damaged one's start.
func (m *members) resync() bool {
	m.src.rewind()
	for {
		if m.src.atMember() {
			if m.zr.Reset(m.src) == nil {
				m.zr.Multistream(false)
				return true
			}
			m.src.rewind()
			continue
		}
		if _, err := m.src.br.Discard(1); err != nil {
			return false
		}
	}
}

// rewinder remembers the packed bytes that were read since a member's start,
// the last maxRewind of them, so that they can be searched again.
type rewinder struct {
	br   *bufio.Reader
	seen []byte
}

// maxRewind is the number of packed bytes that are searched again after
// damage, which shows within a few hundred as a rule.
const maxRewind = 256 << 10

// Read implements io.Reader.
func (r *rewinder) Read(p []byte) (int, error) {
	n, err := r.br.Read(p)
	r.keep(p[:n]...)
	return n, err
}

// ReadByte implements io.ByteReader, which keeps gzip from reading ahead.
func (r *rewinder) ReadByte() (byte, error) {
	b, err := r.br.ReadByte()
	if err == nil {
		r.keep(b)
	}
	return b, err
}

func (r *rewinder) keep(p ...byte) {
	if len(r.seen)+len(p) > 2*maxRewind {
		r.seen = append(r.seen[:0], r.seen[len(r.seen)-min(len(r.seen), maxRewind):]...)
	}
	r.seen = append(r.seen, p...)
}

// rewind puts the bytes that were seen back, save the first.
func (r *rewinder) rewind() {
	if len(r.seen) > 1 {
		back := bytes.Clone(r.seen[1:])
		r.br = bufio.NewReader(io.MultiReader(bytes.NewReader(back), r.br))
	}
	r.seen = r.seen[:0]
}

// atMember tells whether a member's magic number comes next.
func (r *rewinder) atMember() bool {
	head, _ := r.br.Peek(3)
	return len(head) == 3 && head[0] == 0x1f && head[1] == 0x8b && head[2] == 8
}

// truncatedEOF makes the end of the file within a gzip header what it is.
func truncatedEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func isCorrupt(err error) bool {
	var bad flate.CorruptInputError
	return errors.As(err, &bad)
}

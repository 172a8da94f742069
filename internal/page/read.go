package page

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/klauspost/compress/zstd"

	"github.com/chancery-ledger/chancery"
)

// Read yields the reports in r, whose name (a file, an address) goes into
// their Source and into errors. The format is told by the first bytes. What
// is wrong with one report is yielded as an [*Error] and reading goes on with
// the next; an error of ctx ends it. At most a few times Options.Limit bytes
// are held at once, however long r is.
func Read(ctx context.Context, name string, r io.Reader, opts Options) iter.Seq2[chancery.Report, error] {
	return func(yield func(chancery.Report, error) bool) {
		l, err := loreOf()
		if err != nil {
			yield(chancery.Report{}, err)
			return
		}
		rd := &reader{lore: l, ctx: ctx, opts: opts, yield: yield}
		rd.read(name, r, 0)
	}
}

// reader carries one call of Read through the formats.
type reader struct {
	lore  *lore
	ctx   context.Context
	opts  Options
	yield func(chancery.Report, error) bool
	done  bool // the consumer wants no more, or ctx has ended
}

// maxPacking is how often an input may be packed in gzip or zstd.
const maxPacking = 3

// read tells the format of r and reads it.
func (rd *reader) read(name string, r io.Reader, packed int) {
	br := bufio.NewReaderSize(contextReader{rd.ctx, r}, 16<<10)
	head, err := br.Peek(sniffSize)
	if err != nil && !errors.Is(err, io.EOF) {
		if len(head) == 0 {
			rd.fail(name, readError(err))
			return
		}
		// What came before the trouble is read first, then the trouble is met.
		rest, before := br, bytes.NewReader(bytes.Clone(head))
		_, _ = rest.Discard(len(head))
		br = bufio.NewReaderSize(io.MultiReader(before, &errorOnce{err}, rest), 16<<10)
		head, _ = br.Peek(len(head))
	}
	f, err := sniff(head)
	if err != nil {
		rd.fail(name, err)
		return
	}
	switch f {
	case formatGzip, formatZstd:
		rd.unpack(name, br, f, packed)
	case formatWARC:
		rd.readWARC(name, br)
	case formatJSON:
		rd.readJSON(name, br)
	default:
		rd.readWhole(name, br, f)
	}
}

// unpack reads what is packed in br.
func (rd *reader) unpack(name string, br *bufio.Reader, f format, packed int) {
	if packed >= maxPacking {
		rd.fail(name, &Error{Kind: Refused, Detail: fmt.Sprintf("packed more than %d times", maxPacking)})
		return
	}
	if f == formatZstd {
		zr, err := zstd.NewReader(br, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(64<<20))
		if err != nil {
			rd.fail(name, &Error{Kind: Malformed, Detail: "zstd", Err: err})
			return
		}
		defer zr.Close()
		rd.read(name, zr, packed+1)
		return
	}
	members, err := newMembers(br)
	if err != nil {
		rd.fail(name, readError(err))
		return
	}
	rd.read(name, members, packed+1)
}

// readWhole reads an input that is one page or one feed.
func (rd *reader) readWhole(name string, r io.Reader, f format) {
	b, err := readLimited(r, rd.opts.limit())
	if err != nil && len(b) == 0 || KindOf(err) == TooLarge {
		rd.fail(name, err)
		return
	}
	cut := err // what came before the cut is read, and the cut is told
	s, err := decode(b, rd.opts.contentType)
	if err != nil {
		rd.fail(name, err)
		return
	}
	rd.readString(name, s, f)
	if cut != nil {
		rd.fail(name, cut)
	}
}

// readString reads one page or feed that is decoded already.
func (rd *reader) readString(name, s string, f format) {
	switch f {
	case formatFeed:
		rd.readFeed(name, s)
	case formatHTML:
		rd.give(rd.lore.readHTML(name, s, rd.opts))
	default:
		rd.give(rd.lore.readPasted(name, s, rd.opts))
	}
}

// give hands a report or its error to the consumer.
func (rd *reader) give(r chancery.Report, err error) {
	if rd.done {
		return
	}
	if ctxErr := rd.ctx.Err(); ctxErr != nil {
		r, err = chancery.Report{}, ctxErr
		rd.done = true
	}
	if !rd.yield(r, err) {
		rd.done = true
	}
}

// fail hands on an error and names its place.
func (rd *reader) fail(source string, err error) {
	rd.give(chancery.Report{}, at(source, err))
}

// readLimited reads r to its end, or to one byte more than limit, which is an
// error. What was read before an error comes with it.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, &Error{Kind: TooLarge, Detail: fmt.Sprintf("more than %s", size(limit))}
	}
	if err != nil {
		return b, readError(err)
	}
	return b, nil
}

// readError gives an error of reading or unpacking its kind.
func readError(err error) error {
	var own *Error
	switch {
	case errors.As(err, &own), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{Kind: Truncated, Detail: "ends in the midst of its data"}
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), isCorrupt(err):
		return &Error{Kind: Malformed, Detail: "packed data are damaged", Err: err}
	}
	return &Error{Kind: Unreachable, Detail: "cannot be read", Err: err}
}

// size writes a number of bytes as people do.
func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// contextReader stops reading when the context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// errorOnce gives its error at the first call and the end at all others.
type errorOnce struct{ err error }

func (e *errorOnce) Read([]byte) (int, error) {
	err := e.err
	e.err = io.EOF
	return 0, err
}

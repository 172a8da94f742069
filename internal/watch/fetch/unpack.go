package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const (
	maxRatio     = 200     // unpacked bytes to one packed; text packs to a fiftieth at the best
	ratioFrom    = 1 << 20 // unpacked bytes from which the ratio counts
	maxEncodings = 2       // layers of packing
)

// counter counts what passes through a reader.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// unpack reads a body packed as Content-Encoding says, up to limit bytes
// unpacked, and no more than maxRatio times what came over the line.
func unpack(body io.Reader, encoding string, limit int64) ([]byte, error) {
	packed := &counter{r: body}
	r, closers, err := unpackers(packed, encoding)
	defer func() {
		for _, c := range closers {
			c()
		}
	}()
	if err != nil {
		return nil, err
	}
	plain := len(closers) == 0
	var out bytes.Buffer
	for {
		n, err := io.CopyN(&out, r, min(256<<10, limit+1-int64(out.Len())))
		size := int64(out.Len())
		if !plain && size > ratioFrom && size > maxRatio*packed.n {
			return nil, &Error{Cause: Bomb, Detail: fmt.Sprintf("%d bytes unpack to more than %d", packed.n, size)}
		}
		if size > limit {
			return nil, &Error{Cause: TooLarge, Detail: fmt.Sprintf("more than %d bytes", limit)}
		}
		if errors.Is(err, io.EOF) {
			return out.Bytes(), nil
		}
		if err != nil {
			return nil, unpackError(err, plain)
		}
		if n == 0 {
			return nil, &Error{Cause: Broken, Detail: "no bytes and no end"}
		}
	}
}

// unpackError tells a line that broke from bytes that are not packed as said.
func unpackError(err error, plain bool) error {
	if plain || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zlib.ErrHeader) ||
		errors.Is(err, zlib.ErrChecksum) || strings.HasPrefix(err.Error(), "brotli:") || errors.Is(err, zstd.ErrMagicMismatch) {
		return &Error{Cause: Broken, Detail: "not packed as it says", Err: err}
	}
	return err
}

// unpackers puts a reader before body for each layer of packing, outermost
// first. Servers name packing that they did not do; the first bytes decide.
func unpackers(body io.Reader, encoding string) (r io.Reader, closers []func(), err error) {
	br := bufio.NewReader(body)
	layers := strings.Split(strings.ToLower(encoding), ",")
	for i := len(layers) - 1; i >= 0; i-- {
		head, _ := br.Peek(4)
		shut := func() {}
		var next io.Reader
		switch name := strings.TrimSpace(layers[i]); name {
		case "", "identity", "none", "utf-8":
			continue
		case "gzip", "x-gzip":
			if !bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
				continue
			}
			next, err = gzip.NewReader(br)
		case "deflate":
			if len(head) > 0 && head[0]&0x0f == 8 {
				next, err = zlib.NewReader(br)
			} else {
				next = flate.NewReader(br)
			}
		case "br":
			next = brotli.NewReader(br)
		case "zstd":
			if !bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
				continue
			}
			var z *zstd.Decoder
			if z, err = zstd.NewReader(br, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(16<<20)); err == nil {
				next, shut = z, z.Close
			}
		default:
			return nil, closers, &Error{Cause: Unsupported, Detail: fmt.Sprintf("Content-Encoding %q", name)}
		}
		if err != nil {
			return nil, closers, unpackError(err, false)
		}
		closers = append(closers, shut)
		if len(closers) > maxEncodings {
			return nil, closers, &Error{Cause: Bomb, Detail: "packed many times over"}
		}
		br = bufio.NewReader(next)
	}
	return br, closers, nil
}

package page

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// readResponse reads an HTTP answer as an archive stores it, with its status
// line. Answers that are no HTML, and those of a status other than 200 and
// 203, are passed over.
func (rd *reader) readResponse(source string, body io.Reader, opts Options) error {
	br := bufio.NewReaderSize(body, 4096)
	res, err := http.ReadResponse(br, nil)
	if err != nil {
		return &Error{Kind: Malformed, Detail: "no HTTP answer", Err: err}
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK && res.StatusCode != http.StatusNonAuthoritativeInfo {
		return nil
	}
	contentType := res.Header.Get("Content-Type")
	if contentType != "" && !isHTMLType(contentType) {
		return nil
	}
	plain, err := decoded(res.Body, res.Header.Get("Content-Encoding"))
	if err != nil {
		return err
	}
	return rd.readPageBody(source, plain, contentType, opts)
}

// decoded undoes the Content-Encoding of a body. Archives and proxies often
// store the body unpacked and leave the header as it was; the first bytes
// decide there.
func decoded(body io.Reader, encoding string) (io.Reader, error) {
	br := bufio.NewReader(body)
	for _, e := range strings.Split(strings.ToLower(encoding), ",") {
		head, _ := br.Peek(4)
		var r io.Reader
		var err error
		switch strings.TrimSpace(e) {
		case "", "identity", "none", "utf-8":
			continue
		case "gzip", "x-gzip":
			if !bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
				continue
			}
			r, err = gzip.NewReader(br)
		case "deflate":
			if len(head) > 0 && head[0]&0x0f == 8 {
				r, err = zlib.NewReader(br)
			} else {
				r = flate.NewReader(br)
			}
		case "br":
			if bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) {
				continue
			}
			r = brotli.NewReader(br)
		case "zstd":
			if !bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
				continue
			}
			zr, zerr := zstd.NewReader(br, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(16<<20))
			if zerr == nil {
				r = zr.IOReadCloser()
			}
			err = zerr
		default:
			return nil, &Error{Kind: Unsupported, Detail: fmt.Sprintf("Content-Encoding %q", e)}
		}
		if err != nil {
			return nil, readError(truncatedEOF(err))
		}
		br = bufio.NewReader(r)
	}
	return br, nil
}

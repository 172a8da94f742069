package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

func packed(t testing.TB, encoding string, plain []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "raw":
		w, err = flate.NewWriter(&b, 9)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, err = zstd.NewWriter(&b)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestUnpack(t *testing.T) {
	plain := []byte("Peru recalled its ambassador.")
	gz := packed(t, "gzip", plain)
	for _, c := range []struct {
		name, encoding string
		body           []byte
	}{
		{"plain", "", plain},
		{"identity", "identity", plain},
		{"gzip", "gzip", gz},
		{"x-gzip", "X-GZIP", gz},
		{"deflate", "deflate", packed(t, "deflate", plain)},
		{"deflate without its frame", "deflate", packed(t, "raw", plain)},
		{"brotli", "br", packed(t, "br", plain)},
		{"zstd", "zstd", packed(t, "zstd", plain)},
		{"gzip that is not", "gzip", plain},
		{"zstd that is not", "zstd", plain},
		{"twice", "br, gzip", packed(t, "gzip", packed(t, "br", plain))},
	} {
		got, err := unpack(bytes.NewReader(c.body), c.encoding, 1<<20)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

func TestUnpackHostile(t *testing.T) {
	zeros := make([]byte, 8<<20)
	text := []byte(strings.Repeat("All is calm. ", 10))
	for _, c := range []struct {
		name, encoding string
		body           []byte
		want           Cause
	}{
		{"a bomb of gzip", "gzip", packed(t, "gzip", zeros), Bomb},
		{"a bomb of brotli", "br", packed(t, "br", zeros), Bomb},
		{"a bomb of zstd", "zstd", packed(t, "zstd", zeros), Bomb},
		{"a bomb in a bomb", "gzip, gzip", packed(t, "gzip", packed(t, "gzip", zeros)), Bomb},
		{"packed three times", "gzip, gzip, gzip", packed(t, "gzip", packed(t, "gzip", packed(t, "gzip", text))), Bomb},
		{"too large", "", zeros, TooLarge},
		{"a broken sum", "gzip", func() []byte { b := packed(t, "gzip", text); b[len(b)-5] ^= 1; return b }(), Broken},
		{"no brotli", "br", []byte("<html>"), Broken},
	} {
		if _, err := unpack(bytes.NewReader(c.body), c.encoding, 4<<20); CauseOf(err) != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := unpack(bytes.NewReader(packed(t, "gzip", text)[:20]), "gzip", 1<<20); err != io.ErrUnexpectedEOF {
		t.Errorf("cut: %v", err)
	}
}

func FuzzUnpack(f *testing.F) {
	for _, e := range []string{"gzip", "deflate", "br", "zstd"} {
		f.Add(packed(f, e, []byte("Peru")), e)
	}
	f.Fuzz(func(t *testing.T, body []byte, encoding string) {
		const limit = 1 << 20
		if out, err := unpack(bytes.NewReader(body), encoding, limit); len(out) > limit || err != nil && out != nil {
			t.Errorf("%d bytes, %v", len(out), err)
		}
	})
}

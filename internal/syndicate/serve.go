package syndicate

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
)

// Serve answers a request with a feed. It answers 304 where the reader has it
// already, by ETag or by the time of the last change.
func Serve(w http.ResponseWriter, r *http.Request, f Format, feed Feed) {
	var b bytes.Buffer
	if err := Write(&b, f, feed); err != nil {
		http.Error(w, "this feed cannot be written", http.StatusInternalServerError)
		return
	}
	sum := sha256.Sum256(b.Bytes())
	h := w.Header()
	h.Set("Content-Type", f.ContentType())
	h.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	h.Set("Cache-Control", "public, max-age=300")
	whole, _ := feed.complete() // Write has found no fault
	http.ServeContent(w, r, "", whole.Updated, bytes.NewReader(b.Bytes()))
}

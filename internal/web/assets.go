package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"strings"
)

//go:embed assets
var assetFiles embed.FS

// assets are the files that pages refer to, each under a name that changes
// with its content, so that a reader fetches it once.
type assets struct {
	urls   map[string]string  // by plain name: "style.css"
	served map[string]*answer // by name with hash: "style-1f2e3d4c.css"
}

func loadAssets(world []place) (*assets, error) {
	a := &assets{urls: map[string]string{}, served: map[string]*answer{}}
	list, err := assetFiles.ReadDir("assets")
	if err != nil {
		return nil, err
	}
	for _, f := range list {
		b, err := assetFiles.ReadFile("assets/" + f.Name())
		if err != nil {
			return nil, err
		}
		a.add(f.Name(), b)
	}
	a.add("world.svg", worldSVG(world))
	return a, nil
}

func (a *assets) add(name string, b []byte) {
	ext := path.Ext(name)
	kind := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}[ext]
	sum := sha256.Sum256(b)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext
	a.urls[name] = "/assets/" + hashed
	a.served[hashed] = finish(http.StatusOK, kind, b, true)
}

// url is the address of an asset.
func (a *assets) url(name string) string { return a.urls[name] }

// ServeHTTP serves a file of the list and nothing else: no path is ever opened.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	got := a.served[r.PathValue("file")]
	if got == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	sendAsset(w, r, got)
}

func sendAsset(w http.ResponseWriter, r *http.Request, got *answer) {
	h := w.Header()
	h.Set("Content-Type", got.kind)
	h.Set("Vary", "Accept-Encoding")
	body := got.plain
	if got.zipped != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		body = got.zipped
		h.Set("Content-Encoding", "gzip")
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader may be gone
	}
}

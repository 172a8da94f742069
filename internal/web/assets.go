package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// Files for readers, the parts of the style sheet in assets/style, and the fonts
// with their licences in assets/fonts.
//
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
	var style []byte
	err := fs.WalkDir(assetFiles, "assets", func(name string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		b, err := assetFiles.ReadFile(name)
		switch {
		case err != nil:
			return err
		case path.Ext(name) == ".css": // in the order of their names
			style = append(style, b...)
		case path.Ext(name) != ".txt": // licences
			a.add(path.Base(name), b)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	a.add("world.svg", worldSVG(world))
	a.add("style.css", a.resolved(style))
	return a, nil
}

// resolved is a style sheet with the addresses of what it refers to by plain
// name.
func (a *assets) resolved(style []byte) []byte {
	for name, url := range a.urls {
		style = bytes.ReplaceAll(style, []byte("url("+name+")"), []byte("url("+url+")"))
	}
	return style
}

func (a *assets) add(name string, b []byte) {
	ext := path.Ext(name)
	kind := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2"}[ext]
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

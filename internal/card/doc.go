// Package card draws the picture that stands beside a shared link (the image of
// the Open Graph protocol): what the page is about, in words large enough to
// read on a telephone.
//
// The letters are the Go fonts by Bigelow & Holmes, which come under the licence
// of Go itself; they have the letters of the languages of Europe. Nothing is
// fetched, and the same card always gives the same bytes.
package card

import (
	"bytes"
	"image/png"
	"io"
	"net/http"
	"sync"
	"time"

	"golang.org/x/image/font/opentype"
)

// Width and Height are the size in pixels that the large cards of all networks
// take without cutting.
const (
	Width  = 1200
	Height = 630
)

// Card is what the picture says. Every part may be left out but Title.
type Card struct {
	Kicker string // above the title: "What stands", "Event"
	Title  string // at most three lines are shown
	Lead   string // a sentence below it: at most two lines
	Chips  []Chip // at most four
	Foot   string // at the bottom left: the day, the entry of the ledger
	Site   string // at the bottom right: the address of the site
}

// Chip is the state of one track.
type Chip struct {
	Track string // "Diplomatic relations"
	Word  string // "severed"
	Class Class
}

// Class is what a state comes to; it decides the colour and the mark.
type Class string

// The classes of package standing, and two that pages tell apart from them.
const (
	Up      Class = "up"
	Low     Class = "low"
	Off     Class = "off"
	Said    Class = "said"
	None    Class = "none"
	Unknown Class = "unknown"
)

// Press draws cards. It may be used by several goroutines. The zero Press is
// ready.
type Press struct {
	once          sync.Once
	regular, bold *opentype.Font
	err           error
}

// PNG writes a card as a picture.
func (p *Press) PNG(w io.Writer, c Card) error {
	img, err := p.draw(c)
	if err != nil {
		return err
	}
	enc := png.Encoder{CompressionLevel: png.DefaultCompression}
	return enc.Encode(w, img)
}

// Serve answers a request with a card. etag names what the card was made from,
// such as the permalink of its page; "" leaves it out.
func (p *Press) Serve(w http.ResponseWriter, r *http.Request, c Card, etag string) {
	var b bytes.Buffer
	if err := p.PNG(&b, c); err != nil {
		http.Error(w, "this card cannot be drawn", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("Cache-Control", "public, max-age=3600")
	if etag != "" {
		h.Set("ETag", etagOf(etag))
	}
	// Other sites show the card beside a link to us.
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b.Bytes()))
}

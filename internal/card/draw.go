package card

import (
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The colours of the pages by day. Each text has a contrast of at least 4.5 to
// its ground (WCAG 2.2, 1.4.3), which is a test.
var (
	paper = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
	ink   = color.RGBA{0x1b, 0x1d, 0x21, 0xff}
	faint = color.RGBA{0x5d, 0x5f, 0x66, 0xff}
	hair  = color.RGBA{0xd8, 0xd4, 0xc8, 0xff}
	white = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

// ground is the colour of a chip, on which its word stands in white.
func ground(c Class) color.RGBA {
	switch c {
	case Up:
		return color.RGBA{0x1c, 0x66, 0x50, 0xff}
	case Low:
		return color.RGBA{0x80, 0x56, 0x0a, 0xff}
	case Off:
		return color.RGBA{0x9d, 0x22, 0x30, 0xff}
	case Said:
		return color.RGBA{0x5b, 0x46, 0x90, 0xff}
	}
	return color.RGBA{0x6a, 0x5a, 0x50, 0xff}
}

func etagOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

const margin = 72 // pixels on both sides

func (p *Press) load() error {
	p.once.Do(func() {
		if p.regular, p.err = opentype.Parse(goregular.TTF); p.err == nil {
			p.bold, p.err = opentype.Parse(gobold.TTF)
		}
	})
	return p.err
}

// sheet is a card in the making. Faces are no good for two goroutines, so each
// sheet has its own.
type sheet struct {
	img   *image.RGBA
	press *Press
	faces map[faceKey]font.Face
	err   error
}

type faceKey struct {
	bold bool
	size int
}

func (p *Press) draw(c Card) (*image.RGBA, error) {
	if err := p.load(); err != nil {
		return nil, err
	}
	s := &sheet{img: image.NewRGBA(image.Rect(0, 0, Width, Height)), press: p, faces: map[faceKey]font.Face{}}
	s.fill(s.img.Bounds(), paper)
	s.fill(image.Rect(0, 0, Width, 14), ink)
	y := 96
	s.text(margin, y, "CHANCERY", s.face(true, 26), ink)
	if kicker := s.cut(c.Kicker, s.face(false, 26), Width/2-margin); kicker != "" {
		s.text(Width-margin-s.width(kicker, s.face(false, 26)), y, kicker, s.face(false, 26), faint)
	}
	y += 24
	s.fill(image.Rect(margin, y, Width-margin, y+2), hair)
	y = s.title(c.Title, y)
	for _, line := range s.wrap(c.Lead, s.face(false, 32), Width-2*margin, 2) {
		y += 44
		s.text(margin, y, line, s.face(false, 32), faint)
	}
	s.chips(c.Chips, y+30)
	s.foot(c)
	return s.img, s.err
}

// title sets the title in the largest of three sizes in which it is whole, and
// cuts it in the smallest where it is in none.
func (s *sheet) title(title string, y int) int {
	const most = Width - 2*margin
	face, lines, size := s.face(true, 50), []string(nil), 50
	for _, try := range []struct{ size, lines int }{{76, 2}, {62, 2}, {50, 3}} {
		face, size = s.face(true, try.size), try.size
		if lines = s.wrap(title, face, most, try.lines); whole(lines, title) {
			break
		}
	}
	y += 26
	for _, line := range lines {
		y += size * 6 / 5
		s.text(margin, y, line, face, ink)
	}
	return y + 14
}

// chips are drawn in two columns, as far as they fit above the foot.
func (s *sheet) chips(chips []Chip, y int) {
	const height, gap, between, most = 46, 12, 48, 4
	column := (Width - 2*margin - between) / 2
	for i, c := range chips[:min(len(chips), most)] {
		x, top := margin+(i%2)*(column+between), y+(i/2)*(height+gap)
		if top+height > Height-92 {
			return
		}
		track, word := s.face(false, 25), s.face(true, 25)
		label := s.cut(c.Word, word, column/2)
		pill := s.width(label, word) + 32
		s.text(x, top+31, s.cut(c.Track, track, column-pill-20), track, ink)
		s.fill(image.Rect(x+column-pill, top, x+column, top+height-2), ground(c.Class))
		s.text(x+column-pill+16, top+31, label, word, white)
	}
}

func (s *sheet) foot(c Card) {
	face := s.face(false, 24)
	s.fill(image.Rect(margin, Height-76, Width-margin, Height-74), hair)
	site := s.cut(c.Site, face, (Width-2*margin)/2)
	left := Width - 2*margin - s.width(site, face) - 30
	s.text(margin, Height-36, s.cut(c.Foot, face, left), face, faint)
	s.text(Width-margin-s.width(site, face), Height-36, site, face, faint)
}

func (s *sheet) face(bold bool, size int) font.Face {
	k := faceKey{bold, size}
	if f := s.faces[k]; f != nil {
		return f
	}
	of := s.press.regular
	if bold {
		of = s.press.bold
	}
	f, err := opentype.NewFace(of, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		s.err = err
		return nil
	}
	s.faces[k] = f
	return f
}

func (s *sheet) fill(r image.Rectangle, c color.RGBA) {
	draw.Draw(s.img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// text writes a line with its base at y.
func (s *sheet) text(x, y int, line string, face font.Face, c color.RGBA) {
	d := font.Drawer{Dst: s.img, Src: image.NewUniform(c), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(line)
}

func (s *sheet) width(line string, face font.Face) int {
	return font.MeasureString(face, line).Ceil()
}

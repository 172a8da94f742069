package web

import (
	"bytes"
	"fmt"
	"html"
	"html/template"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/web/atlas"
)

// place is a state on the map.
type place = atlas.Shape

func loadWorld() ([]place, error) { return atlas.World() }

// worldSVG is a file of outlines that the maps of all pages refer to, so that
// a reader fetches them once.
func worldSVG(world []place) []byte {
	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">`)
	for _, s := range world {
		if s.Small {
			fmt.Fprintf(&b, `<circle id="%s" cx="%.1f" cy="%.1f" r="2.4"/>`, s.Code, s.X, s.Y)
			continue
		}
		fmt.Fprintf(&b, `<path id="%s" d="%s"/>`, s.Code, s.Path)
	}
	b.WriteString(`</svg>`)
	return b.Bytes()
}

// worldMap is a map as a template draws it.
type worldMap struct {
	Width, Height int
	Label         string
	Shapes        template.HTML
	Lines         []mapLine
	Key           []mapKey
}

// mapLine joins two states.
type mapLine struct {
	X1, Y1, X2, Y2 int
	Path           string
	Class, Title   string
	URL            string
}

type mapKey struct{ Class, Text string }

// mapOf draws the world; class and title tell of each state.
func (a *ask) mapOf(label string, tell func(chancery.Code) (class, title, url string)) worldMap {
	m := worldMap{Width: atlas.Width, Height: atlas.Height, Label: label}
	file := a.site.assets.url("world.svg")
	b := make([]byte, 0, 200*len(a.site.world))
	for _, s := range a.site.world {
		class, title, url := tell(s.Code)
		if a.site.parties.slugs[s.Code] == "" { // land without a page, such as the south of the Indian Ocean
			url = ""
		}
		use := `<use href="` + file + "#" + string(s.Code) + `" class="` + class + `"/>`
		if url != "" {
			use = `<a href="` + html.EscapeString(url) + `" tabindex="-1"><title>` + html.EscapeString(title) + `</title>` + use + `</a>`
		}
		b = append(append(b, use...), '\n')
	}
	// Codes and classes are our own; what else there is has been escaped. There
	// are some hundred shapes: templates would take as long for them as for the
	// rest of the page.
	m.Shapes = template.HTML(b)
	return m
}

// arc is the path of a line between two states, bent a little so that lines
// with a common end can be told apart.
func arc(x1, y1, x2, y2 float64) string {
	mx, my := (x1+x2)/2, (y1+y2)/2
	dx, dy := x2-x1, y2-y1
	if dx < 0 {
		dx, dy = -dx, -dy
	}
	return fmt.Sprintf("M%.0f %.0fQ%.0f %.0f %.0f %.0f", x1, y1, mx+dy*0.16, my-dx*0.16, x2, y2)
}

package web

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/chancery-ledger/chancery/internal/card"
)

// cardFile is the picture that other sites show beside a link to a page. To
// draw one takes a processor for a while, so that one is drawn at a time.
func (a *ask) cardFile(v view) (*answer, error) {
	if !v.cited() {
		return nil, notFound("error.404", a.path)
	}
	var b bytes.Buffer
	a.site.drawing.Lock()
	err := a.site.press.PNG(&b, a.card(v))
	a.site.drawing.Unlock()
	if err != nil {
		return nil, err
	}
	got := finish(http.StatusOK, "image/png", b.Bytes(), a.known.Number != 0)
	got.anywhere = true
	return got, nil
}

// card is what the picture of a page says.
func (a *ask) card(v view) card.Card {
	c := card.Card{Kicker: a.say("card." + v.page), Title: v.title, Lead: v.about, Foot: a.cardFoot(), Site: "Chancery"}
	if _, host, ok := strings.Cut(a.site.origin, "://"); ok {
		c.Site = host
	}
	switch p := v.data.(type) {
	case relationsPage:
		for _, x := range p.Chips {
			c.Chips = append(c.Chips, card.Chip{Track: x.Track, Word: x.Word, Class: card.Class(x.Class)})
		}
	case personPage:
		for _, x := range p.Cases {
			if x.Word != "" {
				c.Chips = append(c.Chips, card.Chip{Track: x.With.Name + " · " + x.From.Name, Word: x.Word, Class: card.Class(x.Class)})
			}
		}
	case countryPage:
		c.Lead = ""
		for _, n := range []struct {
			key   string
			n     int
			class card.Class
		}{{"country.up", p.Up, card.Up}, {"country.off", p.Off, card.Off}, {"country.unknown", p.Unknown, card.Unknown}} {
			if n.n > 0 {
				c.Chips = append(c.Chips, card.Chip{Track: a.say(n.key), Word: grouped(n.n), Class: n.class})
			}
		}
	case eventPage:
		c.Lead = strings.Trim(p.Act.When+" · "+p.Act.Sources, "· ")
	}
	return c
}

// cardFoot is the moment of the picture.
func (a *ask) cardFoot() string {
	if n := a.frozenNumber(); n > 0 {
		return a.say("card.foot", "day", a.lang.day(a.on), "number", n)
	}
	return a.lang.day(a.on)
}

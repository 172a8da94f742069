package api

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// parties finds parties by code, or a state by its name.
type parties struct {
	byForm map[string]chancery.Code // codes of ISO 3166-1 in capitals, names in plain letters
	known  map[chancery.Code]bool
}

func newParties(base *baseline.Base) *parties {
	p := &parties{byForm: map[string]chancery.Code{}, known: map[chancery.Code]bool{}}
	add := func(c chancery.Code, forms ...string) {
		p.known[c] = true
		for _, f := range forms {
			if _, taken := p.byForm[f]; !taken && f != "" {
				p.byForm[f] = c
			}
		}
	}
	for _, s := range base.States() {
		add(s.Code, string(s.Code), s.ISO2, standing.PlainName(s.English), standing.PlainName(s.Spanish))
	}
	for _, f := range base.Former() {
		add(f.Code, string(f.Code), standing.PlainName(f.English), standing.PlainName(f.Spanish))
	}
	return p
}

// other is the code of a party that is no state.
var other = regexp.MustCompile(`^(ORG|NSA):[\pL\pN .,'’&()/-]{1,80}$`)

// find is the party of a parameter: "PER", "pe", "Perú", "ORG:NATO".
func (p *parties) find(s string) (chancery.Code, error) {
	s = strings.TrimSpace(s)
	for _, form := range []string{strings.ToUpper(s), standing.PlainName(s)} {
		if c, ok := p.byForm[form]; ok {
			return c, nil
		}
	}
	if other.MatchString(s) {
		return chancery.Code(s), nil
	}
	return "", huma.Error404NotFound(fmt.Sprintf("no party goes by %.80q: give a code of ISO 3166-1, such as PER, or ORG:NATO", s))
}

// Moment are the parameters of every question about what stands.
type Moment struct {
	On    dayParam `query:"on" doc:"The day asked for; today where it is left out"`
	Known dayParam `query:"known" doc:"By the reports published up to this day"`
	Entry int64    `query:"entry" minimum:"1" doc:"By the entries of the ledger up to this number"`
}

func (m Moment) known() standing.Known {
	return standing.Known{Number: m.Entry, Published: m.Known.day}
}

// on is the day asked for.
func (a *API) on(m Moment) chancery.Day {
	if m.On.day != 0 {
		return m.On.day
	}
	return a.today()
}

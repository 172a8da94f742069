package baseline

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// mission is one statement that a sender has a mission with a receiver.
type mission struct {
	source, kind, city, since, ref, says string
}

type missions struct{ of map[pair][]mission }

func readMissions() *missions {
	m := &missions{of: make(map[pair][]mission, 14000)}
	add := func(a, b string, x mission) {
		p := pair{chancery.Code(a), chancery.Code(b)}
		m.of[p] = append(m.of[p], x)
	}
	rows("missions-wp.tsv.gz", 5, func(c []string) { add(c[0], c[1], mission{source: "wp", kind: c[2], ref: c[3], says: c[4]}) })
	rows("missions-wd.tsv.gz", 6, func(c []string) {
		add(c[0], c[1], mission{source: "wd", kind: c[2], city: c[3], since: c[4], ref: c[5]})
	})
	rows("missions-us.tsv.gz", 4, func(c []string) { add(c[0], c[1], mission{source: "fb", kind: "chief", says: c[2]}) })
	return m
}

// missionFacts are the facts of a sender's missions with a receiver: consular
// posts, the level of representation where a source tells it, premises. That
// an embassy is listed does not tell who heads it.
func (b *Base) missionFacts(p pair) []standing.Fact {
	var out []standing.Fact
	listed := b.missions().of[p]
	embassy := slices.ContainsFunc(listed, mission.embassy)
	for i, m := range listed {
		src := b.sources()[m.source]
		f := standing.Fact{ID: id(m.source, "mission", p) + "-" + strconv.Itoa(i), AsOf: src.Read, Source: src.Name, Says: m.words(), Undated: true, URL: src.URL + strings.ReplaceAll(m.ref, " ", "_")}
		if m.source == "wp" {
			f.URL = src.URL + "Foreign_relations_of_" + strings.ReplaceAll(m.ref, " ", "_")
		}
		add := func(t chancery.Track, s standing.State) {
			g := f
			g.ID += string(t)
			g.Line, g.State = standing.Line{Track: t, A: p[0], B: p[1]}, s
			out = append(out, g)
		}
		switch {
		case m.kind == "chief":
			state, since := chief(m.says)
			if state == "" {
				continue
			}
			f.URL = src.URL
			if since != 0 {
				f.Undated, f.Since = false, standing.Window{From: since, To: since}
			}
			add(chancery.Representation, state)
		case m.kind == "non-resident":
			add(chancery.Representation, "ambassador_nonresident")
		case m.kind == "interests section":
			if embassy { // it gave way to one; the list keeps both
				continue
			}
			add(chancery.Representation, "interests_section")
		default:
			if m.embassy() {
				add(chancery.Premises, "normal")
			}
			if strings.Contains(strings.ReplaceAll(m.kind, "honorary consulate", ""), "consulate") {
				add(chancery.Posts, "open")
			}
		}
	}
	return out
}

func (m mission) embassy() bool {
	return strings.Contains(m.kind, "embassy") || strings.Contains(m.kind, "high commission")
}

// words are the sentence of the source, or what its row comes to.
func (m mission) words() string {
	if m.says != "" {
		return m.says
	}
	s := m.kind
	if m.city != "" {
		s += " in " + m.city
	}
	if len(m.since) >= 4 {
		s += ", founded " + m.since[:4]
	}
	return s
}

// missionNotes tell of the embassies that are listed.
func (b *Base) missionNotes(p pair) []standing.Fact {
	var out []standing.Fact
	for _, f := range b.missionFacts(p) {
		if f.Line.Track == chancery.Premises {
			f.State = ""
			f.ID = strings.TrimSuffix(f.ID, string(chancery.Premises)) + "note"
			f.Line.Track = chancery.Representation
			out = append(out, f)
		}
	}
	return out
}

// chief reads "Ambassador Sabri BOUKADOUM (since 27 February 2024)".
func chief(s string) (standing.State, chancery.Day) {
	var state standing.State
	switch l := strings.ToLower(s); {
	case strings.Contains(l, "interests section"):
		state = "interests_section"
	case strings.Contains(l, "chargé"), strings.Contains(l, "charge d"):
		state = "charge_ad_interim"
	case strings.Contains(l, "vacant"):
		return "", 0
	case strings.HasPrefix(l, "ambassador"), strings.HasPrefix(l, "high commissioner"), strings.HasPrefix(l, "apostolic nuncio"):
		state = "ambassador_resident"
	default:
		return "", 0
	}
	_, after, ok := strings.Cut(s, "(since ")
	if !ok {
		return state, 0
	}
	date, _, _ := strings.Cut(after, ")")
	return state, longDate(date)
}

// longDate reads "27 February 2024"; 0 where it is anything else.
func longDate(s string) chancery.Day {
	f := strings.Fields(s)
	if len(f) != 3 {
		return 0
	}
	d, err1 := strconv.Atoi(f[0])
	year, err2 := strconv.Atoi(f[2])
	for i, name := range []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"} {
		if f[1] == name && err1 == nil && err2 == nil {
			return civil(year, i+1, d)
		}
	}
	return 0
}

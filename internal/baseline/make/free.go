package main

import (
	"cmp"
	"slices"
	"strings"
)

const (
	ofWikidata = "From Wikidata in November 2022, by way of database-of-embassies. Licence: CC0."
	ofFactbook = "From the CIA World Factbook, by way of factbook.json (January 2026 and its history). Public domain."
	ofHistory  = "From the Guide to Countries of the Office of the Historian, U.S. Department of State. Public domain."
)

// missions takes the missions of Wikidata whose two sides have a code.
func (m *maker) missions() error {
	rows, err := m.rows("relations/wikidata_missions_2022-11.csv.gz")
	if err != nil {
		return err
	}
	var out [][]string
	for _, r := range rows {
		a, b := m.byQID[last(r["operatorQID"])], m.byQID[last(r["countryQID"])]
		kind := missionKind(r["type"])
		if a == "" || b == "" || a == b || kind == "" {
			continue
		}
		day, _, _ := strings.Cut(r["creation"], "T")
		out = append(out, []string{a, b, kind, r["city"], day, last(r["QID"])})
	}
	slices.SortFunc(out, slices.Compare)
	out = slices.CompactFunc(out, slices.Equal)
	return m.write("missions-wd.tsv.gz", ofWikidata, []string{"sender", "receiver", "kind", "city", "since", "item"}, out)
}

// missionKind brings the kinds of Wikidata down to those that matter here.
func missionKind(s string) string {
	l := strings.ToLower(s)
	switch {
	case strings.Contains(l, "honorary"):
		return "honorary consulate"
	case strings.Contains(l, "consul"):
		return "consulate"
	case strings.Contains(l, "interests section"):
		return "interests section"
	case strings.Contains(l, "de facto"), strings.Contains(l, "office"), strings.Contains(l, "delegation"):
		return "office"
	case strings.Contains(l, "embassy"), strings.Contains(l, "high commission"), strings.Contains(l, "nunciature"):
		return "embassy"
	}
	return ""
}

// missionsUS takes the chiefs of mission of the United States abroad and of
// others there, with the day since when.
func (m *maker) missionsUS() error {
	rows, err := m.rows("relations/factbook_us_missions_jan2026.csv")
	if err != nil {
		return err
	}
	var out [][]string
	for _, r := range rows {
		if r["iso3"] == "" || r["iso3"] == "USA" || r["chief_of_mission"] == "" {
			continue
		}
		a, b := code(r["iso3"]), "USA"
		if r["direction"] == "from_US" {
			a, b = b, a
		}
		out = append(out, []string{a, b, r["chief_of_mission"], r["consulates_general"]})
	}
	return m.write("missions-us.tsv.gz", ofFactbook, []string{"sender", "receiver", "chief", "consulates"}, out)
}

// relationsUS takes what the Historian says of breaks and resumptions of
// relations with the United States.
func (m *maker) relationsUS() error {
	rows, err := m.rows("relations/us_recognition_relations_events.csv")
	if err != nil {
		return err
	}
	var out [][]string
	for _, r := range rows {
		state, c := rupture(r["heading"]), m.byName[r["country"]]
		if state == "" || c == "" || len(r["head_date"]) < 4 {
			continue
		}
		date := r["head_date"][:4]
		if strings.HasPrefix(r["first_date_in_body"], date) {
			date = r["first_date_in_body"]
		}
		out = append(out, []string{c, state, date, r["slug"], strings.TrimSuffix(r["heading"], "."), r["text"]})
	}
	slices.SortFunc(out, func(a, b []string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[2], b[2])) })
	return m.write("relations-us.tsv.gz", ofHistory, []string{"state", "became", "date", "slug", "heading", "text"}, out)
}

// rupture is the state of relations to which a heading comes, or "".
func rupture(heading string) string {
	h := strings.ToLower(heading)
	if !strings.Contains(h, "relations") || strings.Contains(h, "consular") || strings.Contains(h, "no diplomatic") || strings.Contains(h, "establishment of diplomatic relations with") {
		return ""
	}
	for _, w := range []struct{ word, state string }{
		{"resum", "established"}, {"re-establ", "established"}, {"reestabl", "established"}, {"restor", "established"}, {"renew", "established"},
		{"sever", "severed"}, {"break", "severed"}, {"broke", "severed"}, {"cessation", "severed"}, {"terminat", "severed"}, {"ended", "severed"},
		{"interrupt", "suspended"}, {"suspen", "suspended"},
	} {
		if strings.Contains(h, w.word) {
			return w.state
		}
	}
	return ""
}

// leaders takes heads of state and of government with the day since when.
func (m *maker) leaders() error {
	rows, err := m.rows("leaders/factbook_leader_history_2014_2026.csv")
	if err != nil {
		return err
	}
	var out [][]string
	for _, r := range rows {
		if r["iso3"] == "" || r["since"] == "" {
			continue
		}
		out = append(out, []string{code(r["iso3"]), r["role"], r["title_name"], r["since"], r["first_seen"], r["last_changed_seen"]})
	}
	return m.write("leaders.tsv.gz", ofFactbook+"\nsince: as stated. seen: first and last version that names the person; none was kept between March 2017 and November 2020.",
		[]string{"state", "role", "title_name", "since", "first_seen", "last_seen"}, out)
}

// memberships takes full members only.
func (m *maker) memberships() error {
	rows, err := m.rows("orgs/factbook_io_participation_jan2026.csv")
	if err != nil {
		return err
	}
	var out [][]string
	for _, r := range rows {
		if r["iso3"] != "" && r["status"] == "member" {
			out = append(out, []string{code(r["iso3"]), r["organization"]})
		}
	}
	slices.SortFunc(out, slices.Compare)
	return m.write("memberships.tsv.gz", ofFactbook, []string{"state", "organisation"}, out)
}

package main

import (
	"regexp"
	"slices"
	"time"
)

// states takes names, regions, and since when a state is independent, where
// the Factbook says so in plain words. What has ended, and what had another
// name, is in files that are written by hand.
func (m *maker) states() error {
	facts, err := m.rows("states/factbook_states_jan2026.csv")
	if err != nil {
		return err
	}
	since := map[string]string{}
	for _, r := range facts {
		since[r["iso3"]] = independence(r["independence"])
	}
	var out [][]string
	for _, c := range m.codes {
		if c.code == "" {
			continue
		}
		kind := "territory"
		if c.state {
			kind = "state"
		}
		out = append(out, []string{c.code, c.iso2, c.english, c.spanish, c.region, c.subregion, kind, since[c.code]})
	}
	slices.SortFunc(out, slices.Compare)
	return m.write("states.tsv.gz", "From datasets/country-codes (ISO 3166-1, UN M49). Licence: PDDL. since: independence, from the CIA World Factbook (public domain), where it gives one day.",
		[]string{"code", "iso2", "english", "spanish", "region", "subregion", "kind", "since"}, out)
}

var independent = regexp.MustCompile(`^(\d{1,2} [A-Z][a-z]+ \d{4}) \(from `)

// independence is the day of "5 July 1962 (from France)", and "" of anything
// less plain.
func independence(s string) string {
	if f := independent.FindStringSubmatch(s); f != nil {
		if t, err := time.Parse("2 January 2006", f[1]); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

package main

import (
	"fmt"
	"slices"
	"strconv"
)

const ofManytreaties = `From the GGO tables of manytreaties (globalgov). Licence: CC BY 4.0.
Derived: treaties in force between at least two states, columns left out.`

// fewest and most parties of a treaty that says something of a pair of states.
const fewest, most = 2, 24

// treaties takes the agreements of few parties, with the days on which they
// came into force for each.
func (m *maker) treaties() error {
	parties, err := m.rows("orgs/ggo_treaty_parties.csv.gz")
	if err != nil {
		return err
	}
	titles, err := m.rows("orgs/ggo_agreements.csv.gz")
	if err != nil {
		return err
	}
	inForce := map[string][][]string{}
	for _, r := range parties {
		c := code(r["stateID"])
		if len(c) != 3 || r["StateForce"] == "" {
			continue
		}
		until := r["StateEnd"]
		if until >= "9" {
			until = ""
		}
		inForce[r["treatyID"]] = append(inForce[r["treatyID"]], []string{c, r["StateForce"], until})
	}
	var out, bound [][]string
	for _, r := range titles {
		ps := inForce[r["treatyID"]]
		delete(inForce, r["treatyID"]) // some treaties stand twice
		slices.SortFunc(ps, slices.Compare)
		ps = slices.CompactFunc(ps, func(a, b []string) bool { return a[0] == b[0] })
		if len(ps) < fewest || len(ps) > most || r["Title"] == "" {
			continue
		}
		n := strconv.Itoa(len(out))
		out = append(out, []string{n, r["treatyID"], r["Title"], r["Term"]})
		for _, p := range ps {
			bound = append(bound, append([]string{n}, p...))
		}
	}
	if err := m.write("treaties.tsv.gz", ofManytreaties, []string{"n", "id", "title", "ended"}, out); err != nil {
		return err
	}
	return m.write("treaty-parties.tsv.gz", ofManytreaties+fmt.Sprintf("\nTreaties of %d to %d parties.", fewest, most), []string{"n", "state", "since", "until"}, bound)
}

package main

import "strings"

const ofWikipedia = `From the "Foreign relations of X" pages of the English Wikipedia as they stood in November 2025.
Licence: CC BY-SA 4.0. Derived: parsed, codes replaced, columns left out.`

// relations takes the rows of the lists; a row of the notes tables proves
// nothing and is left out.
func (m *maker) relations() error {
	rows, err := m.rows("relations/diplomatic_relations_dyads.csv")
	if err != nil {
		return err
	}
	var out [][]string
	for _, r := range rows {
		if r["source_table"] != "list" {
			continue
		}
		a, b, dateA, dateB := code(r["iso3_a"]), code(r["iso3_b"]), r["date_on_a_page"], r["date_on_b_page"]
		if b < a {
			a, b, dateA, dateB = b, a, dateB, dateA
		}
		listed := r["status_nov2025"]
		switch listed {
		case "active":
			listed = ""
		case "listed_unnumbered":
			listed = "unnumbered"
		case "suspended_or_severed":
			listed = ended(r["status_note"])
		}
		out = append(out, []string{a, b, dateA, dateB, listed, r["status_note"], r["ref_url"]})
	}
	return m.write("relations.tsv.gz", ofWikipedia+"\nDates: on the page of a, on the page of b. listed: empty, unnumbered, suspended or severed.",
		[]string{"a", "b", "date_a", "date_b", "listed", "note", "ref"}, out)
}

// ended is the state that a note of a list comes to: severed where it says no
// other word than that.
func ended(note string) string {
	if strings.Contains(note, "suspended") || strings.Contains(note, "frozen") {
		return "suspended"
	}
	return "severed"
}

func (m *maker) ruptures() error {
	rows, err := m.rows("relations/wikipedia_rupture_sentences.csv.gz")
	if err != nil {
		return err
	}
	var out [][]string
	for _, r := range rows {
		out = append(out, []string{code(r["page_iso3"]), code(r["partner_iso3"]), r["class"], r["years"], r["sentence"]})
	}
	return m.write("ruptures.tsv.gz", ofWikipedia+"\nSentences that tell of a break, a restoration, an embassy closed; classed by their words, not by a reader.",
		[]string{"page", "partner", "class", "years", "sentence"}, out)
}

func (m *maker) missionStatements() error {
	rows, err := m.rows("relations/wikipedia_mission_statements.csv.gz")
	if err != nil {
		return err
	}
	var out [][]string
	seen := map[string]bool{}
	for _, r := range rows {
		a, b := code(r["sender"]), code(r["receiver"])
		if k := a + b + r["kind"] + r["text"]; a != b && !seen[k] {
			seen[k] = true
			out = append(out, []string{a, b, r["kind"], r["page"], r["text"]})
		}
	}
	return m.write("missions-wp.tsv.gz", ofWikipedia, []string{"sender", "receiver", "kind", "page", "text"}, out)
}

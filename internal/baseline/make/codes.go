package main

import "strings"

// codeRow is a state or territory of country-codes.csv.
type codeRow struct {
	code, iso2, english, spanish, region, subregion string
	state                                           bool
}

// ours are the codes for what has none in ISO 3166-1, or is written otherwise
// in the sources.
var ours = map[string]string{
	"UNK": "XKX", "EU": "ORG:EU", "EUE": "ORG:EU", "EUU": "ORG:EU", "SMOM": "ORG:Order of Malta", "KOS": "XKX", "Kosovo": "XKX",
	"ABKH": "NSA:Abkhazia", "SOST": "NSA:South Ossetia", "TRNS": "NSA:Transnistria", "SMLD": "NSA:Somaliland", "NCYP": "NSA:Northern Cyprus",
	"GDR": "DDR", "ROM": "ROU", "ALG": "DZA", "BZL": "BRA",
}

func code(s string) string {
	if c, ok := ours[s]; ok {
		return c
	}
	return s
}

// readCodes reads how states are named and coded.
func (m *maker) readCodes() error {
	rows, err := m.rows("states/country-codes.csv")
	if err != nil {
		return err
	}
	m.byQID = map[string]string{
		"Q55": "NLD", "Q756617": "DNK", "Q1246": "XKX", "Q1231": "XKX", "Q1030": "NAM", "Q159583": "VAT", "Q190353": "ORG:Order of Malta",
		"Q23681": "NSA:Northern Cyprus", "Q34754": "NSA:Somaliland", "Q23427": "NSA:South Ossetia", "Q31354462": "NSA:Abkhazia",
		"Q843186": "JPN", "Q705141": "TWN", "Q5589404": "TWN", "Q1155502": "CHN", "Q930729": "SWE", "Q16911151": "RWA", "Q789889": "RUS", "Q8889": "ORG:EU",
	}
	m.byName = map[string]string{}
	for _, r := range rows {
		c := codeRow{code: r["ISO3166-1-Alpha-3"], iso2: r["ISO3166-1-Alpha-2"], english: r["official_name_en"], spanish: r["official_name_es"],
			region: r["Region Name"], subregion: r["Intermediate Region Name"], state: r["is_independent"] == "Yes" || r["is_independent"] == "In contention"}
		if c.subregion == "" {
			c.subregion = r["Sub-region Name"]
		}
		m.codes = append(m.codes, c)
		m.byQID[last(r["wikidata_id"])] = c.code
		m.byName[c.english], m.byName[r["CLDR display name"]] = c.code, c.code
	}
	m.codes = append(m.codes, codeRow{"XKX", "XK", "Kosovo", "Kosovo", "Europe", "Southern Europe", true})
	m.byName["Kosovo"] = "XKX"
	facts, err := m.rows("states/factbook_states_jan2026.csv")
	if err != nil {
		return err
	}
	for _, r := range facts {
		if r["iso3"] != "" {
			m.byName[r["short_name"]] = r["iso3"]
		}
	}
	return nil
}

// last is the last step of a path or address.
func last(s string) string { return s[strings.LastIndexByte(s, '/')+1:] }

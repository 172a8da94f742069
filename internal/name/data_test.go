package name

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chancery-ledger/chancery"
	embedded "github.com/chancery-ledger/chancery/lexicon"
)

// territories are the alpha-3 codes that may stand in the lexicon: ISO 3166-1,
// Kosovo's user-assigned one, and former states.
const territories = `ABW AFG AGO AIA ALB AND ARE ARG ARM ASM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BMU BOL BRA BRB
BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH
FIN FJI FLK FRA FRO FSM GAB GBR GEO GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HND HRV HTI HUN IDN IMN IND IRL IRN IRQ ISL
ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT
MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRI PRK PRT PRY
PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS
TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VAT VCT VEN VGB VIR VNM VUT WSM YEM ZAF ZMB ZWE XKX SUN YUG SCG CSK DDR`

// rows reads every table of the lexicon, with the column names.
func rows(t *testing.T, visit func(file string, row *table)) {
	t.Helper()
	names, err := fs.Glob(embedded.Files, "actors/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, path := range names {
		file := strings.TrimPrefix(path, "actors/")
		if err := each(embedded.Files, file, func(row *table) { visit(file, row) }); err != nil {
			t.Error(err)
		}
	}
}

func TestCodesAreValid(t *testing.T) {
	valid := map[string]bool{"": true}
	for _, c := range strings.Fields(territories) {
		valid[c] = true
	}
	body := regexp.MustCompile(`^(ORG|NSA):[^\s,].*[^\s,]$`)
	rows(t, func(file string, row *table) {
		codes := strings.Split(row.get("code"), ",")
		if file == "regions.tsv" {
			codes = strings.Fields(row.get("codes"))
		}
		for _, c := range codes {
			if !valid[c] && !body.MatchString(c) {
				t.Errorf("%s:%d: no code %q", file, row.line, c)
			}
		}
	})
}

// A form stands once in a table and language, so that nobody wonders which row
// counts. Senses are the place for forms of several readings.
func TestFormsAreUnique(t *testing.T) {
	seen := map[string]int{}
	rows(t, func(file string, row *table) {
		switch file {
		case "words.tsv", "given.tsv", "senses.tsv", "leaders.tsv", "ministers.tsv":
			return
		}
		own := map[string]bool{}
		forms(row.get("forms"), func(f string) {
			if f == "" || strings.TrimSpace(f) != f {
				t.Errorf("%s:%d: form %q is empty or has blanks around it", file, row.line, f)
			}
			key := file + "\t" + row.get("lang") + "\t" + f
			if line, ok := seen[key]; ok && line != row.line || own[f] {
				t.Errorf("%s:%d: %q stands in line %d already", file, row.line, f, line)
			}
			seen[key], own[f] = row.line, true
		})
	})
}

func TestTermsAreDated(t *testing.T) {
	type key struct{ name, code, office, from string }
	seen := map[key]int{}
	names := map[string]string{}
	rows(t, func(file string, row *table) {
		if file != "leaders.tsv" && file != "ministers.tsv" {
			return
		}
		from, until := row.span() // fails the row where it ends before it begins
		if office := row.get("office"); !from.Known() && office != "citizen" || office == "" {
			t.Errorf("%s:%d: %s has no office or no first day", file, row.line, row.get("name"))
		}
		if limit := chancery.Date(2027, time.January, 1); from > limit || until > limit {
			t.Errorf("%s:%d: %s holds office in the future", file, row.line, row.get("name"))
		}
		k := key{row.get("name"), row.get("code"), row.get("office"), row.get("from")}
		if line, ok := seen[k]; ok {
			t.Errorf("%s:%d: the term stands in line %d already", file, row.line, line)
		}
		seen[k] = row.line
		if g, ok := names[k.name]; ok && g != row.get("gender") {
			t.Errorf("%s:%d: %s has two genders", file, row.line, k.name)
		}
		names[k.name] = row.get("gender")
	})
}

// Every form must be found in a text that is nothing but it, and mean what its
// table says, or another table knows it better.
func TestEveryStateIsFound(t *testing.T) {
	rows(t, func(file string, row *table) {
		if file != "states.tsv" || row.get("kind") != "state" || row.get("lang") != "en" && row.get("lang") != "es" {
			return
		}
		forms(row.get("forms"), func(f string) {
			f = strings.TrimPrefix(f, "=")
			m := Find(docOf(f, row.get("lang")), 0)
			if len(m.List) != 1 || m.List[0].Codes == nil {
				t.Errorf("%s:%d: %q is found as %v", file, row.line, f, m.List)
			}
		})
	})
}

func TestErrorsNameThePlace(t *testing.T) {
	good := fstest.MapFS{}
	names, _ := fs.Glob(embedded.Files, "actors/*.tsv")
	for _, n := range names {
		b, err := fs.ReadFile(embedded.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		good[n] = &fstest.MapFile{Data: b}
	}
	for _, c := range []struct{ file, from, to, want string }{
		{"states.tsv", "PER\ten\tstate\tPeru\tPeru", "PER\tfr\tstate\tPeru\tPeru", "want en, es or *"},
		{"states.tsv", "PER\ten\tstate\tPeru\tPeru", "PER\ten\tcountry\tPeru\tPeru", `no kind "country"`},
		{"states.tsv", "PER\ten\tstate\tPeru\tPeru", "PER\ten\tstate\tPeru", "4 cells, want 5"},
		{"states.tsv", "code\tlang", "codex\tlang", `no column "code"`},
		{"ministers.tsv", "1989-01-20\t1993-01-19", "1993-01-20\t1989-01-19", "ends before it begins"},
		{"ministers.tsv", "1989-01-20\t1993-01-19", "1989-13-20\t1993-01-19", "1989-13-20"},
	} {
		bad := fstest.MapFS{}
		for n, f := range good {
			bad[n] = f
		}
		path := "actors/" + c.file
		bad[path] = &fstest.MapFile{Data: bytes.Replace(good[path].Data, []byte(c.from), []byte(c.to), 1)}
		_, err := load(bad)
		if err == nil || !strings.Contains(err.Error(), c.want) || !regexp.MustCompile(`^actors/[a-z]+\.tsv:\d+:\d+: `).MatchString(err.Error()) {
			t.Errorf("%s: got %v, want actors/%s:line:column: … %s", c.to, err, c.file, c.want)
		}
	}
}

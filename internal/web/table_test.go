package web

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every table that a page names is there, as CSV and as JSON Lines, with as many
// rows and the same columns.
func TestTables(t *testing.T) {
	h, d := newPlaced(t)
	pages := citedPaths(d)
	for name, path := range map[string]string{"front": "/", "in Spanish": "/es/country/peru", "countries": "/countries", "sources": "/sources", "cases": "/cases", "search": "/search?q=ecuador"} {
		pages[name] = path
	}
	link := regexp.MustCompile(`<a href="([^"]+)" type="(text/csv|application/jsonl)">`)
	for page, path := range pages {
		found := link.FindAllStringSubmatch(get(t, h, path).Body.String(), -1)
		if len(found) == 0 || len(found)%2 != 0 {
			t.Errorf("%s names %d tables", page, len(found))
		}
		for i := 0; i+1 < len(found); i += 2 {
			as := func(k int) (string, http.Header) {
				w := get(t, h, strings.ReplaceAll(found[k][1], "&amp;", "&"))
				if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), found[k][2]) {
					t.Errorf("%s: %s is %d %v", page, found[k][1], w.Code, w.Header())
				}
				return w.Body.String(), w.Header()
			}
			body, head := as(i)
			rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
			if err != nil || len(rows) < 2 || !regexp.MustCompile(`^attachment; filename="[a-z0-9-]+\.csv"$`).MatchString(head.Get("Content-Disposition")) {
				t.Errorf("%s: %s has %d rows (%v), %v", page, found[i][1], len(rows), err, head)
				continue
			}
			lines, _ := as(i + 1)
			n := 0
			for s := bufio.NewScanner(strings.NewReader(lines)); s.Scan(); n++ {
				d := json.NewDecoder(strings.NewReader(s.Text()))
				var got []string
				for depth := 0; ; {
					token, err := d.Token()
					if err != nil {
						break
					}
					switch x := token.(type) {
					case json.Delim:
						depth += map[json.Delim]int{'{': 1, '[': 1, '}': -1, ']': -1}[x]
					case string:
						if depth == 1 {
							got = append(got, x)
						}
					}
				}
				for _, c := range rows[0] {
					if !slices.Contains(got, c) {
						t.Fatalf("%s: a line of %s has no %s: %s", page, found[i+1][1], c, s.Text())
					}
				}
			}
			if n != len(rows)-1 {
				t.Errorf("%s: %s has %d lines, %s %d rows", page, found[i+1][1], n, found[i][1], len(rows)-1)
			}
		}
	}
}

// The table of a state is in the order in which the page shows it.
func TestTableIsOnScreen(t *testing.T) {
	h, _ := newPlaced(t)
	for _, by := range []string{"state", "relations", "acts"} {
		shown := texts(t, get(t, h, "/country/peru?sort="+by).Body.String(), "#standing tbody th")
		rows, err := csv.NewReader(get(t, h, "/country/peru.csv?sort="+by).Body).ReadAll()
		if err != nil || len(rows) != len(shown)+1 {
			t.Fatalf("by %s: %d rows, %d on the page (%v)", by, len(rows), len(shown), err)
		}
		for i, name := range shown {
			if rows[i+1][1] != name {
				t.Fatalf("by %s: row %d is %s, on the page %s", by, i+1, rows[i+1][1], name)
			}
		}
	}
	rows, err := csv.NewReader(get(t, h, "/relations/mexico-peru.csv?on=2025-11-02").Body).ReadAll()
	if err != nil || rows[1][0] != "diplomatic" || rows[1][8] != "established" {
		t.Errorf("the day before: %q (%v)", rows[1], err)
	}
}

// No cell is a formula, and there is no table but those that a page names.
func TestTablesAreSafe(t *testing.T) {
	hostile := slices.Clone(tellings)
	hostile[0].publisher, hostile[0].title = `=HYPERLINK("https://evil.example")`, "@SUM(1+1)*cmd|' /C calc'!A0"
	d := newDesk(t, hostile)
	h, err := Handler(d, Options{Origin: origin})
	if err != nil {
		t.Fatal(err)
	}
	seen := false
	for _, path := range []string{"/sources.csv", "/report/" + d.book.Events()[0].Claims[0].Report.ID + ".csv", "/relations/mexico-peru.csv?table=acts", "/search.csv?q=severed", "/event/" + d.book.Events()[0].ID + ".csv"} {
		rows, err := csv.NewReader(get(t, h, path).Body).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, row := range rows {
			for _, c := range row {
				if c != "" && strings.ContainsAny(c[:1], "=@+") {
					t.Errorf("%s has the cell %q", path, c)
				}
				seen = seen || strings.HasPrefix(c, "'=HYPERLINK")
			}
		}
	}
	if !seen {
		t.Error("the name that is a formula did not come up")
	}
	for path, want := range map[string]int{
		"/country/peru.csv?table=passwords": 404, "/country/peru.csv?table=acts": 200, "/about.csv": 404, "/nowhere.csv": 404, "/country/atlantis.jsonl": 404, "/assets/style.csv": 404,
		"/report/..%2f..%2fetc%2fpasswd.csv": 404, "/.csv": 404, "/index.csv": 200, "/es/index.jsonl": 200, "/.bib": 404, "/index": 404,
	} {
		if w := get(t, h, path); w.Code != want {
			t.Errorf("GET %s: %d, want %d", path, w.Code, want)
		}
	}
}

func TestOfficePagesHaveNoTables(t *testing.T) {
	p := newPremises(t)
	reviewer := p.browser().signIn("reviewer")
	for _, path := range []string{"/review.csv", "/sign-in.csv", "/sign-in.png", "/card/sign-in.png", "/polls.bib", "/card/review.png"} {
		if w := reviewer.get(path); w.Code != http.StatusNotFound {
			t.Errorf("GET %s: %d", path, w.Code)
		}
	}
	if w := reviewer.get("/country/peru.csv"); w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "private, no-store" {
		t.Errorf("a table for somebody signed in: %d %q", w.Code, w.Header().Get("Cache-Control"))
	}
	if w := p.browser().get("/history.csv"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "assert") {
		t.Errorf("the history: %d %.100s", w.Code, w.Body)
	}
}

// Those who show a preview of a shared link may fetch the permanent link and its
// picture; others are kept from the moments of the past.
func TestRobotsAndSitemap(t *testing.T) {
	h, _ := newPlaced(t)
	robots := get(t, h, "/robots.txt").Body.String()
	groups := strings.Split(robots, "\n\n")
	if len(groups) != 2 || !strings.Contains(groups[0], "Twitterbot") || strings.Contains(groups[0], "Disallow: /") || !strings.Contains(groups[1], "Disallow: /*?*entry=") || !strings.Contains(robots, "Sitemap: "+origin+"/sitemap.xml") {
		t.Errorf("robots.txt is\n%s", robots)
	}
	for range 2 { // made, and kept
		sitemap := get(t, h, "/sitemap.xml").Body.String()
		locs := regexp.MustCompile(`<loc>([^<]*)</loc>`).FindAllStringSubmatch(sitemap, -1)
		if len(locs) < 400 || !strings.Contains(sitemap, "<loc>"+origin+"/es/relations/mexico-peru</loc>") {
			t.Errorf("the sitemap has %d addresses", len(locs))
		}
		for i, l := range locs {
			if !strings.HasPrefix(l[1], origin+"/") {
				t.Errorf("%q is no address in the world", l[1])
			}
			if path := strings.TrimPrefix(l[1], origin); i%40 == 0 {
				if w := get(t, h, path); w.Code != http.StatusOK {
					t.Errorf("the sitemap has %s: %d", path, w.Code)
				}
			}
		}
	}
}

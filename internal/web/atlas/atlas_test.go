package atlas

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
)

func TestWorldFitsTheDrawing(t *testing.T) {
	shapes, err := World()
	if err != nil {
		t.Fatal(err)
	}
	if len(shapes) < 200 {
		t.Errorf("%d shapes, want at least 200", len(shapes))
	}
	for _, s := range shapes {
		if s.X < 0 || s.X > Width || s.Y < 0 || s.Y > Height {
			t.Errorf("%s lies at %.1f, %.1f, outside the drawing", s.Code, s.X, s.Y)
		}
		if s.Small != (s.Path == "") {
			t.Errorf("%s: small is %v and the path has %d letters", s.Code, s.Small, len(s.Path))
		}
		if strings.Contains(s.Path, "NaN") {
			t.Errorf("%s: path has no numbers", s.Code)
		}
	}
}

func TestEveryStateIsDrawn(t *testing.T) {
	shapes, err := World()
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{}
	for _, s := range shapes {
		drawn[string(s.Code)] = true
	}
	for _, s := range baseline.Open().States() {
		if !s.Territory && !drawn[string(s.Code)] {
			t.Errorf("%s (%s) is on no map", s.Code, s.English)
		}
	}
}

// The projection keeps areas: a cell of one degree at 60° N is half as large as one at the equator.
func TestProjectionKeepsAreas(t *testing.T) {
	cell := func(lat float64) float64 {
		x0, y0 := project(10, lat-0.05)
		x1, _ := project(10.1, lat-0.05)
		_, y1 := project(10, lat+0.05)
		return math.Abs((x1 - x0) * (y1 - y0))
	}
	for _, lat := range []float64{20, 45, 60, 70} {
		want := math.Cos(lat * math.Pi / 180)
		if got := cell(lat) / cell(0); math.Abs(got-want) > 0.01 {
			t.Errorf("at %v°: area %.3f of that at the equator, want %.3f", lat, got, want)
		}
	}
}

func TestBrokenTopologies(t *testing.T) {
	for _, s := range []string{`{`, `{"arcs":[[["a",1]]]}`} {
		if _, err := parseTopology([]byte(s)); err == nil {
			t.Errorf("parseTopology(%s): no error", s)
		}
	}
	topo := &topology{}
	if err := topo.draw(map[chancery.Code]*Shape{}, "PER", geometry{Type: "Polygon", Arcs: []byte("[[3]]")}); err == nil {
		t.Error("an arc that is not there: no error")
	}
	if err := topo.draw(map[chancery.Code]*Shape{}, "PER", geometry{Type: "Point"}); err == nil {
		t.Error("a point: no error")
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		name string
		ring [][2]float64
		want [][2]float64 // west and east of each piece
	}{
		{"on one side", [][2]float64{{10, 0}, {20, 0}, {20, 10}}, [][2]float64{{10, 20}}},
		{"across, from the east", [][2]float64{{170, 60}, {-170, 60}, {-170, 70}, {170, 70}}, [][2]float64{{-180, -170}, {170, 180}}},
		{"across, from the west", [][2]float64{{-170, 60}, {-170, 70}, {170, 70}, {170, 60}}, [][2]float64{{-180, -170}, {170, 180}}},
		{"up to it", [][2]float64{{170, 0}, {180, 0}, {180, 10}}, [][2]float64{{170, 180}}},
	} {
		pieces := cut(c.ring)
		if len(pieces) != len(c.want) {
			t.Errorf("%s: %d pieces, want %d: %v", c.name, len(pieces), len(c.want), pieces)
			continue
		}
		for i, piece := range pieces {
			west, east := 999.0, -999.0
			for _, p := range piece {
				west, east = min(west, p[0]), max(east, p[0])
			}
			if west != c.want[i][0] || east != c.want[i][1] {
				t.Errorf("%s: piece %d goes from %v to %v, want %v", c.name, i, west, east, c.want[i])
			}
		}
	}
}

// No line of an outline is as long as it would be across the whole map.
func TestNothingSmears(t *testing.T) {
	shapes, err := World()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range shapes {
		for _, ring := range strings.Split(s.Path, "z") {
			_, steps, _ := strings.Cut(ring, "l")
			numbers := strings.Fields(steps)
			for i := 0; i+1 < len(numbers); i += 2 {
				if x, err := strconv.ParseFloat(numbers[i], 64); err != nil || math.Abs(x) > Width/4 {
					t.Errorf("%s: a step of %s across", s.Code, numbers[i])
				}
			}
		}
	}
}

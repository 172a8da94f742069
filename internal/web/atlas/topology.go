package atlas

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// topology is as much of a TopoJSON file as the outlines use: arcs of
// delta-coded positions, and geometries that name arcs by number, ~n for arc n
// the other way round (TopoJSON 1.0, §2).
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
}

type geometry struct {
	Type       string
	ID         string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

func (g geometry) key() string {
	if g.ID != "" {
		return g.ID
	}
	return g.Properties.Name
}

// polygons are the rings of arcs of a geometry, whatever its type.
func (g geometry) polygons() (out [][][]int, err error) {
	switch g.Type {
	case "Polygon":
		var one [][]int
		err = json.Unmarshal(g.Arcs, &one)
		return [][][]int{one}, err
	case "MultiPolygon":
		err = json.Unmarshal(g.Arcs, &out)
		return out, err
	}
	return nil, fmt.Errorf("%s is a %s: want polygons", g.key(), g.Type)
}

func parseTopology(b []byte) (*topology, error) {
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		return nil, err
	}
	for _, arc := range t.Arcs {
		var x, y float64
		for i := range arc {
			x, y = x+arc[i][0], y+arc[i][1]
			arc[i] = [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
	}
	return &t, nil
}

// ring is a closed line in degrees, drawn from arcs that meet.
func (t *topology) ring(arcs []int) ([][2]float64, error) {
	var out [][2]float64
	for _, n := range arcs {
		i, back := n, n < 0
		if back {
			i = ^n
		}
		if i >= len(t.Arcs) {
			return nil, fmt.Errorf("arc %d of %d", i, len(t.Arcs))
		}
		arc := t.Arcs[i]
		for k := range arc {
			p := arc[k]
			if back {
				p = arc[len(arc)-1-k]
			}
			if k > 0 || len(out) == 0 {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// draw adds a geometry to the shape of a code.
func (t *topology) draw(drawn map[chancery.Code]*Shape, code chancery.Code, g geometry) error {
	polygons, err := g.polygons()
	if err != nil {
		return err
	}
	s := drawn[code]
	if s == nil {
		s = &Shape{Code: code}
		drawn[code] = s
	}
	var path strings.Builder
	largest := 0.0
	for _, polygon := range polygons {
		for i, arcs := range polygon {
			ring, err := t.ring(arcs)
			if err != nil {
				return fmt.Errorf("%s: %w", g.key(), err)
			}
			for _, piece := range cut(ring) {
				for k, p := range piece {
					piece[k][0], piece[k][1] = project(p[0], p[1])
				}
				write(&path, piece)
				if a, x, y := middle(piece); i == 0 && a > largest && s.Path == "" {
					largest, s.X, s.Y = a, x, y
				}
			}
		}
	}
	s.Path += path.String()
	return nil
}

// write adds a ring to a path, in tenths of a unit and relative steps; points
// that fall together are written once.
func write(path *strings.Builder, ring [][2]float64) {
	lastX, lastY := 0, 0
	for i, p := range ring {
		x, y := int(math.Round(p[0]*10)), int(math.Round(p[1]*10))
		switch {
		case i == 0:
			path.WriteString("M" + tenths(x) + " " + tenths(y) + "l")
		case x == lastX && y == lastY:
			continue
		default:
			path.WriteString(tenths(x-lastX) + " " + tenths(y-lastY) + " ")
		}
		lastX, lastY = x, y
	}
	path.WriteString("z")
}

func tenths(n int) string {
	if n%10 == 0 {
		return strconv.Itoa(n / 10)
	}
	return strconv.FormatFloat(float64(n)/10, 'f', 1, 64)
}

// middle is the area and the centroid of a ring.
func middle(ring [][2]float64) (area, x, y float64) {
	for i := range ring {
		p, q := ring[i], ring[(i+1)%len(ring)]
		cross := p[0]*q[1] - q[0]*p[1]
		area += cross / 2
		x += (p[0] + q[0]) * cross
		y += (p[1] + q[1]) * cross
	}
	if area == 0 {
		return 0, ring[0][0], ring[0][1]
	}
	return math.Abs(area), x / (6 * area), y / (6 * area)
}

// Package atlas has the outlines of the states, projected and ready to draw.
//
// The outlines are Natural Earth's at 1:110 million (public domain) in the
// TopoJSON of world-atlas; states too small for that scale are points. The
// projection is Equal Earth, which keeps areas true, so that no state looks
// weightier than it is.
package atlas

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
)

//go:embed world-110m.json codes.tsv points.tsv
var files embed.FS

// Width and Height are the size of the drawing, in its own units.
const (
	Width  = 1000
	Height = 452
)

// Shape is a state as it is drawn.
type Shape struct {
	Code  chancery.Code
	Path  string // of an SVG path element; "" for a point
	X, Y  float64
	Small bool // drawn as a point at X, Y
}

// World reads the outlines. Shapes are sorted by code; X and Y are the middle
// of the largest part.
func World() ([]Shape, error) {
	codes, err := table("codes.tsv", 2)
	if err != nil {
		return nil, err
	}
	b, err := files.ReadFile("world-110m.json")
	if err != nil {
		return nil, err
	}
	topo, err := parseTopology(b)
	if err != nil {
		return nil, fmt.Errorf("world-110m.json: %w", err)
	}
	byID := map[string]chancery.Code{}
	for _, row := range codes {
		byID[row[0]] = chancery.Code(row[1])
	}
	drawn := map[chancery.Code]*Shape{}
	for _, g := range topo.Objects.Countries.Geometries {
		code, ok := byID[g.key()]
		if !ok {
			return nil, fmt.Errorf("codes.tsv: no row for %q", g.key())
		}
		if code != "ATA" { // the Antarctic Treaty: nobody's, and large
			if err := topo.draw(drawn, code, g); err != nil {
				return nil, err
			}
		}
	}
	points, err := table("points.tsv", 3)
	if err != nil {
		return nil, err
	}
	for i, row := range points {
		lon, err1 := strconv.ParseFloat(row[1], 64)
		lat, err2 := strconv.ParseFloat(row[2], 64)
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("points.tsv: row %d: %q and %q are no degrees", i+1, row[1], row[2])
		}
		s := &Shape{Code: chancery.Code(row[0]), Small: true}
		s.X, s.Y = project(lon, lat)
		drawn[s.Code] = s
	}
	var out []Shape
	for _, c := range slices.Sorted(maps.Keys(drawn)) {
		out = append(out, *drawn[c])
	}
	return out, nil
}

// table reads a tab-separated file with comments and a header.
func table(name string, columns int) ([][]string, error) {
	b, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out [][]string
	header := false
	for i, row := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
		if strings.HasPrefix(row, "#") {
			continue
		}
		cells := strings.Split(row, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d:1: %d columns, want %d", name, i+1, len(cells), columns)
		}
		if header {
			out = append(out, cells)
		}
		header = true
	}
	return out, nil
}

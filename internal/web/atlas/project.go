package atlas

import "math"

// Coefficients of the Equal Earth projection (Šavrič, Patterson and Jenny,
// “The Equal Earth map projection”, IJGIS 33, 2019).
const (
	a1 = 1.340264
	a2 = -0.081106
	a3 = 0.000893
	a4 = 0.003796
)

// scale makes the equator as wide as the drawing.
var scale = Width / (2 * equalX(math.Pi, 0))

// project puts degrees east and north on the drawing; y grows to the south.
func project(lon, lat float64) (x, y float64) {
	l, p := lon*math.Pi/180, lat*math.Pi/180
	const north = 84 * math.Pi / 180
	return Width/2 + scale*equalX(l, p), scale * (equalY(north) - equalY(p))
}

func theta(lat float64) float64 { return math.Asin(math.Sqrt(3) / 2 * math.Sin(lat)) }

func equalX(lon, lat float64) float64 {
	t := theta(lat)
	t2 := t * t
	t6 := t2 * t2 * t2
	return 2 * math.Sqrt(3) * lon * math.Cos(t) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
}

func equalY(lat float64) float64 {
	t := theta(lat)
	t2 := t * t
	t6 := t2 * t2 * t2
	return t * (a4*t6*t2 + a3*t6 + a2*t2 + a1)
}

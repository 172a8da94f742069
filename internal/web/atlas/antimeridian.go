package atlas

// cut divides a ring in degrees at the meridian of 180°, so that a state on
// both sides of it (Russia, Fiji) is not drawn across the whole map. A step of
// more than half a turn is taken as one across that meridian.
func cut(ring [][2]float64) [][][2]float64 {
	whole := unwrap(ring)
	west, east := whole[0][0], whole[0][0]
	for _, p := range whole {
		west, east = min(west, p[0]), max(east, p[0])
	}
	var out [][][2]float64
	for turn := -360.0; turn <= 360; turn += 360 {
		if east+turn <= -180 || west+turn >= 180 {
			continue
		}
		piece := make([][2]float64, len(whole))
		for i, p := range whole {
			piece[i] = [2]float64{p[0] + turn, p[1]}
		}
		piece = clip(piece, func(lon float64) float64 { return lon + 180 }, -180)
		piece = clip(piece, func(lon float64) float64 { return 180 - lon }, 180)
		if len(piece) > 2 {
			out = append(out, piece)
		}
	}
	return out
}

// unwrap lets degrees run on past 180 where a ring does.
func unwrap(ring [][2]float64) [][2]float64 {
	out := make([][2]float64, len(ring))
	turn := 0.0
	for i, p := range ring {
		if i > 0 {
			switch step := p[0] - ring[i-1][0]; {
			case step > 180:
				turn -= 360
			case step < -180:
				turn += 360
			}
		}
		out[i] = [2]float64{p[0] + turn, p[1]}
	}
	return out
}

// clip keeps the part of a ring where inside is not negative, by the algorithm
// of Sutherland and Hodgman; edge is the meridian where it is zero.
func clip(ring [][2]float64, inside func(lon float64) float64, edge float64) [][2]float64 {
	var out [][2]float64
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		a, b := inside(p[0]), inside(q[0])
		if a >= 0 {
			out = append(out, p)
		}
		if a > 0 && b < 0 || a < 0 && b > 0 {
			out = append(out, [2]float64{edge, p[1] + (q[1]-p[1])*a/(a-b)})
		}
	}
	return out
}

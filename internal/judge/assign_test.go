package judge

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Whatever the models say, the kept assignments of an act toward a person put
// nobody but the person's own state on the To side; the sides of each
// candidate, and the shapes, have probabilities that sum to one.
func TestActsTowardPersons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, together).Draw(t, "candidates")
		f := field{held: rapid.Bool().Draw(t, "toward a person"), own: rapid.IntRange(-1, n-1).Draw(t, "own")}
		number := rapid.Float64Range(-8, 8)
		for i := range n {
			f.local = append(f.local, [3]float64{number.Draw(t, "neither"), number.Draw(t, "from"), number.Draw(t, "to")})
			f.units = append(f.units, []int{i})
		}
		possible := map[shape]bool{}
		for _, s := range f.possible(n) {
			*f.shape.of(s) = number.Draw(t, "shape")
			possible[s] = true
		}
		found := f.solve()
		for k, p := range found.p {
			if p == 0 {
				continue
			}
			if s := f.shapeOf(&found.best[k], n); !possible[s] {
				t.Errorf("the shape %+v of %v is not among the possible ones", s, found.best[k][:n])
			}
			for i, side := range found.best[k][:n] {
				if f.held && f.own >= 0 && side == To && i != f.own {
					t.Errorf("%d stands on the To side, whose own state is %d", i, f.own)
				}
			}
		}
		for i := range n {
			if m := found.marginal[i]; math.Abs(m[Neither]+m[From]+m[To]-1) > 1e-9 {
				t.Errorf("the sides of %d sum to %v", i, m)
			}
		}
		sum := 0.0
		for s := range possible {
			sum += *found.shapes.of(s)
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("the shapes sum to %v", sum)
		}
	})
}

package neural

// Sigmoid replaces each x by 1/(1+e^-x).
func Sigmoid(x []float32) { scaledTanh(x, 0.5, 0.5, 0.5) }

// Tanh replaces each x by its hyperbolic tangent.
func Tanh(x []float32) { scaledTanh(x, 1, 1, 0) }

// tanhLimit is where the approximation is one to the last bit.
const tanhLimit = 7.90531110763549805

// The coefficients of the rational approximation of tanh in single precision
// (numerator odd, denominator even) that Eigen uses; its error is a few units
// of the last place.
var (
	tanhNum = [7]float32{-2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08, 1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03}
	tanhDen = [4]float32{1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03}
)

func scaledTanhGo(x []float32, in, out, add float32) {
	for i, v := range x {
		v = max(-tanhLimit, min(tanhLimit, v*in))
		s := v * v
		p := tanhNum[0]
		for _, c := range tanhNum[1:] {
			p = p*s + c
		}
		q := tanhDen[0]
		for _, c := range tanhDen[1:] {
			q = q*s + c
		}
		x[i] = out*(v*p/q) + add
	}
}

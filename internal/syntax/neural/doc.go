// Package neural is the network under package syntax, in numbers only: forms
// go in, classes and heads come out, and what they mean is known above.
//
// A [Net] holds parameters in single precision, for training. [Write] puts them
// into a file, quantised; [Open] makes a [Model] of it, which many a [Reader]
// may read with at once. The products of matrices ([Mul]) and the hyperbolic
// tangent are written in AVX2 for amd64 and in Go for all else; the two differ
// in the last bits.
package neural

// Package near tells whether two texts are copies of one another: the same
// agency text under two mastheads, cut at the end, with another headline.
//
// A text is reduced to the minima of its word shingles under many hash
// functions (Broder, On the resemblance and containment of documents, 1997),
// here by one hash and one permutation (Li, Owen and Zhang, One permutation
// hashing, 2012) with empty bins filled by rotation (Shrivastava and Li,
// Densifying one permutation hashing via rotation for fast near neighbor
// search, 2014), 16 bits of each kept (Li and König, b-bit minwise hashing,
// 2010).
package near

import (
	"encoding/binary"
	"math"
	"unicode"
	"unicode/utf8"
)

const (
	bins    = 64 // of a fingerprint: the resemblance is known to about 0.06
	shingle = 4  // words
)

// Print is the fingerprint of a text. The zero Print is that of no words.
type Print struct {
	Shingles uint32 // how many different ones, about
	Bins     [bins]uint16
}

// Of returns the fingerprint of a text. Case, punctuation and spacing do not
// matter.
func Of(text string) Print {
	var minima [bins]uint64
	for i := range minima {
		minima[i] = math.MaxUint64
	}
	var words [shingle]uint64 // hashes of the last words, as a ring
	n := 0
	for i := 0; i < len(text); {
		word, next := nextWord(text, i)
		i = next
		if word == 0 {
			continue
		}
		words[n%shingle] = word
		n++
		if n >= shingle {
			keep(&minima, ringHash(&words, n))
		}
	}
	if n > 0 && n < shingle { // a text of a few words is one shingle
		keep(&minima, ringHash(&words, shingle))
		n = shingle
	}
	return densify(&minima, n-shingle+1)
}

// keep puts a hash into its bin if it is the least so far.
func keep(minima *[bins]uint64, h uint64) {
	bin := h >> 58 // the upper six bits
	minima[bin] = min(minima[bin], h<<6>>6)
}

// densify fills empty bins from the next full one, marked with the distance so
// that two empty bins agree only where they borrow alike.
func densify(minima *[bins]uint64, shingles int) Print {
	var p Print
	if shingles <= 0 {
		return p
	}
	p.Shingles = uint32(shingles)
	for i := range minima {
		for d := range bins {
			if m := minima[(i+d)%bins]; m != math.MaxUint64 {
				p.Bins[i] = uint16(mix(m + uint64(d)*0x9e3779b97f4a7c15))
				break
			}
		}
	}
	return p
}

// Resemblance estimates the share of shingles that two texts have in common,
// of those that either has: 0 to 1.
func (p Print) Resemblance(q Print) float64 {
	if p.Shingles == 0 || q.Shingles == 0 {
		return 0
	}
	same := 0
	for i := range p.Bins {
		if p.Bins[i] == q.Bins[i] {
			same++
		}
	}
	return float64(same) / bins
}

// Containment estimates the share of the shorter text's shingles that the
// longer has too: 1 where the one is the beginning of the other.
func (p Print) Containment(q Print) float64 {
	r := p.Resemblance(q)
	if r == 0 {
		return 0
	}
	shared := r / (1 + r) * float64(p.Shingles+q.Shingles)
	return min(1, shared/float64(min(p.Shingles, q.Shingles)))
}

// Copies tells whether two texts are versions of one text: more than half of
// all they say is common, or two thirds of the shorter, so long as enough
// shingles agree for that to be no accident.
func (p Print) Copies(q Print) bool {
	r := p.Resemblance(q)
	return r >= 0.5 || r >= 0.15 && p.Containment(q) >= 2.0/3
}

// Bytes is the fingerprint in 132 bytes, and FromBytes reads them.
func (p Print) Bytes() []byte {
	b := binary.BigEndian.AppendUint32(make([]byte, 0, 4+2*bins), p.Shingles)
	for _, v := range p.Bins {
		b = binary.BigEndian.AppendUint16(b, v)
	}
	return b
}

// FromBytes is the inverse of Bytes. Bytes of another length are no
// fingerprint and yield the zero Print.
func FromBytes(b []byte) Print {
	var p Print
	if len(b) != 4+2*bins {
		return p
	}
	p.Shingles = binary.BigEndian.Uint32(b)
	for i := range p.Bins {
		p.Bins[i] = binary.BigEndian.Uint16(b[4+2*i:])
	}
	return p
}

// nextWord returns the hash of the word at or after i and the offset behind
// it. The hash is 0 where what stands at i is no word.
func nextWord(s string, i int) (hash uint64, next int) {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	hash = offset
	start := i
	for i < len(s) {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			if i == start {
				return 0, i + n
			}
			break
		}
		hash = (hash ^ uint64(unicode.ToLower(r))) * prime
		i += n
	}
	return hash | 1, i
}

// ringHash hashes the words of a ring in the order in which they came; n is
// the number of words so far.
func ringHash(words *[shingle]uint64, n int) uint64 {
	var h uint64
	for k := range shingle {
		h = mix(h*31 + words[(n+k)%shingle])
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood, Fast splittable
// pseudorandom number generators, 2014).
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

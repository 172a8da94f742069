package linear

// A Tail is two more parts of a feature's name.
type Tail [2]string

// AddTails is Add of the parts, and then of the parts with each of the tails
// behind them. The parts are hashed once.
func (f *Features) AddTails(parts []string, tails ...Tail) {
	h := uint32(offset32)
	for _, p := range parts {
		h = hash(h, p)
	}
	f.add(h)
	for _, t := range tails {
		f.add(hash(hash(h, t[0]), t[1]))
	}
}

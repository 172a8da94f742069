package neural

// A Model is a network ready to read: tables in 8 bits, matrices packed. It is
// not changed by use.
type Model struct {
	Config
	Vocabulary []string // row 0 is the unknown word
	Classes    []uint64 // joint classes: part of speech <<32 | features

	words   map[string]int32
	byTag   [][]int32 // the joint classes of each part of speech
	tables  [4]table
	first   layer // both directions of the first recurrent layer side by side
	second  [2]layer
	rec     [Layers][2]Packed
	tag     layer
	classes layer // parts of speech, then joint classes
	mlp     layer // the four projections of the last layer side by side
	arcU    Packed
	arcRoot []float32
	relU    Packed
	relRoot []float32
}

// layer is a dense layer, packed.
type layer struct {
	w    Packed
	bias []float32
}

// forward computes y = x·W + b for n rows.
func (l *layer) forward(y []float32, n int, x []float32) {
	N := l.w.N
	for i := range n {
		copy(y[i*N:(i+1)*N], l.bias)
	}
	Mul(y, N, n, x, l.w.K, 1, &l.w)
}

// sideBySide packs dense layers of one input into a single layer.
func sideBySide(layers ...*Dense) layer {
	k, n := layers[0].W.R, 0
	for _, d := range layers {
		n += d.W.C
	}
	var l layer
	w := make([]float32, k*n)
	at := 0
	for _, d := range layers {
		for i := range k {
			copy(w[i*n+at:], d.W.Row(i))
		}
		l.bias = append(l.bias, d.B.W...)
		at += d.W.C
	}
	l.w.Pack(k, n, w, n, 1)
	return l
}

// prepare packs the matrices of net, whose tables m holds already.
func (m *Model) prepare(net *Net) {
	m.first = sideBySide(&net.Cells[0][0].In, &net.Cells[0][1].In)
	for d := range 2 {
		m.second[d] = sideBySide(&net.Cells[1][d].In)
		for l := range Layers {
			r := &net.Cells[l][d].Rec
			m.rec[l][d].Pack(r.R, r.C, r.W, r.C, 1)
		}
	}
	m.tag = sideBySide(&net.TagL)
	m.classes = sideBySide(&net.UposL, &net.JointL)
	m.mlp = sideBySide(&net.ArcDep, &net.ArcHead, &net.RelDep, &net.RelHead)
	m.arcU.Pack(m.Arc, m.Arc, net.ArcU.W, m.Arc, 1)
	m.relU.Pack(m.Rel, m.Rel*m.Rels, net.RelU.W, m.Rel*m.Rels, 1)
	m.arcRoot, m.relRoot = net.ArcRoot.W, net.RelRoot.W
	m.words = make(map[string]int32, len(m.Vocabulary))
	for i, w := range m.Vocabulary[1:] {
		m.words[w] = int32(i + 1)
	}
	m.byTag = make([][]int32, m.Upos)
	for i, c := range m.Classes {
		if t := int(c >> 32); t < m.Upos {
			m.byTag[t] = append(m.byTag[t], int32(i))
		}
	}
}

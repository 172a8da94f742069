package neural

import "fmt"

// Config is the shape of a network.
type Config struct {
	Word, Gram, Affix, Shape int // widths of the embeddings of a form
	Hidden                   int // width of a recurrent layer in one direction
	Tag, Arc, Rel            int // widths of the layers before the scores
	Words, Grams, Affixes    int // rows of the embedding tables; that of shapes has Shapes
	Shapes                   int
	Upos, Joint, Rels        int // numbers of classes
}

// Input is the width of the embedding of a form.
func (c Config) Input() int { return c.Word + c.Gram + c.Affix + c.Shape }

// check tells whether c is a shape that a file of size bytes can hold.
func (c Config) check(size int) error {
	for _, n := range []int{c.Word, c.Gram, c.Affix, c.Shape, c.Hidden, c.Tag, c.Arc, c.Rel, c.Words, c.Grams, c.Affixes, c.Upos, c.Joint, c.Rels} {
		if n < 1 || n > 1<<20 {
			return fmt.Errorf("a width of %d", n)
		}
	}
	tables := c.Words*c.Word + c.Grams*c.Gram + c.Affixes*c.Affix
	weights := c.Input()*6*c.Hidden + 18*c.Hidden*c.Hidden + c.Tag*(4*c.Hidden+c.Joint) + c.Arc*c.Arc + c.Rel*c.Rel*c.Rels
	if c.Shapes != NumShapes || tables+2*weights > size {
		return errShort
	}
	return nil
}

// Layers is the number of recurrent layers.
const Layers = 2

// A Mat is a matrix in row-major order.
type Mat struct {
	R, C int
	W    []float32
}

func newMat(r, c int) Mat { return Mat{r, c, make([]float32, r*c)} }

// Row is row i.
func (m *Mat) Row(i int) []float32 { return m.W[i*m.C : (i+1)*m.C] }

// A Dense layer is y = x·W + B.
type Dense struct{ W, B Mat }

func newDense(in, out int) Dense { return Dense{newMat(in, out), newMat(1, out)} }

// A Cell is one direction of a recurrent layer: gates forget, output and
// candidate side by side.
type Cell struct {
	In  Dense // input width to 3·Hidden
	Rec Mat   // Hidden to 3·Hidden
}

// Net holds the parameters of a network in single precision.
type Net struct {
	Config
	WordE, GramE, AffixE, ShapeE Mat
	Cells                        [Layers][2]Cell
	TagL, UposL, JointL          Dense
	ArcDep, ArcHead              Dense
	ArcU, ArcRoot                Mat
	RelDep, RelHead              Dense
	RelU, RelRoot                Mat
}

// NewNet makes room for a network of that shape; all parameters are zero.
func NewNet(c Config) *Net {
	n := newWeights(c)
	for _, t := range n.Tables() {
		t.W = make([]float32, t.R*t.C)
	}
	return n
}

// newWeights is NewNet without room for the tables.
func newWeights(c Config) *Net {
	n := &Net{
		Config: c,
		WordE:  Mat{R: c.Words, C: c.Word}, GramE: Mat{R: c.Grams, C: c.Gram}, AffixE: Mat{R: c.Affixes, C: c.Affix}, ShapeE: Mat{R: c.Shapes, C: c.Shape},
		TagL: newDense(4*c.Hidden, c.Tag), UposL: newDense(c.Tag, c.Upos), JointL: newDense(c.Tag, c.Joint),
		ArcDep: newDense(2*c.Hidden, c.Arc), ArcHead: newDense(2*c.Hidden, c.Arc), ArcU: newMat(c.Arc, c.Arc), ArcRoot: newMat(1, c.Arc),
		RelDep: newDense(2*c.Hidden, c.Rel), RelHead: newDense(2*c.Hidden, c.Rel), RelU: newMat(c.Rel, c.Rel*c.Rels), RelRoot: newMat(1, c.Rel),
	}
	in := c.Input()
	for l := range Layers {
		for d := range 2 {
			n.Cells[l][d] = Cell{newDense(in, 3*c.Hidden), newMat(c.Hidden, 3*c.Hidden)}
		}
		in = 2 * c.Hidden
	}
	return n
}

// Tables are the embedding tables, whose rows are looked up.
func (n *Net) Tables() []*Mat { return []*Mat{&n.WordE, &n.GramE, &n.AffixE, &n.ShapeE} }

// Weights are the matrices that take part in products whole, in a fixed order.
func (n *Net) Weights() []*Mat {
	var m []*Mat
	for l := range n.Cells {
		for d := range n.Cells[l] {
			c := &n.Cells[l][d]
			m = append(m, &c.In.W, &c.In.B, &c.Rec)
		}
	}
	for _, d := range []*Dense{&n.TagL, &n.UposL, &n.JointL, &n.ArcDep, &n.ArcHead, &n.RelDep, &n.RelHead} {
		m = append(m, &d.W, &d.B)
	}
	return append(m, &n.ArcU, &n.ArcRoot, &n.RelU, &n.RelRoot)
}

// Leak is the slope of the rectifier below zero.
const Leak = 0.1

// Rectify applies the leaky rectifier.
func Rectify(x []float32) {
	for i, v := range x {
		x[i] = max(v, Leak*v)
	}
}

// Step computes one direction of a recurrent layer over a batch in packed
// order (a long short-term memory whose input gate is one minus its forget
// gate, Greff et al. 2017). z holds x·In + B on entry, n·3H, and the activated
// gates on return; h, c and tc (tanh of c) receive n·H each.
func Step(b *Batch, hidden int, rec *Packed, z, h, c, tc []float32) {
	H := hidden
	for t := 0; t+1 < len(b.Off); t++ {
		lo, hi := b.Off[t], b.Off[t+1]
		prev := 0
		if t > 0 {
			prev = b.Off[t-1]
			Mul(z[lo*3*H:], 3*H, hi-lo, h[prev*H:], H, 1, rec)
		}
		for r := lo; r < hi; r++ {
			gates := z[r*3*H : (r+1)*3*H]
			Sigmoid(gates[:2*H])
			Tanh(gates[2*H:])
			cell(gates, t > 0, c, prev+r-lo, r, H)
			th := tc[r*H : (r+1)*H]
			copy(th, c[r*H:(r+1)*H])
			Tanh(th)
			out, o := h[r*H:(r+1)*H], gates[H:2*H]
			for j, v := range th {
				out[j] = o[j] * v
			}
		}
	}
}

// cell sets row r of c from its gates and from row prev, if any.
func cell(gates []float32, any bool, c []float32, prev, r, H int) {
	f, g, out := gates[:H], gates[2*H:3*H], c[r*H:(r+1)*H]
	if !any {
		for j := range out {
			out[j] = (1 - f[j]) * g[j]
		}
		return
	}
	old := c[prev*H : (prev+1)*H]
	for j := range out {
		out[j] = g[j] + f[j]*(old[j]-g[j])
	}
}

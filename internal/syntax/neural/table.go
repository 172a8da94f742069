package neural

// A table is an embedding table in 8 bits with a scale for each row.
type table struct {
	c     int
	scale []float32
	w     []byte // int8, row-major
}

// addRow adds row i to x.
func (t *table) addRow(x []float32, i int32) {
	s := t.scale[i]
	row := t.w[int(i)*t.c : (int(i)+1)*t.c]
	for j, b := range row {
		x[j] += s * float32(int8(b))
	}
}

// embed writes the embedding of a form to x.
func (m *Model) embed(x []float32, s *Slots) {
	clear(x)
	m.tables[0].addRow(x, s.Word)
	x = x[m.Word:]
	for _, g := range s.Grams {
		m.tables[1].addRow(x, g)
	}
	scale := GramScale(len(s.Grams))
	for j := range x[:m.Gram] {
		x[j] *= scale
	}
	x = x[m.Gram:]
	for _, a := range s.Affix {
		m.tables[2].addRow(x, a)
	}
	m.tables[3].addRow(x[m.Affix:], s.Shape)
}

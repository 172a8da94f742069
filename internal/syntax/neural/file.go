package neural

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// The file of a model is the magic line, a line of JSON (header), the words
// and the extra text, each word on a line, then little-endian: the joint
// classes; of each table the scales of its rows and its weights in 8 bits; of
// each matrix the scales of its rows and its weights in 16 bits.
const magic = "chancery syntax model 1\n"

type header struct {
	Config Config
	Words  int // bytes of the vocabulary, one word a line
	Extra  int // bytes of the caller's own text
}

// Write writes net quantised. extra is kept for the caller, who gets it back
// from [Open].
func Write(w io.Writer, net *Net, words []string, classes []uint64, extra string) error {
	vocabulary := strings.Join(words, "\n")
	head, err := json.Marshal(header{net.Config, len(vocabulary), len(extra)})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(magic)
	b.Write(append(head, '\n'))
	b.WriteString(vocabulary)
	b.WriteString(extra)
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer does not fail
	put(classes)
	for _, t := range net.Tables() {
		scale := rowScales(t, math.MaxInt8)
		put(scale)
		q := make([]int8, len(t.W))
		for i, v := range t.W {
			q[i] = int8(math.Round(float64(v / scale[i/t.C])))
		}
		put(q)
	}
	for _, t := range net.Weights() {
		scale := rowScales(t, math.MaxInt16)
		put(scale)
		q := make([]int16, len(t.W))
		for i, v := range t.W {
			q[i] = int16(math.Round(float64(v / scale[i/t.C])))
		}
		put(q)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// rowScales are such that the largest element of each row becomes top.
func rowScales(t *Mat, top float32) []float32 {
	scale := make([]float32, t.R)
	for i := range scale {
		m := float32(1e-12)
		for _, v := range t.Row(i) {
			m = max(m, v, -v)
		}
		scale[i] = m / top
	}
	return scale
}

var errShort = errors.New("model file is cut short")

// cursor takes pieces off the front of a file.
type cursor struct {
	data []byte
	err  error
}

func (c *cursor) take(n int) []byte {
	if c.err != nil || n < 0 || n > len(c.data) {
		c.err = errShort
		return nil
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

func (c *cursor) floats(n int) []float32 {
	b := c.take(4 * n)
	if b == nil {
		return nil
	}
	x := make([]float32, n)
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return x
}

// Open reads the file of a model. The Model keeps data, which must not be
// changed after.
func Open(data []byte) (m *Model, extra string, err error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	line, rest, ok2 := bytes.Cut(rest, []byte("\n"))
	if !ok || !ok2 {
		return nil, "", errors.New("not a model file of this version")
	}
	var h header
	if err := json.Unmarshal(line, &h); err != nil {
		return nil, "", fmt.Errorf("model file's header: %w", err)
	}
	if err := h.Config.check(len(rest)); err != nil {
		return nil, "", fmt.Errorf("model file's header: %w", err)
	}
	c := &cursor{data: rest}
	m = &Model{Config: h.Config}
	m.Vocabulary = strings.Split(string(c.take(h.Words)), "\n")
	extra = string(c.take(h.Extra))
	if b := c.take(8 * h.Config.Joint); b != nil {
		for i := range h.Config.Joint {
			m.Classes = append(m.Classes, binary.LittleEndian.Uint64(b[8*i:]))
		}
	}
	if len(m.Vocabulary) != h.Config.Words {
		return nil, "", fmt.Errorf("model file has %d words, want %d", len(m.Vocabulary), h.Config.Words)
	}
	net := newWeights(h.Config)
	for i, t := range net.Tables() {
		m.tables[i] = table{c: t.C, scale: c.floats(t.R), w: c.take(t.R * t.C)}
	}
	for _, t := range net.Weights() {
		c.matrix(t)
	}
	if c.err != nil {
		return nil, "", c.err
	}
	m.prepare(net)
	return m, extra, nil
}

// matrix fills t.
func (c *cursor) matrix(t *Mat) {
	scale := c.floats(t.R)
	b := c.take(2 * t.R * t.C)
	if b == nil {
		return
	}
	for i := range t.R {
		row := t.Row(i)
		for j := range row {
			row[j] = scale[i] * float32(int16(binary.LittleEndian.Uint16(b[2*(i*t.C+j):])))
		}
	}
}

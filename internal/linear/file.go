package linear

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
)

// The file is gzip: a line of JSON, then for each class its weights as gaps
// (uvarint, in buckets) and values (int16, in units of the scale). Weights
// smaller than half a unit are left out.

type header struct {
	Format      string
	Classes     []string
	Temperature float64
	Bits        int
	Scale       float64
	Bias        []float32
}

const formatName = "chancery linear 1"

// Save writes the model, quantised to 16 bits a weight.
func (m *Model) Save(w io.Writer) error {
	z, _ := gzip.NewWriterLevel(w, gzip.BestCompression)
	top := float32(0)
	for _, x := range m.weights {
		top = max(top, float32(math.Abs(float64(x))))
	}
	scale := max(float64(top)/1000, 1e-9)
	head, err := json.Marshal(header{formatName, m.Classes, m.Temperature, Bits, scale, m.bias})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(z)
	out.Write(append(head, '\n'))
	n := len(m.Classes)
	buf := make([]byte, 0, binary.MaxVarintLen64+2)
	for k := range n {
		last := -1
		for b := range buckets {
			q := int16(math.Round(float64(m.weights[b*n+k]) / scale))
			if q == 0 {
				continue
			}
			buf = binary.AppendUvarint(buf[:0], uint64(b-last))
			out.Write(binary.LittleEndian.AppendUint16(buf, uint16(q)))
			last = b
		}
		out.Write(binary.AppendUvarint(buf[:0], 0)) // ends the class
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return z.Close()
}

// Load reads what Save wrote.
func Load(r io.Reader) (*Model, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("linear model: %w", err)
	}
	in := bufio.NewReader(z)
	line, err := in.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("linear model: header: %w", err)
	}
	var h header
	if err := json.Unmarshal(line, &h); err != nil || h.Format != formatName || h.Bits != Bits || len(h.Bias) != len(h.Classes) {
		return nil, fmt.Errorf("linear model: header %.40q is not of %q with %d bits", line, formatName, Bits)
	}
	m := New(h.Classes...)
	m.Temperature = h.Temperature
	copy(m.bias, h.Bias)
	for k := range h.Classes {
		if err := m.loadClass(in, k, h.Scale); err != nil {
			return nil, fmt.Errorf("linear model: class %s: %w", h.Classes[k], err)
		}
	}
	return m, nil
}

func (m *Model) loadClass(in *bufio.Reader, k int, scale float64) error {
	n := len(m.Classes)
	for b := -1; ; {
		gap, err := binary.ReadUvarint(in)
		if err != nil {
			return err
		}
		if gap == 0 {
			return nil
		}
		b += int(gap)
		var q [2]byte
		if _, err := io.ReadFull(in, q[:]); err != nil {
			return err
		}
		if b >= buckets {
			return fmt.Errorf("bucket %d of %d", b, buckets)
		}
		m.weights[b*n+k] = float32(float64(int16(binary.LittleEndian.Uint16(q[:]))) * scale)
	}
}

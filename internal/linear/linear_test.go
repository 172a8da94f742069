package linear_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/chancery-ledger/chancery/internal/linear"
)

// cases draws from a noisy rule: class 1 where "a" stands without "b".
func cases(n int, seed uint64) []linear.Case {
	r := rand.New(rand.NewPCG(seed, 0))
	var out []linear.Case
	for range n {
		var f linear.Features
		a, b := r.IntN(2) == 1, r.IntN(2) == 1
		if a {
			f.Add("word", "a")
		}
		if b {
			f.Add("word", "b")
		}
		if a && !b {
			f.Add("both", "a", "not b")
		}
		class := 0
		if a && !b {
			class = 1
		}
		if r.IntN(10) == 0 {
			class = 1 - class
		}
		out = append(out, f.Case(class))
	}
	return out
}

func accuracy(m *linear.Model, a, b bool) float64 {
	var f linear.Features
	if a {
		f.Add("word", "a")
	}
	if b {
		f.Add("word", "b")
	}
	if a && !b {
		f.Add("both", "a", "not b")
	}
	return m.Probabilities(&f, make([]float64, 2))[1]
}

func TestTrainLearnsTheRuleAndItsNoise(t *testing.T) {
	m := linear.Train([]string{"no", "yes"}, cases(4000, 1), linear.Options{Seed: 1})
	for _, tt := range []struct {
		a, b     bool
		low, top float64
	}{{true, false, 0.85, 0.95}, {true, true, 0.05, 0.15}, {false, true, 0.05, 0.15}, {false, false, 0.05, 0.15}} {
		if p := accuracy(m, tt.a, tt.b); p < tt.low || p > tt.top {
			t.Errorf("P(yes | a=%v b=%v) = %.3f, want within %.2f and %.2f", tt.a, tt.b, p, tt.low, tt.top)
		}
	}
}

func TestSaveAndLoadGiveTheSameModelAndBytes(t *testing.T) {
	m := linear.Train([]string{"no", "yes"}, cases(500, 2), linear.Options{Seed: 7})
	var one, two bytes.Buffer
	if err := m.Save(&one); err != nil {
		t.Fatal(err)
	}
	if err := linear.Train([]string{"no", "yes"}, cases(500, 2), linear.Options{Seed: 7}).Save(&two); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same seed and cases gave other bytes")
	}
	back, err := linear.Load(&one)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := accuracy(m, true, false), accuracy(back, true, false); a-b > 0.01 || b-a > 0.01 {
		t.Errorf("P = %.4f after loading, %.4f before saving", b, a)
	}
}

func TestCalibrateCoolsAnOverconfidentModel(t *testing.T) {
	m := linear.Train([]string{"no", "yes"}, cases(300, 3), linear.Options{Seed: 1})
	held := cases(2000, 4)
	m.Temperature = 0.3
	m.Calibrate(held)
	if m.Temperature < 0.6 {
		t.Errorf("temperature %.2f still overstates", m.Temperature)
	}
}

func TestLoadNamesWhatIsWrong(t *testing.T) {
	for _, bad := range []string{"", "no gzip", "\x1f\x8b"} {
		if _, err := linear.Load(bytes.NewReader([]byte(bad))); err == nil {
			t.Errorf("Load(%q) gave no error", bad)
		}
	}
}

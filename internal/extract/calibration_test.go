package extract_test

import (
	"math"
	"testing"

	"github.com/chancery-ledger/chancery/internal/score"
)

// The confidence of an act is the probability that its type, parties and
// status are all right. The expected calibration error (Naeini, Cooper and
// Hauskrecht 2015) is how far it is from the share that were right, averaged
// over the acts by tenths of confidence.
func TestConfidenceMeansWhatItSays(t *testing.T) {
	const worst = 0.08
	reader := newReader(t)
	var told, right, sum [10]float64
	for _, r := range gold(t, "feeds-dev.jsonl") {
		for _, c := range reader.Read(r.Report).Acts {
			hits, _, _ := score.New(reader.Kinds()).Add(r.Acts, []score.Act{score.FromClaim(c)})
			bin := min(int(c.Confidence*10), 9)
			told[bin]++
			sum[bin] += c.Confidence
			right[bin] += float64(len(hits))
		}
	}
	n, wrong := 0.0, 0.0
	for bin := range told {
		if told[bin] > 0 {
			t.Logf("confidence %.2f: %3.0f acts, %.2f of them right", sum[bin]/told[bin], told[bin], right[bin]/told[bin])
			n += told[bin]
			wrong += math.Abs(sum[bin] - right[bin])
		}
	}
	if t.Logf("expected calibration error %.3f", wrong/n); wrong/n > worst {
		t.Errorf("the confidence is off by %.3f on average: more than %.2f", wrong/n, worst)
	}
}

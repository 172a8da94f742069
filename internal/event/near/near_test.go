package near

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const story = `Lima, Nov 3 (Wire) - The government of Peru said on Monday that it was breaking diplomatic relations with Mexico
after a former prime minister took refuge in the residence of the Mexican embassy. The foreign minister told reporters that the
decision had been taken with regret and that the head of the mission had been given a short time to leave the country. Consular
services would go on, he said, and trade between the two members of the Pacific Alliance would not be touched by the measure.
Mexico answered that asylum was a right laid down in a convention that both had signed, and called the step excessive. Analysts in
both capitals expected the quarrel to last until a new congress sits, since neither side has reason to be the first to give way.`

const other = `Quito, Nov 3 (Wire) - Police entered the compound shortly before midnight and took away a former vice president who had
been living there since December. The host government defended the operation as the arrest of a convict; neighbours called it a
breach of the oldest rule between states. The chargé was injured while trying to stop the officers at the gate. By morning the
mission's flag had been taken in and its staff had been told to pack. A plane was expected to bring them home within the week.`

// mostly keeps this share of the sentences of a story.
func mostly(s string, share float64) string {
	sentences := strings.SplitAfter(s, ". ")
	return strings.Join(sentences[:int(share*float64(len(sentences)))], "")
}

func TestCopies(t *testing.T) {
	for _, tt := range []struct {
		name string
		a, b string
		want bool
	}{
		{"itself", story, story, true},
		{"another headline", "Peru breaks with Mexico\n\n" + story, "Lima cuts ties over asylum\n\n" + story, true},
		{"another case and layout", strings.ToUpper(story), strings.ReplaceAll(story, "\n", "\n\n"), true},
		{"quotation marks", strings.ReplaceAll(story, "short", "“short”"), story, true},
		{"cut at the end", mostly(story, 0.5), story, true},
		{"with a paragraph of its own", story + " " + mostly(other, 0.6), story, true},
		{"another story", story, other, false},
		{"a quotation in common", story + "\n“the measure is taken with regret and with respect for the peoples”", other + "\n“the measure is taken with regret and with respect for the peoples”", false},
		{"nothing", "", "", false},
		{"nothing and something", "", story, false},
		{"the same few words", "Peru breaks", "Peru breaks", true},
		{"other few words", "Peru breaks", "Chile holds", false},
	} {
		if got := Of(tt.a).Copies(Of(tt.b)); got != tt.want {
			p, q := Of(tt.a), Of(tt.b)
			t.Errorf("%s: %v, want %v (resemblance %.2f, containment %.2f)", tt.name, got, tt.want, p.Resemblance(q), p.Containment(q))
		}
	}
}

// TestResemblanceIsNear compares the estimate with the true resemblance of
// random sets of words: 64 bins are good for a standard error of 0.06.
func TestResemblanceIsNear(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		b := make([]byte, 6)
		for i := range b {
			b[i] = 'a' + byte(rng.IntN(26))
		}
		return string(b)
	}
	worst, sum := 0.0, 0.0
	const rounds = 200
	for range rounds {
		shared, own := 40+rng.IntN(200), 40+rng.IntN(200)
		var common, a, b []string
		for range shared {
			common = append(common, word())
		}
		for range own {
			a, b = append(a, word()), append(b, word())
		}
		p, q := Of(strings.Join(slices.Concat(common, a), " ")), Of(strings.Join(slices.Concat(common, b), " "))
		truth := float64(shared-3) / float64(shared-3+2*own)
		off := max(p.Resemblance(q)-truth, truth-p.Resemblance(q))
		worst, sum = max(worst, off), sum+off
	}
	if mean := sum / rounds; mean > 0.06 || worst > 0.25 {
		t.Errorf("off by %.3f on average, by %.3f at worst", mean, worst)
	}
}

func TestGroups(t *testing.T) {
	got := Groups([]Print{Of(other), Of(story), Of(""), Of("A headline. " + story), Of(mostly(story, 0.6)), Of(""), Of(other + " More.")})
	if want := []int{0, 1, 2, 1, 1, 5, 0}; !slices.Equal(got, want) {
		t.Errorf("groups %v, want %v", got, want)
	}
}

// FuzzPrint checks what must hold of any text.
func FuzzPrint(f *testing.F) {
	f.Add(story, other)
	f.Add("", "\xff\xfe")
	f.Add("a b c", "A, b. C!")
	f.Fuzz(func(t *testing.T, a, b string) {
		p, q := Of(a), Of(b)
		if FromBytes(p.Bytes()) != p {
			t.Error("a print does not survive its bytes")
		}
		if p.Resemblance(q) != q.Resemblance(p) || p.Copies(q) != q.Copies(p) {
			t.Error("resemblance has a direction")
		}
		if p.Shingles > 0 && !p.Copies(p) {
			t.Error("a text is no copy of itself")
		}
		if r, c := p.Resemblance(q), p.Containment(q); r < 0 || r > 1 || c < 0 || c > 1 {
			t.Errorf("resemblance %v, containment %v", r, c)
		}
		_ = FromBytes([]byte(a))
	})
}

func TestGroupsDoNotDependOnOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.SampledFrom([]string{story, other, "x. " + story, mostly(story, 0.6), mostly(other, 0.7), "", "Peru breaks"}), 0, 12).Draw(t, "texts")
		prints := make([]Print, len(texts))
		for i, s := range texts {
			prints[i] = Of(s)
		}
		groups := Groups(prints)
		for i := range prints {
			for j := range prints {
				if prints[i].Copies(prints[j]) && groups[i] != groups[j] {
					t.Fatalf("copies %d and %d are in groups %d and %d", i, j, groups[i], groups[j])
				}
			}
		}
	})
}

func BenchmarkOf(b *testing.B) {
	b.SetBytes(int64(len(story)))
	for b.Loop() {
		Of(story)
	}
}

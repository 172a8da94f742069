package poll

// Level is one of the answers that a reader can give.
type Level struct {
	Chance  float64 `json:"chance"` // that the answer is yes, 0 to 1
	English string  `json:"english"`
	Spanish string  `json:"spanish"`
}

// Levels are the seven expressions of likelihood of Intelligence Community
// Directive 203 (2015), each with the middle of its range: words that people
// read alike, where a scale from 0 to 100 would feign precision.
func Levels() []Level {
	return []Level{
		{0.03, "almost no chance", "casi imposible"},
		{0.125, "very unlikely", "muy improbable"},
		{0.325, "unlikely", "improbable"},
		{0.5, "roughly even chance", "tan probable como no"},
		{0.675, "likely", "probable"},
		{0.875, "very likely", "muy probable"},
		{0.97, "almost certain", "casi seguro"},
	}
}

// Results are the votes of a poll.
type Results struct {
	Votes  int       `json:"votes"`
	Counts []int     `json:"counts"` // for each of Levels
	Shares []float64 `json:"shares"` // of all votes, 0 to 1; zeros where there are none
	Chance float64   `json:"chance"` // the mean of all forecasts; 0.5 where there are none
}

func resultsOf(counts []int) Results {
	r := Results{Counts: counts, Shares: make([]float64, len(counts)), Chance: 0.5}
	sum := 0.0
	for i, l := range Levels() {
		r.Votes += counts[i]
		sum += float64(counts[i]) * l.Chance
	}
	if r.Votes == 0 {
		return r
	}
	r.Chance = sum / float64(r.Votes)
	for i, n := range counts {
		r.Shares[i] = float64(n) / float64(r.Votes)
	}
	return r
}

// Score is how well a forecast did: the square of the distance between the
// chance given and what came, 0 (certain and right) to 1 (certain and wrong);
// 0.25 is what "even" always has. Brier's sum over both outcomes is twice that.
type Score struct {
	Crowd   float64 `json:"crowd"`   // of the mean of all forecasts
	Readers float64 `json:"readers"` // the mean of the readers' own scores, never better than the crowd's
}

// Score returns the score of the votes; ok is false where there is nothing to
// score: no votes, or neither yes nor no.
func (r Results) Score(o Outcome) (s Score, ok bool) {
	came := map[Outcome]float64{Yes: 1, No: 0}
	y, decided := came[o]
	if !decided || r.Votes == 0 {
		return Score{}, false
	}
	s.Crowd = (r.Chance - y) * (r.Chance - y)
	for i, l := range Levels() {
		s.Readers += r.Shares[i] * (l.Chance - y) * (l.Chance - y)
	}
	return s, true
}

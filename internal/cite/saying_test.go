package cite

import (
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/standing"
	"github.com/chancery-ledger/chancery/text"
)

func newSaying(t *testing.T) Saying {
	t.Helper()
	rules, err := standing.Load()
	if err != nil {
		t.Fatal(err)
	}
	names := map[chancery.Code][2]string{"PER": {"Peru", "Perú"}, "MEX": {"Mexico", "México"}, "IRN": {"Iran", "Irán"}}
	return Saying{Rules: rules, Name: func(c chancery.Code, lang text.Lang, _ chancery.Day) string {
		n := names[c]
		if lang == text.Spanish {
			return n[1]
		}
		return n[0]
	}}
}

func day(y int, m time.Month, d int) standing.Window {
	on := chancery.Date(y, m, d)
	return standing.Window{From: on, To: on}
}

func TestAnswersAsSentences(t *testing.T) {
	s := newSaying(t)
	on := chancery.Date(2025, 11, 5)
	told := []standing.Evidence{
		{Publisher: "Second", Published: chancery.Date(2025, 11, 5), How: "bears out", Rests: standing.Reported},
		{Publisher: "The Quay", Published: chancery.Date(2025, 11, 4), How: "began", Rests: standing.Reported},
	}
	line := standing.Line{Track: chancery.Diplomatic, A: "MEX", B: "PER"}
	for _, x := range []struct {
		name   string
		answer standing.Answer
		en, es string
	}{
		{
			"reported", standing.Answer{Line: line, State: "severed", Since: day(2025, 11, 3), Rests: standing.Reported, Sources: 4, Evidence: told},
			"On 5 November 2025, diplomatic relations between Mexico and Peru were recorded as “severed” (since 3 November 2025), according to The Quay (4 November 2025), Second (5 November 2025) and 2 more independent sources (Chancery, entry 7: https://c.example/p).",
			"El 5 de noviembre de 2025, las relaciones diplomáticas entre México y Perú constaban como «rotas» (desde el 3 de noviembre de 2025), según The Quay (4 de noviembre de 2025), Second (5 de noviembre de 2025) y 2 fuentes independientes más (Chancery, asiento 7: https://c.example/p).",
		},
		{
			"one source with two publishers, denied", standing.Answer{Line: line, State: "severed", Since: standing.Window{From: chancery.Date(2025, 11, 1), To: chancery.Date(2025, 11, 3)}, Rests: standing.Reported, Sources: 1, Evidence: told, Contested: []standing.Denial{{By: []chancery.Code{"MEX"}}}},
			"On 5 November 2025, diplomatic relations between Mexico and Peru were recorded as “severed” (since some day between 1 November 2025 and 3 November 2025), according to The Quay (4 November 2025), which is contested by Mexico (Chancery, entry 7: https://c.example/p).",
			"El 5 de noviembre de 2025, las relaciones diplomáticas entre México y Perú constaban como «rotas» (desde algún día entre el 1.º de noviembre de 2025 y el 3 de noviembre de 2025), según The Quay (4 de noviembre de 2025), lo que ha sido impugnado por México (Chancery, asiento 7: https://c.example/p).",
		},
		{
			"asserted", standing.Answer{Line: standing.Line{Track: chancery.Trade, A: "MEX", B: "PER"}, State: "normal", Rests: standing.Asserted, SaidBy: []chancery.Code{"MEX"}, Sources: 1, Evidence: told[1:]},
			"On 5 November 2025, trade of Mexico with Peru was recorded as “normal”, by the word of Mexico, according to The Quay (4 November 2025) (Chancery, entry 7: https://c.example/p).",
			"El 5 de noviembre de 2025, el comercio de México con Perú constaba como «normal», según afirma México, según The Quay (4 de noviembre de 2025) (Chancery, asiento 7: https://c.example/p).",
		},
		{
			"by a rule", standing.Answer{Line: standing.Line{Track: chancery.Consular, A: "IRN", B: "MEX"}, State: "in_force", Rests: standing.Default, Rule: "default: VCCR 2(3)"},
			"On 5 November 2025, consular relations between Iran and Mexico were recorded as “in force”, by a rule of law alone (VCCR 2(3)) (Chancery, entry 7: https://c.example/p).",
			"El 5 de noviembre de 2025, las relaciones consulares entre Irán y México constaban como «vigentes», solo por una regla de derecho (VCCR 2(3)) (Chancery, asiento 7: https://c.example/p).",
		},
		{
			"baseline", standing.Answer{Line: standing.Line{Track: chancery.Diplomatic, A: "MEX", B: "IRN"}, State: "established", Undated: true, Rests: standing.OnBaseline, Facts: []standing.Fact{{Source: "Wikipedia, Foreign relations of Iran"}}},
			"On 5 November 2025, diplomatic relations between Mexico and Iran were recorded as “established” (since when is not known), according to reference data (Wikipedia, Foreign relations of Iran) (Chancery, entry 7: https://c.example/p).",
			"El 5 de noviembre de 2025, las relaciones diplomáticas entre México e Irán constaban como «establecidas» (sin fecha conocida de inicio), según datos de referencia (Wikipedia, Foreign relations of Iran) (Chancery, asiento 7: https://c.example/p).",
		},
		{
			"unknown", standing.Answer{Line: standing.Line{Track: chancery.Posts, A: "MEX", B: "PER"}},
			"For 5 November 2025, nothing is recorded of consular posts of Mexico in Peru (Chancery, entry 7: https://c.example/p).",
			"Al 5 de noviembre de 2025, nada consta sobre las oficinas consulares de México en Perú (Chancery, asiento 7: https://c.example/p).",
		},
	} {
		if got := s.Answer(x.answer, on, "https://c.example/p", 7, text.English); got != x.en {
			t.Errorf("%s:\n got %s\nwant %s", x.name, got, x.en)
		}
		if got := s.Answer(x.answer, on, "https://c.example/p", 7, text.Spanish); got != x.es {
			t.Errorf("%s:\n got %s\nwant %s", x.name, got, x.es)
		}
	}
}

func TestEventsAsSentences(t *testing.T) {
	s := newSaying(t)
	claim := func(publisher string, status chancery.Status, alleged bool, retracted int64) chancery.Filed {
		return chancery.Filed{Claim: chancery.Claim{Status: status, Alleged: alleged}, Report: chancery.Report{Publisher: publisher, Published: chancery.Date(2025, 11, 4)}, Retracted: retracted}
	}
	on := chancery.Date(2025, 11, 3)
	deed := chancery.Deed{When: chancery.When{From: on, To: on}}
	for _, x := range []struct {
		name  string
		event chancery.Event
		want  string
	}{
		{
			"done", chancery.Event{Deed: deed, Status: chancery.Done, Sources: 2, Claims: []chancery.Filed{claim("Wrong", chancery.Done, false, 9), claim("The Quay", chancery.Done, false, 0), claim("", chancery.Done, false, 0)}},
			"Peru acts (3 November 2025), according to The Quay (4 November 2025) and a publisher that is not named (4 November 2025) (Chancery, entry 3).",
		},
		{
			"planned", chancery.Event{Status: chancery.Planned, Sources: 1, Claims: []chancery.Filed{claim("The Quay", chancery.Planned, false, 0)}},
			"Planned: Peru acts, according to The Quay (4 November 2025) (Chancery, entry 3).",
		},
		{
			"publisher not known", chancery.Event{Deed: deed, Status: chancery.Done, Sources: 1, Claims: []chancery.Filed{{Claim: chancery.Claim{Status: chancery.Done}, Report: chancery.Report{Title: "Peru\nacts at last"}}}},
			"Peru acts (3 November 2025), according to a report titled “Peru acts at last” (Chancery, entry 3).",
		},
		{
			"alleged and denied", chancery.Event{Deed: deed, Status: chancery.Done, Sources: 1, Claims: []chancery.Filed{claim("The Quay", chancery.Done, true, 0)}, Denied: []chancery.Filed{claim("B", chancery.Not, false, 0)}},
			"Peru acts (3 November 2025), according to The Quay (4 November 2025), as an allegation, which is denied (Chancery, entry 3).",
		},
	} {
		if got := s.Event(x.event, "Peru acts.", "", 3, text.English); got != x.want {
			t.Errorf("%s:\n got %s\nwant %s", x.name, got, x.want)
		}
	}
}

func TestTold(t *testing.T) {
	got := Saying{}.Told("Peru acts\nat last. ", "https://c.example/p", 7, text.Spanish)
	if want := "Peru acts at last (Chancery, asiento 7: https://c.example/p)."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Every track that the law knows can be spoken of in both languages.
func TestEveryTrackHasWords(t *testing.T) {
	s := newSaying(t)
	for _, tr := range s.Rules.Tracks() {
		for _, lang := range []text.Lang{text.English, text.Spanish} {
			a := standing.Answer{Line: standing.Line{Track: tr.Track, A: "MEX", B: "PER", Third: "IRN", Person: "somebody"}, State: tr.States[0].State, Rests: standing.Reported}
			got := s.Answer(a, chancery.Date(2025, 11, 1), "", 0, lang)
			if strings.Contains(got, "{") || wordsIn(lang).tracks[tr.Track].what == "" || strings.Contains(got, "“”") || strings.Contains(got, "«»") {
				t.Errorf("%s in %s: %s", tr.Track, lang, got)
			}
		}
	}
}

// The baseline alone makes sentences with its source in them.
func TestBaselineAnswersNameTheirSource(t *testing.T) {
	s := newSaying(t)
	book := standing.New(s.Rules, baseline.Open())
	on := chancery.Date(2023, 1, 1)
	pair := book.Pair("PER", "MEX", on, standing.Known{})
	a, ok := pair.Answer(chancery.Diplomatic, "PER", "MEX")
	if !ok {
		t.Fatal("no answer")
	}
	if got := s.Answer(a, on, "", 0, text.English); !strings.Contains(got, "“established”") || !strings.Contains(got, "Wikipedia") {
		t.Error(got)
	}
}

func TestSpanishAnd(t *testing.T) {
	for word, want := range map[string]string{"Irán": "e", "Hispania": "e", "Italia": "e", "Yemen": "y", "hielo": "y", "Perú": "y", "Israel": "e"} {
		if got := spanish.both("A", word); got != "A "+want+" "+word {
			t.Errorf("%s", got)
		}
	}
}

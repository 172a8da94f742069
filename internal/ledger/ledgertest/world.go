package ledgertest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// World makes up reports of deeds between states: a deed is told by several
// papers on the days after it, and one report in eight is what another paper
// has printed, letter for letter or with a line of its own at the end. The same
// seed makes the same reports.
type World struct {
	rng    *rand.Rand
	deeds  []madeUp
	recent []chancery.Reading // what may be printed again
	today  chancery.Day
	number int
}

// madeUp is a deed that the papers tell of.
type madeUp struct {
	deed chancery.Deed
	told int // how many reports are still to tell it
}

// NewWorld returns a world whose first deed is done on 1 January 2015.
func NewWorld(seed uint64) *World {
	return &World{rng: rand.New(rand.NewPCG(seed, 5)), today: chancery.Date(2015, 1, 1)}
}

// ClaimsPerReport is how many claims a report of a World makes on average,
// which are at least one.
const ClaimsPerReport = 10.0 / 3

var (
	codes = strings.Fields("PER MEX BOL ECU COL VEN CHL ARG BRA URY PRY CUB NIC HND GTM SLV CRI PAN DOM USA CAN ESP FRA GBR DEU ITA RUS UKR CHN JPN KOR IND PAK IRN IRQ SAU QAT ARE BHR EGY ISR TUR MAR DZA SDN ETH KEN ZAF")
	acts  = strings.Fields("relations.sever relations.restore envoy.recall envoy.expel mission.close asylum.grant sanctions.impose sanctions.impose trade.restrict agreement.sign border.close " +
		"force.attack force.attack force.mobilise envoy.summon aid.grant talks.meet talks.meet talks.meet talks.meet talks.mediate voice.condemn voice.condemn voice.condemn voice.demand voice.support voice.threaten")
	people = strings.Split("Rosa Quispe Marín|Tomás Arce|Helena Duarte|Ivan Petrov|Karim Haddad|Lucía Ferrer|John Whitfield|Mei Lin", "|")
	papers = strings.Split("El Andino|The Harbour Post|La Voz del Sur|Daily Meridian|El Faro Nacional|Capital Herald|Correo del Istmo|North Gazette|Diario Austral|The Levant Times", "|")
	wires  = []string{"", "", "", "EFE", "Reuters", "AP"}
	filler = strings.Split("The statement was read to reporters before noon.|Officials gave no further details of the talks.|El comunicado fue leído ante la prensa.|Analysts had expected the step for some weeks.|Ambas cancillerías mantienen contacto.|The two capitals have been at odds since spring.|Los vuelos no se verán afectados.|A spokesman declined to take questions.|Trade between the two was worth little last year.|Se espera una respuesta en los próximos días.|Crowds gathered outside the chancery in the evening.|La sesión terminó sin acuerdo.", "|")
)

// reprinted is how many of the last reports may be printed again.
const reprinted = 16

// Reading makes up the next report with its claims.
func (w *World) Reading() chancery.Reading {
	w.number++
	if w.rng.IntN(12) == 0 {
		w.today++
	}
	if len(w.recent) == reprinted && w.rng.IntN(8) == 0 {
		return w.reprint(w.recent[w.rng.IntN(reprinted)])
	}
	r := w.report()
	if len(w.recent) == reprinted {
		w.recent = append(w.recent[:0], w.recent[1:]...)
	}
	w.recent = append(w.recent, r)
	return r
}

// reprint is a report as another paper prints it.
func (w *World) reprint(r chancery.Reading) chancery.Reading {
	r.Report.Publisher = papers[w.rng.IntN(len(papers))]
	r.Report.URL, r.Report.Published = w.url(r.Report.Publisher), w.today
	r.Acts = slices.Clone(r.Acts)
	if w.rng.IntN(2) == 0 {
		r.Report.Text += filler[w.rng.IntN(len(filler))] + "\n"
	}
	return r
}

// url is the address of the report of the moment in a paper.
func (w *World) url(paper string) string {
	return fmt.Sprintf("https://%s.example/%d", strings.ToLower(strings.ReplaceAll(paper, " ", "")), w.number)
}

// report makes up a report of its own.
func (w *World) report() chancery.Reading {
	lang := text.English
	if w.rng.IntN(2) == 0 {
		lang = text.Spanish
	}
	var r chancery.Reading
	var b strings.Builder
	fmt.Fprintf(&b, "Dispatch %d of %s\n\n", w.number, w.today)
	for n := 1 + w.rng.IntN(6); n > 0; n-- { // 1 to 6; some of them nothing but words
		r.Acts = append(r.Acts, w.claim(&b, lang))
		for range 2 + w.rng.IntN(4) {
			b.WriteString(" " + filler[w.rng.IntN(len(filler))])
		}
		b.WriteString("\n")
	}
	paper := papers[w.rng.IntN(len(papers))]
	r.Report = chancery.Report{
		URL: w.url(paper), Publisher: paper,
		Title: fmt.Sprintf("Dispatch %d of %s", w.number, w.today), Published: w.today, Language: lang, Text: b.String(), Agencies: []string{},
	}
	if wire := wires[w.rng.IntN(len(wires))]; wire != "" {
		r.Report.Agencies = []string{wire}
	}
	return r
}

// claim tells one deed in one sentence.
func (w *World) claim(b *strings.Builder, lang text.Lang) chancery.Claim {
	d := w.deed()
	start := b.Len()
	verb := strings.ReplaceAll(string(d.Type), ".", " did ")
	if lang == text.Spanish {
		verb = strings.ReplaceAll(string(d.Type), ".", " hizo ")
	}
	fmt.Fprintf(b, "%s %s %s on %s", d.From[0].Code, verb, d.To[0].Code, d.When.From)
	if d.Person != "" {
		b.WriteString(" concerning " + d.Person)
	}
	s := b.String()[start:]
	b.WriteString(".")
	c := chancery.Claim{Deed: d, Status: chancery.Done, Confidence: 0.6 + 0.4*w.rng.Float64(), SaidBy: []chancery.Voice{},
		Evidence: []chancery.Evidence{{Start: start, End: start + len(s), Text: s}}}
	c.From = []chancery.Party{{Code: d.From[0].Code, Name: string(d.From[0].Code), Start: start, End: start + 3}}
	if w.rng.IntN(10) == 0 {
		c.Status = chancery.Planned
	}
	return c
}

// Pair chooses two states as the papers do: of a few they tell daily, of most
// seldom. The n-th state of the list is told of 1/n as often as the first (Zipf).
func Pair(rng *rand.Rand) (from, to chancery.Code) {
	a := zipf(rng)
	b := zipf(rng)
	for b == a {
		b = zipf(rng)
	}
	return chancery.Code(codes[a]), chancery.Code(codes[b])
}

// zipf is an index of codes: the inverse of the distribution function, with the
// harmonic sum taken for a logarithm.
func zipf(rng *rand.Rand) int {
	return int(math.Pow(float64(len(codes)+1), rng.Float64())) - 1
}

// deed returns one that is still being told, or does a new one.
func (w *World) deed() chancery.Deed {
	if len(w.deeds) > 40 || len(w.deeds) > 0 && w.rng.IntN(3) > 0 {
		i := w.rng.IntN(len(w.deeds))
		d := &w.deeds[i]
		if d.told--; d.told <= 0 {
			deed := d.deed
			w.deeds[i] = w.deeds[len(w.deeds)-1]
			w.deeds = w.deeds[:len(w.deeds)-1]
			return deed
		}
		return d.deed
	}
	from, to := Pair(w.rng)
	d := chancery.Deed{
		Type: chancery.ActType(acts[w.rng.IntN(len(acts))]),
		From: []chancery.Party{{Code: from, Name: string(from)}},
		To:   []chancery.Party{{Code: to, Name: string(to)}},
		When: chancery.When{From: w.today, To: w.today, Basis: chancery.Stated},
	}
	if strings.HasPrefix(string(d.Type), "asylum") || d.Type == "envoy.expel" {
		d.Person = people[w.rng.IntN(len(people))]
	}
	w.deeds = append(w.deeds, madeUp{d, 1 + w.rng.IntN(9)})
	return d
}

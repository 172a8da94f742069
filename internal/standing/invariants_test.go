package standing_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/baseline"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// told reads claims in the form of testdata/cases.txt as events.
func told(t testing.TB, claims ...string) []chancery.Event {
	t.Helper()
	var out []chancery.Event
	for i, c := range claims {
		out = append(out, readClaim(t, fmt.Sprintf("event-%02d", i), int64(i+1), c))
	}
	return out
}

// allowed is the table of the design: which tracks an act may move, and no
// other. It is written out here so that the data are held against it.
var allowed = map[chancery.ActType][]chancery.Track{
	"relations.establish": {chancery.Diplomatic, chancery.Consular},
	"envoy.accredit":      {chancery.Representation}, "envoy.return": {chancery.Representation},
	"envoy.recall":   {chancery.Representation},
	"envoy.withdraw": {chancery.Representation}, "relations.downgrade": {chancery.Representation}, "relations.upgrade": {chancery.Representation},
	"envoy.expel":       {chancery.PersonTrack, chancery.Representation, chancery.Posts},
	"mission.limit":     {chancery.Representation, chancery.Posts},
	"mission.open":      {chancery.Representation, chancery.Premises, chancery.Posts},
	"mission.close":     {chancery.Representation, chancery.Premises, chancery.Posts},
	"mission.evacuate":  {chancery.Representation},
	"relations.suspend": {chancery.Diplomatic, chancery.Representation},
	// On the consular and treaty tracks a severance leaves what stands, and says by which rule.
	"relations.sever":    {chancery.Diplomatic, chancery.Representation, chancery.Premises, chancery.Consular, chancery.Treaty},
	"consular.sever":     {chancery.Consular, chancery.Posts},
	"relations.hold":     {chancery.Diplomatic}, // the flag alone
	"relations.restore":  {chancery.Diplomatic, chancery.Consular, chancery.Protection},
	"relations.maintain": {chancery.Consular, chancery.Trade, chancery.Movement, chancery.Diplomatic},
	"recognition.grant":  {chancery.Recognition}, "recognition.withdraw": {chancery.Recognition},
	"protection.entrust": {chancery.Protection, chancery.Premises, chancery.Posts}, "protection.refuse": {chancery.Protection},
	"mission.attack":   {chancery.Premises},
	"sanctions.impose": {chancery.Trade}, "sanctions.lift": {chancery.Trade}, "trade.restrict": {chancery.Trade}, "trade.ease": {chancery.Trade},
	"agreement.withdraw": {chancery.Treaty}, "agreement.ratify": {chancery.Treaty}, "organisation.join": {chancery.Treaty}, "organisation.leave": {chancery.Treaty},
	"border.close": {chancery.Movement}, "border.open": {chancery.Movement}, "visa.impose": {chancery.Movement}, "visa.waive": {chancery.Movement},
	"asylum.seek": {chancery.AsylumCase}, "asylum.grant": {chancery.AsylumCase}, "asylum.deny": {chancery.AsylumCase}, "asylum.end": {chancery.AsylumCase},
	"safeconduct.request": {chancery.AsylumCase}, "safeconduct.grant": {chancery.AsylumCase}, "safeconduct.deny": {chancery.AsylumCase},
	"extradition.request": {chancery.PersonTrack}, "extradition.grant": {chancery.PersonTrack}, "extradition.deny": {chancery.PersonTrack},
	"person.detain": {chancery.PersonTrack}, "person.release": {chancery.PersonTrack}, "person.charge": {chancery.PersonTrack}, "person.sentence": {chancery.PersonTrack},
	"office.assume": {chancery.PersonTrack}, "office.leave": {chancery.PersonTrack},
}

// 1. An act moves only the tracks listed for it; where nothing is listed,
// none. Every act of the catalogue has its rows.
func TestActsMoveTheirTracks(t *testing.T) {
	r := rules(t)
	acts, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range acts.Kinds() {
		rows := r.Moves(k.Type)
		if len(rows) == 0 {
			t.Errorf("%s is not in moves.tsv", k.Type)
		}
		for _, row := range rows {
			if row.Verb != standing.Record && !slices.Contains(allowed[k.Type], row.Track) {
				t.Errorf("%s moves %s", k.Type, row.Track)
			}
		}
	}
	// What a severance does to consular relations and treaties is to leave them.
	for _, row := range r.Moves("relations.sever") {
		if (row.Track == chancery.Consular || row.Track == chancery.Treaty) && (row.Verb != standing.Keep || row.Rests != standing.Default) {
			t.Errorf("relations.sever: %s %s on %s", row.Verb, row.State, row.Track)
		}
	}
	for _, row := range r.Moves("relations.hold") {
		if row.Verb != standing.SetFlag {
			t.Errorf("relations.hold: %s", row.Verb)
		}
	}
}

// 1 again, on the folded lines: an act that is not done moves nothing, save
// that a planned or denied one may say again what stands, or defer.
func TestOnlyDoneMoves(t *testing.T) {
	r := rules(t)
	acts, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range acts.Kinds() {
		for _, status := range []string{"planned", "proposed", "threatened"} {
			evs := told(t,
				"relations.establish AAA, BBB > | 1990-01-01 | They established diplomatic relations.",
				string(k.Type)+" AAA > BBB | 2020-01-01 | It will be so with trade, border and embassy. | person=Ana Pérez Lima status="+status)
			before := standing.Fold(r, nil, evs[:1]).Pair("AAA", "BBB", 0, standing.Known{})
			after := standing.Fold(r, nil, evs).Pair("AAA", "BBB", 0, standing.Known{})
			for _, a := range after.Answers {
				old, known := before.Answer(a.Line.Track, a.Line.A, a.Line.B)
				if a.Rests != standing.Asserted && (!known || old.State != a.State || len(old.Flags) != len(a.Flags)) {
					t.Errorf("%s, %s: %s became %s", k.Type, status, a.Line, a.State)
				}
			}
		}
	}
}

// 2. Consular relations survive a severance; what rests on law alone says so.
func TestConsularSurvives(t *testing.T) {
	r := rules(t)
	for _, c := range []struct {
		name        string
		claims      []string
		state, rule string
		rests       standing.Rests
	}{
		{"law alone", []string{"relations.sever PER > MEX | 2025-11-03 | Peru broke relations."}, "in_force", "default: VCCR 2(3)", standing.Default},
		{"reported before, unsettled by the rupture", []string{
			"relations.maintain MEX > PER | 2023-02-24 | Consular relations are kept.",
			"relations.sever PER > MEX | 2025-11-03 | Peru broke relations.",
		}, "in_force", "default: VCCR 2(3)", standing.Default},
		{"reported with it", []string{
			"relations.sever PER > MEX | 2025-11-03 | Peru broke relations.",
			"relations.maintain PER > MEX | 2025-11-03 | The consular relationship is kept.",
		}, "in_force", "", standing.Reported},
		{"a source says that they do not", []string{
			"relations.sever SAU > QAT | 2017-06-05 | Relations were cut.",
			"consular.sever SAU > QAT | 2017-06-05 | So were consular ties.",
		}, "severed", "", standing.Reported},
		{"a source says so first", []string{
			"consular.sever SAU > QAT | 2017-06-04 | Consular ties were cut.",
			"relations.sever SAU > QAT | 2017-06-05 | Relations were cut.",
		}, "severed", "", standing.Reported},
	} {
		t.Run(c.name, func(t *testing.T) {
			evs := told(t, c.claims...)
			d := evs[0].Deed
			a := answer(t, standing.Fold(r, nil, evs).Pair(d.From[0].Code, d.To[0].Code, 0, standing.Known{}), chancery.Consular, d.From[0].Code, d.To[0].Code)
			if string(a.State) != c.state || a.Rule != c.rule || a.Rests != c.rests {
				t.Errorf("%s, rests on %s %q", a.State, a.Rests, a.Rule)
			}
		})
	}
}

// 3. Announced, notified and effective are kept apart; as-of goes by effective,
// else notified, else announced, and says which.
func TestThreeDates(t *testing.T) {
	r := rules(t)
	announced := "relations.sever PER > MEX | 2025-11-03 | Peru announced that it breaks relations."
	notified := "relations.sever PER > MEX | 2025-11-07 | Peru formally notified Mexico of the rupture."
	effective := "relations.sever PER > MEX | 2025-11-10 | The rupture takes effect on 10 November."
	awaited := "relations.sever PER > MEX | 2025-11-03 | Mexico is still awaiting the notification of the rupture."
	for _, c := range []struct {
		claims []string
		role   standing.Role
		since  string
	}{
		{[]string{announced}, standing.Announced, "2025-11-03"},
		{[]string{announced, notified}, standing.Notified, "2025-11-07"},
		{[]string{announced, notified, effective}, standing.Effective, "2025-11-10"},
		{[]string{effective, announced}, standing.Effective, "2025-11-10"},
		{[]string{announced, awaited}, standing.Announced, "2025-11-03"},
	} {
		evs := told(t, c.claims...)
		for _, merged := range []bool{false, true} { // as events of their own, and as one
			if merged {
				one := evs[0]
				for _, ev := range evs[1:] {
					one.Claims = append(slices.Clone(one.Claims), ev.Claims...)
				}
				evs = []chancery.Event{one}
			}
			b := standing.Fold(r, nil, evs)
			a := answer(t, b.Pair("PER", "MEX", 0, standing.Known{}), chancery.Diplomatic, "PER", "MEX")
			if a.State != "severed" || a.Role != c.role || a.Since.To != day(c.since) {
				t.Errorf("%v merged %v: %s since %s (%s)", c.claims, merged, a.State, a.Since.To, a.Role)
			}
			if c.claims[0] == announced && a.Dates.Announced.From != day("2025-11-03") {
				t.Errorf("announced %v", a.Dates.Announced)
			}
			if a.Dates.Awaited != slices.Contains(c.claims, awaited) {
				t.Errorf("awaited is %v", a.Dates.Awaited)
			}
			before := answer(t, b.Pair("PER", "MEX", day("2025-11-05"), standing.Known{}), chancery.Diplomatic, "PER", "MEX")
			if late := a.Since.To > day("2025-11-05"); late && len(c.claims) > 1 && c.claims[0] == announced && (before.Next == nil || before.Next.Why != "announced") {
				t.Errorf("on 5 November: %s, next %+v: want the severance as announced", before.State, before.Next)
			}
		}
	}
}

// 4. Nothing is mirrored.
func TestNothingIsMirrored(t *testing.T) {
	b := standing.Fold(rules(t), nil, told(t,
		"protection.entrust MEX > PER, BRA | 2025-11-10 | Brazil represents the interests of Mexico in Peru.",
		"trade.restrict PER > MEX | 2025-11-11 | Peru put a tariff on Mexican goods.",
		"recognition.grant MEX > PSE | 2025-11-12 | Mexico recognised the State of Palestine."))
	p := b.Pair("PER", "MEX", 0, standing.Known{})
	if a := answer(t, p, chancery.Protection, "MEX", "PER"); a.State != "in_effect" || a.Line.Third != "BRA" {
		t.Errorf("Mexico in Peru: %s by %s", a.State, a.Line.Third)
	}
	for _, track := range []chancery.Track{chancery.Protection, chancery.Premises} {
		if a, ok := p.Answer(track, "PER", "MEX"); ok {
			t.Errorf("Peru in Mexico: %s", a.State)
		}
	}
	if a, ok := p.Answer(chancery.Trade, "MEX", "PER"); ok {
		t.Errorf("trade from Mexico: %s", a.State)
	}
	p = b.Pair("PSE", "MEX", 0, standing.Known{})
	if a, ok := p.Answer(chancery.Recognition, "PSE", "MEX"); ok {
		t.Errorf("Palestine of Mexico: %s", a.State)
	}
}

// The receiving state is the one that the report says the interests lie in,
// whatever the order of the parties.
func TestProtectorByTheWords(t *testing.T) {
	ev := told(t, "protection.entrust MEX > BRA, PER | 2025-11-10 | Brasil asume los intereses de México en Perú.")[0]
	ev.Claims[0].Claim.To[0].Name, ev.Claims[0].Claim.To[1].Name = "Brasil", "Perú"
	p := standing.Fold(rules(t), nil, []chancery.Event{ev}).Pair("MEX", "PER", 0, standing.Known{})
	if a := answer(t, p, chancery.Protection, "MEX", "PER"); a.Line.Third != "BRA" {
		t.Errorf("protector %s", a.Line.Third)
	}
}

// 5. Four states that sever relations with one are four pairs, each with its
// own date.
func TestFourPairs(t *testing.T) {
	b := standing.Fold(rules(t), nil, told(t,
		"relations.sever SAU, ARE, BHR, EGY > QAT | 2017-06-05 | Four states cut relations with Qatar.",
		"relations.sever EGY > QAT | 2017-06-06 | For Egypt the rupture took effect on 6 June."))
	for c, since := range map[chancery.Code]string{"SAU": "2017-06-05", "ARE": "2017-06-05", "BHR": "2017-06-05", "EGY": "2017-06-06"} {
		a := answer(t, b.Pair(c, "QAT", 0, standing.Known{}), chancery.Diplomatic, c, "QAT")
		if a.State != "severed" || a.Since.To != day(since) {
			t.Errorf("%s: %s since %s", c, a.State, a.Since.To)
		}
	}
	if p := b.Pair("SAU", "EGY", 0, standing.Known{}); len(p.Answers) != 0 {
		t.Errorf("the four among themselves: %+v", p.Answers)
	}
}

// 6. A retraction deletes nothing: what was held before can be asked for.
func TestRetraction(t *testing.T) {
	evs := told(t,
		"relations.establish AAA, BBB > | 1990-01-01 | They established relations.",
		"relations.sever AAA > BBB | 2020-01-01 | AAA broke relations.")
	evs[1].Claims[0].Number, evs[1].Claims[0].Retracted = 5, 9
	b := standing.Fold(rules(t), nil, evs)
	for number, want := range map[int64]standing.State{4: "established", 5: "severed", 8: "severed", 9: "established", 0: "established"} {
		a := answer(t, b.Pair("AAA", "BBB", 0, standing.Known{Number: number}), chancery.Diplomatic, "AAA", "BBB")
		if a.State != want {
			t.Errorf("as known at entry %d: %s, want %s", number, a.State, want)
		}
	}
}

// 7. Where two authorities claim one state, both standings are shown.
func TestTwoAuthorities(t *testing.T) {
	evs := told(t,
		"relations.establish CHN, AFG > | 1955-01-20 | China and Afghanistan established relations.",
		"envoy.accredit CHN > NSA:Taliban | 2023-09-13 | The ambassador presented his credentials in Kabul.",
		"relations.sever YEM > IRN | 2015-10-02 | Yemen cut relations with Iran.",
		"envoy.accredit IRN > YEM | 2020-10-17 | Iran's ambassador took up his post.")
	evs[3].Deed.To[0].Organ = "Houthi authorities"
	b := standing.Fold(rules(t), nil, evs)
	p := b.Pair("CHN", "AFG", day("2024-01-01"), standing.Known{})
	if len(p.Answers) == 0 || len(p.Rivals) != 1 || p.Rivals[0].Authority.Code != "NSA:Taliban" {
		t.Fatalf("answers %d, rivals %+v", len(p.Answers), p.Rivals)
	}
	if a := answer(t, p.Rivals[0].Pair, chancery.Representation, "CHN", "NSA:Taliban"); a.State != "ambassador_resident" {
		t.Errorf("with the Taliban: %s", a.State)
	}
	if p := b.Pair("CHN", "AFG", day("2010-01-01"), standing.Known{}); len(p.Rivals) != 0 {
		t.Errorf("in 2010: %+v", p.Rivals)
	}
	p = b.Pair("IRN", "YEM", day("2021-01-01"), standing.Known{})
	if a := answer(t, p, chancery.Representation, "IRN", "YEM"); a.State != "none" || len(p.Rivals) != 1 {
		t.Errorf("Iran in Yemen: %s, rivals %d: the envoy is with the other authority", a.State, len(p.Rivals))
	}
}

// 8. Restored without an ambassador: relations established, representation none.
func TestRestoredWithoutAmbassador(t *testing.T) {
	b := standing.Fold(rules(t), nil, told(t,
		"relations.sever BOL > ISR | 2023-10-31 | Bolivia broke relations with Israel.",
		"relations.restore BOL, ISR > | 2025-12-09 | Bolivia and Israel restored relations."))
	p := b.Pair("BOL", "ISR", day("2025-12-10"), standing.Known{})
	if a := answer(t, p, chancery.Diplomatic, "BOL", "ISR"); a.State != "established" {
		t.Errorf("diplomatic %s", a.State)
	}
	for _, d := range [][2]chancery.Code{{"BOL", "ISR"}, {"ISR", "BOL"}} {
		if a := answer(t, p, chancery.Representation, d[0], d[1]); a.State != "none" {
			t.Errorf("representation %v %s", d, a.State)
		}
	}
}

// 9. A treaty line is printed only where both were parties on that date.
func TestLawLines(t *testing.T) {
	r := rules(t)
	for _, c := range []struct {
		a, b, on string
		want     string // texts of VCDR 45, VCCR 2(3), VCLT 63, CARACAS IV that are printed
	}{
		{"PER", "MEX", "2025-11-03", "VCDR VCCR VCLT CARACAS"},
		{"PER", "MEX", "1999-01-01", "VCDR VCCR CARACAS"}, // Peru joined the VCLT in 2000
		{"PER", "MEX", "1968-12-20", "CARACAS"},           // Peru deposited for the VCDR two days before: 30 days are to pass
		{"PER", "MEX", "1969-01-17", "VCDR CARACAS"},
		{"BOL", "MEX", "2025-01-01", "VCDR VCCR"}, // signed Caracas and never ratified
		{"TWN", "PRY", "2000-01-01", ""},
		{"MEX", "ECU", "1960-01-01", "CARACAS"},
	} {
		lines, _ := r.Lines([]standing.Ref{{Text: "VCDR", Article: "45"}, {Text: "VCCR", Article: "2(3)"}, {Text: "VCLT", Article: "63"}, {Text: "CARACAS", Article: "IV"}},
			chancery.Code(c.a), chancery.Code(c.b), day(c.on), "en")
		var got []string
		for _, l := range lines {
			got = append(got, l.Text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s–%s on %s: %v, want %s", c.a, c.b, c.on, got, c.want)
		}
	}
	// A state that may have joined after the list was read is not called no party.
	if _, open := r.Lines([]standing.Ref{{Text: "VCDR", Article: "45"}}, "PSE", "MEX", day("2020-01-01"), "en"); !slices.Equal(open, []string{"VCDR"}) {
		t.Errorf("open: %v", open)
	}
}

// 10. The program states rules, never that one was breached.
func TestNoBreach(t *testing.T) {
	breach := regexp.MustCompile(`(?i)\b(breach|violat|infring|illegal|unlawful|viol[óa]|infracci|ilegal|ilícit)`)
	r := rules(t)
	for _, rule := range r.Articles() {
		if s := rule.English + " " + rule.Spanish; breach.MatchString(s) {
			t.Errorf("%s: %s", rule.Ref, s)
		}
	}
	for _, tr := range r.Tracks() {
		for _, s := range tr.States {
			said := strings.Contains(s.English, "said to") && strings.Contains(s.Spanish, "según se alega")
			if breach.MatchString(s.English+" "+s.Spanish) && !said {
				t.Errorf("%s %s: %s, %s", tr.Track, s.State, s.English, s.Spanish)
			}
		}
	}
	// Premises that were entered are always so by somebody's word.
	b := standing.Fold(r, nil, told(t, "mission.attack ECU > MEX | 2024-04-05 | Police entered the embassy, Mexico said. | said=MEX"))
	a := answer(t, b.Pair("ECU", "MEX", 0, standing.Known{}), chancery.Premises, "MEX", "ECU")
	if a.State != "violated" || !a.Alleged || !slices.Equal(a.SaidBy, []chancery.Code{"MEX"}) || r.State(a.Line.Track, a.State).Class != standing.Said {
		t.Errorf("%s, alleged %v by %v", a.State, a.Alleged, a.SaidBy)
	}
}

// 11. Every state shows the day on which a source last confirmed it, and is
// greyed when that is long ago.
func TestLastConfirmed(t *testing.T) {
	b := standing.Fold(rules(t), nil, told(t,
		"relations.sever MEX > ECU | 2024-04-05 | Mexico broke relations with Ecuador.",
		"relations.sever MEX > ECU | 2024-04-05 | Mexico severed ties in April 2024."))
	ev := b.Events()[1]
	ev.Claims[0].Report.Published = day("2025-11-04")
	b.Put(ev)
	for on, want := range map[string]bool{"2025-11-05": false, "2028-01-01": true} {
		a := answer(t, b.Pair("MEX", "ECU", day(on), standing.Known{}), chancery.Diplomatic, "MEX", "ECU")
		if a.Confirmed != day("2025-11-04") || a.Stale != want {
			t.Errorf("on %s: confirmed %s, stale %v", on, a.Confirmed, a.Stale)
		}
	}
	// A report that appears after the state has ended does not confirm it then.
	b.Put(told(t, "relations.restore MEX, ECU > | 2025-06-01 | Mexico and Ecuador restored relations.")[0])
	ev.ID = "event-01"
	b.Put(ev)
	for _, h := range b.Timeline("MEX", "ECU", standing.Known{}).Lines {
		for _, s := range h.Stretches {
			if s.Line.Track == chancery.Diplomatic && s.State == "severed" && s.Confirmed >= day("2025-06-01") {
				t.Errorf("severed confirmed on %s", s.Confirmed)
			}
		}
	}
}

// 12. Every state leads to evidence, or says on which rule or baseline it rests.
func TestEveryStateRests(t *testing.T) {
	var evs []chancery.Event
	for _, f := range readCases(t) {
		evs = append(evs, f.events...)
	}
	b := standing.Fold(rules(t), baseline.Open(), evs)
	seen := 0
	for _, a := range []chancery.Code{"PER", "MEX", "ECU", "QAT", "IRN", "CUB", "CHN"} {
		for _, d := range b.Country(a, 0, standing.Known{}).Dealings {
			for _, h := range b.Timeline(a, d.With, standing.Known{}).Lines {
				for _, s := range h.Stretches {
					seen++
					evidence := slices.ContainsFunc(s.Evidence, func(e standing.Evidence) bool { return e.Text != "" && e.Claim != "" })
					if !evidence && len(s.Facts) == 0 && s.Rule == "" || s.Rests == "" {
						t.Errorf("%s %s rests on nothing", s.Line, s.State)
					}
				}
			}
		}
	}
	if seen < 2000 {
		t.Errorf("only %d states seen", seen)
	}
}

// A second severance in answer to the first is further evidence, and moves
// nothing.
func TestSecondSeverance(t *testing.T) {
	b := standing.Fold(rules(t), nil, told(t,
		"relations.sever PRY > VEN | 2025-01-06 | Paraguay broke relations.",
		"relations.sever VEN > PRY | 2025-01-07 | Caracas in turn broke relations with Asunción."))
	a := answer(t, b.Pair("PRY", "VEN", 0, standing.Known{}), chancery.Diplomatic, "PRY", "VEN")
	if !slices.Equal(a.By, []chancery.Code{"PRY"}) || a.Since.To != day("2025-01-06") || len(a.Evidence) != 2 {
		t.Errorf("by %v since %s, %d pieces of evidence", a.By, a.Since.To, len(a.Evidence))
	}
}

// Denials mark a state as contested, with who denies.
func TestContested(t *testing.T) {
	evs := told(t, "relations.sever NER > UKR | 2024-08-06 | Niger cut ties with Ukraine.", "relations.sever NER > UKR | 2024-08-06 | Kyiv denied it. | said=UKR status=not")
	evs[0].Denied = evs[1].Claims
	a := answer(t, standing.Fold(rules(t), nil, evs[:1]).Pair("NER", "UKR", 0, standing.Known{}), chancery.Diplomatic, "NER", "UKR")
	if len(a.Contested) != 1 || !slices.Equal(a.Contested[0].By, []chancery.Code{"UKR"}) {
		t.Errorf("contested %+v", a.Contested)
	}
}

// An organ that does not decide moves nothing: its act is recorded with its
// stage.
func TestStage(t *testing.T) {
	b := standing.Fold(rules(t), nil, told(t, "relations.sever PER > MEX | 2025-09-15 | The committee voted to break relations. | organ=foreign affairs committee of Congress"))
	p := b.Pair("PER", "MEX", 0, standing.Known{})
	if len(p.Answers) != 0 || len(p.Recorded) != 1 || p.Recorded[0].Stage != "committee" {
		t.Errorf("answers %+v, recorded %+v", p.Answers, p.Recorded)
	}
}

package event

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/event/near"
)

func rules(t testing.TB) *Rules {
	t.Helper()
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tell reads a claim from short words: its type, the parties, status if not
// done, and settings such as "on=3", the days of November 2025.
//
//	relations.sever PER>MEX on=3 paper=Milenio
//	agreement.sign PER+MEX+CHL planned on=3..9
//	asylum.grant MEX> person=Chávez published=5
func tell(number int64, words string) chancery.Filed {
	fields := strings.Fields(words)
	f := chancery.Filed{Number: number, At: time.Unix(number, 0)}
	c := &f.Claim
	c.ID, c.Type, c.Status, c.Confidence = fmt.Sprintf("c%d", number), chancery.ActType(fields[0]), chancery.Done, 0.9
	from, to, _ := strings.Cut(fields[1], ">")
	c.From, c.To = partiesOf(from), partiesOf(to)
	c.Evidence = []chancery.Evidence{{Text: words}}
	c.When = chancery.When{Basis: chancery.Unknown, Inferred: true}
	f.Report = chancery.Report{ID: fmt.Sprintf("r%d", number), Publisher: fmt.Sprintf("Paper %d", number), Published: november(30)}
	for _, w := range fields[2:] {
		key, value, set := strings.Cut(w, "=")
		switch {
		case !set:
			c.Status = chancery.Status(w)
		case key == "on":
			first, last, span := strings.Cut(value, "..")
			if !span {
				last = first
			}
			c.When = chancery.When{From: november(num(first)), To: november(num(last)), Basis: chancery.Stated}
		case key == "published":
			f.Report.Published = november(num(value))
			if c.When.Basis == chancery.Unknown {
				c.When = chancery.When{From: f.Report.Published, To: f.Report.Published, Basis: chancery.Published, Inferred: true}
			}
		case key == "before": // published then, of a day that is not told
			f.Report.Published = november(num(value))
		case key == "paper":
			f.Report.Publisher = strings.ReplaceAll(value, "_", " ")
		case key == "credit":
			f.Report.Agencies = strings.Split(value, ",")
		case key == "voice":
			kind, name, _ := strings.Cut(value, ":")
			c.SaidBy = append(c.SaidBy, chancery.Voice{Kind: kind, Name: name})
		case key == "text":
			f.Print = near.Of(strings.Repeat("The agency text number "+value+" runs for a while. ", 1) + longText(value)).Bytes()
		case key == "report":
			f.Report.ID = value
		case key == "person":
			c.Person = strings.ReplaceAll(value, "_", " ")
		case key == "url":
			f.Report.URL = value
		case key == "retracted":
			f.Retracted = int64(num(value))
		}
	}
	return f
}

// longText is a text that no other name yields.
func longText(name string) string {
	var b strings.Builder
	for i := range 80 {
		fmt.Fprintf(&b, "%s%d ", name, i*i)
	}
	return b.String()
}

func partiesOf(codes string) []chancery.Party {
	var out []chancery.Party
	for _, c := range strings.FieldsFunc(codes, func(r rune) bool { return r == '+' }) {
		out = append(out, chancery.Party{Code: chancery.Code(c)})
	}
	return out
}

func november(day int) chancery.Day { return chancery.Date(2025, time.November, day) }

func num(s string) int {
	var n int
	fmt.Sscan(s, &n)
	return n
}

// told numbers claims from 1.
func told(words ...string) []chancery.Filed {
	out := make([]chancery.Filed, len(words))
	for i, w := range words {
		out[i] = tell(int64(i+1), w)
	}
	return out
}

// short is what events come to: the numbers of their claims, those that deny
// behind a bar.
func short(events []chancery.Event) string {
	var all []string
	for _, ev := range events {
		var s []string
		for _, f := range ev.Claims {
			s = append(s, fmt.Sprint(f.Number))
		}
		e := strings.Join(s, " ")
		for i, f := range ev.Denied {
			if i == 0 {
				e += " |"
			}
			e += fmt.Sprint(" ", f.Number)
		}
		all = append(all, e)
	}
	return strings.Join(all, "; ")
}

func TestCluster(t *testing.T) {
	for _, tt := range []struct {
		name   string
		claims []string
		want   string
	}{
		{"one deed told twice", []string{"relations.sever PER>MEX on=3", "relations.sever PER>MEX on=3"}, "1 2"},
		{"another act", []string{"relations.sever PER>MEX on=3", "envoy.recall PER>MEX on=3"}, "1; 2"},
		{"another pair", []string{"relations.sever PER>MEX on=3", "relations.sever PER>CUB on=3"}, "1; 2"},
		{"an answer in kind is another deed", []string{"relations.sever PER>MEX on=3", "relations.sever MEX>PER on=4"}, "1; 2"},
		{"told as mutual fits either, if there is one", []string{"relations.sever PER>MEX on=3", "relations.sever PER+MEX on=3"}, "1 2"},
		{"told as mutual and fits both", []string{"relations.sever PER>MEX on=3", "relations.sever MEX>PER on=3", "relations.sever PER+MEX on=3"}, "1; 2; 3"},
		{"a mutual act has no direction", []string{"agreement.sign PER+MEX on=3", "agreement.sign MEX>PER on=3"}, "1 2"},
		{"days that overlap", []string{"envoy.recall PER>MEX on=1..5", "envoy.recall PER>MEX on=4"}, "1 2"},
		{"a day apart, as clocks are", []string{"envoy.recall PER>MEX on=3", "envoy.recall PER>MEX on=4"}, "1 2"},
		{"a week apart", []string{"envoy.recall PER>MEX on=3", "envoy.recall PER>MEX on=10"}, "1; 2"},
		{"what comes daily must be of the day", []string{"voice.condemn PER>MEX on=3", "voice.condemn PER>MEX on=4"}, "1; 2"},
		{"no chain of days", []string{"envoy.recall PER>MEX on=3", "envoy.recall PER>MEX on=4", "envoy.recall PER>MEX on=5", "envoy.recall PER>MEX on=6"}, "1 2; 3 4"},
		{"fresh news without a day tells of the days before", []string{"envoy.recall PER>MEX on=3", "envoy.recall PER>MEX published=5"}, "1 2"},
		{"stale news does not", []string{"envoy.recall PER>MEX on=3", "envoy.recall PER>MEX published=12"}, "1; 2"},
		{"a month that holds one", []string{"envoy.recall PER>MEX on=1..30", "envoy.recall PER>MEX on=12"}, "1 2"},
		{"a month that holds two confirms neither", []string{"envoy.recall PER>MEX on=3", "envoy.recall PER>MEX on=12", "envoy.recall PER>MEX on=1..30", "envoy.recall PER>MEX on=1..30"}, "1; 2; 3 4"},
		{"no day, one deed before it", []string{"relations.sever PER>MEX on=3", "relations.sever PER>MEX before=20"}, "1 2"},
		{"no day, published before the deed", []string{"relations.sever PER>MEX on=20", "relations.sever PER>MEX before=3"}, "1; 2"},
		{"a plan and its fulfilment", []string{"mission.open PER>MEX planned on=10..20", "mission.open PER>MEX on=14"}, "1 2"},
		{"a plan without a day lies ahead", []string{"mission.open PER>MEX planned published=3", "mission.open PER>MEX on=14"}, "1 2"},
		{"a plan made afterwards is another", []string{"mission.open PER>MEX on=3", "mission.open PER>MEX planned on=20"}, "1; 2"},
		{"a denial of the deed", []string{"relations.sever PER>MEX on=3", "relations.sever PER>MEX not published=4"}, "1 | 2"},
		{"a denial alone", []string{"relations.sever PER>MEX not on=3"}, "1"},
		{"two persons", []string{"envoy.expel PER>MEX on=3 person=Pablo_Monroy", "envoy.expel PER>MEX on=3 person=Karla_Ornelas"}, "1; 2"},
		{"one person, written two ways", []string{"asylum.grant MEX>PER on=3 person=Betssy_Chávez", "asylum.grant MEX>PER on=3 person=Betsy_Chavez_Chino"}, "1 2"},
		{"no person, and one on that day", []string{"envoy.expel PER>MEX on=3", "envoy.expel PER>MEX on=3 person=Pablo_Monroy"}, "1 2"},
		{"no person, and two on that day", []string{"envoy.expel PER>MEX on=3", "envoy.expel PER>MEX on=3 person=Pablo_Monroy", "envoy.expel PER>MEX on=3 person=Karla_Ornelas"}, "1; 2; 3"},
		{"one side, and the person", []string{"asylum.grant MEX>PER on=3 person=Betssy_Chávez", "asylum.grant MEX> on=4 person=Chávez", "asylum.grant >PER on=3 person=Betssy_Chávez"}, "1 2 3"},
		{"one side, and no person", []string{"mission.attack ECU>MEX on=5", "mission.attack >MEX on=5"}, "1; 2"},
		{"one side, acting the other way", []string{"asylum.grant MEX>PER on=3 person=Betssy_Chávez", "asylum.grant >MEX on=3 person=Betssy_Chávez"}, "1; 2"},
		{"four states and one of them", []string{"relations.sever SAU+ARE+BHR+EGY>QAT on=5", "relations.sever SAU>QAT on=5"}, "1; 1 2"},
		{"four states told twice are one event", []string{"relations.sever SAU+ARE+BHR+EGY>QAT on=5", "relations.sever EGY+BHR+ARE+SAU>QAT on=5"}, "1 2"},
		{"unnamed on both sides", []string{"talks.meet > on=3", "talks.meet > on=3"}, "1 2"},
		{"retracted claims stay, and open nothing that is held", []string{"envoy.recall PER>MEX on=3 retracted=9", "envoy.recall PER>MEX on=4", "envoy.recall PER>MEX on=5"}, "1 2 3"},
	} {
		events := Cluster(rules(t), told(tt.claims...), nil)
		if got := short(events); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
			for _, ev := range events {
				t.Log(strings.Join(ev.Why, "\n"))
			}
		}
	}
}

func TestEventSays(t *testing.T) {
	claims := told(
		"relations.sever PER>MEX on=1..30 person=Chávez",
		"relations.sever PER>MEX on=3",
		"relations.sever PER>MEX planned on=3",
		"relations.sever PER>MEX on=3..4 person=Betssy_Chávez",
	)
	claims[1].Claim.From[0] = chancery.Party{Code: "PER", Name: "Peru", Organ: "government", Start: 4, End: 8}
	claims[1].Claim.Confidence = 0.95
	events := Cluster(rules(t), claims, nil)
	if len(events) != 1 {
		t.Fatalf("%d events: %s", len(events), short(events))
	}
	ev := events[0]
	if ev.Status != chancery.Done || ev.Deed.Person != "Betssy Chávez" || ev.Deed.When.From != november(3) || ev.Deed.When.To != november(3) {
		t.Errorf("deed %+v, %s", ev.Deed, ev.Status)
	}
	if p := ev.Deed.From[0]; p.Name != "Peru" || p.Organ != "government" || p.Start != 0 || p.End != 0 {
		t.Errorf("party %+v", p)
	}
	if ev.Sources != 3 {
		t.Errorf("%d sources, want those of what was done: 3", ev.Sources)
	}
	if len(ev.Why) != 5 || !strings.Contains(ev.Why[0], "3 independent sources in 3 reports") {
		t.Errorf("why: %q", ev.Why)
	}
}

func TestSources(t *testing.T) {
	for _, tt := range []struct {
		name   string
		claims []string
		want   int
	}{
		{"two papers", []string{"paper=Milenio", "paper=El_Comercio"}, 2},
		{"a paper twice", []string{"paper=Milenio", "paper=Milenio"}, 1},
		{"a report twice", []string{"report=x paper=A", "report=x paper=A"}, 1},
		{"a house under two names", []string{"paper=Gestión", "paper=Perú21"}, 1},
		{"a house by its site", []string{"paper=Gestion url=https://gestion.pe/1", "url=https://www.trome.com/2 paper=x"}, 1},
		{"a paper by name and by site", []string{"paper=Mexico_News_Daily", "paper= url=https://mexiconewsdaily.com/x"}, 1},
		{"twenty mastheads of one wire text", []string{"text=wire paper=A", "text=wire paper=B", "text=wire paper=C", "text=own paper=D"}, 2},
		{"one agency credited by all, under two names", []string{"paper=A credit=Reuters", "paper=B credit=Thomson_Reuters", "paper=Reuters"}, 1},
		{"two agencies", []string{"paper=A credit=Reuters", "paper=B credit=EFE"}, 2},
		{"an agency and who prints it", []string{"paper=EFE", "paper=B credit=EFE"}, 1},
		{"crediting two adds none", []string{"paper=A credit=Reuters,AP", "paper=B credit=Reuters", "paper=C credit=AP"}, 2},
		{"crediting two alone", []string{"paper=A credit=Reuters,AP"}, 1},
		{"a voice outweighs the credits", []string{"paper=A credit=Reuters,AP voice=agency:AP", "paper=B credit=Reuters"}, 2},
		{"two speakers are no sources", []string{"paper=A voice=speaker:X", "paper=A voice=speaker:Y"}, 1},
		{"unknown papers may be one", []string{"paper=", "paper="}, 1},
		{"alleged beside certain", []string{"paper=A", "paper=B planned"}, 1},
	} {
		var words []string
		for _, c := range tt.claims {
			words = append(words, "relations.sever PER>MEX on=3 "+c)
		}
		events := Cluster(rules(t), told(words...), nil)
		if len(events) != 1 || events[0].Sources != tt.want {
			t.Errorf("%s: %d sources, want %d: %s", tt.name, events[0].Sources, tt.want, events[0].Why[0])
		}
	}
}

func TestOpinions(t *testing.T) {
	claims := told(
		"envoy.recall PER>MEX on=3", "envoy.recall PER>MEX on=3", "envoy.recall PER>MEX on=3",
		"envoy.recall PER>MEX on=12",
		"envoy.withdraw PER>MEX on=3",
	)
	merge := func(n int64, a, b string) chancery.Entry {
		return chancery.Entry{Number: n, Verb: chancery.Merge, ClaimID: a, Other: b, Agent: "Ana", Because: "one deed"}
	}
	split := func(n int64, a, b string) chancery.Entry {
		return chancery.Entry{Number: n, Verb: chancery.Split, ClaimID: a, Other: b, Agent: "Ana", Because: "two deeds"}
	}
	undo := func(n, of int64) chancery.Entry { return chancery.Entry{Number: n, Verb: chancery.Undo, Of: of} }
	for _, tt := range []struct {
		name     string
		opinions []chancery.Entry
		want     string
	}{
		{"none", nil, "1 2 3; 4; 5"},
		{"merged", []chancery.Entry{merge(10, "c1", "c4")}, "1 2 3 4; 5"},
		{"merged across types", []chancery.Entry{merge(10, "c5", "c1")}, "1 2 3 5; 4"},
		{"merged and undone", []chancery.Entry{merge(10, "c1", "c4"), undo(11, 10)}, "1 2 3; 4; 5"},
		{"undone, and merged again", []chancery.Entry{merge(10, "c1", "c4"), undo(11, 10), merge(12, "c4", "c1")}, "1 2 3 4; 5"},
		{"taken out", []chancery.Entry{split(10, "c2", "c1")}, "1 3; 2; 4; 5"},
		{"the first taken out", []chancery.Entry{split(10, "c1", "c2")}, "1; 2 3; 4; 5"},
		{"taken out and undone", []chancery.Entry{split(10, "c2", "c1"), undo(11, 10)}, "1 2 3; 4; 5"},
		{"taken out, then merged", []chancery.Entry{split(10, "c2", "c1"), merge(11, "c1", "c2")}, "1 2 3; 4; 5"},
		{"merged, then taken out", []chancery.Entry{merge(10, "c1", "c4"), split(11, "c4", "c1")}, "1 2 3; 4; 5"},
		{"merged, then parted from another of the deed", []chancery.Entry{merge(10, "c4", "c1"), split(11, "c4", "c3")}, "1 2 3; 4; 5"},
		{"parted from another of the deed, then merged", []chancery.Entry{split(10, "c4", "c3"), merge(11, "c4", "c1")}, "1 2 3 4; 5"},
		{"undone before it is known", []chancery.Entry{undo(11, 10), merge(10, "c1", "c4")}, "1 2 3; 4; 5"},
		{"three into one", []chancery.Entry{merge(10, "c1", "c4"), merge(11, "c4", "c5")}, "1 2 3 4 5"},
		{"of claims that are not there", []chancery.Entry{merge(10, "c1", "c9"), split(11, "c8", "c2")}, "1 2 3; 4; 5"},
	} {
		if got := short(Cluster(rules(t), claims, tt.opinions)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Betssy Chávez", "Betssy Betzabet Chavez Chino", true},
		{"Chávez", "Betssy Chávez", true},
		{"Betssy", "Betssy Chávez", false},
		{"Andrés Manuel López Obrador", "López Obrador", true},
		{"Adel al-Jubeir", "Adel Al Jubeir", true},
		{"Hugo de Zela", "De Zela", true},
		{"Pedro Castillo", "Pedro Sánchez", false},
		{"Pedro Castillo", "José Castillo", false},
		{"Kirby", "John Kirbi", true},
		{"", "Betssy Chávez", false},
	} {
		if a, b := nameOf(tt.a), nameOf(tt.b); a.same(b) != tt.want || b.same(a) != tt.want {
			t.Errorf("%q and %q: %v, %v; want %v", tt.a, tt.b, a.same(b), b.same(a), tt.want)
		}
	}
}

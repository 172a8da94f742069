package extract_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/score"
	"github.com/chancery-ledger/chancery/internal/sharedtest"
)

// heart are the types of the acts between Peru and Mexico that the article is
// about: these must be read, whatever else changes.
var heart = []chancery.ActType{"relations.sever", "asylum.grant", "relations.hold"}

// foundingRecall is the part of the article's tier-A acts that is read. It only
// ever rises.
const foundingRecall = 0.69

// The article with which the program began is read from its pasted page: the
// acts it is about with their parties, status and day, the agencies, the
// quotations.
func TestFoundingArticle(t *testing.T) {
	reading := readFounding(t)
	kinds, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(sharedtest.Path(t, "gold", "founding.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Acts []struct {
			Type     chancery.ActType
			From, To []chancery.Code
			Status   chancery.Status
			When     struct{ From, To chancery.Day }
		}
		Checks struct {
			Agencies []string
			Quotes   []struct{ Speaker, Starts string }
		}
	}
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	var gold, got []score.Act
	for _, a := range want.Acts {
		gold = append(gold, score.Act{Type: a.Type, From: a.From, To: a.To, Status: a.Status, When: chancery.When{From: a.When.From, To: a.When.To}})
	}
	for _, c := range reading.Acts {
		got = append(got, score.FromClaim(c))
	}
	sc := score.New(kinds)
	hits, missed, wrong := sc.Add(gold, got)
	for _, a := range missed {
		if k, _ := kinds.Kind(a.Type); k.Tier != "A" {
			continue
		}
		if slices.Contains(heart, a.Type) && a.Status == chancery.Done && !slices.Contains(a.From, "ECU") && !slices.Contains(a.To, "ECU") {
			t.Errorf("not read: %+v", a)
		}
		t.Logf("not read: %s %v>%v %s", a.Type, a.From, a.To, a.Status)
	}
	if f := sc.Figures(score.Strict, true); f.Recall() < foundingRecall {
		t.Errorf("%.2f of its tier-A acts are read, which was %.2f", f.Recall(), foundingRecall)
	}
	for _, h := range hits {
		if !score.DateAgrees(h.Gold.When, h.Got.When) && slices.Contains(heart, h.Gold.Type) {
			t.Errorf("%s %v>%v is dated %s..%s, want %s..%s", h.Gold.Type, h.Gold.From, h.Gold.To, h.Got.When.From, h.Got.When.To, h.Gold.When.From, h.Gold.When.To)
		}
	}
	for _, a := range wrong {
		t.Logf("read besides: %s %v>%v %s", a.Type, a.From, a.To, a.Status)
	}
	for _, agency := range want.Checks.Agencies {
		if !slices.Contains(reading.Report.Agencies, agency) {
			t.Errorf("agencies %q lack %q", reading.Report.Agencies, agency)
		}
	}
	for _, q := range want.Checks.Quotes {
		if !slices.ContainsFunc(reading.Quotes, func(got chancery.Quote) bool {
			return strings.Contains(got.Text, q.Starts) && strings.Contains(got.Speaker.Name+got.Speaker.Office, q.Speaker)
		}) {
			t.Errorf("no quotation of %s that has %q", q.Speaker, q.Starts)
		}
	}
	for _, furniture := range []string{"send troops", "Who Will Vote", "AMLO puts", "Hermosillo", "Dynamic Country"} {
		if strings.Contains(reading.Report.Text, furniture) {
			t.Errorf("the text still has the furniture %q", furniture)
		}
	}
}

func readFounding(t testing.TB) chancery.Reading {
	t.Helper()
	path := sharedtest.Path(t, "gold", "founding.txt")
	for report, err := range page.Open(t.Context(), path, nil, page.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		return newReader(t).Read(report)
	}
	t.Fatal("no report in the founding article")
	return chancery.Reading{}
}

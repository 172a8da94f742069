package catalogue_test

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

func TestEveryTypeIsWhole(t *testing.T) {
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Kinds()) < 70 {
		t.Fatalf("%d types, want the whole table", len(c.Kinds()))
	}
	for _, k := range c.Kinds() {
		if k.Tier != "A" && k.Tier != "B" {
			t.Errorf("%s: tier %q", k.Type, k.Tier)
		}
		if k.Definition == "" || k.PhraseEN == "" || k.PhraseES == "" || k.ExampleES == "" {
			t.Errorf("%s: a column is empty", k.Type)
		}
	}
}

func TestCodesFollowTheStatus(t *testing.T) {
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		typ    chancery.ActType
		status chancery.Status
		want   chancery.Codes
	}{
		{"relations.sever", chancery.Done, chancery.Codes{CAMEO: "161", PLOVER: "SANCTION-discontinue"}},
		{"relations.sever", chancery.Threatened, chancery.Codes{CAMEO: "13", PLOVER: "THREATEN"}},
		{"relations.sever", chancery.Planned, chancery.Codes{CAMEO: "03", PLOVER: "AGREE"}},
		{"relations.sever", chancery.Not, chancery.Codes{}},
		{"mission.relocate", chancery.Done, chancery.Codes{}},
	} {
		if got := c.CodesFor(tt.typ, tt.status); got != tt.want {
			t.Errorf("CodesFor(%s, %s) = %v, want %v", tt.typ, tt.status, got, tt.want)
		}
	}
}

package tables

import (
	"unique"

	"github.com/chancery-ledger/chancery"
)

// Who keeps a million claims in memory keeps the same few codes, names and
// papers over and over. The functions here make equal strings one.

func share[S ~string](s *S) { *s = S(unique.Make(string(*s)).Value()) }

func shareFiled(f *chancery.Filed) {
	share(&f.Agent)
	share(&f.Reader)
	c := &f.Claim
	share(&c.Type)
	share(&c.Status)
	share(&c.Person)
	share(&c.Channel)
	share(&c.When.Basis)
	share(&c.When.Text)
	share(&c.Codes.CAMEO)
	share(&c.Codes.PLOVER)
	for _, side := range [][]chancery.Party{c.From, c.To} {
		for i := range side {
			p := &side[i]
			share(&p.Code)
			share(&p.Name)
			share(&p.Organ)
			share(&p.Person)
			share(&p.Office)
		}
	}
	for i := range c.SaidBy {
		v := &c.SaidBy[i]
		share(&v.Kind)
		share(&v.Name)
		share(&v.Office)
		share(&v.Code)
	}
	if c.Why != nil {
		share(&c.Why.Rule)
		for i := range c.Why.Steps {
			share(&c.Why.Steps[i])
		}
	}
}

func shareReport(r *chancery.Report) {
	share(&r.Publisher)
	share(&r.DayBasis)
	share(&r.Language)
	share(&r.LangBasis)
	share(&r.Source)
	for _, list := range [][]string{r.Authors, r.Agencies, r.Missing, r.Rights} {
		for i := range list {
			share(&list[i])
		}
	}
}

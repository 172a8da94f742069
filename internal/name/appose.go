package name

import "github.com/chancery-ledger/chancery/text"

// appose joins a person with an office in apposition: "Hugo de Zela, Peru's
// foreign minister", "el presidente de Ecuador, Daniel Noboa".
func (f *finder) appose(n int) {
	m := &f.list[n]
	if m.Office != "" && m.Codes != nil && !m.Private {
		return
	}
	for k := n - 1; k >= 0 && k >= n-2; k-- {
		o := &f.list[k]
		if o.Kind == Office && !o.Plural && f.apposed(max(o.Last, f.list[n-1].Last), m.First) && f.opens(k, n) {
			f.hold(n, k)
			return
		}
	}
	if m.Last < len(f.words) && f.doc.Word(m.Last) == "," {
		for k := n + 1; k < len(f.list) && k <= n+3; k++ {
			o := &f.list[k]
			if o.Kind == Person || o.First-m.Last > 9 || !f.beside(n, k) {
				break
			}
			served := f.served(m.Last + 1)
			if !f.description(max(served, m.Last+1), o.First) {
				break
			}
			if o.Kind == Office && !o.Plural {
				f.hold(n, k)
				m.Former = m.Former || served > 0
				return
			}
			if m.Codes == nil && (o.Kind == Demonym || o.Kind == Adjective) && f.wordClass(m.Last+1)&determiner != 0 {
				m.Codes, m.Antecedent = o.Codes, k
			}
		}
	}
}

// served returns where the office begins of "who served as prime minister",
// "who was president"; 0 where the words are others.
func (f *finder) served(i int) int {
	if !f.is(i, "who") && !f.is(i, "quien") || i+2 >= len(f.words) {
		return 0
	}
	switch {
	case f.is(i+1, "served") && f.is(i+2, "as"):
		return i + 3
	case f.is(i+1, "was"), f.is(i+1, "fue"):
		return i + 2
	}
	return 0
}

// opens tells whether all that stands between office k and person n belongs to
// the office.
func (f *finder) opens(k, n int) bool {
	for j := k + 1; j < n; j++ {
		if f.list[k].Antecedent != j {
			return false
		}
	}
	return true
}

// apposed tells whether nothing or one comma lies between two tokens.
func (f *finder) apposed(i, end int) bool {
	if i < end && f.doc.Word(i) == "," {
		i++
	}
	if i < end && f.wordClass(i)&honorific != 0 {
		i++
	}
	return i == end
}

// description tells whether the tokens may open a noun phrase: no verb, no
// punctuation.
func (f *finder) description(i, end int) bool {
	for ; i < end; i++ {
		if f.doc.Tokens[i].Kind == text.Punct && f.doc.Word(i) != "-" || f.wordClass(i)&(functional|locative) != 0 && f.wordClass(i)&(determiner|ofWord|modifier) == 0 {
			return false
		}
	}
	return true
}

// hold gives person n the office k.
func (f *finder) hold(n, k int) {
	m, o := &f.list[n], &f.list[k]
	m.Office, m.Organ, m.Private = o.Office, o.Organ, o.Private
	if m.Codes == nil {
		m.Codes, m.Former = o.Codes, o.Former
		m.Antecedent = o.Antecedent
	}
	if m.Gender == UnknownGender {
		m.Gender = o.Gender
	}
	o.Person, o.Antecedent = m.Person, n
	if o.Codes == nil {
		o.Codes = m.Codes
	}
}

// sharePersons gives all mentions of one person what one of them tells.
func (f *finder) sharePersons() {
	best := make([]int, len(f.locals))
	for i := range best {
		best[i] = -1
	}
	local := make([]int32, len(f.list))
	at := 0
	for n := range f.list {
		local[n] = -1
		for at < len(f.raws) && int(f.raws[at].first) < f.list[n].First {
			at++
		}
		if f.list[n].Kind != Person || at == len(f.raws) {
			continue
		}
		w := f.raws[at].local
		local[n] = w
		if b := best[w]; b < 0 || f.list[b].Codes == nil && f.list[n].Codes != nil || f.list[b].Office == "" && f.list[n].Office != "" && f.list[n].Codes != nil {
			best[w] = n
		}
	}
	for n := range f.list {
		if local[n] < 0 || best[local[n]] == n {
			continue
		}
		m, b := &f.list[n], &f.list[best[local[n]]]
		if m.Codes == nil {
			m.Codes = b.Codes
		}
		if m.Office == "" {
			m.Office, m.Organ, m.Private, m.Former = b.Office, b.Organ, b.Private, b.Former
		}
		if m.Gender == UnknownGender {
			m.Gender = b.Gender
		}
		if m.Antecedent < 0 && best[local[n]] < n {
			m.Antecedent = best[local[n]]
		}
	}
}

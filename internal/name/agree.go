package name

// agrees tells whether a mention can be what the entry refers to.
func agrees(o *Mention, e *entry) bool {
	if o.Codes == nil && o.Kind != Person {
		return false
	}
	switch e.ref {
	case refIt:
		switch o.Kind {
		case State, Capital, Seat, Organisation, Group, Adjective:
			return true
		case Organ:
			return !o.Plural
		case Anaphor:
			return o.Person == "" && !o.Plural
		}
	case refHe:
		person := o.Kind == Person || (o.Kind == Office || o.Kind == Anaphor) && o.Person != "" || o.Kind == Office && !o.Plural
		return person && (o.Gender == e.gender || o.Gender == UnknownGender || e.gender == UnknownGender)
	case refThey:
		switch o.Kind {
		case State, Group, Organisation, Demonym, Organ:
			return true
		case Office, Anaphor:
			return o.Plural
		}
	case refSu:
		return o.Kind != City && o.Kind != Adjective
	case refCountry:
		if o.Kind == Organisation || o.Kind == Group || len(o.Codes) == 0 {
			return false
		}
		if e.codes != nil {
			return len(within(o.Codes, e.codes)) > 0
		}
		return len(o.Codes) == 1
	}
	return false
}

// within returns the codes that lie in a region; all where none is given.
func within(codes, region []code) []code {
	if region == nil {
		return codes
	}
	n, only := 0, -1
	for i, c := range codes {
		if has(region, c) {
			n++
			only = i
		}
	}
	switch n {
	case len(codes):
		return codes
	case 0:
		return nil
	case 1:
		return codes[only : only+1]
	}
	var out []code
	for _, c := range codes {
		if has(region, c) {
			out = append(out, c)
		}
	}
	return out
}

// both gives mention n the two parties named last before it, or first after.
func (f *finder) both(n int, region []code) {
	var codes []code
	last := -1
	take := func(k int) bool {
		o := &f.list[k]
		if o.Kind == City || o.Kind == Anaphor && len(o.Codes) < 2 || o.Former {
			return false
		}
		for _, c := range o.Codes {
			if len(codes) < 2 && !has(codes, c) && (region == nil || has(region, c)) {
				codes = append(codes, c)
				last = max(last, k)
			}
		}
		return len(codes) == 2
	}
	for k := n - 1; k >= 0 && f.sentence[n]-f.sentence[k] <= reach; k-- {
		if take(k) {
			break
		}
	}
	if len(codes) == 2 {
		codes[0], codes[1] = codes[1], codes[0] // in the order of the text
	}
	for k := n + 1; len(codes) < 2 && k < len(f.list) && f.sentence[k]-f.sentence[n] <= 1; k++ {
		if take(k) {
			break
		}
	}
	if len(codes) == 2 {
		f.list[n].Codes, f.list[n].Antecedent, f.list[n].Plural = codes, last, true
	}
}

// group returns the codes of mention k and of the one coordinated before it.
func (f *finder) group(k int) []code {
	o := &f.list[k]
	switch {
	case o.Kind != State && o.Kind != Organisation && o.Kind != Capital:
	case f.coordinated(k - 1):
		return union(f.list[k-1].Codes, o.Codes)
	case f.coordinated(k):
		return union(o.Codes, f.list[k+1].Codes)
	}
	return o.Codes
}

// coordinated tells whether mentions k and k+1 are two of a kind with nothing
// but "and" between them.
func (f *finder) coordinated(k int) bool {
	if k < 0 || k+1 >= len(f.list) {
		return false
	}
	a, b := &f.list[k], &f.list[k+1]
	gap := b.First - a.Last
	if a.Codes == nil || b.Codes == nil || gap < 1 || gap > 2 || gap == 2 && f.wordClass(a.Last+1)&determiner == 0 || a.Kind != b.Kind && !pairs(a.Kind, b.Kind) {
		return false
	}
	return f.is(a.Last, "and") || f.is(a.Last, "y") || f.is(a.Last, "e")
}

// pairs tells whether mentions of these kinds are coordinated as equals: "US
// and British", "EE. UU. y la UE".
func pairs(a, b Kind) bool {
	state := func(k Kind) bool { return k == State || k == Organisation || k == Capital }
	return state(a) && state(b) || a <= Adjective && b <= Adjective
}

// ahead looks for the antecedent after the description, as in headlines.
func (f *finder) ahead(n int, e *entry) int {
	for k := n + 1; k < len(f.list) && f.sentence[k]-f.sentence[n] <= 1; k++ {
		if f.list[k].Kind != Anaphor && agrees(&f.list[k], e) {
			return k
		}
	}
	return -1
}

package text

// stop tells what the full stop after an abbreviation says of the sentence.
type stop uint8

const (
	noAbbreviation stop = iota
	title               // a name follows: "Mr.", "Gen.", "Sra."; never ends a sentence
	counted             // an abbreviation only before a number: "No. 10", "p. 3", "art. 5"
	month               // "Dec.", "Sept."; seldom ends a sentence
	inner               // "vs.", "e.g.", "i.e."; does not end a sentence
	ender               // "etc.", "Inc.", "p.m."; ends one where a sentence starter follows
)

var englishAbbreviations = map[string]stop{
	"Mr": title, "Mrs": title, "Ms": title, "Messrs": title, "Mme": title, "Dr": title, "Prof": title, "Rev": title, "Fr": title, "Hon": title,
	"Gen": title, "Maj": title, "Col": title, "Lt": title, "Capt": title, "Sgt": title, "Cpl": title, "Pvt": title, "Adm": title, "Cmdr": title, "Brig": title,
	"Sen": title, "Sens": title, "Rep": title, "Reps": title, "Gov": title, "Govs": title, "Pres": title, "Amb": title, "Supt": title, "Insp": title, "Det": title,
	"St": title, "Ste": title, "Ft": title, "Mt": title, "Gens": title, "Drs": title, "Atty": title, "Asst": title, "Dist": title,
	"Jan": month, "Feb": month, "Mar": counted, "Apr": month, "Jun": counted, "Jul": counted, "Aug": month, "Sep": month, "Sept": month, "Oct": month, "Nov": month, "Dec": month,
	"Mon": ender, "Tue": ender, "Tues": ender, "Wed": ender, "Thu": ender, "Thur": ender, "Thurs": ender, "Fri": ender,
	"No": counted, "Nos": counted, "no": counted, "nos": counted, "p": counted, "pp": counted, "Art": counted, "art": counted, "Sec": counted, "Vol": counted, "vol": counted,
	"para": counted, "Para": counted, "Ch": counted, "Fig": counted, "fig": counted, "ca": counted, "c": counted, "pop": counted, "Op": counted, "op": counted, "cf": inner, "approx": inner,
	"vs": inner, "v": inner, "eg": inner, "ie": inner, "Ave": ender, "Blvd": ender, "Rd": ender, "ext": counted, "Ext": counted, "est": counted,
	"Inc": ender, "Corp": ender, "Co": ender, "Ltd": ender, "Bros": ender, "Jr": ender, "Sr": ender, "Esq": ender, "etc": ender, "Etc": ender, "al": ender,
	"Ala": ender, "Ariz": ender, "Ark": ender, "Calif": ender, "Colo": ender, "Conn": ender, "Fla": ender, "Ga": ender, "Ill": ender, "Ind": ender, "Kan": ender,
	"Ky": ender, "La": ender, "Md": ender, "Mich": ender, "Minn": ender, "Mo": ender, "Mont": ender, "Neb": ender, "Nev": ender, "Okla": ender, "Ore": ender,
	"Pa": ender, "Tenn": ender, "Tex": ender, "Va": ender, "Vt": ender, "Wash": ender, "Wis": ender, "Wyo": ender,
	"Ph": inner, "Univ": inner, "Dept": inner, "Gov't": inner, "Int'l": inner, "Attn": inner, "attn": inner,
}

var spanishAbbreviations = map[string]stop{
	"sr": title, "sra": title, "Sr": title, "Sra": title, "Srta": title, "Sres": title, "Sras": title, "Dr": title, "Dra": title, "Dres": title, "D": title, "Dª": title, "Dn": title, "Dña": title,
	"Prof": title, "Profa": title, "Lic": title, "Lcdo": title, "Lcda": title, "Ing": title, "Arq": title, "Abg": title, "Mtro": title, "Mtra": title,
	"Gral": title, "Gen": title, "Cnel": title, "Cor": title, "Tte": title, "Cap": title, "Cmdte": title, "Alte": title, "Sgto": title, "Brig": title, "Mons": title,
	"Pbro": title, "Fr": title, "Rvdo": title, "Excmo": title, "Excma": title, "Ilmo": title, "Hno": title, "Hna": title, "Sto": title, "Sta": title, "St": title, "Mr": title, "Mrs": title,
	"Av": title, "Avda": title, "Pza": title, "Ctra": title, "Gob": title, "Dip": title, "Sen": title, "Pdte": title, "Pdta": title,
	"Ud": ender, "Uds": ender, "Vd": ender, "Vds": ender, "EE": inner, "UU": ender, "FF": inner, "AA": ender, "JJ": inner, "OO": ender, "CC": inner, "DD": inner, "HH": ender, "RR": inner, "EEUU": ender,
	"ene": counted, "feb": counted, "abr": counted, "jun": counted, "jul": counted, "ago": counted, "sept": counted, "oct": counted, "nov": counted, "dic": counted,
	"No": counted, "no": counted, "Nº": inner, "nº": inner, "Núm": counted, "núm": counted, "Núms": counted, "núms": counted, "N": counted, "n": counted, "p": counted, "pp": counted,
	"pág": counted, "págs": counted, "Pág": counted, "Art": counted, "art": counted, "Arts": counted, "arts": counted, "inc": counted, "vol": counted, "Vol": counted, "cap": counted, "aprox": inner, "tel": counted, "Tel": counted,
	"etc": ender, "Jr": ender, "Bros": ender, "Inc": ender, "Corp": ender, "Cía": ender, "cía": ender, "Ltda": ender, "Ltd": ender, "Co": ender, "vs": inner, "ss": ender, "km": counted, "kms": counted,
	"Depto": inner, "Dpto": inner, "dpto": inner, "Ed": inner, "ej": inner, "ed": counted, "Hnos": ender, "cf": inner, "ca": counted, "c": counted, "s": counted, "fig": counted, "figs": counted, "v": inner, "gr": counted,
}

// abbreviation looks up a word without its last full stop.
func abbreviation(w string, lang Lang) stop {
	if lang == Spanish {
		return spanishAbbreviations[w]
	}
	return englishAbbreviations[w]
}

// stopBelongs tells whether the full stop at j belongs to the word from i, in
// the chunk that ends at to: to initials ("U.S.", "J. Smith"), to letters with
// inner stops ("p.m.", "EE.UU."), or to an abbreviation that is listed.
func (c *scanner) stopBelongs(i, j, to int) bool {
	if j-i > 8 && c.s[i+1] != '.' {
		return false
	}
	seg := i
	for k := j - 1; k > i; k-- {
		if c.s[k] == '.' {
			seg = k + 1
			break
		}
	}
	next, _ := runeAt(c.s[:to], j+1)
	r, n := runeAt(c.s, seg)
	if seg+n == j && isLetter(r) { // one letter: "U", or the "S" of "U.S"
		switch {
		case seg > i:
			return true
		case isLetter(next):
			return c.spelled(j+1, to)
		case isUpper(r):
			return c.closesPair() || c.initial(i, j, r)
		}
		return c.abbreviated(i, j) || c.closesPair() || c.pair(j)
	}
	if seg > i {
		return doubled(c.s[seg:j]) || !isLetter(next) && c.s[seg:j] == "D"
	}
	if isLetter(next) {
		return doubled(c.s[i:j])
	}
	return c.abbreviated(i, j)
}

// spelled tells whether what follows a single letter and its stop at i goes on
// as letters with stops do: "S." of "U.S.", "m" of "p.m", or a name "F.Cook".
func (c *scanner) spelled(i, to int) bool {
	r, n := runeAt(c.s, i)
	next, _ := runeAt(c.s[:to], i+n)
	return isUpper(r) || !isLetter(next)
}

// abbreviated tells whether the word from i to its stop at j is listed and,
// where it counts something, a number follows.
func (c *scanner) abbreviated(i, j int) bool {
	switch abbreviation(c.s[i:j], c.lang) {
	case noAbbreviation:
		return false
	case counted:
		r, _ := runeAt(c.s, c.skipSpace(j+1))
		return isDigit(r)
	}
	return true
}

// initial tells whether the upper-case letter before the stop at j is the
// initial of a name and not the end of a sentence ("Plan B.", "so do I.").
func (c *scanner) initial(i, j int, r rune) bool {
	k := c.skipSpace(j + 1)
	next, _ := runeAt(c.s, k)
	if k > j+1 && !isUpper(next) || k >= len(c.s) {
		return k < len(c.s) && c.pair(j)
	}
	if len(c.toks) == c.from {
		return true
	}
	last := c.toks[len(c.toks)-1]
	prev, _ := runeAt(c.s, int(last.Start))
	if r == 'I' {
		return isUpper(prev)
	}
	return isUpper(prev) || last.Kind == Punct
}

// pair tells whether another single letter with a stop follows the stop at j:
// "a. C.", "p. m.", "p. ej.".
func (c *scanner) pair(j int) bool {
	k := c.skipSpace(j + 1)
	r, n := runeAt(c.s, k)
	if k > j+3 || !isLetter(r) {
		return false
	}
	if k+n < len(c.s) && c.s[k+n] == '.' {
		return true
	}
	return len(c.s) >= k+3 && c.s[k:k+3] == "ej."
}

// closesPair tells whether the last token is a lower-case letter with a stop,
// so that another letter with a stop belongs to it: the "C." of "a. C.".
func (c *scanner) closesPair() bool {
	if len(c.toks) == c.from {
		return false
	}
	last := c.toks[len(c.toks)-1]
	return last.End-last.Start == 2 && isLower(rune(c.s[last.Start])) && c.s[last.End-1] == '.'
}

func (c *scanner) skipSpace(i int) int {
	for i < len(c.s) {
		r, n := runeAt(c.s, i)
		if !isSpace(r) {
			break
		}
		i += n
	}
	return i
}

// doubled tells whether w is a pair of like letters, as Spanish abbreviates
// plurals: "EE", "UU", "FF".
func doubled(w string) bool { return len(w) == 2 && w[0] == w[1] && isUpper(rune(w[0])) }

package when

// word is a set of grammar words: the small words by which date expressions
// hang together. A form may be several ("past" is last, "following" is after).
type word uint64

const (
	wAbout word = 1 << iota
	wAfter
	wAnniversary
	wAgo
	wAnd
	wAt
	wBefore
	wBetween
	wBy
	wCome // "que viene"
	wCurrent
	wDuring
	wEarlier
	wFor
	wFrom
	wHence
	wIn
	wInside // "dentro de"
	wLast
	wLater
	wLess
	wMore
	wNext
	wNow
	wOf
	wOn
	wOr
	wRecent
	wRest
	wSame
	wSince
	wThan
	wThat
	wThe
	wThis
	wThrough
	wTill
	wTo
	wHalf
	wEve      // "la víspera"
	wStarting // "the week starting February 4"
	wFin      // "fin" in "fin de semana"

	// Words about a date that make it something else.
	wNotBeforeWeekday
	wNotAfterWeekday
	wNotBeforeMonth
	wNotAfterMonthDay
	wNotBeforeYear
	wNotAfterYear
	wNamedHead   // "convention": a year before it is part of its name
	wNamedSpread // "winter", "new": may stand between year and head
)

var wordNames = map[string]word{
	"about": wAbout, "after": wAfter, "anniversary": wAnniversary, "ago": wAgo, "and": wAnd, "at": wAt, "before": wBefore, "between": wBetween,
	"by": wBy, "come": wCome, "current": wCurrent, "during": wDuring, "earlier": wEarlier, "for": wFor,
	"from": wFrom, "hence": wHence, "in": wIn, "inside": wInside, "last": wLast, "later": wLater, "less": wLess,
	"more": wMore, "next": wNext, "now": wNow, "of": wOf, "on": wOn, "or": wOr,
	"recent": wRecent, "rest": wRest, "same": wSame, "since": wSince, "than": wThan, "that": wThat, "the": wThe,
	"this": wThis, "through": wThrough, "till": wTill, "to": wTo, "half": wHalf, "eve": wEve, "fin": wFin, "starting": wStarting,
	"not-before-weekday": wNotBeforeWeekday, "not-after-weekday": wNotAfterWeekday,
	"not-before-month": wNotBeforeMonth, "not-after-monthday": wNotAfterMonthDay,
	"not-before-year": wNotBeforeYear, "not-after-year": wNotAfterYear,
	"named-head": wNamedHead, "named-spread": wNamedSpread,
}

// class is a set of the sorts of content words in date expressions.
type class uint16

const (
	cMonth class = 1 << iota
	cWeekday
	cUnit
	cSeason
	cToday
	cOvernight
	cDaypart
	cNumber
	cOrdinal
	cDecade
	cPart
	cQuarter
	cFew
	cHoliday // the first word of a holiday's name
	cVague   // "recently"
)

// triggers are the classes without which a sentence holds no date.
const triggers = cMonth | cWeekday | cUnit | cSeason | cToday | cOvernight | cDaypart | cDecade | cQuarter | cHoliday | cVague

// strength is how much a month's or weekday's form needs beside it.
type strength uint8

const (
	strong  strength = iota // "Monday", "enero"
	weak                    // "~": "June", "mar" need a date-like neighbour
	capital                 // "^": "May", "March" must be capitalised, too
)

// sense is what a form may be in a date expression.
type sense struct {
	class    class
	words    word
	strength strength
	month    uint8
	weekday  uint8
	unit     unit
	season   uint8 // the first month of the season
	today    int8  // days from the report's day
	ordinal  uint8
	quarter  uint8
	part     part
	number   int16
	decade   int16
	days     []holiday // holidays whose name begins with this form
}

// holiday is a named day that comes every year.
type holiday struct {
	rest []string // the folded words after the first
	day  floating
}

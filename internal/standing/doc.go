// Package standing says what stands between two states: on any date, and as
// it was known on any other.
//
// The standing is a pure fold over events. Each event makes moves, by the
// table lexicon/law/moves.tsv; the moves of one [Line] (a track between two
// parties, in one direction, or about one person) are sorted by day and folded
// into stretches of one state each. Nothing is stored that could not be built
// again: a [Book] keeps only the events, the lines that each one touches, and
// the folded lines until one of their events changes.
//
// The order of arrival never matters. As-of picks the stretch in which a day
// lies; as-known folds again only what had been filed, or published, by then.
// What the data of lexicon/law says is what the fold does: which act moves
// what, what it never moves, on which rule of law a state rests where no source
// says it, and which words of the evidence make the difference between
// "agreed to restore" and "restored".
package standing

// Package page turns what people hand in into reports: HTML pages, plain text
// as one pastes an article, JSON Lines of extracted reports, RSS, Atom and
// JSON feeds, WARC archives, any of them gzipped, and folders of all these.
//
// [Open] takes the argument of a command line, [Read] any stream of bytes.
// Both yield one [chancery.Report] after the other and hold one at a time. A
// bad input yields an [*Error] that says what is wrong, where, and what to do
// about it; reading then goes on with the next report.
//
// Nothing is guessed in silence. A report's day and language come with the
// basis on which they rest (DayBasis, LangBasis), and what could not be found
// stands in Missing.
//
// The text of a report is its headline, a blank line, and the paragraphs of
// the main text, a blank line between each two. Furniture of the page (menus,
// captions, links to other stories, polls, buttons) is left out. For a page of
// HTML that is go-trafilatura's work, with the line classifier of this package
// after it; for pasted text it is the line classifier's alone (see classify).
// JSON Lines hold articles that somebody has already cleaned, so only what is
// furniture beyond doubt is taken away there.
package page

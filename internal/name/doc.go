// Package name finds who is named in a report: states by name, adjective,
// demonym, capital and seat of government; their organs and offices;
// organisations and armed groups; persons; and the pronouns and descriptions
// that stand for them.
//
// [Find] makes three passes over the tokens and needs no syntax:
//
//  1. scan: the longest entry of the lexicon (lexicon/actors/*.tsv, a trie over
//     folded words) that agrees in language, case and day; where several
//     entries share a form ("Georgia"), their cues in the text decide.
//  2. persons: titles join the names after them, unknown names are found by
//     title, given name or apposition, and surnames lead back to full names.
//  3. references: organs and offices get the state that the words beside them
//     name ("Peru's foreign ministry", "el canciller peruano"), pronouns and
//     descriptions the latest mention that agrees with them.
//
// [Mentions.Resolve] repeats the last step with a dependency tree, in the
// manner of Lappin and Leass, "An Algorithm for Pronominal Anaphora
// Resolution" (Computational Linguistics 20:4, 1994).
//
// A ministry, parliament, court, army, president or ambassador counts as its
// state. A city or province does not, though it bears the state's code: its
// mention is of kind [City]. Nor does a person who is out of office.
package name

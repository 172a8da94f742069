// Package chancery is the glossary of Chancery, a reader of news about states
// that keeps a sourced, dated ledger of what stands between them.
//
// The words, in the order in which a report meets them:
//
//   - A [Report] is one text that somebody published on some day. Its text is
//     never changed; an edited article is another report.
//   - A [Claim] is what one report says of one [Deed]: the deed itself, how it
//     stands ([Status]: done, planned, proposed, threatened, not), who says so
//     ([Voice]) and on which words it rests ([Evidence]).
//   - A [Party] is a state, an organisation or a group, named by its [Code]. A
//     ministry or a president counts as the state on the day of the deed.
//   - A [When] is an interval of days with the [Basis] on which it rests.
//   - A [Reading] is everything that one report yields.
//   - An [Event] is the opinion that several claims speak of one deed.
//   - An [Entry] asserts or retracts a claim in the ledger, which only grows.
//   - A [Track] is one thread of what stands between two states: diplomatic
//     relations, representation, consular relations, trade and so on.
//
// The program's folders follow a report on its way:
// page → text → syntax → name, when → act, stance, voice → extract → ledger →
// event → standing. This package imports only text and day-keeping from the
// standard library, and everything imports it.
package chancery

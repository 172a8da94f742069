// Package poll asks readers what they think will come: an editor opens a
// question on two states or an act, each reader gives one forecast, and when
// the day has passed the ledger settles who was right. The score of the crowd is
// that of Brier (Verification of forecasts expressed in terms of probability,
// Monthly Weather Review 78, 1950), in its form for two outcomes.
//
// # One vote a reader, without tracking
//
// Readers have no account and no cookie, so that nothing names them. What can
// be known of a reader is the network that a request comes from and how the
// browser names itself. From both, and from a random key that each poll has of
// its own, a [Store] makes a mark: HMAC-SHA-256(key, network, browser). A mark can
// vote once; a network has a few marks, since a household, a school and an
// operator of mobile telephones each have one address for many people.
//
//   - A mark says that somebody voted, never what: votes are added to a tally in
//     the same transaction, and no row, time or order joins the two. The file has
//     no write-ahead log, whose frames would tell which tally grew with which mark.
//   - Marks of two polls have nothing in common, since their keys have not.
//   - When a poll closes, its key and its marks are wiped. What remains is the
//     tally.
//   - While it is open, who holds the file could try addresses one by one against
//     the marks and learn which networks have voted. They would not learn how.
//   - Who changes networks can vote more than once. To prevent that one would have
//     to know who people are, and a forecast of strangers is not worth that.
//
// A blind signature (Chaum; RFC 9474) was weighed: the server signs a token that
// it cannot see, and later cannot tell whose vote it was. It would hide the vote
// from a server that keeps more than it says, but it takes arithmetic in the
// browser, and every page here works without JavaScript; and whom to give a
// signature to is the same question as above.
//
// A form carries a ballot: a token made with the mark of the reader to whom the
// page was sent. So another site cannot make its visitors vote: it has no ballot
// for their mark.
package poll

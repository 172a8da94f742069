// Package account keeps the people who work on a ledger: their names,
// passwords, roles, sessions and keys for the API, in an SQLite file of their
// own beside the ledger. Readers need none of it and are given no cookie.
//
// A [Store] answers who somebody is. Passwords are kept as argon2id hashes
// (RFC 9106). A sign-in costs the same work whether the name is known or not,
// and after some failures has to wait, by name and by where it comes from.
// Session tokens and keys are random; the file holds their SHA-256 only, so
// that a copy of it opens nothing.
//
// A [Gate] puts that in front of handlers: it finds the session of a request,
// asks for a role, and lets no form through that was not asked for by the same
// browser. It writes no HTML.
//
// What a reviewer decides is no matter of this package: it goes into the
// ledger, signed by [Account.Agent], through package review (see [Account.Desk]).
// What is done to accounts themselves is listed in [Store.Log].
package account

// Package web is the public face of the ledger: pages on which a person looks
// up what stands between two states.
//
// Every page is made on the server, in English under / and in Spanish under
// /es/, and has a JSON twin under the same address with .json: the very structs
// that the page was made from. Pages show what other packages found and decide
// nothing themselves. They work without JavaScript, ask no third party for
// anything, and give readers no cookie.
//
// [Handler] serves them all. One file holds one page (page_*.go); the rest is
// what they share: the request ([ask]), the answer ([view]), names and words,
// drawings, the cache, and the headers that every answer carries.
package web

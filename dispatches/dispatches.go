// Package dispatches holds the reports that the demonstration reads: texts
// written for Chancery about real events, under mastheads that do not exist,
// with the furniture and the traps of real pages.
package dispatches

import "embed"

// Files has the dispatches as files: pages, pasted texts, a feed, an archive.
//
//go:embed *.txt *.html *.xml *.warc
var Files embed.FS

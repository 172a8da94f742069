// Package lexicon holds what Chancery knows as text: names of states and
// organs, offices, months, and the rules for acts. The files are embedded,
// and the packages that read them test them as data.
package lexicon

import "embed"

// Files has every file of the lexicon under its path, such as
// "acts/acts.tsv".
//
//go:embed actors acts stance law page voice when publishers.tsv sources.toml
var Files embed.FS

// Package models holds the trained weights that are part of the program, and
// beside each a card: its data with their licences, its scores, and the
// command that makes it.
package models

import "embed"

// FS holds "en.syntax" and "es.syntax", the weights of package syntax, and
// "judge/*.gz", those of package judge, with how many acts of each type they saw.
//
//go:embed *.syntax judge/*.gz judge/seen.tsv
var FS embed.FS

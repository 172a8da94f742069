// Package baseline is what was known before any report was read: which states
// have diplomatic relations and since when, their missions, their leaders, the
// organisations and treaties they share, the states that are no more.
//
// The data are shipped with the program, packed, and read on first use: each
// part by itself, in some tens of milliseconds. They were read on other days
// than those they are asked for, so every fact carries its source and the days
// on which the source can have been read. Where two pages of one source
// disagree, both are shown and neither is chosen.
//
// A [Base] is a standing.Baseline. Package make builds the files.
package baseline

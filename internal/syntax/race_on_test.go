//go:build race

package syntax_test

// underRace: the race detector makes sync.Pool drop things at random, so that
// allocations cannot be counted.
const underRace = true

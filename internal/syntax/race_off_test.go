//go:build !race

package syntax_test

const underRace = false

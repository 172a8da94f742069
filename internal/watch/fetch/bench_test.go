package fetch

import (
	"fmt"
	"strings"
	"testing"
)

func BenchmarkRobots(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for i := range 500 {
		fmt.Fprintf(&file, "Disallow: /*/section%d/*.html$\n", i)
	}
	r := parseRobots([]byte(file.String()), product)
	for b.Loop() {
		if ok, _ := r.allows("/news/2025/11/03/peru-recalls-its-ambassador"); !ok {
			b.Fatal("forbidden")
		}
	}
}

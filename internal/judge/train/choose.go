package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/internal/score"
)

// alike is how many reports about one deed are chosen at most: the
// twentieth report of a raid teaches less than the first of a recall.
const alike = 12

// prospect is a report that may be worth annotating.
type prospect struct {
	line         string
	title, about string
	doubt        float64
}

// choose prints the n reports of a file whose annotation would teach the
// judge most, without those of the annotated files.
func choose(reader *extract.Reader, j *judge.Judge, file string, n int, annotated []string) {
	known := map[string]bool{}
	for _, f := range annotated {
		eachRecord(f, func(r score.Record, _ string) { known[r.Report.Key], known[r.Report.Title] = true, true })
	}
	var all []prospect
	eachRecord(file, func(r score.Record, line string) {
		if known[r.Report.Key] || known[r.Report.Title] {
			return
		}
		known[r.Report.Title] = true
		if s := reader.Scene(&r.Report); s != nil {
			if doubt, about := j.Doubt(s); doubt > 0 {
				all = append(all, prospect{line, r.Report.Title, about, doubt})
			}
		}
	})
	slices.SortStableFunc(all, func(a, b prospect) int { return cmp.Compare(b.doubt, a.doubt) })
	chosen := map[string]int{}
	for _, p := range all {
		if chosen[p.about]++; chosen[p.about] > alike {
			continue
		}
		fmt.Println(p.line)
		if n--; n == 0 {
			return
		}
	}
}

// eachRecord visits the records of a file of JSON Lines, which may be packed.
func eachRecord(file string, visit func(r score.Record, line string)) {
	f, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			log.Fatalf("%s: %v", file, err)
		}
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		records, err := score.ReadGold(strings.NewReader(lines.Text()))
		if err != nil || len(records) != 1 {
			log.Printf("%s: left out: %v", file, err)
			continue
		}
		visit(records[0], lines.Text())
	}
	if err := lines.Err(); err != nil {
		log.Fatalf("%s: %v", file, err)
	}
}

// Command train makes the models of package judge from annotated reports.
//
//	go run ./internal/judge/train -out models/judge GOLD.jsonl ...
//	go run ./internal/judge/train -folds 5 -check GOLD.jsonl ...
//
//	go run ./internal/judge/train -choose NEWS.jsonl.gz -number 500 GOLD.jsonl ... >new.jsonl
//
// With -choose it prints the reports that are most worth annotating next, none
// of them among those of the files named. With -ablate it shows what each part
// gives. With -check it trains on folds and scores the fold left out; with -test it
// scores other annotated files after training.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/chancery-ledger/chancery/internal/extract"
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/internal/score"
)

func main() {
	out := flag.String("out", "", "folder for the models")
	folds := flag.Int("folds", 5, "folds of cross-validation")
	check := flag.Bool("check", false, "score by cross-validation")
	tests := flag.String("test", "", "annotated files to score afterwards, with commas between them")
	pool := flag.String("choose", "", "print the reports of this file that are most worth annotating, by the embedded models")
	number := flag.Int("number", 100, "how many to choose")
	ablation := flag.Bool("ablate", false, "print by cross-validation what reading loses without each of its parts")
	errors := flag.Int("errors", 0, "print that many misses and false acts of the test files")
	flag.Parse()
	log.SetFlags(0)
	reader, err := extract.New(extract.WithoutModels())
	if err != nil {
		log.Fatal(err)
	}
	if *ablation {
		ablate(flag.Args(), *folds)
		return
	}
	if *pool != "" {
		j, err := judge.Load(reader.Kinds())
		if err != nil {
			log.Fatal(err)
		}
		choose(reader, j, *pool, *number, flag.Args())
		return
	}
	examples, primers := read(reader, flag.Args()), reader.Primers()
	if *check {
		crossValidate(reader, examples, primers, *folds)
	}
	j := judge.Learn(reader.Kinds(), examples, primers, *folds)
	if *out != "" {
		if err := os.MkdirAll(*out, 0o755); err != nil {
			log.Fatal(err)
		}
		err := j.Save(func(name string) (io.WriteCloser, error) { return os.Create(filepath.Join(*out, name)) })
		if err != nil {
			log.Fatal(err)
		}
	}
	for _, file := range strings.Split(*tests, ",") {
		if file != "" {
			test := read(reader, []string{file})
			report(filepath.Base(file)+" rules", evaluate(reader, judge.Rules(reader.Kinds()), test, 0))
			report(filepath.Base(file)+" learned", evaluate(reader, j, test, *errors))
			losses(reader, j, test)
		}
	}
}

func read(reader *extract.Reader, files []string) []judge.Example {
	var out []judge.Example
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			log.Fatal(err)
		}
		records, err := score.ReadGold(f)
		f.Close()
		if err != nil {
			log.Fatalf("%s: %v", file, err)
		}
		for i := range records {
			if s := reader.Scene(&records[i].Report); s != nil {
				out = append(out, judge.Example{Scene: s, Gold: records[i].Acts})
			}
		}
	}
	return out
}

// crossValidate trains on all folds but one and scores that one, each in turn.
func crossValidate(reader *extract.Reader, examples []judge.Example, primers []judge.Primer, folds int) {
	all, rules := score.New(reader.Kinds()), score.New(reader.Kinds())
	for k := range folds {
		rest, left := split(examples, k, folds)
		add(all, reader, judge.Learn(reader.Kinds(), rest, primers, folds), left)
		add(rules, reader, judge.Rules(reader.Kinds()), left)
	}
	report("cross-validation, rules", rules)
	report("cross-validation, learned", all)
}

func add(sc *score.Scorer, reader *extract.Reader, j *judge.Judge, examples []judge.Example) {
	for _, e := range examples {
		sc.Add(e.Gold, acts(j, e.Scene))
	}
}

func acts(j *judge.Judge, s *judge.Scene) []score.Act {
	verdicts := make([]judge.Verdict, len(s.Frames))
	for i := range s.Frames {
		verdicts[i] = j.Frame(s, &s.Frames[i])
	}
	var out []score.Act
	for _, d := range j.Settle(s, verdicts) {
		out = append(out, d.Act())
	}
	return out
}

func evaluate(reader *extract.Reader, j *judge.Judge, examples []judge.Example, errors int) *score.Scorer {
	sc := score.New(reader.Kinds())
	for _, e := range examples {
		_, missed, wrong := sc.Add(e.Gold, acts(j, e.Scene))
		for _, a := range missed {
			if errors--; errors >= 0 {
				fmt.Println("MISS ", e.Scene.Report.Key, line(a), "|", a.Evidence)
			}
		}
		for _, a := range wrong {
			if errors--; errors >= 0 {
				fmt.Println("FALSE", e.Scene.Report.Key, line(a), "|", a.Evidence)
			}
		}
	}
	return sc
}

// losses prints at which stage tier-A acts were lost.
func losses(reader *extract.Reader, j *judge.Judge, examples []judge.Example) {
	count := map[judge.Loss]int{}
	for _, e := range examples {
		for k, l := range j.Trace(e, acts(j, e.Scene)) {
			if judge.TierA(reader.Kinds(), e.Gold[k]) {
				count[l]++
			}
		}
	}
	fmt.Println("    tier A:", count)
}

func line(a score.Act) string {
	return fmt.Sprintf("%s %v>%v %s %s..%s", a.Type, a.From, a.To, a.Status, a.When.From, a.When.To)
}

func report(name string, sc *score.Scorer) {
	fmt.Printf("%-36s", name)
	for _, l := range []score.Level{score.Strict, score.Dyad, score.Type} {
		a, all := sc.Figures(l, true), sc.Figures(l, false)
		fmt.Printf("  %s A %.3f %.3f %.3f d%.3f all %.3f", l, a.Precision(), a.Recall(), a.F1(), a.Date(), all.F1())
	}
	quiet, alarmed := sc.Quiet()
	fmt.Printf("  quiet %d/%d\n", alarmed, quiet)
}

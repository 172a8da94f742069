package main

import (
	"fmt"
	"io"
	"os"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/syntax/conllu"
	"github.com/chancery-ledger/chancery/text"
)

func printTrees(o options) error {
	p, err := syntax.Load(text.Lang(o.lang))
	if err != nil {
		return err
	}
	in, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	var t syntax.Tree
	p.Parse(text.New(string(in), text.Lang(o.lang), false), &t)
	_, err = fmt.Print(t.String())
	return err
}

func printScore(o options, file string) error {
	p, err := syntax.Load(text.Lang(o.lang))
	if o.out != "" {
		var data []byte
		if data, err = os.ReadFile(o.out); err == nil {
			p, err = syntax.Open(data)
		}
	}
	if err != nil {
		return err
	}
	sents, err := conllu.ReadFile(file, text.Lang(o.lang))
	if err != nil {
		return err
	}
	fmt.Println(conllu.Evaluate(p, sents, text.Lang(o.lang)))
	return nil
}

package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
)

// readUnannotated returns the texts of a language.
func readUnannotated(o options) ([]string, error) {
	var out []string
	for _, name := range []string{"articles-" + o.lang + ".jsonl.gz", "feeds-2022-2023.jsonl.gz"} {
		f, err := os.Open(filepath.Join(o.shared, "gold", name))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var a struct{ Lang, Title, Text string }
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				return nil, err
			}
			if a.Lang == o.lang {
				out = append(out, a.Title+"\n\n"+a.Text)
			}
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

package grid

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Peru": "Peru", "=1+1": "'=1+1", "+x": "'+x", "-x": "'-x", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\n=x": "'\n=x", "  =x": "'  =x",
		"-1.5": "-1.5", "+1": "+1", "2025-11-03": "2025-11-03", "＝x": "'＝x", "a=b": "a=b", "-1+cmd|' /C calc'!A0": "'-1+cmd|' /C calc'!A0", "\x00=x": "'=x",
	} {
		if got := Cell(in); got != want {
			t.Errorf("Cell(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzCell(f *testing.F) {
	for _, s := range []string{"=x", " \t=x", "-1", "+1e5", "-inf", "+0x1p-2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Cell(s)
		bare := strings.TrimLeft(strings.ReplaceAll(got, "\x00", ""), " ")
		if bare == "" || !strings.ContainsAny(bare[:1], "=+-@\t\r\n") {
			return
		}
		if bare[0] == '=' || bare[0] == '@' || strings.ContainsAny(bare, "(!|") {
			t.Errorf("Cell(%q) = %q runs", s, got)
		}
	})
}

func TestTables(t *testing.T) {
	columns := []string{"name", "n", "also", "none"}
	row := []any{"=1+\"1\"\r\n<b>", 3, []string{"PER", "MEX"}, nil}
	var b bytes.Buffer
	var cells []string
	for _, v := range row {
		cells = append(cells, Text(v))
	}
	if err := CSV(&b, columns, slices.Values([][]string{cells})); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(got) != 2 || !slices.Equal(got[1], []string{"'=1+\"1\"\n<b>", "3", "PER|MEX", ""}) {
		t.Errorf("CSV: %q (%v)", got, err)
	}
	b.Reset()
	if err := Lines(&b, columns, slices.Values([][]any{row, row})); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if want := `{"name":"=1+\"1\"\r\n<b>","n":3,"also":["PER","MEX"],"none":null}`; len(lines) != 2 || lines[1] != want || !json.Valid([]byte(lines[0])) {
		t.Errorf("lines %q, want %q twice", lines, want)
	}
	if err := Lines(&b, columns, slices.Values([][]any{{func() {}}})); err == nil {
		t.Error("what has no JSON was written")
	}
}

package source

import (
	"archive/zip"
	"bytes"
	"crypto/md5"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const sum = "0123456789abcdef0123456789abcdef"

func TestReadGDELTList(t *testing.T) {
	files, bad := ReadGDELTList([]byte("150383 " + strings.ToUpper(sum) + " http://gdelt.test/20251104114500.export.CSV.zip\n" +
		"318084 " + sum + " http://gdelt.test/20251104114500.mentions.CSV.zip\n" +
		"10768507 " + sum + " http://gdelt.test/20251104114500.gkg.csv.zip\n" +
		"1 " + sum + " http://gdelt.test/20251104114500.translation.export.CSV.zip\n" +
		"\nhttp://gdelt.test/broken\n-1 " + sum + " http://gdelt.test/20251104114500.gkg.csv.zip\n1 short http://gdelt.test/20251104114500.gkg.csv.zip\n" +
		"1 " + sum + " http://gdelt.test/99999999999999.gkg.csv.zip\n1 " + sum + " http://gdelt.test/20251104114500.other.zip\n"))
	if len(files) != 4 || bad != 4 {
		t.Fatalf("%d files, %d bad lines", len(files), bad)
	}
	want := GDELTFile{Size: 150383, MD5: sum, URL: "http://gdelt.test/20251104114500.export.CSV.zip", At: time.Date(2025, 11, 4, 11, 45, 0, 0, time.UTC)}
	if files[0] != want {
		t.Errorf("%+v, want %+v", files[0], want)
	}
}

// table makes a packed table with an address and a mark of the web in each row.
func table(t testing.TB, name string, rows [][2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	cols := gdeltColumns(name)
	for _, r := range rows {
		cells := make([]string, cols.url+2)
		cells[cols.url] = r[0]
		if cols.web >= 0 {
			cells[cols.web] = r[1]
		}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadGDELTFile(t *testing.T) {
	rows := [][2]string{{"https://courier.test/1", "1"}, {"https://courier.test/1", "1"}, {"BBC Monitoring", "2"}, {"https://courier.test/2", "1"}}
	s := Source{Name: "GDELT", Kind: GDELT}
	for name, notes := range map[string]int{"a.export.CSV": 1, "a.mentions.CSV": 0, "a.gkg.csv": 0} {
		body := table(t, name, rows)
		f := GDELTFile{At: now, MD5: fmt.Sprintf("%x", md5.Sum(body))}
		l, err := ReadGDELTFile(s, f, body, now)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{"/1||2025-11-04T12:00", "/2||2025-11-04T12:00"}, brief(l)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", name, d)
		}
		if len(l.Notes) != notes {
			t.Errorf("%s: notes %q", name, l.Notes)
		}
		f.MD5 = sum
		if _, err := ReadGDELTFile(s, f, body, now); err == nil {
			t.Errorf("%s: another MD5 passes", name)
		}
		if _, err := ReadGDELTFile(s, GDELTFile{}, body[:len(body)/2], now); err == nil {
			t.Errorf("%s: half a file passes", name)
		}
	}
}

func FuzzGDELT(f *testing.F) {
	f.Add("1 "+sum+" http://gdelt.test/20251104114500.gkg.csv.zip\n", []byte("a\tb\t1\td\thttps://courier.test/1\n"))
	f.Fuzz(func(t *testing.T, list string, row []byte) {
		files, bad := ReadGDELTList([]byte(list))
		if n := strings.Count(list, "\n") + 1; len(files)+bad > n {
			t.Errorf("%d files and %d bad lines in %d", len(files), bad, n)
		}
		for _, name := range []string{".export.csv", ".mentions.csv", ".gkg.csv"} {
			c := newCollector(paper, "", now)
			_ = c.table(bytes.NewReader(row), gdeltColumns(name), now)
			sound(t, c.listing())
		}
		_, _ = ReadGDELTFile(paper, GDELTFile{}, row, now)
	})
}

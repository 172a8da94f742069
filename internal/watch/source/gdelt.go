package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
)

// GDELTFile is a line of lastupdate.txt: the size in
// bytes, the MD5 and the address of one file of fifteen minutes.
type GDELTFile struct {
	Size int64
	MD5  string
	URL  string
	At   time.Time // the end of its fifteen minutes, UTC
}

// maxGDELT is the size in bytes of one file, packed or unpacked, beyond which
// it is not read. A quarter of an hour has 40 MB at the most.
const maxGDELT = 256 << 20

// ReadGDELTList reads a list of GDELT's files and keeps those that name
// articles. Lines that are none are passed over and counted in bad: the real
// list has some.
func ReadGDELTList(body []byte) (files []GDELTFile, bad int) {
	for line := range strings.Lines(string(body)) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if len(f) != 3 {
			bad++
			continue
		}
		size, err := strconv.ParseInt(f[0], 10, 64)
		at, ok := gdeltTime(f[2])
		if err != nil || size < 0 || !ok || len(f[1]) != 2*md5.Size {
			bad++
			continue
		}
		if gdeltColumns(f[2]).url >= 0 {
			files = append(files, GDELTFile{Size: size, MD5: strings.ToLower(f[1]), URL: f[2], At: at})
		}
	}
	return files, bad
}

// gdeltTime is the time in a file's name: 20150218230000.export.CSV.zip.
func gdeltTime(address string) (time.Time, bool) {
	stamp, _, ok := strings.Cut(path.Base(address), ".")
	at, err := time.Parse("20060102150405", stamp)
	return at, ok && err == nil
}

// columns says where a GDELT table has an article's address, and in which
// column a 1 says that the address is one of the web (-1: it always is).
type columns struct{ url, web int }

// gdeltColumns are the columns of the GDELT 2.0 event, mention and knowledge
// graph tables, by their codebooks.
func gdeltColumns(name string) columns {
	low := strings.ToLower(path.Base(name))
	switch {
	case strings.Contains(low, ".export.csv"):
		return columns{url: 60, web: -1} // SOURCEURL
	case strings.Contains(low, ".mentions.csv"):
		return columns{url: 5, web: 3} // MentionIdentifier, MentionType
	case strings.Contains(low, ".gkg.csv"):
		return columns{url: 4, web: 2} // DocumentIdentifier, SourceCollectionIdentifier
	}
	return columns{url: -1}
}

// ReadGDELTFile reads a packed table and gives the addresses of its articles,
// each once. It checks the MD5 that the list gave.
func ReadGDELTFile(s Source, f GDELTFile, body []byte, now time.Time) (Listing, error) {
	if f.MD5 != "" {
		if sum := md5.Sum(body); hex.EncodeToString(sum[:]) != f.MD5 {
			return Listing{}, errors.New("a GDELT file with another MD5 than its list says")
		}
	}
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return Listing{}, fmt.Errorf("no GDELT file: %w", err)
	}
	c := newCollector(s, "", now)
	left := int64(maxGDELT)
	for _, member := range archive.File {
		cols := gdeltColumns(member.Name)
		if cols.url < 0 {
			continue
		}
		r, err := member.Open()
		if err != nil {
			return c.listing(), fmt.Errorf("no GDELT file: %w", err)
		}
		limited := &io.LimitedReader{R: r, N: left}
		err = c.table(limited, cols, f.At)
		left = limited.N
		_ = r.Close()
		if err != nil {
			return c.listing(), fmt.Errorf("GDELT file %s: %w", member.Name, err)
		}
		if left <= 0 {
			return c.listing(), fmt.Errorf("a GDELT file of more than %d bytes", maxGDELT)
		}
	}
	return c.listing(), nil
}

// table reads the rows of one table: tabs between cells, one row a line.
func (c *collector) table(r io.Reader, cols columns, at time.Time) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), 8<<20)
	for lines.Scan() {
		row := lines.Bytes()
		if cols.web >= 0 && string(cell(row, cols.web)) != "1" {
			continue
		}
		if !c.add(string(cell(row, cols.url)), "", "", "", at) {
			return nil
		}
	}
	return lines.Err()
}

// cell is the nth cell of a row, empty where the row is shorter.
func cell(row []byte, n int) []byte {
	for ; n > 0; n-- {
		i := bytes.IndexByte(row, '\t')
		if i < 0 {
			return nil
		}
		row = row[i+1:]
	}
	if i := bytes.IndexByte(row, '\t'); i >= 0 {
		row = row[:i]
	}
	return row
}

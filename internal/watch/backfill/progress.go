package backfill

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// File is how far a file is read.
type File struct {
	Name    string    `json:"name"`
	Size    int64     `json:"size"`
	Changed time.Time `json:"changed"`
	Reports int       `json:"reports"` // of its reports, from the first, are filed
	Done    bool      `json:"done,omitempty"`
}

// Progress is how far a list of files is read, kept in a file of a line for
// each transaction. The last line of a name counts; a line that a crash cut off
// is passed over.
type Progress struct {
	log  *os.File
	seen map[string]File
}

// Open opens the progress kept at path, or begins one.
func Open(path string) (*Progress, error) {
	p := &Progress{seen: map[string]File{}}
	old, err := os.Open(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("progress: %w", err)
	}
	ended := true
	if err == nil {
		lines := bufio.NewScanner(old)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var f File
			if ended = json.Unmarshal(lines.Bytes(), &f) == nil; ended {
				p.seen[f.Name] = f
			}
		}
		if err := errors.Join(lines.Err(), old.Close()); err != nil {
			return nil, fmt.Errorf("progress %s: %w", path, err)
		}
	}
	if p.log, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		return nil, fmt.Errorf("progress: %w", err)
	}
	if !ended {
		_, err = p.log.WriteString("\n")
	}
	return p, err
}

// Close closes the file.
func (p *Progress) Close() error { return p.log.Close() }

// of is how far a file is read; one that has changed is to be read anew.
func (p *Progress) of(name string) (File, error) {
	size, changed, err := sizeAndTime(name)
	if err != nil {
		return File{}, err
	}
	if f, ok := p.seen[name]; ok && f.Size == size && f.Changed.Equal(changed) {
		return f, nil
	}
	return File{Name: name, Size: size, Changed: changed}, nil
}

// note keeps how far a file is read. It is not forced to the disk: the ledger
// is, and a line lost costs a reading and nothing else.
func (p *Progress) note(f File) error {
	b, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if _, err := p.log.Write(append(b, '\n')); err != nil {
		return fmt.Errorf("progress: %w", err)
	}
	return nil
}

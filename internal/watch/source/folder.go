package source

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// ReadFolder lists the files of a folder or the one file at the source's
// path, in the order of their names. A file that changes is a new item. Names
// that start with a dot, and those that end in .part or .tmp, are passed over:
// they are being written.
func ReadFolder(s Source) (Listing, error) {
	var out Listing
	err := filepath.WalkDir(s.Path, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			if e == nil || path == s.Path {
				return err
			}
			out.Notes = append(out.Notes, err.Error())
			return nil
		}
		if path != s.Path && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !e.Type().IsRegular() || !wanted(s.Kind, e.Name()) {
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return nil // gone since it was listed
		}
		if len(out.Items) >= maxItems {
			out.Notes = append(out.Notes, fmt.Sprintf("more than %d files in one folder", maxItems))
			return fs.SkipAll
		}
		out.Items = append(out.Items, Item{
			ID:     identity(fmt.Sprintf("%s\n%d\n%d", path, info.Size(), info.ModTime().UnixNano())),
			Source: s.Name, Path: path, Language: s.Language, Country: s.Country, Family: s.Family,
		})
		return nil
	})
	if err != nil {
		return out, fmt.Errorf("folder cannot be listed: %w", err)
	}
	return out, nil
}

// wanted tells whether a file's name is of the kind that a source holds.
func wanted(kind Kind, name string) bool {
	low := strings.ToLower(name)
	if strings.HasSuffix(low, ".part") || strings.HasSuffix(low, ".tmp") {
		return false
	}
	return kind != Archive || strings.HasSuffix(low, ".warc") || strings.HasSuffix(low, ".warc.gz") || strings.HasSuffix(low, ".warc.zst")
}

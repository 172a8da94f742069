package page

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// Open reads what an argument of the command line names: "-" is stdin, an
// address of the web is fetched, a folder is walked in the order of names, and
// anything else is a file. Errors are yielded as by [Read]; a file of a folder
// that cannot be read does not keep the others from being read. Files and
// folders whose names start with a dot are passed over in a folder.
func Open(ctx context.Context, arg string, stdin io.Reader, opts Options) iter.Seq2[chancery.Report, error] {
	switch {
	case arg == "-":
		return Read(ctx, "standard input", stdin, opts)
	case IsAddress(arg):
		return openAddress(ctx, arg, opts)
	}
	return func(yield func(chancery.Report, error) bool) {
		info, err := os.Stat(arg)
		if err != nil {
			yield(chancery.Report{}, openError(arg, err))
			return
		}
		if info.IsDir() {
			walkFolder(ctx, arg, opts, yield)
			return
		}
		openFile(ctx, arg, opts, yield)
	}
}

// IsAddress tells whether an argument is an address of the web.
func IsAddress(arg string) bool {
	low := strings.ToLower(arg)
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

// openFile reads one file and tells whether the consumer wants more.
func openFile(ctx context.Context, path string, opts Options, yield func(chancery.Report, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(chancery.Report{}, openError(path, err))
	}
	defer func() { _ = f.Close() }()
	for r, err := range Read(ctx, path, f, opts) {
		if !yield(r, err) {
			return false
		}
	}
	return ctx.Err() == nil
}

// walkFolder reads the files below a folder in the order of their names.
func walkFolder(ctx context.Context, root string, opts Options, yield func(chancery.Report, error) bool) {
	files := 0
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			if !yield(chancery.Report{}, openError(path, err)) {
				return fs.SkipAll
			}
			if e != nil && e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if path != root && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !isFile(path, e) {
			return nil
		}
		files++
		if !openFile(ctx, path, opts, yield) {
			return fs.SkipAll
		}
		return nil
	})
	switch {
	case err != nil:
		yield(chancery.Report{}, openError(root, err))
	case files == 0 && ctx.Err() == nil:
		yield(chancery.Report{}, &Error{Kind: Empty, Source: root, Detail: "a folder without files"})
	}
}

// isFile tells whether a folder's entry is a file, also by way of a link; a
// pipe or device would make reading wait.
func isFile(path string, e fs.DirEntry) bool {
	if e.Type().IsRegular() {
		return true
	}
	if e.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func openError(path string, err error) error {
	return &Error{Kind: Unreachable, Source: path, Detail: "cannot be opened", Err: pathCause(err)}
}

// pathCause takes the path out of a file error, since Source has it.
func pathCause(err error) error {
	if pe, ok := err.(*fs.PathError); ok {
		return pe.Err
	}
	return err
}

// openAddress fetches an address and reads what comes.
func openAddress(ctx context.Context, address string, opts Options) iter.Seq2[chancery.Report, error] {
	return func(yield func(chancery.Report, error) bool) {
		f := opts.Fetcher
		if f == nil {
			f = NewFetcher()
		}
		got, err := f.Fetch(ctx, address)
		if err != nil {
			yield(chancery.Report{}, at(address, err))
			return
		}
		opts.URL = got.URL
		opts.contentType = got.ContentType
		for r, err := range Read(ctx, address, bytes.NewReader(got.Body), opts) {
			if !yield(r, err) {
				return
			}
		}
	}
}

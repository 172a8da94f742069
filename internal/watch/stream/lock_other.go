//go:build !unix

package stream

import "os"

// lock opens the file alone: this system has no locks that end with the process.
func lock(path string) (*os.File, error) { return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) }

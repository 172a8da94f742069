// Package sharedtest finds the measuring material that lies beside the
// repository in ../shared and is never part of it.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Path returns the path of a file or folder of the measuring material. Where
// it is absent the test is skipped, or fails where CI_REQUIRE_SHARED is 1.
func Path(t testing.TB, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{root()}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI_REQUIRE_SHARED") == "1" {
			t.Fatalf("measuring material is required and absent: %v", err)
		}
		t.Skipf("needs the measuring material beside the repository (%s)", filepath.Join(elem...))
	}
	return path
}

// root is $CHANCERY_SHARED, or the folder shared beside the repository.
func root() string {
	if dir := os.Getenv("CHANCERY_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, statErr := os.Stat(filepath.Join(dir, "go.mod")); statErr == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	return filepath.Join(dir, "..", "shared")
}

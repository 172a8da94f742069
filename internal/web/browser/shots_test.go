package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestShots takes a picture of every page, on a phone, a tablet and a desk's
// screen, by day and by night, for somebody to look at. CHANCERY_SHOTS names
// the folder.
func TestShots(t *testing.T) {
	folder := os.Getenv("CHANCERY_SHOTS")
	if folder == "" {
		t.Skip("pictures are taken where CHANCERY_SHOTS names a folder for them")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	r := meet(t)
	for _, width := range []int64{390, 820, 1440} {
		for _, scheme := range []string{"light", "dark"} {
			r.do(chromedp.EmulateViewport(width, 900))
			r.prefers("prefers-color-scheme", scheme)
			tour(t, r, func(t *testing.T, r *reader, name string) {
				shot := ask(r, chromedp.FullScreenshot(100))
				file := filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, width, scheme))
				if err := os.WriteFile(file, shot, 0o644); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}

package browser

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// heaviest is how many bytes a page may have without its map.
const heaviest = 100 << 10

var worldMap = regexp.MustCompile(`(?s)<svg[^>]*aria-label="(World map|Mapa)[^>]*>.*?</svg>`)

// TestPagesAreLight and ask nobody but this site, and leave no cookie.
func TestPagesAreLight(t *testing.T) {
	r := meet(t)
	asked := make(chan string, 4096)
	if err := chromedp.Listen(r.ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			asked <- e.Request.URL
		}
	}); err != nil {
		t.Fatal(err)
	}
	tour(t, r, func(t *testing.T, r *reader, name string) {
		res, err := http.Get(r.where())
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		page, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(worldMap.ReplaceAll(page, nil)); n > heaviest {
			t.Errorf("%d bytes", n)
		}
		for _, c := range r.cookies() {
			if name != "sign-in" {
				t.Errorf("a reader is given the cookie %s", c.Name)
			}
		}
		if wide := ask(r, chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth")); wide > 0 {
			t.Errorf("scrolls sideways by %d px", wide)
		}
	})
	for range len(asked) {
		if url := <-asked; !strings.HasPrefix(url, world.site) && !strings.HasPrefix(url, "data:") {
			t.Errorf("a page asks %s", url)
		}
	}
}

// cookies is what the browser keeps of the site.
func (r *reader) cookies() []*network.Cookie {
	r.t.Helper()
	return callBrowser(r, storage.GetCookies, storage.GetCookiesParams{BrowserContextID: chromedp.FromContext(r.ctx).BrowserContextID}).Cookies
}

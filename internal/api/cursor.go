package api

import (
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// Paging are the parameters of a list.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"At most so many"`
	Cursor string `query:"cursor" maxLength:"200" doc:"Where the page begins: what \"next\" of the one before says"`
	Formatting
}

// Formatting is the parameter of a table.
type Formatting struct {
	Format string `query:"format" enum:"json,csv,jsonl" doc:"In the place of the Accept header"`

	request *http.Request
}

// Resolve implements huma.Resolver: it keeps the request for the address of the
// next page.
func (f *Formatting) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	f.request = &http.Request{URL: &u}
	return nil
}

// newCursor writes where a page begins. kind tells the lists apart, so that a
// cursor of one is no cursor of another.
func newCursor(kind, at string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(kind + ":" + at))
}

// readCursor reads it; "" is the beginning.
func readCursor(kind, s string) (at string, err error) {
	if s == "" {
		return "", nil
	}
	raw, errBase := base64.RawURLEncoding.DecodeString(s)
	at, ok := strings.CutPrefix(string(raw), kind+":")
	if errBase != nil || !ok {
		return "", huma.Error422UnprocessableEntity("this is no cursor of this list", &huma.ErrorDetail{Message: "take it from \"next\"", Location: "query.cursor"})
	}
	return at, nil
}

// paged is the answer of a page; next is "" on the last.
func paged[T any](f *Formatting, items []T, next string) (*answer[list[T]], error) {
	if items == nil {
		items = []T{}
	}
	out := &answer[list[T]]{Body: list[T]{Items: items, Next: next}}
	if next != "" && f.request != nil {
		u := *f.request.URL
		q := u.Query()
		q.Set("cursor", next)
		u.RawQuery = q.Encode()
		out.Link = "<" + u.RequestURI() + `>; rel="next"`
	}
	return out, nil
}

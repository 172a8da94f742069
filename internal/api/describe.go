package api

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
)

// about opens the description.
const about = `What stands between states on any day, as known on any other, with the reports it rests on.

Lists are cut into pages: follow "next" with ?cursor=. Every answer has an ETag that holds until the ledger grows.
Tables also come as text/csv and application/jsonl, by Accept or ?format=. Errors are application/problem+json (RFC 9457).`

const (
	typeCSV   = "text/csv"
	typeJSONL = "application/jsonl"
	typeJSON  = "application/json"
)

// config is what huma goes by: our formats, our names of schemas, and none of
// its pages that ask third parties for scripts.
func (a *API) config() huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	registry.RegisterTypeAlias(reflect.TypeFor[chancery.Day](), reflect.TypeFor[daySchema]())
	jsonFormat := huma.Format{Marshal: marshalJSON, Unmarshal: json.Unmarshal}
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info:    &huma.Info{Title: "Chancery", Version: "1", Description: about, License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}},
			Servers: []*huma.Server{{URL: a.o.Origin + Prefix}},
			Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
				"key": {Type: "http", Scheme: "bearer", Description: "A key that an administrator has made."},
			}},
		},
		OpenAPIPath:                  "/openapi",
		Formats:                      map[string]huma.Format{typeJSON: jsonFormat, "json": jsonFormat, typeCSV: {Marshal: marshalCSV}, typeJSONL: {Marshal: marshalJSONL}},
		DefaultFormat:                typeJSON,
		RejectUnknownQueryParameters: true,
	}
}

func marshalJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// schemaName names a type by itself, and one of another package than the
// glossary and this by its package as well: StandingAnswer.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Array {
		t = t.Elem()
	}
	switch pkg := path.Base(t.PkgPath()); pkg {
	case "chancery", "api", "huma", "v2", ".", "":
		return strings.TrimSuffix(name, "View")
	default:
		return strings.ToUpper(pkg[:1]) + pkg[1:] + name
	}
}

// daySchema describes chancery.Day, which writes itself as text.
type daySchema struct{}

// Schema implements huma.SchemaProvider.
func (daySchema) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Nullable: true, Description: "ISO 8601; null is not known", Examples: []any{"2025-11-03"}}
}

// dayParam is a day in an address; none is 0.
type dayParam struct{ day chancery.Day }

// Schema implements huma.SchemaProvider.
func (dayParam) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Examples: []any{"2025-11-03"}}
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *dayParam) UnmarshalText(b []byte) error {
	got, err := chancery.ParseDay(string(b))
	if err == nil && (len(b) != len("2025-11-03") || got <= 0) {
		err = huma.Error422UnprocessableEntity("want a day of the form 2025-11-03")
	}
	d.day = got
	return err
}

// get registers a route that reads.
func get[I, O any](a *API, p, id, summary string, handler func(context.Context, *I) (*answer[O], error), change ...func(*huma.Operation)) {
	register(a, http.MethodGet, p, id, summary, handler, change...)
}

func register[I, O any](a *API, method, p, id, summary string, handler func(context.Context, *I) (*answer[O], error), change ...func(*huma.Operation)) {
	op := huma.Operation{
		Method: method, Path: p, OperationID: id, Summary: summary, MaxBodyBytes: mostBody,
		Errors:   []int{http.StatusUnauthorized, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusInternalServerError},
		Security: []map[string][]string{{}, {"key": {}}},
	}
	for _, c := range change {
		c(&op)
	}
	t, table := any(*new(O)).(tabular)
	table = table && t.rowed()
	a.routes = append(a.routes, route{method, p, table})
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*answer[O], error) {
		out, err := handler(ctx, in)
		return out, a.failure(err)
	})
	if table {
		item := a.huma.OpenAPI().Paths[p].Get
		for _, ct := range []string{typeCSV, typeJSONL} {
			item.Responses["200"].Content[ct] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
		}
	}
}

// answer is what huma sends: a body, and the address of the next page.
type answer[O any] struct {
	Link string `header:"Link" doc:"The next page, rel=next (RFC 8288)"`
	Body O
}

func send[O any](body O) (*answer[O], error) { return &answer[O]{Body: body}, nil }

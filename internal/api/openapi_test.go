package api

import (
	"encoding/json"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/chancery-ledger/chancery"
)

// examples are requests for every route: what stands in braces is filled in
// from the ledger. A route without one fails the test.
var examples = map[string][]string{
	"GET /states":                     {"/states"},
	"GET /countries/{party}":          {"/countries/PER", "/countries/pe?on=2025-11-05", "/countries/Per%C3%BA?entry=1"},
	"GET /countries/{party}/offices":  {"/countries/PER/offices?on=2025-11-05"},
	"GET /relations/{a}/{b}":          {"/relations/PER/MEX", "/relations/mexico/per?on=2025-11-05&known=2025-11-06", "/relations/PER/MEX?on=1990-01-01", "/relations/PER/ORG:NATO", "/relations/CHN/USA?on=1955-01-01"},
	"GET /relations/{a}/{b}/timeline": {"/relations/PER/MEX/timeline", "/relations/CHL/BOL/timeline?entry=3"},
	"GET /severances":                 {"/severances?since=2025-01-01"},
	"GET /events":                     {"/events", "/events?act=relations.sever&party=PER&party=MEX&status=done&from=2025-11-01&to=2025-11-30", "/events?limit=1", "/events?known=2025-11-04"},
	"GET /events/{id}":                {"/events/{event}"},
	"GET /reports/{id}":               {"/reports/{report}"},
	"GET /search":                     {"/search?q=asylum", "/search?q=mexico&evidence=true&limit=2"},
	"GET /claims":                     {"/claims", "/claims?party=PER&act=relations.sever&act=asylum.grant&limit=1&retracted=true", "/claims?from=2025-11-01&to=2025-11-04&entry=99"},
	"GET /claims/{id}":                {"/claims/{claim}"},
	"GET /changes":                    {"/changes?from=2025-11-01&to=2025-11-09", "/changes?from=2025-11-01&to=2025-11-09&limit=1"},
	"GET /cases":                      {"/cases", "/cases?on=2025-11-03"},
	"GET /cases/{person}":             {"/cases/Betssy%20Ch%C3%A1vez", "/cases/chavez"},
	"GET /acts":                       {"/acts"},
	"GET /entries":                    {"/entries", "/entries?limit=2"},
	"GET /entries/{number}":           {"/entries/1"},
	"GET /checkpoint":                 {"/checkpoint"},
	"GET /review/queue":               {"/review/queue", "/review/queue?limit=1"},
	"POST /opinions":                  {`{"kind":"confirm","claim":"{claim}","because":"read it"}`},
}

// fill puts ids of the ledger into an example.
func (b *bench) fill(s string) string {
	claim := read[list[filedView]](b, "/claims?act=relations.sever").Items[0]
	event := read[list[eventView]](b, "/events?act=relations.sever").Items[0]
	return strings.NewReplacer("{claim}", claim.Claim.ID, "{report}", claim.Report.ID, "{event}", event.ID).Replace(s)
}

// Every route of the description has an example that is answered as the
// description says: its status, its content type, and each member of the body
// against the schema, with none left over. So neither can change without the
// other.
func TestAnswersAreAsDescribed(t *testing.T) {
	b := newBench(t)
	described := map[string]bool{}
	for path, item := range b.OpenAPI().Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "DELETE": item.Delete, "PATCH": item.Patch} {
			if op == nil {
				continue
			}
			name := method + " " + path
			described[name] = true
			if len(examples[name]) == 0 {
				t.Errorf("%s has no example", name)
			}
			for _, x := range examples[name] {
				b.checkExample(t, method, path, op, b.fill(x))
			}
		}
	}
	for name := range examples {
		if !described[name] {
			t.Errorf("%s is not described", name)
		}
	}
	for _, r := range b.routes {
		if !described[r.method+" "+r.path] {
			t.Errorf("%s %s is served and not described", r.method, r.path)
		}
	}
}

func (b *bench) checkExample(t *testing.T, method, path string, op *huma.Operation, example string) {
	t.Helper()
	target, body, status := example, "", "200"
	if method == http.MethodPost {
		target, body, status = path, example, "201"
	}
	w := b.ask(method, target, body, "Authorization", "Bearer review")
	if got := http.StatusText(w.Code); w.Code != map[string]int{"200": 200, "201": 201}[status] {
		t.Errorf("%s %s: %s: %s", method, target, got, w.Body)
		return
	}
	if ct := w.Header().Get("Content-Type"); ct != typeJSON {
		t.Errorf("%s: content type %q", target, ct)
	}
	var v any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Errorf("%s: %v", target, err)
		return
	}
	registry := b.OpenAPI().Components.Schemas
	var found huma.ValidateResult
	huma.Validate(registry, op.Responses[status].Content[typeJSON].Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, &found)
	for _, err := range found.Errors {
		t.Errorf("%s: %v", target, err)
	}
}

// That the check above can fail at all.
func TestSchemasAreStrict(t *testing.T) {
	b := newBench(t)
	registry := b.OpenAPI().Components.Schemas
	schema := registry.Map()["Claim"]
	for name, v := range map[string]any{
		"a member too many": map[string]any{"id": "x", "nonsense": 1.0},
		"members missing":   map[string]any{"id": "x"},
	} {
		var found huma.ValidateResult
		huma.Validate(registry, schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, &found)
		if len(found.Errors) == 0 {
			t.Errorf("%s passes", name)
		}
	}
}

func TestOpenAPIIsServed(t *testing.T) {
	b := newBench(t, func(o *Options) { o.Origin = "https://chancery.example" })
	w := b.ask(http.MethodGet, "/openapi.json", "")
	var doc struct {
		OpenAPI    string `json:"openapi"`
		Servers    []struct{ URL string }
		Paths      map[string]any
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.OpenAPI != "3.1.0" || doc.Servers[0].URL != "https://chancery.example/api/v1" || len(doc.Paths) != len(b.OpenAPI().Paths) {
		t.Errorf("openapi %q at %v with %d paths", doc.OpenAPI, doc.Servers, len(doc.Paths))
	}
	// Every reference leads somewhere.
	for _, ref := range regexp.MustCompile(`"\$ref":"#/components/schemas/([^"]+)"`).FindAllStringSubmatch(w.Body.String(), -1) {
		if doc.Components.Schemas[ref[1]] == nil {
			t.Errorf("no schema %q", ref[1])
		}
	}
}

// The documentation names every route, and no other.
func TestDocumentationNamesEveryRoute(t *testing.T) {
	raw, err := os.ReadFile("../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("`(GET|POST) (/[^` ?]*)").FindAllStringSubmatch(string(raw), -1) {
		named[m[1]+" "+m[2]] = true
	}
	for _, r := range newBench(t).routes {
		if !named[r.method+" "+r.path] {
			t.Errorf("docs/api.md does not name %s %s", r.method, r.path)
		}
		delete(named, r.method+" "+r.path)
	}
	for name := range named {
		t.Errorf("docs/api.md names %s, which does not exist", name)
	}
}

// A member added to a report or a claim in the glossary must be sent too, all
// but the text.
func TestViewsHaveEveryMember(t *testing.T) {
	for _, x := range []struct {
		of, view reflect.Type
		without  []string
	}{
		{reflect.TypeFor[chancery.Report](), reflect.TypeFor[reportView](), []string{"text"}},
		{reflect.TypeFor[chancery.Filed](), reflect.TypeFor[filedView](), nil},
		{reflect.TypeFor[chancery.Event](), reflect.TypeFor[eventView](), nil},
	} {
		want := slices.DeleteFunc(members(x.of), func(s string) bool { return slices.Contains(x.without, s) })
		if got := members(x.view); !slices.Equal(got, want) {
			t.Errorf("%s sends %q, want %q", x.view, got, want)
		}
	}
}

func members(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "-" {
			out = append(out, name)
		}
	}
	return out
}

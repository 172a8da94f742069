package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/chancery-ledger/chancery/internal/cite"
)

// ending is what an address ends in where a page is asked for in another form
// than HTML; "" is the page itself.
type ending string

const (
	twinEnding  ending = ".json"
	csvEnding   ending = ".csv"
	linesEnding ending = ".jsonl"
	cardEnding  ending = ".png" // under /card only
)

// citeEndings are the forms of reference by their endings.
var citeEndings = map[ending]cite.Format{
	".apa.txt": cite.APA, ".chicago.txt": cite.Chicago, ".bib": cite.BibTeX, ".ris": cite.RIS, ".csl.json": cite.CSL, ".wiki.txt": cite.Wiki,
}

const cardPath = "/card"

// cutEnding divides an address into that of a page and the form in which it is
// asked for.
func cutEnding(path string) (string, ending) {
	of, form := path, ending("")
	if rest, ok := strings.CutPrefix(path, cardPath+"/"); ok {
		if rest, ok = strings.CutSuffix(rest, string(cardEnding)); ok {
			of, form = "/"+rest, cardEnding
		}
	}
	for e := range citeEndings {
		if rest, ok := strings.CutSuffix(path, string(e)); ok {
			of, form = rest, e
		}
	}
	for _, e := range []ending{twinEnding, csvEnding, linesEnding} {
		if rest, ok := strings.CutSuffix(path, string(e)); ok && form == "" {
			of, form = rest, e
		}
	}
	if form != "" && strings.HasSuffix(of, "/") {
		return path, "" // an ending without a name
	}
	if form != "" && of == "/index" {
		of = "/"
	}
	return of, form
}

// as is the address of this page in another form.
func (a *ask) as(e ending, v url.Values) string {
	path := a.path
	if path == "/" {
		path = "/index"
	}
	if e == cardEnding {
		path = cardPath + path
	}
	return address(a.lang, path+string(e), v)
}

// moved is the answer where a page stands under another path; in whichever form
// it is asked for.
func (a *ask) moved(path string) error {
	if a.ending == cardEnding {
		path = cardPath + path
	}
	return redirect{a.to(path + string(a.ending))}
}

// inForm makes the answer of a page in the form that the address asks for.
func (a *ask) inForm(v view) (*answer, error) {
	switch {
	case a.ending == csvEnding || a.ending == linesEnding:
		return a.tableFile(v)
	case a.ending == cardEnding:
		return a.cardFile(v)
	case citeEndings[a.ending] != "":
		return a.citationFile(v, citeEndings[a.ending])
	}
	return nil, notFound("error.404", a.path)
}

// file is an answer that a browser keeps as a file of a name, which has letters
// that are safe in a header only.
func (a *ask) file(kind, name string, body []byte) *answer {
	got := finish(http.StatusOK, kind, body, a.known.Number != 0)
	got.name = name
	return got
}

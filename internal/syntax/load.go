package syntax

import (
	"fmt"
	"sync"

	"github.com/chancery-ledger/chancery/internal/syntax/neural"
	"github.com/chancery-ledger/chancery/models"
	"github.com/chancery-ledger/chancery/text"
)

// Parser tags, lemmatises and parses texts of one language. It is safe for
// concurrent use.
type Parser struct {
	model   *neural.Model
	lemmas  *lemmatiser
	scratch sync.Pool // of *scratch
}

// Load returns the parser of a language from the weights that are part of the
// program. It fails for a language without a model.
func Load(lang text.Lang) (*Parser, error) {
	data, err := models.FS.ReadFile(string(lang) + ".syntax")
	if err != nil {
		return nil, fmt.Errorf("syntax: no model for language %q", lang)
	}
	return Open(data)
}

// Open returns the parser of a model file. It keeps data, which must not be
// changed after.
func Open(data []byte) (*Parser, error) {
	model, extra, err := neural.Open(data)
	if err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	if model.Upos != NumTags || model.Rels != NumRels {
		return nil, fmt.Errorf("syntax: model has %d parts of speech and %d relations, want %d and %d", model.Upos, model.Rels, NumTags, NumRels)
	}
	lemmas, err := parseLemmas(extra)
	if err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	p := &Parser{model: model, lemmas: lemmas}
	p.scratch.New = func() any { return newScratch(model) }
	return p, nil
}

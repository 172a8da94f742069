package page

import (
	"encoding/json"
	"strings"
)

// takeSchema reads the page's schema.org objects (JSON-LD): the first article
// among them, and the publisher of any.
func (m *meta) takeSchema(scripts []string) {
	for _, s := range scripts {
		var v any
		if err := json.Unmarshal([]byte(cleanJSON(s)), &v); err != nil {
			continue
		}
		m.walkSchema(v, 0)
	}
}

// cleanJSON takes away what pages put around and into their JSON: comment
// marks, a final semicolon, raw control characters within strings.
func cleanJSON(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimPrefix(s, "<!--")
	s = strings.TrimSuffix(s, "-->")
	s = strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA[")
	s = strings.TrimSuffix(strings.TrimSpace(s), "//]]>")
	s = strings.TrimSuffix(strings.TrimSpace(s), ";")
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// maxSchemaDepth bounds the descent into nested objects.
const maxSchemaDepth = 8

func (m *meta) walkSchema(v any, depth int) {
	if depth > maxSchemaDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			m.walkSchema(one, depth+1)
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			m.takeArticle(v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"} {
			if inner, ok := v[key]; ok {
				m.walkSchema(inner, depth+1)
			}
		}
	}
}

// isArticleType tells whether an @type is an article's.
func isArticleType(t any) bool {
	switch t := t.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" || t == "Reportage"
	case []any:
		for _, one := range t {
			if isArticleType(one) {
				return true
			}
		}
	}
	return false
}

// takeArticle reads an object of an article's type; what stood first stays.
func (m *meta) takeArticle(v map[string]any) {
	setFirst(&m.headline, schemaText(v["headline"]))
	setFirst(&m.stated, schemaText(v["datePublished"]))
	setFirst(&m.publisher, schemaName(v["publisher"]))
	setFirst(&m.body, rawText(v["articleBody"]))
	if m.lang == "" {
		m.lang = langTag(schemaText(v["inLanguage"]))
	}
	if len(m.authors) == 0 {
		for _, name := range schemaNames(v["author"]) {
			m.authors = appendNew(m.authors, personNames(name)...)
		}
	}
}

func rawText(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

func schemaText(v any) string { return squeeze(rawText(v)) }

// schemaName is the name of an organisation or person, which may be a string,
// an object or a list.
func schemaName(v any) string {
	if names := schemaNames(v); len(names) > 0 {
		return names[0]
	}
	return ""
}

func schemaNames(v any) []string {
	switch v := v.(type) {
	case string:
		if s := squeeze(v); s != "" && !strings.Contains(s, "://") {
			return []string{s}
		}
	case map[string]any:
		return schemaNames(v["name"])
	case []any:
		var out []string
		for _, one := range v {
			out = append(out, schemaNames(one)...)
		}
		return out
	}
	return nil
}

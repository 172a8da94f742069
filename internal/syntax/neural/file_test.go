package neural

import "testing"

// FuzzOpen feeds damaged model files.
func FuzzOpen(f *testing.F) {
	f.Add([]byte(magic))
	f.Add([]byte(magic + `{"Config":{"Word":4,"Gram":4,"Affix":4,"Shape":4,"Hidden":8,"Tag":8,"Arc":8,"Rel":8,"Words":2,"Grams":3,"Affixes":3,"Shapes":16,"Upos":2,"Joint":2,"Rels":2},"Words":3,"Extra":0}` + "\n\na\nb"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, _, err := Open(data); err == nil && len(m.Vocabulary) != m.Words {
			t.Error("a model whose vocabulary does not fit")
		}
	})
}

package when

import (
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// englishProse and spanishProse have about one date in two sentences, as news
// has.
const (
	englishProse = `The government announced on Monday that it had severed relations with its neighbour, which it had restored in April 2021 after a decade of silence. The foreign minister told reporters in the capital that the ambassador would have to leave the country. Ties had been tense since late 2022, when a former president was granted asylum at the embassy. "We have taken this step with regret," he said. The two countries share a border of some length and trade in copper, grain and machinery, and many of their citizens live on the other side of it. Earlier this year a motion to declare the envoy unwelcome had failed in the assembly. Analysts in both capitals said that the decision came as a surprise to most observers of the region. `
	spanishProse = `El gobierno anunció el lunes que había roto relaciones con su vecino, que había restablecido en abril de 2021 después de una década de silencio. El canciller dijo a los periodistas en la capital que el embajador deberá abandonar el país. Los vínculos eran tensos desde finales de 2022, cuando un expresidente recibió asilo en la embajada. «Hemos dado este paso con pesar», dijo. Los dos países comparten una frontera de cierta longitud y comercian cobre, granos y maquinaria, y muchos de sus ciudadanos viven al otro lado. A principios de este año fracasó en la asamblea una moción para declarar indeseable al enviado. Analistas de ambas capitales dijeron que la decisión fue una sorpresa para la mayoría. `
)

func BenchmarkFind(b *testing.B) {
	ref := chancery.Date(2025, 11, 4)
	for _, bb := range []struct {
		name string
		lang text.Lang
		text string
	}{
		{"english", text.English, strings.Repeat(englishProse, 10)},
		{"spanish", text.Spanish, strings.Repeat(spanishProse, 10)},
		{"dateless", text.English, strings.Repeat("The envoy said that the talks were frank and that nobody had left the room in anger. ", 80)},
	} {
		b.Run(bb.name, func(b *testing.B) {
			doc := text.New(bb.text, bb.lang, false)
			b.SetBytes(int64(len(bb.text)))
			b.ReportAllocs()
			for b.Loop() {
				Find(doc, ref)
			}
		})
	}
}

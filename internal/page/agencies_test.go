package page

import (
	"slices"
	"testing"
)

func TestCredited(t *testing.T) {
	l, err := loreOf()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The envoy left on Monday, Reuters reported.", []string{"Reuters"}},
		{"The envoy left on Monday, the Associated Press reported.", []string{"AP"}},
		{"An official told the AP that he had left.", []string{"AP"}},
		{"According to Agence France-Presse, he left.", []string{"AFP"}},
		{"El embajador salió el lunes, según AFP.", []string{"AFP"}},
		{"El embajador salió el lunes, informó la agencia EFE.", []string{"EFE"}},
		{"«Volveremos», dijo a Europa Press un diplomático.", []string{"Europa Press"}},
		{"He left on Monday (Reuters).", []string{"Reuters"}},
		{"He left, Xinhua News Agency said, citing TASS.", []string{"Xinhua", "TASS"}},
		{"He left, state news agency SANA said.", []string{"SANA"}},
		{"He left (AP Photo/Jane Doe).", nil},
		{"He left (Jane Doe/Reuters).", nil},
		{"A Reuters photographer was hurt in the blast.", nil},
		{"Schools in the Middle East and North Africa (MENA) closed.", nil},
		{"El mapa de la región se lo llevó el viento.", nil},
		{"The AP1000 reactor said nothing.", nil},
	} {
		if got := l.agencies.credited(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q credits %q, want %q", c.text, got, c.want)
		}
	}
}

func TestListed(t *testing.T) {
	l, err := loreOf()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		list   string
		papers bool
		want   []string
	}{
		{"Reuters, AP, El País and Milenio", true, []string{"Reuters", "AP", "El País", "Milenio"}},
		{"EFE y Europa Press", true, []string{"EFE", "Europa Press"}},
		{"the Associated Press and The New York Times", true, []string{"AP", "The New York Times"}},
		{"John Smith in Lima and Ana Ruiz", false, nil},
		{"Juan Pérez y AFP.", true, []string{"AFP"}},
	} {
		if got := l.agencies.listed(c.list, c.papers); !slices.Equal(got, c.want) {
			t.Errorf("%q lists %q, want %q", c.list, got, c.want)
		}
	}
}

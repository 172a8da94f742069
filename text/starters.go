package text

// isStarter tells whether token i, or the first word after opening marks, is a
// function word with a capital, as stands at the beginning of sentences and
// seldom inside a name.
func (d *Doc) isStarter(i int) bool {
	for i < len(d.Tokens) && d.Tokens[i].Kind == Punct {
		i++
	}
	if i == len(d.Tokens) {
		return false
	}
	if d.Lang == Spanish {
		return spanishStarters[d.Word(i)]
	}
	return englishStarters[d.Word(i)]
}

var englishStarters = map[string]bool{
	"The": true, "A": true, "An": true, "He": true, "She": true, "It": true, "They": true, "We": true, "I": true, "You": true,
	"This": true, "That": true, "These": true, "Those": true, "His": true, "Her": true, "Their": true, "Its": true, "Our": true, "My": true,
	"In": true, "On": true, "At": true, "For": true, "From": true, "After": true, "Before": true, "During": true, "Since": true, "With": true, "By": true,
	"But": true, "And": true, "However": true, "Although": true, "While": true, "When": true, "If": true, "As": true, "Because": true, "So": true, "Then": true,
	"There": true, "Here": true, "What": true, "Who": true, "Why": true, "How": true, "Both": true, "Some": true, "Many": true, "Most": true, "Several": true,
	"Meanwhile": true, "Later": true, "Earlier": true, "Now": true, "Also": true, "According": true, "Under": true, "Despite": true, "Last": true, "No": true, "Not": true,
	"Is": true, "Are": true, "Was": true, "Were": true, "Did": true, "Do": true, "Does": true, "Can": true, "Could": true, "Would": true, "Will": true, "One": true, "Two": true, "Please": true,
}

var spanishStarters = map[string]bool{
	"El": true, "La": true, "Los": true, "Las": true, "Lo": true, "Un": true, "Una": true, "Unos": true, "Unas": true, "Él": true, "Ella": true, "Ellos": true,
	"Este": true, "Esta": true, "Esto": true, "Estos": true, "Estas": true, "Ese": true, "Esa": true, "Eso": true, "Su": true, "Sus": true,
	"En": true, "De": true, "Con": true, "Por": true, "Para": true, "Sin": true, "Desde": true, "Tras": true, "Ante": true, "Según": true, "Durante": true, "Hasta": true, "A": true, "Al": true, "Del": true,
	"Pero": true, "Y": true, "Aunque": true, "Mientras": true, "Cuando": true, "Si": true, "Como": true, "Porque": true, "También": true, "Además": true, "Asimismo": true, "Entonces": true,
	"No": true, "Se": true, "Le": true, "Les": true, "Me": true, "Nos": true, "Que": true, "Qué": true, "Quien": true, "Es": true, "Son": true, "Fue": true, "Era": true, "Hay": true, "Ha": true, "Han": true, "Había": true,
	"Así": true, "Ya": true, "Ahora": true, "Hoy": true, "Ayer": true, "Entre": true, "Después": true, "Antes": true, "Luego": true, "Todo": true, "Todos": true, "Otro": true, "Otros": true, "Otra": true, "Dos": true,
}

// sayFollows tells whether a verb of saying stands among the first tokens from
// i on: after “Will they go?” the words "Smith asked" go on with the sentence.
func (d *Doc) sayFollows(i int) bool {
	for n := 0; n < 5 && i < len(d.Tokens); n++ {
		if d.Tokens[i].Kind == Punct {
			return false
		}
		switch d.Word(i) {
		case "said", "says", "asked", "asks", "wrote", "writes", "added", "replied", "told", "tweeted", "shouted", "answered",
			"dijo", "dice", "preguntó", "pregunta", "escribió", "añadió", "agregó", "respondió", "exclamó", "cuestionó", "señaló":
			return true
		}
		i++
	}
	return false
}

package when

import (
	"testing"

	"github.com/chancery-ledger/chancery/text"
)

func TestSpanishDays(t *testing.T) {
	checkMarked(t, text.Spanish, tuesday, []string{
		"El enviado salió [el lunes = 2025-11-03 day].",
		"El enviado salió [este lunes = 2025-11-03 day] y ella [el pasado martes = 2025-10-28 day].",
		"El enviado salió [el martes pasado = 2025-10-28 day] y vuelve [el próximo viernes = 2025-11-07 day].",
		"Salió [ayer = 2025-11-03 day], [anteayer = 2025-11-02 day] o [anoche = 2025-11-03 day]; [hoy = 2025-11-04 day] no está.",
		"Vuelve [mañana = 2025-11-05 day] por la mañana, no [pasado mañana = 2025-11-06 day].",
		"Rompieron [el 4 de enero de 1961 = 1961-01-04 day].",
		"Rompieron [el 1º de enero = 2025-01-01 day], no [el primero de mayo de 1974 = 1974-05-01 day].",
		"Rompieron [el 1 de enero = 2025-01-01 day].",
		"Se reunieron [el pasado 19 de marzo = 2025-03-19 day].",
		"Firmaron el [22/02/2016 = 2016-02-22 day], no el [7/12/2022 = 2022-12-07 day].",
		"Lo detuvieron en la madrugada del [viernes = 2025-10-31 day].",
		"Habló [esta mañana = 2025-11-04 day].",
		"Será [el primer viernes de julio = 2025-07-04 day].",
	})
}

func TestSpanishPeriods(t *testing.T) {
	checkMarked(t, text.Spanish, tuesday, []string{
		"Rompieron [el mes pasado = 2025-10-01..2025-10-31 month] y no [la semana pasada = 2025-10-27..2025-11-02 week].",
		"Los restablecerán [el próximo mes = 2025-12-01..2025-12-31 month] o [el año que viene = 2026-01-01..2026-12-31 year].",
		"Los rompieron en [abril = 2025-04-01..2025-04-30 month].",
		"Los rompieron en [abril de 2024 = 2024-04-01..2024-04-30 month].",
		"Cayó a [finales de 2022 = 2022-10-01..2022-12-31 year] y huyó a [principios de año = 2025-01-01..2025-03-31 year].",
		"Cayó en el [2000 = 2000-01-01..2000-12-31 year].",
		"Cayó a [mediados de marzo = 2025-03-11..2025-03-20 month].",
		"Se vieron [el fin de semana = 2025-11-01..2025-11-02 weekend].",
		"Lo eligieron [el año pasado = 2024-01-01..2024-12-31 year]; [este año = 2025-01-01..2025-12-31 year] no.",
		"Lo eligieron en [octubre pasado = 2025-10-01..2025-10-31 month] o en [diciembre del año pasado = 2024-12-01..2024-12-31 month].",
		"En [los años 80 = 1980-01-01..1989-12-31 decade] y en [la década de 1970 = 1970-01-01..1979-12-31 decade] no hubo.",
		"Cayó en [el primer trimestre de 2023 = 2023-01-01..2023-03-31 quarter].",
		"Cayó en [el verano de 2021 = 2021-06-01..2021-08-31 season].",
		"Es del [siglo XIX = 1800-01-01..1899-12-31 century].",
	})
}

func TestSpanishDistances(t *testing.T) {
	checkMarked(t, text.Spanish, tuesday, []string{
		"Huyó [hace dos años = 2023-01-01..2023-12-31 ago] o [hace una semana = 2025-10-25..2025-10-31 ago].",
		"Huyó [hace unos días = 2025-10-28..2025-11-04 vague].",
		"Huyó [hace casi un año = 2024-01-01..2024-12-31 ago].",
		"No tienen relaciones [desde 1980 = 1980-01-01.. since], y las tuvieron [hasta 1979 = ..1979-12-31 until].",
		"Rigió [entre 2016 y 2018 = 2016-01-01..2018-12-31 range].",
		"Rigió [del 4 al 22 de enero de 1995 = 1995-01-04..1995-01-22 range].",
		"Se vieron [el 1 de octubre = 2025-10-01 day] y [dos días después = 2025-10-03 ago] firmaron.",
		"Se vieron [el 1 de octubre = 2025-10-01 day]; al [día siguiente = 2025-10-02 day] firmaron.",
		"Cayó en [2016 = 2016-01-01..2016-12-31 year] y [ese mismo año = 2016-01-01..2016-12-31 year] huyó.",
		"Ocurre [un día después = 2025-11-03 ago] de que los vecinos anunciaran un acuerdo.",
		"En [los últimos tres años = 2022-11-04..2025-11-04 range] no hubo.",
		"En [los últimos tres o cuatro días = 2025-10-28..2025-11-04 vague] no hubo; de los últimos tres nada se sabe.",
		"Cayó [hace año y medio = 2024-02-02..2024-08-04 ago], no [hace cuatro años y medio = 2021-02-01..2021-08-04 ago].",
		"Fue [antes de 2014 = ..2013-12-31 before].",
	})
}

func TestSpanishTraps(t *testing.T) {
	checkMarked(t, text.Spanish, tuesday, []string{
		"Julio César Rojas habló en la Plaza de Mayo.",
		"La embajada en Santo Domingo cerró.",
		"Plácido Domingo cantó por la mañana.",
		"El plan salió un segundo y dura 72 horas.",
		"Llegaron 2000 personas y 1500 soldados.",
		"La Convención de Viena de [1961 = 1961-01-01..1961-12-31 named] los protege.",
		"La resolución 1973 fue aprobada.",
		"Las oraciones del [viernes santo = 2025-04-18 day], no las del miércoles de ceniza.",
		"Costó 2000 dólares.",
	})
}

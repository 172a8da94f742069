package when

import (
	"testing"

	"github.com/chancery-ledger/chancery/text"
)

// 2025-11-04 is a Tuesday.
const tuesday = "2025-11-04"

func TestEnglishDays(t *testing.T) {
	checkMarked(t, text.English, tuesday, []string{
		"The envoy left on [Monday = 2025-11-03 day].",
		"The envoy left on [Tuesday = 2025-11-04 day] and she on [Wednesday = 2025-10-29 day].",
		"He left [Tuesday morning = 2025-11-04 day] for the coast.",
		"They met [last Friday = 2025-10-31 day], and will meet [next Friday = 2025-11-14 day].",
		"They meet [next Tuesday = 2025-11-11 day] and [Wednesday = 2025-11-12 day].",
		"They will meet [this Friday = 2025-11-07 day].",
		"It was signed on [Dec. 7, 2022 = 2022-12-07 day], and in force on [7 December = 2025-12-07 day].",
		"It was signed on [Monday, March 3 = 2025-03-03 day].",
		"On [January 1st, 1979 = 1979-01-01 day], the two established relations.",
		"It was signed on [the 7th of March, 1995 = 1995-03-07 day] in Geneva.",
		"It lapsed on [2022-12-07 = 2022-12-07 day].",
		"It lapsed on [7/12/2022 = 2022-07-12 day], not on [13/12/2022 = 2022-12-13 day].",
		"The consul arrived [yesterday = 2025-11-03 day]; [today = 2025-11-04 day] he is gone.",
		"The consul arrives [tomorrow = 2025-11-05 day] or [the day after tomorrow = 2025-11-06 day].",
		"She spoke [this morning = 2025-11-04 day] and [last night = 2025-11-03 day].",
		"They fled [overnight = 2025-11-03..2025-11-04 time].",
		"The letter came on [the 25th = 2025-10-25 day].",
		"They met on [Christmas Day = 2024-12-25 day] and on [Good Friday 2021 = 2021-04-02 day].",
		"He said so [late on Monday = 2025-11-03 day].",
		"It begins on [the first Friday of July = 2025-07-04 day].",
	})
}

func TestEnglishPeriods(t *testing.T) {
	checkMarked(t, text.English, tuesday, []string{
		"Ties were cut [last month = 2025-10-01..2025-10-31 month].",
		"Ties were cut [last week = 2025-10-27..2025-11-02 week], not [this week = 2025-11-03..2025-11-09 week].",
		"Ties will be restored [next year = 2026-01-01..2026-12-31 year].",
		"He was re-elected [earlier this year = 2025-01-01..2025-11-04 year].",
		"He will go [later this month = 2025-11-04..2025-11-30 month].",
		"He was ousted in [late 2022 = 2022-10-01..2022-12-31 year].",
		"He was ousted in [late May = 2025-05-21..2025-05-31 month] and held in [mid-June = 2025-06-11..2025-06-20 month].",
		"He was held [early last month = 2025-10-01..2025-10-10 month].",
		"[Later in December 2022 = 2022-12-01..2022-12-31 month], relations were put on hold.",
		"A motion was approved in [September = 2025-09-01..2025-09-30 month].",
		"A motion was approved in [May = 2025-05-01..2025-05-31 month].",
		"Relations were severed in [April 2024 = 2024-04-01..2024-04-30 month].",
		"They met [last November = 2024-11-01..2024-11-30 month].",
		"They met in [the summer of 2021 = 2021-06-01..2021-08-31 season] and [last spring = 2025-03-01..2025-05-31 season].",
		"Trade fell in [the first quarter of 2023 = 2023-01-01..2023-03-31 quarter].",
		"Trade fell in [the first half of 2016 = 2016-01-01..2016-06-30 year].",
		"Trade fell in [the first six months of 2016 = 2016-01-01..2016-06-30 range].",
		"In [the 1980s = 1980-01-01..1989-12-31 decade] and [the '90s = 1990-01-01..1999-12-31 decade] they had none.",
		"It was a treaty of [the 19th century = 1800-01-01..1899-12-31 century].",
		"They talked over [the weekend = 2025-11-01..2025-11-02 weekend].",
		"They met at [the end of the year = 2025-10-01..2025-12-31 year].",
	})
}

func TestEnglishBounds(t *testing.T) {
	checkMarked(t, text.English, tuesday, []string{
		"They have had no relations [since 1980 = 1980-01-01.. since].",
		"They had relations [until 2019 = ..2019-12-31 until].",
		"They had none [before 2014 = ..2013-12-31 before].",
		"It ran [between 2016 and 2018 = 2016-01-01..2018-12-31 range].",
		"It ran [from March to May = 2025-03-01..2025-05-31 range].",
		"It ran in [2014–2018 = 2014-01-01..2018-12-31 range].",
		"It ran in [1961-62 = 1961-01-01..1962-12-31 range] and [2014/15 = 2014-01-01..2015-12-31 range].",
		"They met on [Sept. 3-5 = 2025-09-03..2025-09-05 range].",
		"They met [from 4 to 22 January, 1995 = 1995-01-04..1995-01-22 range].",
		"It must close [by Nov. 30 = ..2025-11-30 until].",
		"The talks went on for [the past three weeks = 2025-10-14..2025-11-04 range].",
	})
}

func TestEnglishDistances(t *testing.T) {
	checkMarked(t, text.English, tuesday, []string{
		"He fled [two years ago = 2023-01-01..2023-12-31 ago].",
		"He fled [two and a half years ago = 2023-02-01..2023-08-04 ago] or [a year and a half ago = 2024-02-02..2024-08-04 ago].",
		"It lasted [the last three or four days = 2025-10-28..2025-11-04 vague].",
		"He fled [a decade ago = 2015-01-01..2015-12-31 ago].",
		"He fled [two weeks ago = 2025-10-18..2025-10-24 ago].",
		"He fled [three days ago = 2025-11-01 ago].",
		"On [Oct. 1 = 2025-10-01 day] they met; [three days later = 2025-10-04 ago] they signed.",
		"On [Oct. 1 = 2025-10-01 day] they met, and [the following day = 2025-10-02 day] they signed.",
		"On [Oct. 1 = 2025-10-01 day] they met and [the same day = 2025-10-01 day] they signed.",
		"It came [a day after = 2025-11-03 ago] the neighbours announced a deal.",
		"On [Saturday = 2025-11-01 day], [two days after = 2025-10-30 ago] the envoy was expelled, the embassy closed.",
		"He was ousted in [2022 = 2022-01-01..2022-12-31 year] and held since; on [Dec. 7 of that year = 2022-12-07 day] he was charged.",
		"It was in [2016 = 2016-01-01..2016-12-31 year]. [That year = 2016-01-01..2016-12-31 year] they met twice.",
		"Attacks grew in [recent days = 2025-10-28..2025-11-04 vague].",
		"They marked [the 50th anniversary = 1975-10-20..1975-11-19 ago] of their ties.",
		"[Three days later = ? ago] they signed.",
	})
}

func TestEnglishTraps(t *testing.T) {
	checkMarked(t, text.English, tuesday, []string{
		"The government may recall its envoy.",
		"Theresa May and Mrs. May expelled them.",
		"They march through the capital; the March on the palace failed.",
		"She told the Sunday Times that Black Friday sales were poor.",
		"He sat down a second time.",
		"Doctors found it in 2,000 cases.",
		"The envoy has 72 hours to leave; the rest go within 24 hours.",
		"COVID-19 closed the borders and a Boeing 737 was shot down.",
		"It cost $2000, or 1,980 euros.",
		"Aged 45, he was held with a man, 19.",
		"Under the [1961 = 1961-01-01..1961-12-31 named] Vienna Convention they are immune.",
		"After [9/11 = 2001-09-11 named] it changed.",
		"Thousands came to Friday prayers.",
		"The [March 8 = 2025-03-08 named] Alliance won.",
		"UN Resolution 1973 was passed.",
		"The [2016 = 2016-01-01..2016-12-31 year] prisoner swap freed four.",
		"They have been at war for three years.",
		"Some 2000 troops left.",
	})
}

"""Remarks in English."""

from spec.remarks.table import Case, Rule

RULES = (
    Rule(
        title="Days near by",
        sentence="Within something its last working day is proposed.",
        cases=(
            Case("call tomorrow", ("tomorrow: 2026-04-02",)),
            Case("the day after tomorrow", ("the day after tomorrow: 2026-04-03",)),
            Case("tomorrow at 3pm", ("tomorrow at 3pm: 2026-04-02 at 15:00",)),
            Case("3pm tomorrow", ("3pm tomorrow: 2026-04-02 at 15:00",)),
            Case("tomorrow morning at 9:30", ("tomorrow morning at 9:30: 2026-04-02 at 09:30",)),
            Case("today at 4pm", ("today at 4pm: 2026-04-01 at 16:00",)),
            Case("in 3 days", ("in 3 days: 2026-04-04 (off)",)),
            Case("in three weeks", ("in three weeks: 2026-04-22",)),
            Case("in a fortnight", ("in a fortnight: 2026-04-15",)),
            Case("in two weeks' time", ("in two weeks' time: 2026-04-15",)),
            Case("3 weeks from now", ("3 weeks from now: 2026-04-22",)),
            Case("in a month", ("in a month: 2026-05-01 (off)",)),
            Case("in six months", ("in six months: 2026-10-01 (off)",)),
            Case("in half a year", ("in half a year: 2026-10-01 (off)",)),
            Case("in a couple of weeks", ("in a couple of weeks: 2026-04-15",)),
            Case("within a week", ("within a week: 2026-04-08 of 2026-04-01 … 2026-04-08",)),
            Case("within 10 days", ("within 10 days: 2026-04-10 of 2026-04-01 … 2026-04-11",)),
            Case("in 5 working days", ("in 5 working days: 2026-04-09",)),
            Case(
                "within 3 business days", ("within 3 business days: 2026-04-07 of 2026-04-01 … 2026-04-07",)
            ),
            Case("in 2 years", ("in 2 years: 2028-04-01 (off)",)),
            Case("ten days later", ("ten days later: 2026-04-11 (off)",)),
            Case("in a few days"),
        ),
    ),
    Rule(
        title="Weekdays",
        sentence=(
            "Next Friday is the Friday of next week; where another Friday comes before it, that "
            "one is offered too, and on a weekend the one a week later."
        ),
        cases=(
            Case("Friday", ("Friday: 2026-04-03",)),
            Case("next Friday", ("next Friday: 2026-04-10 or 2026-04-03",)),
            Case("next Friday", ("next Friday: 2026-04-10",), written="2026-04-03"),
            Case("next Friday", ("next Friday: 2026-04-10 or 2026-04-17",), written="2026-04-04"),
            Case("next Friday", ("next Friday: 2026-04-10 or 2026-04-17",), written="2026-04-05"),
            Case("this Friday", ("this Friday: 2026-04-03",)),
            Case("this Monday", ("this Monday: 2026-04-06 (again) (off)",)),
            Case("next Wed", ("next Wed: 2026-04-08",)),
            Case("on Friday at 10 o'clock", ("Friday at 10 o'clock: 2026-04-03 at 10:00",)),
            Case("3pm on Friday", ("3pm on Friday: 2026-04-03 at 15:00",)),
            Case("by Friday", ("by Friday: 2026-04-03 of 2026-04-01 … 2026-04-03",)),
            Case("before Friday", ("before Friday: 2026-04-02 of 2026-04-01 … 2026-04-02",)),
            Case("coming Wednesday", ("coming Wednesday: 2026-04-08",)),
            Case("Wednesday", ("Wednesday: 2026-04-01 or 2026-04-08",)),
            Case("next week", ("next week: 2026-04-07 of 2026-04-06 … 2026-04-12",)),
            Case("early next week", ("early next week: 2026-04-07 of 2026-04-06 … 2026-04-07",)),
            Case("end of next week", ("end of next week: 2026-04-10 of 2026-04-09 … 2026-04-12",)),
            Case(
                "by the end of the week", ("by the end of the week: 2026-04-03 of 2026-04-01 … 2026-04-05",)
            ),
            Case("this weekend", ("this weekend: 2026-04-04 of 2026-04-04 … 2026-04-05 (off)",)),
            Case("next weekend", ("next weekend: 2026-04-11 of 2026-04-11 … 2026-04-12 (off)",)),
            Case(
                "next week",
                (
                    (
                        "next week: 2026-04-07 of 2026-04-06 … 2026-04-12 or "
                        "2026-04-13 of 2026-04-13 … 2026-04-19"
                    ),
                ),
                written="2026-04-05",
            ),
            Case("sat down with Mr Sun"),
        ),
    ),
    Rule(
        title="Months",
        sentence=(
            "Early is days 1 to 10, mid 11 to 20, late and end 21 to the last. By an end is on "
            "its last working day; with a small letter may and march are verbs."
        ),
        cases=(
            Case("end of next month", ("end of next month: 2026-05-29 of 2026-05-21 … 2026-05-31",)),
            Case("by month end", ("by month end: 2026-04-30 of 2026-04-01 … 2026-04-30",)),
            Case("month-end", ("month-end: 2026-04-30 of 2026-04-21 … 2026-04-30",)),
            Case("end of the month", ("end of the month: 2026-04-30 of 2026-04-21 … 2026-04-30",)),
            Case("early May", ("early May: 2026-05-06 of 2026-05-01 … 2026-05-10",)),
            Case("mid-May", ("mid-May: 2026-05-11 of 2026-05-11 … 2026-05-20",)),
            Case("late August", ("late August: 2026-08-31 of 2026-08-21 … 2026-08-31",)),
            Case("by the end of August", ("by the end of August: 2026-08-31 of 2026-04-01 … 2026-08-31",)),
            Case("in May", ("May: 2026-05-06 of 2026-05-01 … 2026-05-31",)),
            Case("before June", ("before June: 2026-05-29 of 2026-04-01 … 2026-05-31",)),
            Case("after August", ("after August: 2026-09-01 of 2026-09-01 … 2026-09-07",)),
            Case(
                "beginning of next month", ("beginning of next month: 2026-05-06 of 2026-05-01 … 2026-05-10",)
            ),
            Case("next month", ("next month: 2026-05-06 of 2026-05-01 … 2026-05-31",)),
            Case("Aug 2026", ("Aug 2026: 2026-08-03 of 2026-08-01 … 2026-08-31",)),
            Case(
                "early January", ("early January: 2027-01-04 of 2027-01-01 … 2027-01-10 (again) (guessed)",)
            ),
            Case("he may come in March", ("March: 2027-03-01 of 2027-03-01 … 2027-03-31 (again) (guessed)",)),
            Case("we march on"),
        ),
    ),
    Rule(
        title="Quarters and years",
        sentence="The end of a quarter or year is its last month, early its first.",
        cases=(
            Case("Q3", ("Q3: 2026-07-01 of 2026-07-01 … 2026-09-30",)),
            Case("end of Q3", ("end of Q3: 2026-09-30 of 2026-09-01 … 2026-09-30",)),
            Case("third quarter", ("third quarter: 2026-07-01 of 2026-07-01 … 2026-09-30",)),
            Case("by quarter end", ("by quarter end: 2026-06-30 of 2026-04-01 … 2026-06-30",)),
            Case("next quarter", ("next quarter: 2026-07-01 of 2026-07-01 … 2026-09-30",)),
            Case("end of the quarter", ("end of the quarter: 2026-06-30 of 2026-06-01 … 2026-06-30",)),
            Case("end of the year", ("end of the year: 2026-12-31 of 2026-12-01 … 2026-12-31",)),
            Case("by year-end", ("by year-end: 2026-12-31 of 2026-04-01 … 2026-12-31",)),
            Case("early next year", ("early next year: 2027-01-04 of 2027-01-01 … 2027-01-31 (guessed)",)),
            Case("end of next year", ("end of next year: 2027-12-31 of 2027-12-01 … 2027-12-31 (guessed)",)),
            Case(
                "first quarter of 2027",
                ("first quarter of 2027: 2027-01-04 of 2027-01-01 … 2027-03-31 (guessed)",),
            ),
            Case("after Q2", ("after Q2: 2026-07-01 of 2026-07-01 … 2026-07-07",)),
        ),
    ),
    Rule(
        title="Dates",
        sentence="By a day includes it, before it does not.",
        cases=(
            Case("Aug 15", ("Aug 15: 2026-08-15 (off)",)),
            Case("August 15th", ("August 15th: 2026-08-15 (off)",)),
            Case("15 Aug", ("15 Aug: 2026-08-15 (off)",)),
            Case("15th of August", ("15th of August: 2026-08-15 (off)",)),
            Case("15 August 2027", ("15 August 2027: 2027-08-15 (off)",)),
            Case("Aug 15, 2027", ("Aug 15, 2027: 2027-08-15 (off)",)),
            Case("on the 15th", ("the 15th: 2026-04-15",)),
            Case("by the 20th", ("by the 20th: 2026-04-20 of 2026-04-01 … 2026-04-20",)),
            Case("before the 15th", ("before the 15th: 2026-04-14 of 2026-04-01 … 2026-04-14",)),
            Case("the 15th of next month", ("the 15th of next month: 2026-05-15",)),
            Case("on 15 Aug at 10:30", ("15 Aug at 10:30: 2026-08-15 (off) at 10:30",)),
            Case("until 15 Aug", ("until 15 Aug: 2026-08-14 of 2026-04-01 … 2026-08-15",)),
            Case("around 15 August", ("around 15 August: 2026-08-15 of 2026-08-12 … 2026-08-18 (off)",)),
            Case("from 15 Aug", ("15 Aug: 2026-08-15 (off)",)),
            Case("March 3", ("March 3: 2027-03-03 (again)",)),
            Case("31 June", ("31 June: no such day",)),
            Case("Feb 30", ("Feb 30: no such day",)),
            Case("Feb 29", ("Feb 29: no such day",)),
            Case("15 August 2025", ("15 August 2025: passed",)),
            Case("may 15"),
            Case("on the 15th floor"),
            Case("after 15 Aug", ("after 15 Aug: 2026-08-17 of 2026-08-16 … 2026-08-22",)),
            Case("Aug 15", ("Aug 15: 2027-08-15 (again) (off)",), written="2026-08-20"),
            Case("2026-08-15 10:30", ("2026-08-15 10:30: 2026-08-15 (off) at 10:30",)),
        ),
    ),
    Rule(
        title="Festivals",
        sentence="As in Chinese.",
        cases=(
            Case("after National Day", ("after National Day: 2026-10-08 of 2026-10-08 … 2026-10-14",)),
            Case("before National Day", ("before National Day: 2026-09-30 of 2026-04-01 … 2026-09-30",)),
            Case(
                "before Spring Festival",
                ("before Spring Festival: 2027-02-04 of 2026-04-01 … 2027-02-04 (again) (guessed)",),
            ),
            Case(
                "after Chinese New Year",
                ("after Chinese New Year: 2027-02-09 of 2027-02-09 … 2027-02-15 (again) (guessed)",),
            ),
            Case("Chinese New Year's Eve", ("Chinese New Year's Eve: 2027-02-05 (again) (off)",)),
            Case("Mid-Autumn", ("Mid-Autumn: 2026-09-25 (off)",)),
            Case(
                "a week before Dragon Boat Festival",
                ("a week before Dragon Boat Festival: 2026-06-12 of 2026-06-12 … 2026-06-18",),
            ),
            Case(
                "three days after Labour Day",
                ("three days after Labour Day: 2026-05-08 of 2026-05-06 … 2026-05-08",),
            ),
            Case("after Qingming", ("after Qingming: 2026-04-07 of 2026-04-07 … 2026-04-13",)),
            Case("before Christmas", ("before Christmas: 2026-12-24 of 2026-04-01 … 2026-12-24",)),
            Case("New Year's Day", ("New Year's Day: 2027-01-01 (again) (off)",)),
            Case("by National Day", ("by National Day: 2026-09-30 of 2026-04-01 … 2026-10-01",)),
            Case(
                "around Mid-Autumn Festival",
                ("around Mid-Autumn Festival: 2026-09-25 of 2026-09-22 … 2026-09-28 (off)",),
            ),
            Case("Golden Week", ("Golden Week: 2026-10-01 (off)",)),
        ),
    ),
    Rule(
        title="Whole remarks in English",
        sentence="Several days are read one by one.",
        cases=(
            Case(
                "Deposit of 500k matures 15 Aug; call next Friday at 3pm",
                (
                    "15 Aug: 2026-08-15 (off)",
                    "next Friday at 3pm: 2026-04-10 or 2026-04-03 at 15:00",
                ),
            ),
            Case(
                "Client travels until 20 April; call after that",
                ("until 20 April: 2026-04-20 of 2026-04-01 … 2026-04-20",),
            ),
            Case(
                "Their CD at another bank matures end of August (500k)",
                ("end of August: 2026-08-31 of 2026-08-21 … 2026-08-31",),
            ),
            Case("Met on Friday, wants 3-month product", ("Friday: 2026-04-03",)),
            Case(
                "between 5 May and 10 May",
                (
                    "5 May: 2026-05-05 (off)",
                    "10 May: 2026-05-10 (off)",
                ),
            ),
            Case(
                "I'll send it by Thursday noon",
                ("by Thursday noon: 2026-04-02 of 2026-04-01 … 2026-04-02 at 12:00",),
            ),
        ),
    ),
)

"""Rules about the customer as a whole: closed, suppressed, young, not to be disturbed, contacted, capped."""

from spec.contact_gate.table import Rule, case, day, days, span

SERVICE = "phone, service, 2026-06-12 10:00"


def _stop(kind: str, first: str, last: str | None = None) -> tuple[object, ...]:
    return (kind, *span(first, last))


def _wish(channel: str, topic: str, first: str, last: str | None = None) -> tuple[object, ...]:
    return (channel, topic, *span(first, last))


CLOSED = Rule(
    title="closed",
    sentence="From the day on which the relationship is closed, for every purpose. Nobody can know an end.",
    cases=(
        case("nothing", "allowed"),
        case("closed on 2026-06-12", "closed", closed_on=day("2026-06-12")),
        case("closed on 2026-06-12", "closed", closed_on=day("2026-06-12"), asked=SERVICE),
        case("closes on 2026-06-13", "allowed", closed_on=day("2026-06-13")),
    ),
)
SUPPRESSED = Rule(
    title="suppressed",
    shows={"TRAP-19": "that the error is put right first, and that no sale is a remedy"},
    sentence=(
        "While a suppression runs that nobody lifted. Deceased, restricted and guardian_missing hold every "
        "contact; bereaved, complaint_open and litigation let pass what serves the customer. The end is the "
        "midnight after the last day; suppressions that follow each other without a gap count as one."
    ),
    cases=(
        case("deceased from 2026-06-12", "suppressed", stops=(_stop("deceased", "06-12"),)),
        case("deceased from 2026-06-13", "allowed", stops=(_stop("deceased", "06-13"),)),
        case("deceased", "suppressed", stops=(_stop("deceased", "06-01"),), asked=SERVICE),
        case("restricted", "suppressed", stops=(_stop("restricted", "06-01"),), asked=SERVICE),
        case("guardian missing", "suppressed", stops=(_stop("guardian_missing", "06-01"),), asked=SERVICE),
        case("complaint open", "suppressed", stops=(_stop("complaint_open", "06-01"),)),
        case("complaint open", "allowed", stops=(_stop("complaint_open", "06-01"),), asked=SERVICE),
        case("in litigation", "allowed", stops=(_stop("litigation", "06-01"),), asked=SERVICE),
        case("bereaved up to 2026-06-12", "suppressed", "2026-06-13 00:00",
             stops=(_stop("bereaved", "06-01", "06-12"),)),
        case("bereaved up to 2026-06-11", "allowed", stops=(_stop("bereaved", "06-01", "06-11"),)),
        case("bereaved up to 2026-06-12, complaint open 2026-06-13 to 2026-06-20", "suppressed",
             "2026-06-21 00:00",
             stops=(_stop("bereaved", "06-01", "06-12"), _stop("complaint_open", "06-13", "06-20"))),
        case("bereaved up to 2026-06-20, in litigation without end", "suppressed",
             stops=(_stop("bereaved", "06-01", "06-20"), _stop("litigation", "06-01"))),
        case("bereaved up to 2026-06-20, litigation from 2026-06-22 on", "suppressed", "2026-06-21 00:00",
             stops=(_stop("bereaved", "06-01", "06-20"), _stop("litigation", "06-22"))),
    ),
)  # fmt: skip
YOUNG = Rule(
    title="suppressed: too young",
    shows={"TRAP-20": None},
    sentence=(
        "A person below 14 years, for every purpose, up to the midnight in which the birthday begins. "
        "Whoever is born on 29 February has it on the 28th of a common year. Companies have no age."
    ),
    cases=(
        case("born 2012-06-12", "allowed", birth_date=day("2012-06-12")),
        case("born 2012-06-13", "suppressed", "2026-06-13 00:00", birth_date=day("2012-06-13")),
        case("born 2012-06-13", "suppressed", "2026-06-13 00:00", birth_date=day("2012-06-13"),
             asked=SERVICE),
        case("born 2012-02-29", "suppressed", "2026-02-28 00:00", birth_date=day("2012-02-29"),
             asked="phone, maintain, 2026-02-27 10:00"),
        case("born 2012-02-29", "allowed", birth_date=day("2012-02-29"),
             asked="phone, maintain, 2026-02-28 10:00"),
        case("born 2012-06-13, bereaved up to 2026-06-20", "suppressed", "2026-06-21 00:00",
             birth_date=day("2012-06-13"), stops=(_stop("bereaved", "06-01", "06-20"),)),
        case("a company", "allowed", birth_date=None),
    ),
)  # fmt: skip
UNDISTURBED = Rule(
    title="do_not_disturb",
    shows={
        "PROF-26": "campaigns and reminders, which do not exist yet",
        "TRAP-24": None,
        "GOV-03": "campaigns and messages, which do not exist yet",
    },
    sentence=(
        "While a setting runs for this channel or any, about this purpose or all; it holds service too. "
        "Settings that follow each other without a gap count as one."
    ),
    cases=(
        case("by phone, 2026-06-12 to 2026-06-12", "do_not_disturb", "2026-06-13 00:00",
             wishes=(_wish("phone", "", "06-12", "06-12"),)),
        case("by phone, up to 2026-06-11", "allowed", wishes=(_wish("phone", "", "06-01", "06-11"),)),
        case("by phone, from 2026-06-13 on", "allowed", wishes=(_wish("phone", "", "06-13"),)),
        case("by any channel, without end", "do_not_disturb", wishes=(_wish("any", "", "06-01"),),
             asked=SERVICE),
        case("by e-mail", "allowed", wishes=(_wish("email", "", "06-01"),)),
        case("by phone about new_product", "allowed", wishes=(_wish("phone", "new_product", "06-01"),)),
        case("by phone about new_product", "do_not_disturb", wishes=(_wish("phone", "new_product", "06-01"),),
             asked="phone, new_product, 2026-06-12 10:00"),
        case("by phone up to 2026-06-15, by any channel 2026-06-16 to 2026-06-30", "do_not_disturb",
             "2026-07-01 00:00",
             wishes=(_wish("phone", "", "06-01", "06-15"), _wish("any", "", "06-16", "06-30"))),
    ),
)  # fmt: skip
RESTING = Rule(
    title="contacted_recently",
    sentence=(
        "Marketing rests after the last two-way contact, by whomever and whichever channel, for 7 days or "
        "half the cadence in force, rounded up, where that is shorter; a promise that is due and a time "
        "deposit that matures within 3 days lift the rest."
    ),
    cases=(
        case("reached on 2026-06-06", "contacted_recently", "2026-06-13 00:00", two_way_on=days("06-06")),
        case("reached on 2026-06-05", "allowed", two_way_on=days("06-05")),
        case("reached on 2026-06-12", "allowed", two_way_on=days("06-12"), asked=SERVICE),
        case(
            "every 9 days, reached on 2026-06-08",
            "contacted_recently",
            "2026-06-13 00:00",
            two_way_on=days("06-08"),
            cadence_days=9,
        ),
        case("every 8 days, reached on 2026-06-08", "allowed", two_way_on=days("06-08"), cadence_days=8),
        case(
            "reached on 2026-06-12, a call promised for that day too",
            "allowed",
            two_way_on=days("06-12"),
            promised_on=days("06-12"),
        ),
        case(
            "reached on 2026-06-12, a call promised for the 14th",
            "contacted_recently",
            "2026-06-14 00:00",
            two_way_on=days("06-12"),
            promised_on=days("06-14"),
        ),
        case(
            "reached on 2026-06-12, a deposit matures on the 15th",
            "allowed",
            two_way_on=days("06-12"),
            matures_on=days("06-15"),
        ),
        case(
            "reached on 2026-06-12, a deposit matures on the 16th",
            "contacted_recently",
            "2026-06-13 00:00",
            two_way_on=days("06-12"),
            matures_on=days("06-16"),
        ),
    ),
)
CAPPED = Rule(
    title="frequency_cap",
    shows={"TRAP-24": None},
    sentence=(
        "At most 3 contacts, attempts and unused clearances in 7 days and 6 in 30, by everybody together and "
        "for every purpose; at most 4 in 7 days and 12 in 30 over all members of a household. The answer "
        "does not say which of the caps was reached."
    ),
    cases=(
        case("tried on the 6th, 8th and 10th", "frequency_cap", "2026-06-13 00:00",
             tried_on=days("06-06", "06-08", "06-10")),
        case("tried on the 5th, 8th and 10th", "allowed", tried_on=days("06-05", "06-08", "06-10")),
        case("tried three times on the 10th", "frequency_cap", "2026-06-17 00:00",
             tried_on=days("06-10", "06-10", "06-10"), asked=SERVICE),
        case("tried twice on the 10th, the spouse twice on the 11th", "frequency_cap", "2026-06-17 00:00",
             tried_on=days("06-10", "06-10"), household_on=days("06-11", "06-11")),
        case("tried twice on the 10th, the spouse once on the 11th", "allowed",
             tried_on=days("06-10", "06-10"), household_on=days("06-11")),
        case("never tried; others of the household four times on the 12th", "frequency_cap",
             "2026-06-19 00:00", household_on=days("06-12", "06-12", "06-12", "06-12")),
    ),
)  # fmt: skip

RULES = (CLOSED, SUPPRESSED, YOUNG, UNDISTURBED, RESTING, CAPPED)

"""Rules about the hour, on the customer's own clock; and which of several reasons is given."""

from spec.contact_gate.table import Rule, case, day, days, noon, span

BERLIN = {"zone": "Europe/Berlin"}
MONDAYS = ((1, "09:30", "11:00"),)
QUIET = Rule(
    title="quiet_hours",
    shows={"TRAP-24": None},
    sentence=(
        "By phone, SMS, WeCom, mobile bank and visit nobody is contacted from 21:00 to before 09:00 on the "
        "customer's own clock, not even to serve. It ends at the next 09:00."
    ),
    cases=(
        case("nothing", "allowed", asked="phone, maintain, 2026-06-12 20:59"),
        case("nothing", "quiet_hours", "2026-06-13 09:00", asked="phone, maintain, 2026-06-12 21:00"),
        case("nothing", "quiet_hours", "2026-06-12 09:00", asked="phone, service, 2026-06-12 08:59"),
        case("nothing", "allowed", asked="phone, maintain, 2026-06-12 09:00"),
        case("nothing", "quiet_hours", "2026-06-12 09:00", asked="phone, maintain, 2026-06-12 00:00"),
        case("nothing", "quiet_hours", "2026-06-14 09:00", asked="wecom, service, 2026-06-13 21:00"),
        case("nothing", "allowed", asked="letter, service, 2026-06-12 23:00"),
        case("lives in Urumqi, two hours behind the bank's clock", "quiet_hours", "2026-06-12 09:00",
             zone="Asia/Urumqi", asked="phone, service, 2026-06-12 08:00"),
        case("lives in Berlin; the clock goes forward in that night", "quiet_hours", "2026-03-29 09:00",
             **BERLIN, asked="phone, service, 2026-03-28 21:00"),
        case("lives in Berlin; the clock goes back in that night", "quiet_hours", "2026-10-25 09:00",
             **BERLIN, asked="phone, service, 2026-10-25 02:30 again"),
    ),
)  # fmt: skip
SUITABLE = Rule(
    title="unsuitable_time",
    shows={"PROF-14": None},
    sentence=(
        "Where the customer named suitable times, the same channels wait for one; the quiet hours are no "
        "part of any. It ends when the next suitable time begins, if one begins within 14 days."
    ),
    cases=(
        case("Mondays 09:30 to 11:00", "unsuitable_time", "2026-06-15 09:30", windows=MONDAYS),
        case("Mondays 09:30 to 11:00", "unsuitable_time", "2026-06-15 09:30", windows=MONDAYS,
             asked="phone, service, 2026-06-15 09:29"),
        case("Mondays 09:30 to 11:00", "allowed", windows=MONDAYS, asked="phone, maintain, 2026-06-15 09:30"),
        case("Mondays 09:30 to 11:00", "allowed", windows=MONDAYS, asked="phone, maintain, 2026-06-15 10:59"),
        case("Mondays 09:30 to 11:00", "unsuitable_time", "2026-06-22 09:30", windows=MONDAYS,
             asked="phone, maintain, 2026-06-15 11:00"),
        case("Mondays 09:30 to 11:00", "allowed", windows=MONDAYS, asked="letter, service, 2026-06-12 10:00"),
        case("Mondays 09:30 to 11:00", "quiet_hours", "2026-06-15 09:00", windows=MONDAYS,
             asked="phone, service, 2026-06-15 08:00"),
        case("Saturdays 07:00 to 10:00", "unsuitable_time", "2026-06-13 09:00",
             windows=((6, "07:00", "10:00"),)),
        case("Saturdays 22:00 to 24:00", "unsuitable_time", windows=((6, "22:00", "24:00"),)),
        case("Fridays 08:00 to 10:00 and 10:00 to 12:00", "allowed",
             windows=((5, "08:00", "10:00"), (5, "10:00", "12:00"))),
    ),
)  # fmt: skip
FIRST = Rule(
    title="The first reason is given",
    sentence=(
        "In this order: closed, suppressed, do_not_disturb, no_consent, contacted_recently, frequency_cap, "
        "quiet_hours, unsuitable_time. The end is that of the reason given; another may hold after it."
    ),
    cases=(
        case("closed, deceased", "closed", closed_on=day("2026-06-01"),
             stops=(("deceased", *span("06-01", None)),)),
        case("bereaved up to 2026-06-20, not by phone up to 2026-06-13", "suppressed", "2026-06-21 00:00",
             stops=(("bereaved", *span("06-01", "06-20")),),
             wishes=(("phone", "", *span("06-01", "06-13")),)),
        case("not by phone up to 2026-06-13, said no to phone", "do_not_disturb", "2026-06-14 00:00",
             wishes=(("phone", "", *span("06-01", "06-13")),),
             consents=(("phone", "refused", noon("06-01"), ""),)),
        case("no consent to sms, reached on 2026-06-12", "no_consent", two_way_on=days("06-12"),
             asked="sms, maintain, 2026-06-12 10:00"),
        case("reached on 2026-06-12, the third try", "contacted_recently", "2026-06-19 00:00",
             two_way_on=days("06-12"), tried_on=days("06-10", "06-11", "06-12")),
        case("tried three times on 2026-06-12, at night", "frequency_cap", "2026-06-19 00:00",
             tried_on=days("06-12", "06-12", "06-12"), asked="phone, maintain, 2026-06-12 22:00"),
        case("Mondays 09:30 to 11:00, at night", "quiet_hours", "2026-06-13 09:00", windows=MONDAYS,
             asked="phone, maintain, 2026-06-12 22:00"),
    ),
)  # fmt: skip

RULES = (QUIET, SUITABLE, FIRST)

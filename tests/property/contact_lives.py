"""Random lives for the contact gate, each from its own seed; and the same life as the gate reads it."""

import datetime as dt
from random import Random
from zoneinfo import ZoneInfo

from reference.contact_gate import Life, Question, Rules
from tilth.policy import playbook
from tilth.policy.contact_gate import Consent, History, Refusal, Request, Stop, Window, Wish
from tilth.policy.playbook import Cap, Playbook
from tilth.policy.vocabulary import CHANNELS, CONSENT_DECISIONS, PURPOSES, SUPPRESSIONS

ZONES = (
    *("Asia/Shanghai",) * 6,
    "Asia/Urumqi",
    "Asia/Kathmandu",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "Asia/Beirut",
    "Africa/Cairo",
    "Australia/Lord_Howe",
)
CHANGES = ("2026-03-08", "2026-03-29", "2026-04-05", "2026-04-24", "2026-09-06", "2026-10-04",
           "2026-10-25", "2026-10-30", "2026-11-01", "2028-02-29")  # fmt: skip
"""Days around which one of these zones changes its clock."""
QUIET = (*(("21:00", "09:00"),) * 5, ("12:00", "14:00"), ("00:00", "00:00"), ("23:30", "01:15"),
         ("02:15", "02:45"), ("00:00", "00:30"), ("20:00", "02:30"))  # fmt: skip
TIMES = ("00:00", "01:30", "02:00", "02:30", "08:00", "09:00", "12:00", "14:15", "18:30", "21:30", "23:00")
TEXTS = (*("marketing-1",) * 7, "marketing-0")


def question(seed: int) -> tuple[Question, dt.datetime]:
    """Return a life with its rules, channel and purpose, and the moment at which somebody asks."""
    draw = Random(seed)
    zone = draw.choice(ZONES)
    day = dt.date(2025, 6, 1) + dt.timedelta(days=draw.randrange(700))
    if draw.random() < 0.4:
        day = dt.date.fromisoformat(draw.choice(CHANGES)) + dt.timedelta(days=draw.choice((-1, 0, 0, 1)))
    minute = draw.choice((draw.randrange(1440), draw.randrange(540, 1260)))
    clock = dt.time(minute // 60, minute % 60, draw.choice((0, 0, 0, 30, 59)))
    local = dt.datetime.combine(day, clock, ZoneInfo(zone)).replace(fold=draw.randrange(2))
    moment = local.astimezone(dt.UTC)
    today = moment.astimezone(ZoneInfo(zone)).date()
    asked = Question(
        life=_life(draw, zone, today, moment),
        rules=_rules(draw),
        channel=draw.choice((*CHANNELS, *("phone",) * 6)),
        purpose=draw.choice(PURPOSES),
    )
    return asked, moment


def _rules(draw: Random) -> Rules:
    book = playbook.default()
    begins, ends = draw.choice(QUIET)
    usual = draw.random() < 0.5
    return Rules(
        quiet_days=7 if usual else draw.randrange(10),
        maturity_lifts_days=3 if usual else draw.randrange(5),
        caps=((3, 7), (6, 30)) if usual else _caps(draw),
        household_caps=((4, 7), (12, 30)) if usual else _caps(draw),
        minor_age=draw.choice((14, 14, 14, 18, 0)),
        consent_channels=draw.choice((*(book.contact.consent_channels,) * 3, (), CHANNELS)),
        consent_text_version="marketing-1",
        refusal_days=draw.choice((180, 180, 30, 1, 0)),
        ask_again_days=draw.choice((180, 30, 1)),
        quiet_from=begins,
        quiet_until=ends,
        quiet_channels=draw.choice((book.contact.quiet_channels, ("phone",), CHANNELS)),
        service_purposes=draw.choice((book.contact.service_purposes, ("service",))),
    )


def _caps(draw: Random) -> tuple[tuple[int, int], ...]:
    return tuple((draw.randint(1, 6), draw.randint(1, 40)) for _ in range(draw.randrange(3)))


def _life(draw: Random, zone: str, today: dt.date, moment: dt.datetime) -> Life:
    def some(share: float, most: int) -> range:
        return range(draw.randint(1, most) if draw.random() < share else 0)

    def past() -> dt.date:
        return today - dt.timedelta(days=int(draw.expovariate(1 / 12)))

    def instant() -> dt.datetime:
        return moment - dt.timedelta(minutes=int(draw.expovariate(1 / 60_000)))

    def first_and_last() -> tuple[dt.date, dt.date | None]:
        first = today + dt.timedelta(days=draw.randint(-20, 7))
        last = first + dt.timedelta(days=draw.choice((0, 1, 5, 10, 15, 40)))
        return first, draw.choice((last, last, last, last, None, dt.date.max))

    household = tuple(past() for _ in some(0.5, 8)) if draw.random() < 0.4 else None
    twice = [instant() for _ in range(2)]
    return Life(
        zone=zone,
        closed_on=today + dt.timedelta(days=draw.randint(-2, 2)) if draw.random() < 0.06 else None,
        birth_date=_birth(draw, today),
        stops=tuple((draw.choice(SUPPRESSIONS), *first_and_last()) for _ in some(0.15, 3)),
        wishes=tuple(
            (
                draw.choice(("any", "phone", *CHANNELS)),
                draw.choice((*("",) * 12, *PURPOSES)),
                *first_and_last(),
            )
            for _ in some(0.4, 6)
        ),
        consents=tuple(
            (
                draw.choice(("any", "any", "phone", "sms", "email")),
                draw.choice((*("granted",) * 8, *CONSENT_DECISIONS)),
                draw.choice((*twice, instant())),
                draw.choice(TEXTS),
            )
            for _ in some(0.7, 4)
        ),
        refusals=tuple(
            (draw.choice(("phone", *CHANNELS)), draw.choice((*twice, instant()))) for _ in some(0.3, 4)
        ),
        two_way_on=tuple(past() for _ in some(0.25, 3)),
        tried_on=tuple(past() for _ in some(0.5, 9)),
        household_on=household,
        windows=tuple(_window(draw) for _ in some(0.5, 5)),
        cadence_days=draw.choice((None, 1, 5, 13, 14, 90)),
        promised_on=tuple(today + dt.timedelta(days=draw.randint(-3, 9)) for _ in some(0.2, 2)),
        matures_on=tuple(today + dt.timedelta(days=draw.randint(0, 12)) for _ in some(0.2, 2)),
    )


def _birth(draw: Random, today: dt.date) -> dt.date | None:
    """Return a birth date: often an adult's, sometimes one of a child near the age that matters."""
    if draw.random() < 0.2:
        return None
    near = draw.random() < 0.15
    years = draw.choice((14, 18)) if near else draw.randint(20, 80)
    born = today - dt.timedelta(days=int(years * 365.25) + draw.randint(-3 if near else 0, 3))
    if near and draw.random() < 0.1:
        return dt.date(2012, 2, 29)
    return draw.choice((born, born, born, today)) if near else born


def _window(draw: Random) -> tuple[int, str, str]:
    begins, ends = sorted(draw.sample((*TIMES, "24:00"), 2))
    return draw.randint(1, 7), begins, ends


def history(life: Life) -> History:
    """Return a life as the gate reads it."""
    return History(
        closed_on=life.closed_on,
        birth_date=life.birth_date,
        stops=[Stop(*stop) for stop in life.stops],
        wishes=[Wish(*wish) for wish in life.wishes],
        consents=[Consent(*one) for one in life.consents],
        refusals=[Refusal(*one) for one in life.refusals],
        two_way_on=life.two_way_on,
        tried_on=life.tried_on,
        household_on=life.household_on,
        windows=[
            Window.read({"weekday": day, "from": begins, "until": ends}) for day, begins, ends in life.windows
        ],
        zone=ZoneInfo(life.zone),
        cadence_days=life.cadence_days,
        promised_on=life.promised_on,
        matures_on=life.matures_on,
    )


def book(rules: Rules) -> Playbook:
    """Return the default playbook with these rules, as a bank's own would be read."""
    document = playbook.default()
    changed = {
        "minor_age": rules.minor_age,
        "consent_channels": rules.consent_channels,
        "consent_text_version": rules.consent_text_version,
        "refusal_days": rules.refusal_days,
        "ask_again_days": rules.ask_again_days,
        "quiet_from": dt.time.fromisoformat(rules.quiet_from),
        "quiet_until": dt.time.fromisoformat(rules.quiet_until),
        "quiet_channels": rules.quiet_channels,
        "household_caps": _as_caps(rules.household_caps),
        "service_purposes": rules.service_purposes,
    }
    lists = {
        "quiet_days": rules.quiet_days,
        "maturity_lifts_days": rules.maturity_lifts_days,
        "caps": _as_caps(rules.caps),
    }
    return document.model_copy(
        update={
            "contact": document.contact.model_copy(update=changed),
            "call_list": document.call_list.model_copy(update=lists),
        }
    )


def _as_caps(pairs: tuple[tuple[int, int], ...]) -> tuple[Cap, ...]:
    return tuple(Cap(count=count, days=days, source="", about="") for count, days in pairs)


def request(asked: Question, moment: dt.datetime) -> Request:
    """Return the question as a request at a moment."""
    return Request(moment, asked.channel, asked.purpose)

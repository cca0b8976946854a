"""What becomes of a signal that tells of a state."""

import datetime as dt

from reference.inputs import Need
from spec.nightly.table import Case, Life, Marts, Rule, cell, contact, day, held

NIGHTS = (dt.date(2026, 6, 12), *(dt.date(2026, 6, number) for number in (15, 16)), dt.date(2026, 9, 14))
"""A Friday, the two nights after it, and the first after the signal of that Friday has lapsed."""
SOON = NIGHTS[:3]


def _read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    rows = [row for row in marts["signals"] if row["customer_id"] == customer_id and row["kind"] in KINDS]
    cells = [(cell(row["due_on"]), cell(row["told_on"]), row["state"], cell(row["stands"])) for row in rows]
    return tuple("; ".join(parts) for parts in zip(*cells, strict=True)) or ("–",) * 4


KINDS = ("concentration", "need_due")


def _lives(funds: tuple[str, ...], talk: str, *expected: str) -> Case:
    on = day(talk)
    return Case(
        given=(" | ".join(funds), talk),
        life=Life(
            holdings=tuple((held("fund", fund), held("demand_deposit", "50,000.00")) for fund in funds),
            contacts=(contact(on),) if on else (),
        ),
        expected=expected or ("–",) * 4,
    )


_GIVEN = ("fund by night, beside 50,000 on demand", "talk on")
_EXPECTED = ("day", "told on", "state", "stands")
SOON_AFTER = Rule(
    title="A state keeps its day, and does not come back once acted on",
    sentence=(
        "A signal that tells of a state keeps the day of the night that told it first. A two-way contact "
        "after that "
        "day makes it acted on, though the state goes on. It goes with the state, and comes back as the same "
        "signal."
    ),
    given=_GIVEN,
    expected=_EXPECTED,
    nights=SOON,
    cases=(
        _lives(("60,000.00",), "–", "2026-06-12", "2026-06-12", "open", "yes"),
        _lives(("60,000.00",), "2026-06-15", "2026-06-12", "2026-06-12", "acted_on", "yes"),
        _lives(("60,000.00",), "2026-06-12", "2026-06-12", "2026-06-12", "open", "yes"),
        _lives(("60,000.00", "60,000.00", "1.00"), "–"),
        _lives(("60,000.00", "1.00", "60,000.00"), "–", "2026-06-12", "2026-06-12", "open", "yes"),
        _lives(("60,000.00", "1.00", "60,000.00"), "2026-06-15", "2026-06-12", "2026-06-12",
               "acted_on", "yes"),
        _lives(("1.00", "60,000.00"), "–", "2026-06-15", "2026-06-15", "open", "yes"),
    ),
    read=_read,
)  # fmt: skip
LATER = Rule(
    title="What still holds when it lapses is told anew",
    sentence=(
        "After its days a signal lapses, acted on or not; the state that goes on is a new one from that "
        "night."
    ),
    given=_GIVEN,
    expected=_EXPECTED,
    nights=NIGHTS,
    cases=(
        _lives(("60,000.00",), "–", "2026-09-14", "2026-09-14", "open", "yes"),
        _lives(("60,000.00",), "2026-06-15", "2026-09-14", "2026-09-14", "open", "yes"),
        _lives(("1.00", "60,000.00"), "–", "2026-09-14", "2026-09-14", "open", "yes"),
    ),
    read=_read,
)  # fmt: skip


def _needs(talk: str, met: str, *expected: str) -> Case:
    on = day(talk)
    need = Need(need_id="N1", customer_id="", due_on=dt.date(2026, 6, 20))
    return Case(
        given=(talk, met),
        life=Life(needs=(need,), contacts=(contact(on),) if on else (), dealt_on=day(met)),
        expected=expected or ("–",) * 4,
    )


DEALT_WITH = Rule(
    title="A need that was spoken of or met names nobody tomorrow",
    shows={"NEED-10": None},
    sentence=(
        "A need of 20 June is told on 12 June. A two-way contact after that day makes it acted on while the "
        "need goes on; when the need is met, dropped or given a later day the signal goes with that night."
    ),
    given=("talk on", "met on"),
    expected=_EXPECTED,
    nights=SOON,
    cases=(
        _needs("–", "–", "2026-06-12", "2026-06-12", "open", "yes"),
        _needs("2026-06-12", "–", "2026-06-12", "2026-06-12", "open", "yes"),
        _needs("2026-06-15", "–", "2026-06-12", "2026-06-12", "acted_on", "yes"),
        _needs("–", "2026-06-15"),
        _needs("–", "2026-06-16"),
    ),
    read=_read,
)  # fmt: skip
RULES = (SOON_AFTER, LATER, DEALT_WITH)

"""How a rule of the contact gate is written down: what is recorded, what is asked, what must come out."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from reference.contact_gate import Life, Question, Rules
from spec.shown import Shows
from tilth.policy import playbook

ASKED = "phone, maintain, 2026-06-12 10:00"
"""What every row asks that says nothing else: a marketing call on a Friday morning."""
NOBODY = Life(
    zone="Asia/Shanghai",
    closed_on=None,
    birth_date=dt.date(1980, 5, 1),
    stops=(),
    wishes=(),
    consents=(),
    refusals=(),
    two_way_on=(),
    tried_on=(),
    household_on=None,
    windows=(),
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One row: what is recorded about a customer, what is asked, the answer, its end on the local clock."""

    given: str
    life: Life
    asked: str
    answer: str
    until: str

    @property
    def channel(self) -> str:
        return self.asked.split(", ")[0]

    @property
    def purpose(self) -> str:
        return self.asked.split(", ")[1]

    @property
    def moment(self) -> dt.datetime:
        """The moment asked about; a second showing of the same minute is written with `again`."""
        text = self.asked.split(", ")[2]
        local = dt.datetime.fromisoformat(text.removesuffix(" again"))
        local = local.replace(fold=int(text.endswith(" again")))
        return local.replace(tzinfo=ZoneInfo(self.life.zone)).astimezone(dt.UTC)

    def shown(self, until: dt.datetime | None) -> str:
        """Return an end as the table shows it: on the customer's clock."""
        return f"{until.astimezone(ZoneInfo(self.life.zone)):%Y-%m-%d %H:%M}" if until else "–"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: a title, the rule in words, its table; `asks_consent` where the question is that of C-04."""

    title: str
    sentence: str
    cases: tuple[Case, ...]
    asks_consent: bool = False
    shows: Shows = field(default_factory=dict)


def case(given: str, answer: str, until: str = "–", *, asked: str = ASKED, **life: Any) -> Case:
    """Return a row; `life` are the fields in which its customer differs from one of whom nothing is known."""
    known: dict[str, Any] = {name: getattr(NOBODY, name) for name in NOBODY.__dataclass_fields__}
    return Case(given=given, life=Life(**(known | life)), asked=asked, answer=answer, until=until)


def day(text: str) -> dt.date:
    """Return a date."""
    return dt.date.fromisoformat(text)


def days(*texts: str) -> tuple[dt.date, ...]:
    """Return dates of 2026 from 06-12."""
    return tuple(day(f"2026-{text}") for text in texts)


def span(first: str, last: str | None) -> tuple[dt.date, dt.date | None]:
    """Return the first and the last day of a setting of 2026."""
    return day(f"2026-{first}"), day(f"2026-{last}") if last else None


def noon(text: str) -> dt.datetime:
    """Return noon of a day of 2026 in the bank's zone."""
    return dt.datetime.combine(day(f"2026-{text}"), dt.time(12), ZoneInfo("Asia/Shanghai"))


def question(one: Case) -> Question:
    """Return a row as the oracle reads it, under the default playbook."""
    rules, lists = playbook.default().contact, playbook.default().call_list
    names = [name for name in Rules.__dataclass_fields__ if hasattr(rules, name)]
    given: dict[str, Any] = {name: getattr(rules, name) for name in names}
    given["household_caps"] = tuple((cap.count, cap.days) for cap in rules.household_caps)
    given["caps"] = tuple((cap.count, cap.days) for cap in lists.caps)
    given["quiet_days"] = lists.quiet_days
    given["maturity_lifts_days"] = lists.maturity_lifts_days
    given["quiet_from"], given["quiet_until"] = f"{rules.quiet_from:%H:%M}", f"{rules.quiet_until:%H:%M}"
    return Question(life=one.life, rules=Rules(**given), channel=one.channel, purpose=one.purpose)

"""Wishes not to be disturbed, and suitable times."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from integration.doors.town import Town
from support.acting import who
from tilth.access import visibility
from tilth.data import models
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.records import do_not_disturb as wishes
from tilth.domain.records import preference as contact_times
from tilth.domain.wishes import queries
from tilth.policy.contact_gate import Window

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 4, 1)
DAY = dt.timedelta(days=1)
CUSTOMER = "B1-rm1-c1"
Enter = Callable[[str], models.User]


def wish(bank: Town, by: models.User, **changes: Any) -> models.DoNotDisturb:
    given = {"customer_id": CUSTOMER} | changes
    return wishes.add(who(by, bank.generation, AT), given.pop("customer_id"), **given)


def shown(bank: Town, by: models.User) -> list[tuple[str, dt.date, dt.date | None]]:
    rows = queries.of_customer(by, bank.generation, customer_id=CUSTOMER, today=TODAY)
    return [(row.channel, row.starts_on, row.ends_on) for row in rows]


@pytest.mark.parametrize("starts_on", [TODAY - 5 * DAY, TODAY, TODAY + 5 * DAY])
def test_a_wish_holds_until_it_is_withdrawn(bank: Town, enter: Enter, starts_on: dt.date) -> None:
    manager = enter("rm")
    made = wish(bank, manager, channel="phone", starts_on=starts_on)
    assert shown(bank, manager) == [("phone", starts_on, None)]
    wishes.end(who(manager, bank.generation, AT), CUSTOMER, made.pk)
    assert shown(bank, manager) == []
    kept = visibility.visible(models.DoNotDisturb, manager, bank.generation).get(pk=made.pk)
    assert (kept.starts_on, kept.ends_on) == (min(starts_on, TODAY - DAY), TODAY - DAY)
    with pytest.raises(Unclear, match="2026-03-31"):
        wishes.end(who(manager, bank.generation, AT), CUSTOMER, made.pk)


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"channel": "pigeon"}, Unclear, "none of the choices"),
        ({"topic": "weather"}, Unclear, "none of the choices"),
        ({"ends_on": TODAY - DAY}, Unclear, "before it starts"),
        ({"customer_id": "B1-rm2-c1"}, guards.CustomerNotVisibleError, "B1-rm2-c1"),
    ],
)
def test_an_unclear_wish_is_refused(
    bank: Town, enter: Enter, changes: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        wish(bank, enter("rm"), **changes)


def test_somebody_elses_wish_cannot_be_withdrawn(bank: Town, enter: Enter) -> None:
    made = wish(bank, enter("wealth"), customer_id="B1-rm2-c1")
    with pytest.raises(guards.CustomerNotVisibleError):
        wishes.end(who(enter("rm"), bank.generation, AT), "B1-rm2-c1", made.pk)
    with pytest.raises(guards.NotAllowedError):
        wishes.end(who(enter("supervisor"), bank.generation, AT), "B1-rm2-c1", made.pk)


def times(bank: Town, by: models.User, *windows: Window, zone: str = "Asia/Shanghai") -> Any:
    return contact_times.set(who(by, bank.generation, AT), CUSTOMER, windows=windows, zone=zone)


@pytest.mark.requirement("PROF-14")
def test_suitable_times_replace_what_was_there(bank: Town, enter: Enter) -> None:
    manager = enter("rm")
    first = times(bank, manager, Window(5, 840, 1440), Window(1, 540, 720))
    assert first.windows == [
        {"weekday": 1, "from": "09:00", "until": "12:00"},
        {"weekday": 5, "from": "14:00", "until": "24:00"},
    ]
    second = times(bank, manager, zone="Asia/Urumqi")
    assert (second.pk, second.windows, second.zone) == (first.pk, [], "Asia/Urumqi")
    assert visibility.visible(models.ContactPreference, manager, bank.generation).count() == 1


@pytest.mark.parametrize(
    ("window", "zone", "sentence"),
    [
        (Window(0, 540, 720), "Asia/Shanghai", "weekday is 0"),
        (Window(1, 720, 720), "Asia/Shanghai", "end it later"),
        (Window(1, 720, 1500), "Asia/Shanghai", "no time of day"),
        (Window(1, 540, 720), "Moon/Tycho", "no time zone"),
        (Window(1, 540, 720), "../etc", "no time zone"),
        (Window(1, 540, 720), "", "no time zone"),
    ],
)
def test_unclear_times_are_refused(
    bank: Town, enter: Enter, window: Window, zone: str, sentence: str
) -> None:
    with pytest.raises(Unclear, match=sentence):
        times(bank, enter("rm"), window, zone=zone)

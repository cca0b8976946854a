"""A town, and who acts in it."""

import datetime as dt
from collections.abc import Callable

import pytest

from integration.doors import town
from support import published
from support.standing import Begin
from tilth.domain.acting import Who
from tilth.domain.days import ZONE

NOON = dt.datetime.combine(published.DAY, dt.time(12), ZONE)
As = Callable[..., Who]


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(town.build)


@pytest.fixture
def as_(bank: town.Town) -> As:
    """Return somebody of a role, who acts at noon of the bank's day, or minutes later."""

    def who(role: str, *, minutes: int = 0, day: dt.date = published.DAY) -> Who:
        at = NOON + dt.timedelta(minutes=minutes)
        return Who(by=bank.users[role], at=at, generation=bank.generation, today=day)

    return who

"""The log of tiers and lifecycles: what a night says otherwise than the one before, whatever is made anew."""

import datetime as dt
from pathlib import Path

import psycopg
import pytest

from integration.publish.test_points import ask, publish
from support import lakes
from tilth.connectors.warehouse import standing_log

pytestmark = pytest.mark.postgres
MONDAY, TUESDAY, WEDNESDAY = (lakes.DAY + dt.timedelta(days=n) for n in range(3))
Standing = dict[str, tuple[str, str]]
FIRST: Standing = {"C000000": ("general", "new"), "C000001": ("platinum", "mature")}


def night(data: Path, day: dt.date, standing: Standing) -> lakes.Lake:
    """Write a night in which these customers have this tier and lifecycle, all others the same always."""
    rows = lakes.bank(customers=4, seed=7, day=day)
    for row in rows["marts.customers"]:
        row["tier"], row["lifecycle"] = standing.get(row["customer_id"], ("personal", "mature"))
    return lakes.write(data, rows, day=day)


def log(url: str) -> list[tuple]:
    return ask(
        url,
        "SELECT customer_id, changed_on, what, before, after FROM tilth_standing_change ORDER BY 2, 1, 3",
    )


@pytest.mark.requirement("TIER-15", "LIFE-01")
def test_every_change_is_written_once_with_its_night(database: str, tmp_path: Path) -> None:
    publish(database, night(tmp_path, MONDAY, FIRST), MONDAY)
    assert log(database) == []
    second = {"C000000": ("personal", "growing"), "C000001": ("platinum", "mature")}
    publish(database, night(tmp_path, TUESDAY, second), TUESDAY)
    lake = night(tmp_path, WEDNESDAY, {"C000000": ("personal", "growing"), "C000001": ("personal", "mature")})
    publish(database, lake, WEDNESDAY)
    publish(database, lake, WEDNESDAY)
    assert log(database) == [
        ("C000000", TUESDAY, "lifecycle", "new", "growing"),
        ("C000000", TUESDAY, "tier", "general", "personal"),
        ("C000001", WEDNESDAY, "tier", "platinum", "personal"),
    ]


@pytest.mark.requirement("LIFE-01")
def test_nights_taken_together_have_their_changes_too(database: str, tmp_path: Path) -> None:
    night(tmp_path, MONDAY, FIRST)
    night(tmp_path, TUESDAY, {"C000000": ("personal", "new"), "C000001": ("platinum", "mature")})
    publish(database, night(tmp_path, WEDNESDAY, FIRST), WEDNESDAY)
    assert [row[1:3] for row in log(database)] == [(TUESDAY, "tier"), (WEDNESDAY, "tier")]


def test_a_night_made_anew_writes_its_changes_and_those_of_the_next_anew(
    database: str, tmp_path: Path
) -> None:
    publish(database, night(tmp_path, MONDAY, FIRST), MONDAY)
    publish(database, night(tmp_path, TUESDAY, FIRST), TUESDAY)
    assert log(database) == []
    night(tmp_path, MONDAY, {"C000000": ("personal", "new"), "C000001": ("platinum", "mature")})
    publish(database, night(tmp_path, WEDNESDAY, FIRST), WEDNESDAY)
    assert log(database) == [("C000000", TUESDAY, "tier", "personal", "general")]


def test_what_later_nights_changed_is_forgotten_with_them(database: str, tmp_path: Path) -> None:
    publish(database, night(tmp_path, MONDAY, FIRST), MONDAY)
    publish(database, night(tmp_path, TUESDAY, {}), TUESDAY)
    assert len(log(database)) == 3
    with psycopg.connect(database) as connection:
        standing_log.forget(connection, after=MONDAY)
    assert log(database) == []

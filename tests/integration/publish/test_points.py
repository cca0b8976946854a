"""Assets and tier by night: they come and go with the publication, and every night of the lake has them."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from support import keys, lakes
from tilth.connectors.warehouse import nightly
from tilth.connectors.warehouse import publish as publishing
from tilth.kernel.errors import TilthError

pytestmark = pytest.mark.postgres
MONDAY, TUESDAY, WEDNESDAY = (lakes.DAY + dt.timedelta(days=n) for n in range(3))


def night(data: Path, day: dt.date, *, seed: int = 7, closed: str = "") -> lakes.Lake:
    rows = lakes.bank(customers=6, seed=seed, day=day)
    for row in rows["feed.customers"]:
        if row["customer_id"] == closed:
            row["closed_on"] = day
    return lakes.write(data, rows, day=day)


def publish(url: str, lake: lakes.Lake, day: dt.date) -> int:
    return publishing.publish(
        url=url,
        files=lake,
        day=day,
        playbook_version="test",
        feed_digest="feed",
        ring=keys.RING,
        report={"business_date": day.isoformat(), "status": "published", "steps": []},
        base_currency="CNY",
    )


def ask(url: str, statement: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


def kept(url: str) -> dict[dt.date, int]:
    """Return date → points, each date under one number only."""
    counted = (
        "SELECT business_date, count(*), count(DISTINCT night) FROM published_point GROUP BY 1 ORDER BY 1"
    )
    rows = ask(url, counted)
    assert all(numbers == 1 for _, _, numbers in rows)
    assert ask(url, "SELECT business_date, customers FROM tilth_point_night ORDER BY 1") == [
        row[:2] for row in rows
    ]
    return {day: count for day, count, _ in rows}


def tables(url: str) -> int:
    [(count,)] = ask(
        url, r"SELECT count(*) FROM pg_class WHERE relname ~ '^published_point_n\d+$' AND relkind = 'r'"
    )
    return count


def total(url: str, day: dt.date) -> Decimal:
    [(aum,)] = ask(url, f"SELECT sum(aum) FROM published_point WHERE business_date = '{day}'")
    return aum


def test_each_night_leaves_its_points_and_closed_customers_none(database: str, tmp_path: Path) -> None:
    publish(database, night(tmp_path, MONDAY), MONDAY)
    publish(database, night(tmp_path, TUESDAY, seed=8, closed="C000003"), TUESDAY)
    assert kept(database) == {MONDAY: 6, TUESDAY: 5}
    shared = "customer_id, business_date, aum, tier"
    same = f"SELECT count(*) FROM published_point JOIN published_customer USING ({shared})"
    assert ask(database, same) == [(11,)]


def test_nights_that_were_taken_together_are_caught_up(database: str, tmp_path: Path) -> None:
    for day in (MONDAY, TUESDAY):
        night(tmp_path, day)
    publish(database, night(tmp_path, WEDNESDAY), WEDNESDAY)
    assert kept(database) == {MONDAY: 6, TUESDAY: 6, WEDNESDAY: 6}


def test_what_was_missed_is_caught_up_as_far_as_it_fits_the_newest_first(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly, "CAUGHT_UP", 6)
    for day in (MONDAY, TUESDAY):
        night(tmp_path, day)
    publish(database, night(tmp_path, WEDNESDAY), WEDNESDAY)
    assert set(kept(database)) == {TUESDAY, WEDNESDAY}
    publish(database, night(tmp_path, WEDNESDAY, seed=9), WEDNESDAY)
    assert set(kept(database)) == {MONDAY, TUESDAY, WEDNESDAY}


def test_a_replaced_night_and_those_made_anew_after_it_replace_their_points(
    database: str, tmp_path: Path
) -> None:
    night(tmp_path, MONDAY)
    publish(database, night(tmp_path, TUESDAY), TUESDAY)
    before = total(database, MONDAY), total(database, TUESDAY)
    night(tmp_path, MONDAY, seed=20)
    publish(database, night(tmp_path, TUESDAY, seed=21), TUESDAY)
    assert kept(database) == {MONDAY: 6, TUESDAY: 6}
    assert tables(database) == 2
    assert not set(before) & {total(database, MONDAY), total(database, TUESDAY)}


def test_the_same_night_again_changes_nothing(database: str, tmp_path: Path) -> None:
    lake = night(tmp_path, MONDAY)
    publish(database, lake, MONDAY)
    numbers = ask(database, "SELECT id FROM tilth_point_night")
    publish(database, lake, MONDAY)
    assert ask(database, "SELECT id FROM tilth_point_night") == numbers


def test_a_night_that_is_not_published_leaves_no_points(database: str, tmp_path: Path) -> None:
    publish(database, night(tmp_path, MONDAY), MONDAY)
    rows = lakes.bank(customers=6, day=TUESDAY)
    rows["marts.customers"][0]["aum"] += Decimal("0.01")
    with pytest.raises(TilthError, match="does not add up"):
        publish(database, lakes.write(tmp_path, rows, day=TUESDAY), TUESDAY)
    assert kept(database) == {MONDAY: 6}


def test_when_the_last_step_fails_dates_keep_their_points_and_what_was_loaded_is_swept(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(database, night(tmp_path, MONDAY), MONDAY)
    before = total(database, MONDAY)

    def fail(*_: object, **__: object) -> None:
        raise psycopg.OperationalError("the server went away")

    with monkeypatch.context() as patched:
        patched.setattr(publishing.pointer, "move", fail)
        with pytest.raises(TilthError, match="went away"):
            publish(database, night(tmp_path, MONDAY, seed=30), MONDAY)
    assert total(database, MONDAY) == before
    assert tables(database) == 2
    publish(database, night(tmp_path, MONDAY, seed=30), MONDAY)
    assert total(database, MONDAY) != before
    assert tables(database) == 1


def test_nights_older_than_the_bank_keeps_go(database: str, tmp_path: Path) -> None:
    publish(database, night(tmp_path, MONDAY), MONDAY)
    later = MONDAY + dt.timedelta(days=400)
    publish(database, night(tmp_path, later), later)
    assert kept(database) == {later: 6}
    assert tables(database) == 1

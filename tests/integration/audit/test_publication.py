"""What a publication writes down, and what the bank decided meanwhile that holds in it from the start."""

import copy
import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg.rows import dict_row

from integration.audit import bank
from support import keys, lakes
from tilth.connectors.warehouse import publish as publishing
from tilth.kernel.ids import uuid7
from tilth.policy.bank import Bank
from tilth.policy.bank import write as write_settings
from tilth.vault import prints

pytestmark = pytest.mark.postgres
Night = dict[str, list[dict[str, Any]]]


def publish(url: str, folder: Path, night: Night, *, trial: bool = False) -> int:
    files = lakes.write(folder, night)
    write_settings(folder, Bank(today="after_last_night" if trial else "system"))
    return publishing.publish(
        url=url,
        files=files,
        day=lakes.DAY,
        playbook_version="test",
        feed_digest="feed",
        ring=keys.RING,
        report={"business_date": lakes.DAY.isoformat()},
    )


def ask(url: str, statement: str) -> list[dict[str, Any]]:
    with psycopg.connect(url, row_factory=dict_row) as connection:
        return connection.execute(statement).fetchall()


def changed(night: Night, customer_id: str, **values: str | None) -> Night:
    """Return the night with a customer elsewhere, in feed and mart."""
    other = copy.deepcopy(night)
    for table in ("feed.customers", "marts.customers"):
        for row in other[table]:
            if row["customer_id"] == customer_id:
                row.update(values)
    return other


def transfer(url: str, customer_id: str, *staff: str | None) -> None:
    with psycopg.connect(url) as connection:
        person = bank.account(connection, f"head {customer_id}", "branch_head")
        for one, other in itertools.pairwise(staff):
            connection.execute(
                "INSERT INTO tilth_transfer (id, customer_id, from_staff_id, from_branch_id, to_staff_id,"
                " cause, note, moved_by_id, moved_at) SELECT %s, customer_id, %s,"
                " branch_id, %s, 'move', '', %s, now() FROM published_customer WHERE customer_id = %s"
                " AND generation = (SELECT current_id FROM tilth_publication)",
                [uuid7(), one, other, person, customer_id],
            )


def restrict(
    url: str, customer_id: str, *, lifted: dt.datetime | None = None, last: dt.date | None = None
) -> None:
    with psycopg.connect(url) as connection:
        person = bank.account(connection, f"compliance {customer_id}", "compliance")
        connection.execute(
            "INSERT INTO tilth_suppression (id, customer_id, kind, reason, starts_on, ends_on,"
            " recorded_by_id, created_at, lifted_at, lifted_by_id)"
            " VALUES (gen_random_uuid(), %s, 'restricted', '', '2026-01-01', %s, %s, now(), %s, %s)",
            [customer_id, last, person, lifted, person if lifted else None],
        )


@pytest.fixture
def night() -> Night:
    return lakes.bank(customers=12)


def owner(url: str, customer_id: str) -> str | None:
    rows = ask(
        url,
        f"SELECT rm_id FROM published_customer WHERE customer_id = '{customer_id}'"
        " AND generation = (SELECT current_id FROM tilth_publication)",
    )
    return rows[0]["rm_id"]


def test_the_first_publication_changes_nobody(database: str, tmp_path: Path, night: Night) -> None:
    generation = publish(database, tmp_path, night)
    assert ask(database, "SELECT * FROM tilth_ownership_change") == []
    assert ask(database, "SELECT * FROM tilth_staff_change") == []
    told = ask(database, "SELECT action, subject_id, role, why, detail FROM tilth_audit_entry")
    detail = told[0]["detail"]
    assert prints.is_marked(keys.RING, str(generation), detail)
    assert not prints.is_marked(keys.RING, str(generation + 1), detail)
    assert told == [
        {
            "action": "publish",
            "subject_id": str(generation),
            "role": "system",
            "why": "nightly",
            "detail": {"business_date": "2026-03-31"}
            | {name: detail[name] for name in ("owners", "staff", "branches", "told_at", "mark")},
        }
    ]


def test_every_other_owner_branch_and_post_is_written_down(
    database: str, tmp_path: Path, night: Night
) -> None:
    first, second, third = (row["customer_id"] for row in night["marts.customers"][:3])
    before = {row["customer_id"]: (row.get("rm_id"), row["branch_id"]) for row in night["marts.customers"]}
    publish(database, tmp_path / "1", night)
    new = changed(changed(night, first, rm_id="S9"), second, branch_id="H")
    new = changed(new, third, rm_id=None)
    moved, gone = new["feed.staff"][0], new["feed.staff"].pop()
    moved["branch_id"] = "H"
    publish(database, tmp_path / "2", new)
    rows = ask(database, "SELECT * FROM tilth_ownership_change ORDER BY customer_id")
    assert [
        (
            row["customer_id"],
            row["from_staff_id"],
            row["from_branch_id"],
            row["to_staff_id"],
            row["to_branch_id"],
        )
        for row in rows
    ] == [
        (first, *before[first], "S9", before[first][1]),
        (second, *before[second], before[second][0], "H"),
        (third, *before[third], None, before[third][1]),
    ]
    assert {row["source"] for row in rows} == {"feed"}
    staff = ask(database, "SELECT staff_id, to_branch_id, was_active, is_active FROM tilth_staff_change")
    expected = {(moved["staff_id"], "H", True, True), (gone["staff_id"], None, True, None)}
    assert {tuple(row.values()) for row in staff} == expected


MOVES = [
    (("old", "S8"), "old", "S8"),  # the feed does not know it yet
    (("old", "S8"), "S8", "S8"),  # it caught up
    (("old", "S8"), "S7", "S7"),  # it says something else: it wins
    (("old", "S8", "S9"), "old", "S9"),  # handed on at once
    (("old", "S8", "S9"), "S8", "S9"),
    (("old", "S8", "old"), "old", "old"),  # and back
    (("old", None), "old", None),  # nobody's for now
    ((None, "S8"), None, "S8"),  # nobody's before
]
"""Whom a customer was handed from and to, whom the next night names, who is shown."""


def test_a_transfer_that_the_night_did_not_know_holds_at_once(
    database: str, tmp_path: Path, night: Night
) -> None:
    customers = [row["customer_id"] for row in night["marts.customers"]]
    first, second = night, night
    for customer, (moves, fed, _) in zip(customers, MOVES, strict=False):
        first = changed(first, customer, rm_id=moves[0])
        second = changed(second, customer, rm_id=fed)
    publish(database, tmp_path / "1", first)
    for customer, (moves, _, _) in zip(customers, MOVES, strict=False):
        transfer(database, customer, *moves)
    publish(database, tmp_path / "2", second)
    shown = [owner(database, customer) for customer, _ in zip(customers, MOVES, strict=False)]
    assert shown == [expected for _, _, expected in MOVES]


def test_a_restricted_customer_stays_restricted_in_the_next_night(
    database: str, tmp_path: Path, night: Night
) -> None:
    first, second = (row["customer_id"] for row in night["marts.customers"][:2])
    publish(database, tmp_path / "1", night)
    restrict(database, first)
    restrict(database, second, lifted=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    publish(database, tmp_path / "2", changed(night, second, name="later"))
    rows = ask(
        database,
        "SELECT customer_id FROM published_customer WHERE restricted"
        " AND generation = (SELECT current_id FROM tilth_publication)",
    )
    assert [row["customer_id"] for row in rows] == [first]


@pytest.mark.parametrize("trial", [True, False])
def test_in_the_next_night_a_restriction_ends_by_the_day_of_the_pages(
    database: str, tmp_path: Path, night: Night, monkeypatch: pytest.MonkeyPatch, *, trial: bool
) -> None:
    """A trial bank's pages call 1 April today, which the clock has left; a working bank's go by the clock."""
    first, second = (row["customer_id"] for row in night["marts.customers"][:2])
    publish(database, tmp_path / "1", night, trial=trial)
    restrict(database, first, last=dt.date(2026, 4, 1))
    restrict(database, second, last=dt.date(2026, 3, 31))
    publish(database, tmp_path / "2", changed(night, second, name="later"), trial=trial)
    rows = ask(
        database,
        "SELECT customer_id FROM published_customer WHERE restricted"
        " AND generation = (SELECT current_id FROM tilth_publication)",
    )
    assert [row["customer_id"] for row in rows] == ([first] if trial else [])
    monkeypatch.setattr(settings, "TILTH_DATA", tmp_path / "2")
    with psycopg.connect(database) as connection:
        assert bank.broken(connection) == ()


def test_the_audit_is_whole_after_publications(database: str, tmp_path: Path, night: Night) -> None:
    publish(database, tmp_path / "1", night)
    publish(database, tmp_path / "2", changed(night, night["marts.customers"][0]["customer_id"], rm_id="S9"))
    with psycopg.connect(database) as connection:
        assert bank.broken(connection) == ()


def test_what_hangs_on_a_customer_obeys_with_the_customer(
    database: str, tmp_path: Path, night: Night
) -> None:
    publish(database, tmp_path / "1", night)
    restricted, moved = (row["customer_id"] for row in night["marts.customers"][:2])
    old = owner(database, moved)
    transfer(database, moved, old, "S8")
    restrict(database, restricted)
    publish(database, tmp_path / "2", changed(night, night["marts.customers"][2]["customer_id"], rm_id="S9"))
    children = ("published_holding", "published_event", "published_signal", "published_list_entry")
    for child in (*children, "published_call_value"):
        differing = ask(
            database,
            f"SELECT t.customer_id FROM {child} t JOIN published_customer c USING (generation, customer_id)"
            " WHERE (t.owner_id, t.branch_id, t.restricted)"
            " IS DISTINCT FROM (c.rm_id, c.branch_id, c.restricted)",
        )
        assert differing == [], child
    held = ask(
        database,
        "SELECT DISTINCT customer_id, owner_id, restricted FROM published_holding"
        f" WHERE customer_id IN ('{restricted}', '{moved}')"
        " AND generation = (SELECT current_id FROM tilth_publication)",
    )
    assert {(row["customer_id"], row["restricted"]) for row in held} == {(restricted, True), (moved, False)}
    assert {row["owner_id"] for row in held if row["customer_id"] == moved} == {"S8"}


def test_the_sums_of_a_new_night_leave_out_who_is_restricted(
    database: str, tmp_path: Path, night: Night
) -> None:
    publish(database, tmp_path / "1", night)
    [restricted, *others] = (row["customer_id"] for row in night["marts.customers"])
    restrict(database, restricted)
    publish(database, tmp_path / "2", changed(night, others[0], rm_id="S9"))
    sums = ask(
        database,
        "SELECT t.customers, t.aum FROM published_branch_total t"
        " JOIN tilth_publication p ON p.current_id = t.generation",
    )
    rows = ask(
        database,
        "SELECT count(*) AS customers, sum(aum) AS aum FROM published_customer c"
        " JOIN tilth_publication p ON p.current_id = c.generation WHERE NOT restricted",
    )
    assert sums == rows


def test_a_promise_follows_the_customer_whom_the_feed_moves(
    database: str, tmp_path: Path, night: Night
) -> None:
    publish(database, tmp_path / "one", night)
    customer = night["feed.customers"][0]["customer_id"]
    before = owner(database, customer)
    other = next(row["staff_id"] for row in night["feed.staff"] if row["staff_id"] != before)
    with psycopg.connect(database) as connection:
        person = bank.account(connection, "manager", "rm")
        for number, done in enumerate((None, "2026-01-01")):
            connection.execute(
                "INSERT INTO tilth_task (id, customer_id, staff_id, user_id, kind, text, due_on, made_at,"
                " done_at) VALUES (gen_random_uuid(), %s, %s, %s, 'task', %s, '2026-04-02', now(), %s)",
                [customer, before, person, str(number), done],
            )
    publish(database, tmp_path / "two", changed(night, customer, rm_id=other))
    rows = ask(database, "SELECT text, staff_id FROM tilth_task ORDER BY text")
    assert rows == [{"text": "0", "staff_id": other}, {"text": "1", "staff_id": before}]

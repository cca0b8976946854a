"""`tilth demo` on a small bank: its branch has a past, and the people in it have habits."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from support import databases
from tilth.policy.codes import ENTRIES

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("demo story")]
DEMO = """
from tilth.jobs import demo
from tilth.jobs.cli import main
demo.CUSTOMERS, demo.DAYS = 300, 3
main()
"""
NOW = "generation = (SELECT current_id FROM tilth_publication)"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, migrated: str) -> tuple[str, dict[str, Any]]:
    """The address of the demo's database and what was planted, after three nights."""
    folder = tmp_path_factory.mktemp("demo")
    url = databases.copy(migrated, databases.TEMPLATE)
    values = {"DATABASE_URL": url, "TILTH_SECRET_KEY": "only for this demo" * 4}
    done = subprocess.run(
        [sys.executable, "-c", DEMO, "demo", "--no-serve", "--data", str(folder)],
        env={**os.environ, **values},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "the months before: " in done.stdout
    return url, json.loads((folder / "demo-feeds" / "truth.json").read_text("utf-8"))


def ask(url: str, question: str, *values: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(question, values).fetchall()


def test_names_have_reasons_of_their_own_and_no_two_neighbours_begin_alike(
    story: tuple[str, dict[str, Any]],
) -> None:
    url, truth = story
    rows = ask(
        url,
        "SELECT l.reasons, v.opening FROM published_list_entry l JOIN published_call_value v"
        f" USING (generation, rm_id, rank, customer_id) WHERE {NOW} AND rm_id = %s ORDER BY rank",
        truth["demo"]["rm"],
    )
    assert len(rows) == 20
    assert sum("top_aum" not in reasons for reasons, _ in rows) >= 18
    assert all(one != other for (_, one), (_, other) in pairwise(rows))


def test_managers_of_the_branch_close_their_days_and_some_forget(story: tuple[str, dict[str, Any]]) -> None:
    url, truth = story
    near = (
        f"SELECT staff_id FROM published_staff WHERE {NOW} AND active AND role IN ('rm', 'wealth')"
        f" AND branch_id = (SELECT branch_id FROM published_staff WHERE {NOW} AND staff_id = %s)"
    )
    rm = truth["demo"]["rm"]
    [(days, written, names)] = ask(
        url,
        "SELECT count(DISTINCT day), count(*), count(*) FILTER (WHERE body LIKE '%%双向联络%%')"
        f" FROM tilth_day_summary WHERE sent_at IS NOT NULL AND staff_id IN ({near})",
        rm,
    )
    people = len(ask(url, near, rm))
    assert 0 < written < days * people
    assert names > 0


def test_most_customers_of_a_manager_were_talked_to_and_the_planted_left_alone(
    story: tuple[str, dict[str, Any]],
) -> None:
    url, truth = story
    months = "contact_on < (SELECT min(business_date) FROM tilth_generation)"
    [(known, known_to)] = ask(
        url,
        "SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM tilth_contact t"
        f" WHERE t.customer_id = c.customer_id)) FROM published_customer c WHERE {NOW}"
        " AND rm_id IS NOT NULL AND closed_on IS NULL",
    )
    assert 0.4 < known_to / known < 0.95
    [(earlier,)] = ask(
        url, f"SELECT count(DISTINCT date_trunc('month', contact_on)) FROM tilth_contact WHERE {months}"
    )
    assert earlier >= 5
    planted = [one for told in truth["stories"] for one in told["customer_ids"]]
    assert ask(url, f"SELECT 1 FROM tilth_contact WHERE {months} AND customer_id = ANY(%s)", planted) == []


def test_what_came_of_the_calls_is_believable(story: tuple[str, dict[str, Any]]) -> None:
    url, _truth = story
    outcomes = dict(ask(url, "SELECT outcome, count(*) FROM tilth_contact GROUP BY 1"))
    total = sum(outcomes.values())
    assert 0.35 < outcomes["connected"] / total < 0.6
    assert 0.3 < (outcomes["no_answer"] + outcomes["busy"] + outcomes["left_message"]) / total < 0.6
    assert outcomes["refused"] < outcomes["call_back"] < outcomes["connected"]
    came = dict(ask(url, "SELECT came, count(*) FROM tilth_task WHERE came IS NOT NULL GROUP BY 1"))
    assert came["came"] > came["did_not_come"] > 0
    [(kept, missed)] = ask(
        url,
        "SELECT count(*) FILTER (WHERE done_at::date <= due_on),"
        " count(*) FILTER (WHERE done_at::date > due_on OR done_at IS NULL AND due_on <="
        " (SELECT max(business_date) FROM tilth_generation))"
        " FROM tilth_task WHERE kind <> 'appointment' AND voided_at IS NULL",
    )
    assert kept > missed > 0


def test_nobody_expects_two_customers_at_one_hour(story: tuple[str, dict[str, Any]]) -> None:
    url, _truth = story
    met = "SELECT 1 FROM tilth_task WHERE kind = 'appointment' AND done_at IS NULL"
    twice = f"{met} GROUP BY staff_id, due_on, due_at HAVING count(*) > 1"
    assert ask(url, twice) == []


def test_a_hand_over_a_cover_and_one_who_died_are_there(story: tuple[str, dict[str, Any]]) -> None:
    url, truth = story
    [(to, moved, cause)] = ask(url, "SELECT to_staff_ids, customers, cause FROM tilth_hand_over")
    assert (to, cause) == ([truth["demo"]["rm"]], "rebalance")
    assert moved > 1
    [(first, last, today)] = ask(
        url,
        "SELECT starts_on, ends_on, (SELECT max(business_date) FROM tilth_generation) FROM tilth_cover",
    )
    assert today < first < last
    [(customer, owner)] = ask(
        url,
        "SELECT s.customer_id, c.rm_id FROM tilth_suppression s JOIN published_customer c USING (customer_id)"
        f" WHERE s.kind = 'deceased' AND c.{NOW}",
    )
    assert owner == truth["demo"]["rm"]
    married = f"SELECT 1 FROM published_relation WHERE {NOW} AND kind = 'spouse' AND from_id = %s"
    assert ask(url, married, customer) != []


def test_head_office_has_written_entries_in_every_state(story: tuple[str, dict[str, Any]]) -> None:
    url, _truth = story
    rows = ask(url, "SELECT kind, sent_at IS NULL, approved FROM tilth_library_entry")
    assert {kind for kind, *_ in rows} == set(ENTRIES)
    assert {(draft, approved) for _, draft, approved in rows} == {
        *((True, None), (False, None), (False, False), (False, True))
    }

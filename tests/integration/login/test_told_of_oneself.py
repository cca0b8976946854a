"""What the audit is told for oneself: neither a command's name, nor less than was searched."""

import psycopg
import pytest

from integration.doors import town
from integration.login.conftest import Enter, Web
from integration.login.test_signatures import WISH

pytestmark = pytest.mark.postgres
LOOK = (
    "SELECT noted, done FROM tilth_look('search', 'search', '', '{}', '', %s::jsonb, 'missed', %s,"
    " %s::text[], 10, interval '1 hour', interval '1 hour')"
)


def test_a_job_is_named_by_commands_alone(owner: Web, enter: Enter, bank: town.Town) -> None:
    web = enter("rm")
    web.execute("""SET LOCAL "tilth"."job" = 'publish by nightly'""")
    web.execute(WISH, [bank.users["rm"].pk])
    web.execute("SELECT tilth_note('view', 'customer', 'C1', '{C1}', '', '{}')")
    web.commit()
    told = "SELECT count(*) FROM tilth_audit_entry WHERE why LIKE 'publish%%'"
    assert owner.execute(told).fetchone() == (0,)
    owner.execute("SET LOCAL tilth.job = 'nightly'")
    owner.execute("SELECT tilth_note('view', 'customer', 'C1', '{C1}', '', '{}')")
    told = "SELECT why FROM tilth_audit_entry ORDER BY id DESC LIMIT 1"
    assert owner.execute(told).fetchone() == ("nightly",)


def _search(web: Web, key: str, grown: list[str]) -> tuple[bool, int]:
    detail = psycopg.types.json.Json({"text": key, "walk": "missed"})
    return web.execute(LOOK, [detail, key, grown]).fetchone()  # type: ignore[return-value]


def test_nothing_written_down_takes_away_from_a_count(enter: Enter) -> None:
    """A walk: a text that was searched before stands in no other's place, by whatever way it is said."""
    web = enter("rm")
    note = "SELECT tilth_note('search', '', '', '{}', '', %s::jsonb)"
    for number in range(1, 13):
        said = f'{{"text": "k{number}", "walk": "missed"}}'
        web.execute(note, [said])
    assert _search(web, "new", []) == (False, 13)
    for number in range(2, 13):
        web.execute(note, [f'{{"text": "k1", "walk": "missed", "over": "k{number}"}}'])
    assert _search(web, "new", []) == (False, 13)
    newest = "k1"
    for number in range(2, 13):  # as the search itself says it: each goes on from the one before
        _search(web, f"k{number}", [newest])
        web.execute(note, [f'{{"text": "k{number}", "walk": "missed", "over": "{newest}"}}'])
        newest = f"k{number}"
    assert _search(web, "new", []) == (False, 13)
    web.execute(note, ['{"text": "later", "walk": "missed", "over": "k12"}'])
    assert _search(web, "new", []) == (False, 13)  # a longer text in the place of a shorter one

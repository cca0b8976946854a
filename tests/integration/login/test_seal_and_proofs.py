"""What `tilth_enter` sealed stays sealed, and a proof serves its own connection and minute alone."""

import time
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from integration.doors import town
from integration.login.conftest import Enter, Web, proof
from integration.login.test_who_asks import refused
from tilth.access import scopes
from tilth.data.security import entry

pytestmark = pytest.mark.postgres
MARK = "\x1f"
NAMES = (
    "user", "role", "staff", "generation", "managers", "branches", "customers", "bank_wide",
    "sees_restricted", "reads_audit", "request", "address", "day",
)  # fmt: skip
NOTE = "SELECT tilth_note('view', 'customer', 'C1', '{C1}', '', '{}')"
ENTER = "SELECT role, moment FROM tilth_enter(%s, %s, '', '', %s, NULL)"


def held(web: Web) -> list[str]:
    shown = ", ".join(f"coalesce(current_setting('tilth.{name}', true), '')" for name in NAMES)
    return list(web.execute(f"SELECT {shown}").fetchone() or ())


def write(web: Web, values: dict[str, str]) -> None:
    for name, value in values.items():
        web.execute(f"""SET LOCAL "tilth"."{name}" = '{value}'""")


def shifts(parts: list[str]) -> list[dict[str, str]]:
    """Every other way to cut the joined text of two or more neighbours into as many fields."""
    found = []
    for first in range(len(parts)):
        for last in range(first + 1, len(parts)):
            words = MARK.join(parts[first : last + 1]).split(MARK)
            count = last - first
            if len(words) <= count + 1:
                continue
            rest = len(words) - count
            for cut in range(rest):
                cells = [*words[:cut], MARK.join(words[cut:rest]), *words[rest:]]
                cells = [*cells[:count], MARK.join(cells[count:])]
                if cells != parts[first : last + 1]:
                    found.append(dict(zip(NAMES[first : last + 1], cells, strict=True)))
    return found


@pytest.mark.parametrize("role", ["rm", "supervisor", "region_head"])
def test_no_border_between_sealed_parts_moves(enter: Enter, role: str) -> None:
    """The joined text is the same each time; what is sealed is the parts."""
    web = enter(role)
    moved = shifts(held(web))
    for values in moved:
        web = enter(role)
        write(web, values)
        assert "nobody has entered" in refused(web, NOTE)
    print(f"FIGURE seal {role}: {len(moved)} other cuts of the same text, 0 sealed")
    assert moved


def test_an_address_is_not_made_of_a_book(bank: town.Town, enter: Enter) -> None:
    web = enter("rm")
    staff, last = "B1-rm1", held(web)
    day = MARK.join(["false", *last[-3:]])
    write(web, {"managers": "", "branches": staff, "customers": "", "bank_wide": "", "sees_restricted": ""})
    write(web, {"reads_audit": "", "request": "false", "address": "false", "day": day})
    assert "nobody has entered" in refused(web, NOTE)


def test_a_region_head_does_not_become_a_reader(enter: Enter) -> None:
    web = enter("region_head")
    parts = held(web)
    write(web, {"reads_audit": "true", "bank_wide": parts[6], "customers": MARK, "branches": MARK})
    assert web.execute("SELECT count(*) FROM tilth_audit_entry").fetchone() == (0,)


def test_a_proof_is_for_its_own_connection(bank: town.Town, web: Web, town_database: str) -> None:
    user, night = bank.users["compliance"].pk, bank.generation.pk
    logged = [user, night, proof(web, "enter", user, night, "", "", None)]
    assert web.execute(ENTER, logged).fetchone()[0] == "compliance"  # type: ignore[index]
    address = psycopg.conninfo.make_conninfo(town_database, user="tilth_web")
    with psycopg.connect(address) as other:
        assert "another connection" in refused(other, ENTER, logged)


@pytest.mark.parametrize("late", [-3600, -75, 75, 3600])
def test_a_proof_serves_its_minute(bank: town.Town, web: Web, late: int) -> None:
    user, night = bank.users["compliance"].pk, bank.generation.pk
    found = web.execute(ENTER, [user, night, proof(web, "enter", user, night, "", "", None, late=late)])
    role, moment = found.fetchone() or ("", None)
    assert role is None
    assert abs(moment.timestamp() - time.time()) < 60
    assert web.execute("SELECT count(*) FROM published_customer").fetchone() == (0,)
    assert "nobody has entered" in refused(web, NOTE)


def test_a_proof_without_a_connection_is_the_poolers(bank: town.Town, web: Web) -> None:
    user, night = bank.users["rm"].pk, bank.generation.pk
    made = entry.made("enter", user, night, "", "", None, at=int(time.time()), backend=None)
    assert web.execute(ENTER, [user, night, made]).fetchone()[0] == "rm"  # type: ignore[index]
    web.rollback()
    old = entry.made("enter", user, night, "", "", None, at=int(time.time()) - 75, backend=None)
    assert web.execute(ENTER, [user, night, old]).fetchone()[0] is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT * FROM tilth_password('rm', %s)", ("password", "rm")),
        ("SELECT * FROM tilth_sign_in_stamp('rm', %s)", ("stamp", "rm")),
        (
            "SELECT tilth_keep_session('d', 'x', NULL, 60, true, '{}', %s)",
            ("session", "d", None, "x"),
        ),
    ],
)
def test_other_proofs_have_their_connection_and_minute_as_well(
    bank: town.Town, web: Web, statement: str, said: tuple[Any, ...]
) -> None:
    web.execute(statement, [proof(web, *said)])
    web.rollback()
    assert "this minute" in refused(web, statement, [proof(web, *said, late=75)])
    theirs = entry.made(*said, at=int(time.time()), backend=1)
    assert "another connection" in refused(web, statement, [theirs])


@pytest.mark.parametrize("sign", [MARK, '"', "\\", "\n", "\x01", "\x7f", "/", "\u2028", "张", "𠮷", ","])
def test_pages_and_database_write_a_proof_alike(bank: town.Town, web: Web, sign: str) -> None:
    name = f"a{sign}b"
    assert (
        web.execute("SELECT * FROM tilth_password(%s, %s)", [name, proof(web, "password", name)]).fetchall()
        == []
    )
    web.rollback()
    two = proof(web, "waits", "a", "b", "c")
    assert "not the pages" in refused(
        web, "SELECT * FROM tilth_sign_in_waits(%s, 'b', 'c', %s)", [f"a{sign}", two]
    )


@pytest.mark.django_db
def test_a_process_learns_the_databases_clock(monkeypatch: pytest.MonkeyPatch, django_user_model) -> None:
    """However far apart the clocks are: it is asked once in a while, and a jump costs one more question."""
    user = django_user_model.objects.create(username="x", name="x", role="compliance")
    monkeypatch.setattr(entry, "_heard", [])
    assert abs(int(entry.proof("x").split(".")[0]) - time.time()) < 60
    wrong = time.time() + 5 * 3600
    scopes.drop_privileges()
    entry.hear(entry.dt.datetime.fromtimestamp(wrong, tz=entry.dt.UTC))
    assert scopes.enter(user, None).role == "compliance"
    assert abs(int(entry.proof("x").split(".")[0]) - time.time()) < 60
    scopes.regain_privileges()


@pytest.mark.django_db
def test_behind_a_pooler_no_connection_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TILTH_POOLER", True)
    assert entry.proof("x").split(".")[1] == ""
    monkeypatch.setattr(settings, "TILTH_POOLER", False)
    assert entry.proof("x").split(".")[1] == str(connection.connection.info.backend_pid)

"""What was confided changes no byte of what programs, files and searches tell anybody else (TRAP-15)."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from doors import calls
from doors.calls import Call
from integration.doors import confided, town
from integration.doors.confided import CUSTOMER, OTHERS, READERS, TEXT
from support.standing import Begin
from tilth.api import main
from tilth.domain.exports import operations
from tilth.policy.subjects.kit import TABS

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("unlimited")]
NOBODYS = ("lobby", "teller", "marketing", "admin", "security_admin")
"""Roles that do not see the customer, or no customer at all."""
_MADE = ("lookers", "audit_entries")
"""Who looked or wrote, of whatever: a record of any kind says as much there."""
_WHO = re.compile("<tr>(?:(?!</tr>).)*(?:查看档案|改动记录|查看访问记录)</td></tr>".encode())
Told = dict[str, tuple[int, bytes]]


@dataclass(frozen=True)
class World:
    """The town, and everybody signed in."""

    bank: town.Town
    clients: dict[str, Client]


def signed_in() -> World:
    bank = confided.build()
    clients = {role: Client() for role in bank.users}
    for role, client in clients.items():
        client.force_login(bank.users[role])
    return World(bank, clients)


@pytest.fixture
def world(standing: Begin[World]) -> World:
    return standing(signed_in)


def asked() -> Iterator[Call]:
    """Yield everything that programs read: of the customer, and of all."""
    for method, address, operation in main.operations():
        name = operation.view_func.__name__
        if method != "GET" or name in _MADE:
            continue
        given = {"to": "B1-rm2-c2"} if name == "introductions" else {}
        yield Call(url=f"api:{name}", about="one" if "{customer_id}" in address else "nobody", given=given)
    yield Call(url="api:customers", about="nobody", given={"text": TEXT})
    yield Call(url="api:vcard", method="POST", given={"why": "customer_request"})


def told(client: Client) -> Told:
    """Return every answer, without the marks of one sending."""
    found = {}
    for call in asked():
        answer = calls.send(client, call, "api", CUSTOMER)
        found[f"{call.url} {call.given}"] = calls.plain(answer, "no number")
    for tab in TABS:
        part = "" if tab == "overview" else f"{tab}/"
        found[tab] = page(client, f"/customers/{CUSTOMER}/{part}")
    found["search"] = page(client, "/customers/", {"q": TEXT})
    return found


def page(client: Client, address: str, given: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Return what a page shows, but for the lines that say who looked at the customer or wrote."""
    status, body = calls.plain(client.get(address, given), "no number")
    return status, _WHO.sub(b"", body)


def kept(client: Client) -> list[dict[str, object]]:
    """Return what the lists of details and of facts answer."""
    return [
        one
        for name in ("details", "facts")
        for one in client.get(f"/api/v1/customers/{CUSTOMER}/{name}").json()
    ]


@pytest.mark.requirement("TRAP-15")
@pytest.mark.parametrize("role", [*OTHERS, *NOBODYS])
def test_for_everybody_else_no_byte_differs(world: World, role: str) -> None:
    without = told(world.clients[role])
    confided.confide(world.bank)
    assert told(world.clients[role]) == without
    seen = {status for status, _ in without.values()}
    assert (200 in seen) or role not in OTHERS


@pytest.mark.parametrize("role", READERS)
def test_writer_leaders_and_compliance_have_it_by_the_api(world: World, role: str) -> None:
    before = kept(world.clients[role])
    confided.confide(world.bank)
    now = kept(world.clients[role])
    assert [(one.get("item"), one["kind"], one["restricted"]) for one in now if one not in before] == [
        ("private_life", "person", True),
        (None, "avoid", True),
    ]
    assert TEXT not in json.dumps(now, default=str), "no free text in an answer"
    page = world.clients[role].get(f"/customers/{CUSTOMER}/profile/").content.decode()
    assert page.count("限阅</span>") == 1


def exported(bank: town.Town, *, own: bool) -> tuple[dict[str, int], str]:
    file = io.BytesIO()
    handed = operations.customer(confided.who(bank, "compliance"), CUSTOMER, why="request", own=own, to=file)
    held = zipfile.ZipFile(file)
    return handed.rows, held.read("detail.json").decode() + held.read("fact.json").decode()


def test_the_customers_own_copy_has_it_and_another_has_no_word_of_it(world: World) -> None:
    before, _ = exported(world.bank, own=False)
    confided.confide(world.bank)
    rows, own = exported(world.bank, own=True)
    assert (rows["detail"], rows["fact"]) == (before["detail"] + 1, before["fact"] + 1)
    assert own.count(TEXT) == 2
    assert TEXT not in exported(world.bank, own=False)[1]

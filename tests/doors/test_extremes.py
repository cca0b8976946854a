"""No value breaks a page or an endpoint: every parameter that one reads is given what no row can hold.

Which those are is seen while a request is answered, so that a new one is tried without being named here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import get_resolver

from doors import bank, surfaces
from doors.calls import Call, address, filled, send, verdict
from support import soak
from tilth.api import main
from tilth.web.listing import reading

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("unlimited")]
CUSTOMER = "B1-rm1-c1"
UUID = "0199c1f0-0000-7000-8000-000000000000"
FEW = ("a\x00b", "9999-12-31", "0001-01-01", str(2**63), "x" * 10_000)
"""Tried in every run: the first with every parameter of every page, the others in turn."""
PLACES = (
    *(f"1e9999999~{CUSTOMER}", f"9999-12-31~{CUSTOMER}", f"NaN~{CUSTOMER}", "9999-12-31T23:59:59-12:00_1"),
    f"0001-01-01T00:00:00+14:00~contact~{UUID}",
)
"""Tried in every run in turn where a page may begin."""
MORE = (
    *("\x00", "-1", "NaN", "Infinity", "-Infinity", "1e9999999", "1e-9999999", "0E-9999999", "9" * 5000),
    *(
        f"{value}~{CUSTOMER}"
        for value in ("Infinity", "-", "", "9" * 400, "1.005", "0001-01-01", "1e-9999999")
    ),
    *(f"9999-12-31T23:59:59-12:00~{kind}~{UUID}" for kind in ("contact", "transaction", "event")),
    *("0001-01-01T00:00:00+14:00_1", f"2026-04-01T00:00:00+08:00_{2**63}", "2026-04-01 10:30+08:00"),
    *("\u200b", "\u202e", "\ufeff", "１２", "2026-13-45", "24:00", "25:61", "%", "'", "[", "~", "_"),
    *("9999-W52-7", "99991231", "http://[", "view=\x00", "after=1e9999999", "&" * 300, "=" * 300, str(2**31)),
)
SORTS = ("-aum", "name", "overdue", "contact", "segment", "side", "held")
"""An order of each kind of value that a place of the list can hold."""
ROLES = ("rm", "branch_head", "compliance", "supervisor", "audit_admin", "admin")
_FORM: dict[str, Any] = {"about": "nobody", "method": "POST"}
BESIDE = (
    Call(url="sign_in", about="nobody"),
    Call(url="sign_in", **_FORM, given={"username": "rm", "password": "wrong", "next": "/"}),
    Call(url="preferences", about="nobody"),
    Call(url="preferences", **_FORM, given={"choice": "theme", "value": "dark", "next": "/"}),
    Call(url="hand_over", about="nobody", given={"from": "B1-rm1"}),
    Call(
        url="hand_over", **_FORM, given={"from": "B1-rm1", "to": ["B1-rm2"], "cause": "leaver", "note": "x"}
    ),
    Call(url="audit_export", **_FORM, given={"kind": "customers", "customers": CUSTOMER}),
    Call(url="audit_export", **_FORM, given={"kind": "person", "who": "rm"}),
    Call(url="put_off", method="POST", given={"due_on": "2026-04-02", "due_at": "09:30"}),
    *(Call(url="customers", about="nobody", given={"sort": sort, "after": "x"}) for sort in SORTS),
    *(Call(url=f"{way}_view", **_FORM, ids={"view": UUID}) for way in ("rename", "remove", "undo")),
    Call(url="account", about="nobody"),
    Call(url="end_sessions", **_FORM, given={"session": "others"}),
    Call(url="change_password", **_FORM, given={"present": "x", "new": "y", "again": "z"}),
    Call(url="sign_out", **_FORM),
    *(Call(url=name, **_FORM) for name in ("make_feed", "withdraw_feed")),
    Call(url="calendar_feed", about="nobody", ids={"secret": "x"}),
    Call(url="due_invitation", ids={"row": UUID}, file=True),
    *(Call(url=name, about="nobody") for name in ("manifest", "worker", "offline_alone")),
)
"""Requests that the table of doors does not hold: to everybody, about one's own, or another way through."""


@dataclass(frozen=True)
class Tried:
    """One request with one of its parameters at an extreme."""

    what: str
    answer: HttpResponse

    @property
    def broken(self) -> bool:
        return self.answer.status_code >= 500


def every() -> Iterator[Call]:
    """Yield each way through a page once."""
    seen = set()
    for _cell, surface, call in surfaces.every():
        key = (call.url, call.method, json.dumps(call.given, sort_keys=True))
        if surface == "page" and key not in seen:
            seen.add(key)
            yield call
    yield from BESIDE


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names that were asked of a request's query and form since the set was last emptied."""
    names: set[str] = set()

    class Told(dict[str, str]):
        def get(self, name: str, default: Any = None) -> Any:
            names.add(name)
            return super().get(name, default)

    def noting(method: str) -> None:
        usual = getattr(QueryDict, method)

        def asked(self: QueryDict, name: str, *more: Any) -> Any:
            names.add(name)
            return usual(self, name, *more)

        monkeypatch.setattr(QueryDict, method, asked)

    usual_dict = QueryDict.dict
    for method in ("__getitem__", "get", "getlist", "__contains__"):
        noting(method)
    monkeypatch.setattr(QueryDict, "dict", lambda self: Told(usual_dict(self)))
    return names


def values(name: str, turn: int) -> tuple[str, ...]:
    """Return what a parameter is given: the worst always, the others in turn; all of them in a soak."""
    if soak.scale(small=False, full=True):
        return (*FEW, *PLACES, *MORE)
    place = (PLACES[turn % len(PLACES)],) if name in ("after", "before", "next", "when") else ()
    return (FEW[0], FEW[1 + turn % (len(FEW) - 1)], *place)


def client_for(doors: bank.Doors, call: Call) -> Client:
    """Return somebody who gets through, else whoever is refused last."""
    for role in ROLES:
        if verdict(send(doors.clients[role], call, "page", CUSTOMER)) == "done":
            return doors.clients[role]
    return doors.clients["rm"]


def parameters(client: Client, call: Call, read: set[str]) -> set[str]:
    """Return the names of what a request reads, and of what it is known to be given."""
    read.clear()
    send(client, call, "page", CUSTOMER)
    found = {*read, *call.given, *(reading.PARTS if call.url in ("customers", "save_view") else ())}
    return found - {"csrfmiddlewaretoken"}


def tries(client: Client, call: Call, names: set[str], turn: int) -> Iterator[Tried]:
    for number, name in enumerate(sorted(names), start=turn):
        for value in values(name, number):
            bent = replace(call, given={**call.given, name: value})
            yield Tried(
                f"{call.method} {call.url} {name}={value[:40]!r}", send(client, bent, "page", CUSTOMER)
            )


def test_no_parameter_of_a_page_breaks_it(doors: bank.Doors, read: set[str]) -> None:
    broken, count = [], 0
    for turn, call in enumerate(every()):
        client = client_for(doors, call)
        for tried in tries(client, call, parameters(client, call, read), turn):
            count += 1
            broken += [tried.what] if tried.broken else []
    print(f"FIGURE extremes: {count:,} values in parameters of pages, {len(broken)} broken")
    assert broken == []


def test_every_page_is_tried() -> None:
    tried = {call.url for call in every()}
    pages = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert pages - tried == {"api_unknown"}


@pytest.mark.parametrize("number", [str(2**31), str(2**63), "9" * 400, "-1"])
def test_no_number_of_a_night_breaks_its_page(doors: bank.Doors, number: str) -> None:
    client = doors.clients["admin"]
    for page in ("", "quarantine/"):
        assert client.get(f"/runs/{number}/{page}").status_code == 404


def test_no_value_breaks_an_endpoint(doors: bank.Doors) -> None:
    """Fields of a body take any JSON; the text of a lone surrogate can arrive there only."""
    broken, count = [], 0
    for call in (call for calls in surfaces.API.values() for call in calls):
        operation = next(
            one for _, _, one in main.operations() if f"api:{one.view_func.__name__}" == call.url
        )
        client = next(
            (
                doors.clients[role]
                for role in ROLES
                if verdict(send(doors.clients[role], call, "api", CUSTOMER)) == "done"
            ),
            doors.clients["rm"],
        )
        place = address(call, CUSTOMER)
        for name in names_of(operation, call):
            for value in (*values(name, count), 2**63, -1, 1e308, None, [], "\ud800"):
                count += 1
                given = {**filled(call.given, CUSTOMER), name: value}
                answer = ask(client, call, place, given)
                if answer.status_code >= 500:
                    broken.append(f"{call.url} {name}={str(value)[:40]!r}: {answer.status_code}")
    print(f"FIGURE extremes: {count:,} values in parameters of the API, {len(broken)} broken")
    assert broken == []


def names_of(operation: Any, call: Call) -> set[str]:
    found = set(call.given)
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            found |= set(model.__ninja_flatten_map__)
        elif model.__ninja_param_source__ == "body":
            found |= {name for part in model.model_fields.values() for name in part.annotation.model_fields}
    return found


def ask(client: Client, call: Call, place: str, given: dict[str, Any]) -> HttpResponse:
    if call.method == "POST":
        sent = Call(url=call.url, method="POST", given=given, ids=call.ids, about=call.about)
        return send(client, sent, "api", CUSTOMER)
    told = "&".join(f"{name}={quote(str(value).encode('utf-8', 'replace'))}" for name, value in given.items())
    return client.get(f"{place}?{told}")


@pytest.mark.parametrize("value", ["\x00", "a\x00", "%00", "x" * 64, "x" * 65, "\udcff", "9" * 64, "."])
def test_no_number_of_a_customer_breaks_a_page(doors: bank.Doors, value: str) -> None:
    text = quote(value.encode("utf-8", "surrogateescape"), safe="")
    for pattern in ("/customers/{}/", "/customers/{}/timeline/", "/api/v1/customers/{}"):
        assert doors.clients["rm"].get(pattern.format(text)).status_code == 404


HEADERS = (
    "cookie",
    "accept-language",
    "host",
    "referer",
    "origin",
    "hx-current-url",
    "hx-target",
    "content-type",
)


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_breaks_a_page(doors: bank.Doors, header: str) -> None:
    values = (
        "",
        "http://[",
        "\\" * 4000,
        "[" * 4000,
        'sessionid="aaaaaaaaaaaaaaaa\\000"',
        "x;" * 500,
        "é",
        "9" * 4000,
    )
    client = doors.clients["rm"]
    for value in values:
        for method in (client.get, client.post):
            answer = method(f"/customers/{CUSTOMER}/record/", headers={header: value, "hx-request": "true"})
            assert answer.status_code < 500, (header, value[:40])

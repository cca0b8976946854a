"""Every endpoint gets junk from everybody: it never breaks, and always answers as declared (F8)."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja.operation import Operation
from ninja.responses import NinjaJSONEncoder

from doors import bank, calls, surfaces
from subjects.examples import EXAMPLES
from support import soak
from tilth.api import main
from tilth.api.errors import Problem
from tilth.policy import codes

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
WHO = ("rm", "planner", "branch_head", "compliance", "audit_admin", "admin", bank.ANONYMOUS)
LIKELY = ("rm", "branch_head", "compliance", "audit_admin")
RUNS = 30
NO_MILLISECONDS = ".000Z"
"""How the encoder writes an instant of less than a millisecond, which read again has none."""
ANY_TEXT = st.text(st.characters(), max_size=12)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    ANY_TEXT,
    st.lists(ANY_TEXT, max_size=2),
    st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=2),
    st.sampled_from(["0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]),
)
SENSE: dict[str, tuple[object, ...]] = {
    "channel": tuple(codes.CHANNELS_OF_WISHES),
    "purpose": ("greeting", "service", "marketing"),
    "outcome": tuple(codes.OUTCOMES),
    "decision": tuple(codes.CONSENT_DECISIONS),
    "two_way": (True, False),
    "key": ("0123456789",),
    "text_version": ("1",),
    "evidence": ("form 7",),
    "customer": ("B1-rm1-c1",),
    "text": ("2460", "canary", "B1", "13913572460", "%", "_"),
    "sort": ("aum", "name", "overdue"),
    "after": ("1000.00~B1", "~", "x~y", "NaN~B1", "Infinity~B1", "9" * 50 + "~B1", "1~B1"),
    "since": ("2026-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"),
    "until": ("2099-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"),
    "starts_on": ("2026-04-02", "0001-01-01", "9999-12-31"),
    "ends_on": ("2026-04-03", "9999-12-31"),
    "merged_id": ("B1-rm1-c8", "B1-rm2-c1"),
    "cause": ("same_document",),
}
for _example in EXAMPLES.values():
    for _told in _example.acts.values():
        SENSE |= {name: (value,) for name, value in _told.items() if name not in SENSE}
ROWS = st.one_of(
    st.sampled_from([str(bank.row_id(name, "B1-rm1-c1")) for name in EXAMPLES]),
    st.uuids().map(str),
    ANY_TEXT,
)
"""Numbers of records: there, nobody's, and no number at all."""
IDS = st.one_of(
    st.just("B1-rm1-c1"), st.sampled_from([*bank.OWNERS, "%", ".", "..", "B1-rm1-c1\n"]), ANY_TEXT
)


def fields(operation: Operation, source: str) -> dict[str, Any]:
    """Return name → required of the parameters from one part of a request."""
    models: list[Any] = [model for model in operation.models if model.__ninja_param_source__ == source]
    if source == "query":
        return {name: False for model in models for name in model.__ninja_flatten_map__}
    return {
        name: field.is_required()
        for model in models
        for part in model.model_fields.values()
        for name, field in part.annotation.model_fields.items()
    }


def sense(name: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(SENSE[name])


def mappings(operation: Operation, source: str) -> st.SearchStrategy[dict[str, Any]]:
    known = fields(operation, source)
    must = {name: sense(name) for name, required in known.items() if required}
    may = {name: sense(name) for name, required in known.items() if not required and name in SENSE}
    wild = {name: st.one_of(sense(name), JUNK) if name in SENSE else JUNK for name in (*known, "more")}
    sensible = st.fixed_dictionaries(must, optional=may)
    return st.one_of(st.fixed_dictionaries(must), sensible, st.fixed_dictionaries({}, optional=wild))


def problems(operation: Operation) -> set[int]:
    """The statuses that the document says tell a problem."""
    return set((operation.openapi_extra or {}).get("responses", ()))


def declared(operation: Operation, status: int, told: Any) -> bool:
    """Whether an answer reads as its declared shape and holds nothing besides."""
    if status in problems(operation):
        read = Problem.model_validate(told).model_dump()
    else:
        read = operation.response_models[status].model_validate({"response": told}).model_dump()["response"]
    plain = json.loads(json.dumps(told).replace(NO_MILLISECONDS, "Z"))
    return bool(json.loads(json.dumps(read, cls=NinjaJSONEncoder)) == plain)


def ask(client: Client, method: str, address: str, query: dict[str, Any], body: Any) -> Any:
    flat = urlencode(query, errors="replace", doseq=True)
    address = f"/{main.PREFIX}{address}?{flat}" if flat else f"/{main.PREFIX}{address}"
    if method == "GET":
        return client.get(address)
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(address, text.encode("utf-8", "replace"), content_type="application/json")


def _quoted(part: str) -> str:
    return quote(part.encode("utf-8", "surrogatepass"), safe="")


def try_one(doors: bank.Doors, method: str, address: str, operation: Operation) -> set[int]:
    seen: set[int] = set()
    bodies = st.one_of(mappings(operation, "body"), mappings(operation, "body"), JUNK)

    @settings(
        max_examples=soak.scale(RUNS, 2000),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        who=st.one_of(st.sampled_from(LIKELY), st.sampled_from(WHO)),
        customer=IDS,
        row=ROWS,
        query=mappings(operation, "query"),
        body=bodies,
    )
    def junk(who: str, customer: str, row: str, query: dict[str, Any], body: Any) -> None:
        place = address.replace("{customer_id}", _quoted(customer)).replace("{row}", _quoted(row))
        with transaction.atomic():
            answer = ask(doors.clients[who], method, place, query, body)
            transaction.set_rollback(True)
        told = answer.json()
        known = {*operation.response_models, *problems(operation)}
        assert answer.status_code in known, (method, place, answer.status_code)
        assert declared(operation, answer.status_code, told), (method, place, told)
        seen.add(answer.status_code)

    junk()
    for call in sensible(operation.view_func.__name__):
        seen |= {calls.send(doors.clients[who], call, "api", "B1-rm1-c1").status_code for who in LIKELY}
    return seen


def sensible(endpoint: str) -> list[calls.Call]:
    """Return the requests of the matrix that this endpoint must answer."""
    return [call for _, _, call in surfaces.every() if call.url == f"api:{endpoint}"]


def test_junk_is_answered_as_declared(doors: bank.Doors) -> None:
    found = {}
    for method, address, operation in main.operations():
        found[f"{method} {address}"] = try_one(doors, method, address, operation)
    found.pop("POST customers/{customer_id}/erasures/{row}/take-back")  # asked by one, decided by another
    found.pop(
        "POST customers/{customer_id}/assessments/{row}/take-back"
    )  # leaders take them, not who wrote this
    found.pop("POST customers/{customer_id}/care_plans/{row}/resume")  # the plan that is there is not paused
    found.pop("POST customers/{customer_id}/duplicates/{row}/reopen")  # the pair that is there waits
    found.pop("POST customers/{customer_id}/level_targets/aim")  # a target stands
    found.pop("POST customers/{customer_id}/level_targets/{row}/reach")  # and its level is not reached
    found.pop("POST customers/{customer_id}/offers/{row}/answered")  # the offer that is there waits
    for act in ("redraft", "deliver", "was-read", "answer", "revise"):  # and the proposal is a draft
        found.pop(f"POST customers/{{customer_id}}/proposals/{{row}}/{act}")
    found.pop("POST customers/{customer_id}/proposals/draw-up")  # of a certificate that waits
    found.pop("POST customers/{customer_id}/levels/step")  # a step waits for its answer
    silent = [name for name, seen in found.items() if not seen & {200, 201} or not seen - {200, 201}]
    print(f"FIGURE junk: {len(found)} operations, 0 broken, 0 undeclared answers")
    assert silent == [], "reached with no yes or no no"

"""Every field that a door answers is shown as the field registry says: clear, masked, or hidden (C-22)."""

import html
import itertools
import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from doors import bank, calls, oracle, surfaces
from doors.calls import HERE, Call
from integration.doors import town
from support import soak
from tilth.api import main
from tilth.policy import masks
from tilth.policy.registry import KINDS, entry, showing
from tilth.policy.registry.showing import Show

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("unlimited")]
SEED, SAMPLE = 20260403, 80
YEAR = re.compile(rb"(?<![0-9A-Za-z])1980(?![0-9A-Za-z])")
"""The year in which everybody was born, as a word: a token or a digest may hold its figures by chance."""
PERSONAL = ("name", "mobile", "phone", "id_number", "email", "address")
GIVEN_WITH_A_CLEARANCE = {("Clearance", "number")}
"""Clear because the gate said yes, reserved the attempt and noted it."""


def expected(who: str, customer: str, channel: str, field: str) -> str | None:
    kind = entry("models", "published_customer", field)
    value = bank.person(customer)[field]
    shown = showing.how(who, oracle.relation(who, customer), channel, kind)
    return {Show.CLEAR: value, Show.MASKED: masks.MASKS[kind.mask](value), Show.HIDDEN: None}[shown]


def cells() -> Iterator[tuple[str, str, str]]:
    """Yield role, customer in sight, and channel."""
    for who in town.ROLES:
        for customer in oracle.RELATIONS.values():
            if oracle.sees(who, customer):
                yield from ((who, customer, channel) for channel in ("list", "search", "api"))


def answered(doors: bank.Doors, who: str, customer: str, channel: str) -> Mapping[str, Any] | None:
    """Return what the API told of a customer on a channel; None where the role does not get there."""
    given = {"text": customer} if channel == "search" else {}
    if channel == "api":
        answer = calls.send(doors.clients[who], Call(url="api:customer"), "api", customer)
        return answer.json() if answer.status_code == 200 else None
    answer = calls.send(
        doors.clients[who], Call(url="api:customers", about="many", given=given), "api", customer
    )
    if answer.status_code != 200:
        return None
    [line] = [one for one in answer.json()["items"] if one["customer_id"] == customer]
    return line


def test_personal_data_are_answered_as_the_registry_says(doors: bank.Doors) -> None:
    every = list(cells())
    wrong, seen = [], 0
    for who, customer, channel in every:
        told = answered(doors, who, customer, channel)
        for field in PERSONAL:
            if told is None or field not in told:
                continue
            seen += 1
            wanted = expected(who, customer, channel, field)
            if (told[field] or None) != (wanted or None):
                wrong.append(f"{who} {channel} {customer}.{field}: {told[field]!r}, not {wanted!r}")
    print(f"FIGURE fields: {seen} personal field cells of the API, {len(wrong)} mismatches")
    assert wrong == []
    assert seen > 150


PAGES = {
    "list": (Call(url="customers", about="many"), ("name", "mobile")),
    "search": (Call(url="customers", about="many", given={"q": HERE}), ("name", "mobile")),
    "detail": (Call(url="customer_profile"), PERSONAL),
}
"""Channel → the page, and the personal data that it shows."""


def _told(content: bytes, value: str) -> bool:
    return html.escape(value).encode() in content


def test_pages_show_personal_data_as_the_registry_says(doors: bank.Doors) -> None:
    wrong, seen = [], 0
    sights = [(who, one) for who in town.ROLES for one in oracle.RELATIONS.values() if oracle.sees(who, one)]
    for (who, customer), channel in itertools.product(sights, PAGES):
        call, fields = PAGES[channel]
        for surface in soak.scale(("page",), ("page", "fragment")):
            answer = calls.send(doors.clients[who], call, surface, customer)
            if answer.status_code != 200 or calls.mark(surface, customer) not in answer.content:
                continue
            for field in PERSONAL:
                seen += 1
                wanted = expected(who, customer, channel, field)
                clear = bank.person(customer)[field]
                if _told(answer.content, clear) != (wanted == clear and field in fields):
                    wrong.append(
                        f"{who} {channel} {surface} {customer}.{field}: {clear!r} against {wanted!r}"
                    )
                if wanted not in (None, clear) and field in fields and not _told(answer.content, wanted):
                    wrong.append(f"{who} {channel} {surface} {customer}.{field}: {wanted!r} is missing")
            if YEAR.search(answer.content):
                wrong.append(f"{who} {channel} {surface} {customer}: the year of birth")
    print(f"FIGURE fields: {seen} personal field cells of the pages, {len(wrong)} mismatches")
    assert not wrong, "\n".join(wrong)
    assert seen > 150


def _walk(schema: str, told: Any, shapes: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield schema, field and value of everything in an answer."""
    for field, value in told.items():
        shape = shapes[schema]["properties"][field]
        inner = shape.get("items", shape).get("$ref", "").rpartition("/")[2]
        if inner:
            for one in value if isinstance(value, list) else [value]:
                yield from _walk(inner, one, shapes)
        else:
            yield schema, field, value


def _answers(call: Call, document: Mapping[str, Any]) -> str:
    """Return the schema of an endpoint's good answer, '' where it is a list of them."""
    [told] = [
        operation["responses"][status]["content"]["application/json"]["schema"]
        for methods in document["paths"].values()
        for operation in methods.values()
        for status in operation["responses"]
        if operation["operationId"] == call.url.removeprefix("api:") and status in (200, 201)
    ]
    return str(told.get("items", told)["$ref"]).rpartition("/")[2]


def test_nothing_hidden_is_answered_by_any_endpoint(doors: bank.Doors) -> None:
    document = main.document()
    shapes = document["components"]["schemas"]
    every = [
        (who, call, customer)
        for _, surface, call in surfaces.every()
        if surface == "api"
        for who in town.ROLES
        for customer in oracle.RELATIONS.values()
        if oracle.sees(who, customer) or call.about == "nobody"
    ]
    chosen = soak.scale(random.Random(SEED).sample(every, min(SAMPLE, len(every))), every)
    wrong, seen = set(), 0
    for who, call, customer in chosen:
        answer = calls.send(doors.clients[who], call, "api", customer)
        if answer.status_code not in (200, 201):
            continue
        told = answer.json()
        schema = _answers(call, document)
        for one in told if isinstance(told, list) else [told]:
            for shape, field, value in _walk(schema, one, shapes):
                seen += 1
                kind = entry("api", shape, field)
                relation = "own" if call.about == "nobody" else oracle.relation(who, customer)
                shown = showing.how(who, relation, "api", kind)
                if shown is Show.CLEAR or value in (None, "", []) or (shape, field) in GIVEN_WITH_A_CLEARANCE:
                    continue
                if shown is Show.HIDDEN or masks.MASKS[kind.mask](value) != value:
                    wrong.add(f"{who} {shape}.{field} ({kind.code}) is {shown}: {value!r}")
    print(f"FIGURE answers: {seen} fields answered, {len(wrong)} against the registry")
    assert sorted(wrong) == []


def test_no_answer_has_a_field_of_authentication_data() -> None:
    kinds = {
        entry("api", name, field)
        for name, shape in main.document()["components"]["schemas"].items()
        for field in shape.get("properties", {})
    }
    assert {kind.code for kind in kinds if kind.cls == "C3"} == set()
    assert kinds <= set(KINDS.values())


@pytest.mark.parametrize(("who", "clear"), [("rm", True), ("branch_head", False), ("compliance", False)])
def test_who_is_no_customer_is_named_as_a_customer_is(doors: bank.Doors, who: str, *, clear: bool) -> None:
    told = doors.clients[who].get("/api/v1/customers/B1-rm1-c1/network").json()
    names = {one["name"] for one in told if one["other_id"] is None and one["name"]}
    assert names
    assert {masks.name(name) != name for name in names} == {clear}

"""Numbers of customers out of sight look like numbers that nobody has, wherever they stand (F7)."""

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import HttpResponse

from doors import bank, calls, oracle, surfaces
from doors.calls import Call, Surface
from support import soak

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("unlimited")]
SEED, SAMPLE = 20260402, 24
ROLES = ("rm", "wealth", "planner", "supervisor", "branch_head", "region_head", "marketing")
UNKNOWN = "B9-rm9-c9"
MALFORMED = ("B1-rm1-c1\x00", "B1-rm1-c1 ", "' OR ''='", "%", "9" * 300, "..", "客户", "B1-RM1-C1")
PLACES = ("path", "query", "body", "target")
OWN = {
    "rm": "B1-rm1-c1",
    "wealth": "B1-rm2-c1",
    "planner": bank.INVITED,
    "supervisor": "B1-rm1-c1",
    "branch_head": "B1-rm1-c1",
    "region_head": "B1-rm1-c1",
    "marketing": "Z9-rm9-c9",  # sees nobody; not the number to compare with, which some pages repeat
}
"""Somebody whom the role sees, for requests that carry the foreign number elsewhere than in the path."""
Ask = tuple[str, Surface, Call, str, str]


def foreign(who: str) -> list[str]:
    return [customer for customer in bank.OWNERS if not oracle.sees(who, customer)]


def asks(who: str) -> Iterator[Ask]:
    """Yield who, surface, request, place of the number, and the number."""
    seen = {(surface, repr(call)): (surface, call) for _, surface, call in surfaces.every()}
    for surface, call in seen.values():
        for place in PLACES if call.about == "one" else PLACES[1:]:
            yield from ((who, surface, call, place, number) for number in (*foreign(who), *MALFORMED))


def send(doors: bank.Doors, ask: Ask) -> HttpResponse:
    who, surface, call, place, number = ask
    customer, headers = OWN[who], {}
    if place == "path":
        customer = number
    elif place == "target":
        headers = {"hx-target": f"customer-{quote(number, safe='')}"}
    elif (place == "query") == (call.method == "GET"):
        call = replace(call, given=call.given | {"customer_id": number, "after": number})
    return calls.send(doors.clients[who], call, surface, customer, **headers)


def wrong(doors: bank.Doors, ask: Ask, times: dict[bool, list[float]]) -> str:
    who, surface, call, place, number = ask
    told = f"{who} {surface} {call.method} {call.url} {place} {number!r}: "
    before = transaction.savepoint()  # what the first of the two did is not there for the second
    begun = time.perf_counter()
    answer = send(doors, ask)
    taken = time.perf_counter() - begun
    transaction.savepoint_rollback(before)
    middle = time.perf_counter()
    unknown = UNKNOWN if place == "path" else f"{number}0"  # a place of a list: nobody's, and sorted alike
    nobody = send(doors, (who, surface, call, place, unknown))
    if place == "path" and number in bank.OWNERS:
        times[True].append(taken)
        times[False].append(time.perf_counter() - middle)
    if answer.status_code >= 500:
        return f"{told}{answer.status_code}"
    if place == "path" and calls.verdict(answer) not in ("missing", "refused"):
        return f"{told}{answer.status_code}, not 404"
    if number in bank.OWNERS:
        if any(secret in answer.content for secret in bank.secrets(number)):
            return f"{told}tells what it must not"
        if calls.plain(answer, number) != calls.plain(nobody, unknown):
            return f"{told}differs from a number that nobody has"
    return ""


@pytest.mark.parametrize("who", ROLES)
def test_a_foreign_number_is_a_number_that_nobody_has(doors: bank.Doors, who: str) -> None:
    """Role by role, each newly signed in: whoever sits idle for an hour is signed out."""
    every = list(asks(who))
    chosen = soak.scale(random.Random(SEED).sample(every, min(SAMPLE, len(every))), every)
    times: dict[bool, list[float]] = {True: [], False: []}
    leaks = [found for found in (wrong(doors, ask, times) for ask in chosen) if found]
    medians = [statistics.median(taken) if taken else 0.0 for taken in times.values()]
    apart = abs(medians[0] - medians[1]) * 1000
    print(
        f"FIGURE foreign ids, {who}: {2 * len(chosen)} requests, {len(leaks)} leaks,"
        f" medians {apart:.2f} ms apart over {len(times[True])} pairs"
    )
    assert not leaks, "\n".join(leaks)

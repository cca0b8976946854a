"""The permission matrix: every role, thing, action and relation, through every door (F6)."""

import random
import time
from collections.abc import Iterator

import pytest

from doors import bank, calls, oracle, surfaces
from doors.calls import Call, Surface
from support import soak
from tilth.policy.permissions import Action, Thing

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("unlimited")]
SEED, SAMPLE = 20260401, 400
Check = tuple[str, Thing, Action, Surface, Call, str, str]


def checks() -> Iterator[Check]:
    """Yield who, thing, action, surface, request, relation and customer of every cell that has a door."""
    for (thing, action), surface, call in surfaces.every():
        for who in oracle.PRINCIPALS:
            for relation, customer in oracle.RELATIONS.items():
                if (call.about == "nobody" and relation != "own") or call.only not in ("", customer):
                    continue
                yield who, thing, action, surface, call, relation, customer


def wrong(doors: bank.Doors, check: Check) -> str:
    """Return what is wrong with the answer to one check, '' where nothing is."""
    who, thing, action, surface, call, relation, customer = check
    wanted = oracle.expected(who, thing, action, call, customer)
    answer = calls.send(doors.clients[who], call, surface, customer)
    met = calls.verdict(answer)
    told = f"{who} {action} {thing} of {relation} by {surface} {call.url}: "
    if met != wanted:
        return f"{told}{met}, not {wanted}"
    if wanted == "done" and call.about == "many":
        there = calls.mark(surface, customer) in answer.content
        if there != oracle.shown(who, (thing, action), call, customer):
            return f"{told}{'shown' if there else 'not shown'}"
    if wanted in ("out", "refused", "missing") and any(
        secret in answer.content for secret in bank.secrets(customer)
    ):
        return f"{told}tells what it must not"
    return ""


@pytest.mark.requirement("GOV-01")
@pytest.mark.requirement("ROLE-02", part="the screen on which a purchase is recorded")
def test_every_door_answers_as_the_table_of_grants_and_the_scope_say(doors: bank.Doors) -> None:
    every = list(checks())
    sample = random.Random(SEED).sample(every, min(SAMPLE, len(every)))
    chosen = soak.scale(sample, every)
    begun = time.perf_counter()
    mismatches = [found for found in (wrong(doors, check) for check in chosen) if found]
    took = time.perf_counter() - begun
    print(f"FIGURE matrix: {len(chosen)} checks of {len(every)}, {len(mismatches)} mismatches, {took:.0f} s")
    assert not mismatches, "\n".join(sorted(mismatches))


def test_the_matrix_would_notice_a_door_left_open(doors: bank.Doors) -> None:
    """A must-fail control: were every foreign customer granted, the oracle would object."""
    call = Call(url="api:customer")
    wide = ("compliance", Thing.CUSTOMER, Action.VIEW, "api", call, "restricted", bank.RESTRICTED)
    assert wrong(doors, wide) == ""
    doors.clients["rm"] = doors.clients["compliance"]
    narrow = ("rm", Thing.CUSTOMER, Action.VIEW, "api", call, "restricted", bank.RESTRICTED)
    assert wrong(doors, narrow).endswith("done, not missing")

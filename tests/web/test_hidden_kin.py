"""A member or an account out of sight changes no byte of what is told of a household and a network."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import published
from tilth.data import models
from tilth.ports.feed.people import RELATION_KINDS
from web import bank

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, HIDDEN = ("C00001", "C00002", "C00003"), ("X00001", "X00002")
_SOMEBODY = st.sampled_from((*MINE, *HIDDEN))
_FAMILY = ("spouse", "parent", "child")
TIES = st.lists(
    st.tuples(_SOMEBODY, _SOMEBODY, st.sampled_from((*_FAMILY * 3, *RELATION_KINDS))),
    max_size=10,
    unique=True,
)
HELD = st.lists(
    st.tuples(st.lists(_SOMEBODY, min_size=1, max_size=3, unique=True), st.integers(1, 9)), max_size=4
)
Ties = Sequence[tuple[str, str, str]]
Held = Sequence[tuple[list[str], int]]


def _bank(small_bank: bank.Bank, ties: Ties, held: Held, written: Ties) -> None:
    """Put ties, accounts and written relations in place of those of the example before."""
    _without(HIDDEN)
    for model in (models.PublishedRelation, models.PublishedHolding, models.Relation):
        model.objects.unscoped().all().delete()
    for number in HIDDEN:
        published.customer(small_bank.generation, number, rm_id="S9", branch_id="B9", aum=Decimal(9))
    for one, other, kind in ties:
        published.relation(small_bank.generation, one, other, kind)
    for number, (owners, amount) in enumerate(held):
        for owner in owners:
            published.holding(
                small_bank.generation, f"H{number}", owner, balance=amount * 1000, owners=len(owners)
            )
    for one, other, kind in written:
        models.Relation.objects.create(
            customer_id=one,
            other_id=other,
            kind=kind,
            circle="other",
            staff_id="S1",
            source="talk",
            made_by=small_bank.manager,
            made_at=bank.MORNING,
            told_on=bank.DAY,
        )


def _without(people: Sequence[str]) -> None:
    for model in (models.PublishedCustomer, models.PublishedHolding):
        model.objects.unscoped().filter(customer_id__in=people).delete()
    relations = models.PublishedRelation.objects.unscoped()
    (relations.filter(from_id__in=people) | relations.filter(to_id__in=people)).delete()
    written = models.Relation.objects.unscoped()
    (written.filter(customer_id__in=people) | written.filter(other_id__in=people)).delete()


def _told(lin: Client) -> list[bytes]:
    """Return every answer about households and networks, without the marks of one sending."""
    found = []
    for number in MINE:
        page = lin.get(f"/customers/{number}/network/", headers={"HX-Request": "true", "HX-Target": "file"})
        part = page.content.partition(b'id="household"')[2].partition(b'id="gifts"')[0]
        assert page.status_code == 200
        assert part
        found.append(re.sub(rb'name="(csrfmiddlewaretoken|key)" value="[^"]*"', b"", part))
        for what in ("household", "network"):
            answer = lin.get(f"/api/v1/customers/{number}/{what}")
            assert answer.status_code == 200
            found.append(answer.content)
    return found


@pytest.mark.requirement("PROF-23")
@settings(max_examples=12, deadline=None, suppress_health_check=[*HealthCheck])
@given(ties=TIES, held=HELD, written=TIES)
def test_taking_away_whoever_is_hidden_changes_no_byte(
    lin: Client, small_bank: bank.Bank, ties: Ties, held: Held, written: Ties
) -> None:
    _bank(small_bank, ties, held, [one for one in written if one[0] != one[1]])
    with_them = _told(lin)
    _without(HIDDEN)
    assert _told(lin) == with_them

"""Target tiers: one at a time, above today's, due until something ends them."""

import datetime as dt

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.data.models import PublishedCustomer
from tilth.domain.acting import Unclear
from tilth.domain.due import kinds
from tilth.domain.records import target_tier

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=30)


@pytest.mark.requirement("TIER-02")
def test_a_target_stands_beside_the_tier_until_it_is_ended(as_: As) -> None:
    made = target_tier.aim(as_("rm"), MINE, tier="platinum", due_on=SOON, note="a flat is sold")
    assert (made.tier, made.tier_then, made.state, made.note) == (
        *("platinum", "general", "open"),
        "a flat is sold",
    )
    assert "target_tier" in kinds.worked_on("rm")
    later = SOON + dt.timedelta(days=9)
    assert target_tier.put_off(as_("rm"), MINE, made.pk, due_on=later).due_on == later
    done = target_tier.end(as_("rm"), MINE, made.pk, became="reached")
    assert (done.state, done.ended_at) == ("reached", NOON)
    with pytest.raises(Unclear, match="ended already"):
        target_tier.end(as_("rm"), MINE, made.pk, became="dropped")


@pytest.mark.requirement("TIER-02")
def test_a_new_target_replaces_the_open_one(as_: As) -> None:
    made = target_tier.aim(as_("rm"), MINE, tier="platinum", due_on=SOON)
    assert target_tier.aim(as_("rm"), MINE, tier="private", due_on=SOON).state == "open"
    made.refresh_from_db()
    assert (made.state, made.ended_at) == ("replaced", NOON)


@pytest.mark.requirement("TIER-02")
def test_a_target_lies_above_todays_tier_and_ahead(as_: As) -> None:
    PublishedCustomer.objects.unscoped().filter(customer_id=MINE).update(tier="platinum")
    for tier in ("platinum", "general"):
        with pytest.raises(Unclear, match="above today's tier"):
            target_tier.aim(as_("rm"), MINE, tier=tier, due_on=SOON)
    with pytest.raises(Unclear, match="today or a later day"):
        target_tier.aim(as_("rm"), MINE, tier="private", due_on=published.DAY - dt.timedelta(days=1))

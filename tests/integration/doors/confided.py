"""A customer whom a colleague covers and a planner is invited to, so that sight of her is not enough."""

import datetime as dt

from integration.doors import town
from tilth.data import models
from tilth.domain.acting import Who
from tilth.domain.days import ZONE
from tilth.domain.records import consent
from tilth.domain.records.detail import tell
from tilth.domain.records.fact import learn

CUSTOMER = "B1-rm2-c1"
TEXT = "the son is ill"
DAY = dt.date(2026, 3, 31)
NOON = dt.datetime.combine(DAY, dt.time(12), ZONE)
READERS = ("branch_head", "compliance", "region_head", "supervisor", "wealth")
"""Her manager, who wrote it, whoever leads him, and compliance."""
OTHERS = ("planner", "rm")
"""They see the customer, and nothing of what was confided."""


def who(bank: town.Town, role: str) -> Who:
    """Return somebody of the town at noon."""
    return Who(by=bank.users[role], at=NOON, generation=bank.generation, today=DAY)


def build() -> town.Town:
    """Return the town; the customer agreed to what is sensitive, and one ordinary detail of her is known."""
    bank = town.build()
    head = bank.users["branch_head"]
    spans = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2099, 1, 1)}
    models.Cover.objects.create(
        absent_staff_id="B1-rm2", substitute_staff_id="B1-rm1", reason="leave", arranged_by=head, **spans
    )
    models.Participant.objects.create(
        customer_id=CUSTOMER,
        staff_id="B1-planner",
        purpose="planner",
        reason="plan",
        invited_by=head,
        **spans,
    )
    writer = who(bank, "wealth")
    agreed = {"purpose": "sensitive", "text_version": "1", "evidence": "form 7", "asked": False}
    consent.record(writer, CUSTOMER, decision="granted", **agreed)
    tell(writer, CUSTOMER, item="talks", value="brief")
    learn(writer, CUSTOMER, kind="habits", text="reads at night")
    return bank


def confide(bank: town.Town) -> None:
    """Let her manager write down what she told him alone: into the profile, and as a note."""
    writer = who(bank, "wealth")
    tell(writer, CUSTOMER, item="private_life", value=TEXT)
    learn(writer, CUSTOMER, kind="avoid", text=TEXT, restricted=True)

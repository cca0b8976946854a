"""The town with personal data and records behind every door, and somebody signed in for every role."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.test import Client

from integration.doors import town
from integration.doors.town import CANARY
from subjects import examples
from support import keys, library, published
from tilth.data import models
from tilth.data.records import MODELS
from tilth.kernel import spelling
from tilth.policy.subjects import SUBJECTS

TODAY = published.DAY + dt.timedelta(days=1)
NOON = dt.datetime(2026, 4, 1, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
"""A Wednesday morning on which nobody's quiet hours hold."""
UNOWNED = "B1-x-c1"
RESTRICTED = "B1-rm1-c2"
INVITED = "B2-rm1-c2"
"""Of another branch; the planner takes part."""
OWNERS = {
    **{f"{manager}-c{number}": manager for manager in town.MANAGERS for number in (1, 2)},
    UNOWNED: None,
}
SURVIVOR, MERGED, SPARE, MERGE = "B1-rm1-c1", "B1-rm1-c9", "B1-rm1-c8", 7000
"""A customer, the number that is one with it, one that may become so, and the merge."""
PARTNER = "B1-rm1-c7"
"""The other customer of what is about two."""
RUN = 7
LIBRARY = ("draft", "sent", "sent approved")
"""What was done with the three entries of the library."""
ANONYMOUS, GONE = "anonymous", "deactivated"
KEYS = ("mobile", "phone", "email", "address", "id_number")


TAKEN_BACK = "taken back "
"""Before the name of a subject: its row that was taken back already, which may be done again."""


def writer(customer_id: str) -> str:
    """Return the role of whoever wrote down the work with a customer."""
    roles = {staff_id: role for role, (staff_id, _branch) in town.ROLES.items()}
    return roles.get(OWNERS[customer_id] or "", "compliance")


def row_id(kind: str, customer_id: str) -> uuid.UUID:
    """Return the number of a customer's wish, stop or participation in the town."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{kind} {customer_id}")


@dataclass(frozen=True)
class Doors:
    """The town, and a signed-in client by role, nobody's and a closed account's among them."""

    town: town.Town
    clients: dict[str, Client]


def person(customer_id: str) -> dict[str, str]:
    """Return a customer's personal data in clear; every value is nobody else's."""
    number = sorted(OWNERS).index(customer_id)
    return {
        "name": f"{CANARY}-{customer_id}-name",
        "mobile": f"1391357{2460 + number}",
        "phone": f"0571-8642{1350 + number}",
        "email": f"{CANARY}-{customer_id}@example.com",
        "address": f"浙江省杭州市西湖区{CANARY}路{number}号",
        "id_number": f"33010619800229{1570 + number}",
    }


def secrets(customer_id: str) -> tuple[bytes, ...]:
    """Return the bytes that no answer may hold for somebody who does not see this customer."""
    told = person(customer_id)
    named = f"{CANARY}-{customer_id}"
    return (named.encode(), *(told[name].encode() for name in ("mobile", "phone", "id_number")))


def build() -> Doors:
    """Publish the town, fill its files, sign everybody in."""
    made = town.build()
    published.customer(made.generation, UNOWNED, branch_id="B1", rm_id=None)
    for customer_id in OWNERS:
        _person(made, customer_id)
        _records(made, customer_id)
    _exceptions(made)
    gone = published.user("gone", role="rm", staff_id="B1-gone", is_active=False)
    clients = {ANONYMOUS: Client(raise_request_exception=False)}
    for role, user in {**made.users, GONE: gone}.items():
        clients[role] = Client(raise_request_exception=False)
        clients[role].force_login(user)
    return Doors(town=made, clients=clients)


def _person(made: town.Town, customer_id: str) -> None:
    told = person(customer_id)
    held = {
        name: keys.RING.seal(told[name], table="customers", column=name, row=customer_id) for name in KEYS
    }
    models.PublishedCustomer.objects.unscoped().filter(
        generation=made.generation.pk, customer_id=customer_id
    ).update(
        name=told["name"],
        name_key=spelling.key(told["name"]),
        birth_date=dt.date(1980, 2, 29),
        id_type="id_card",
        mobile_index=keys.RING.index("mobile", told["mobile"]),
        mobile_tail_index=keys.RING.index("mobile_tail", told["mobile"][-4:]),
        id_index=keys.RING.index("id_number", told["id_number"]),
        phone_index=keys.RING.index("mobile", told["phone"]),
        **held,
    )


def _records(made: town.Town, customer_id: str) -> None:
    by = made.users["compliance"]
    models.Contact.objects.create(
        customer_id=customer_id,
        staff_id="H-compliance",
        user=by,
        contacted_at=NOON - dt.timedelta(days=40),
        contact_on=NOON.date() - dt.timedelta(days=40),
        channel="phone",
        two_way=True,
        outcome="connected",
        purpose="maintain",
        content=f"{CANARY} content",
        next_step=f"{CANARY} step",
        next_step_on=TODAY,
        idempotency_key=f"town:{customer_id}",
    )
    models.Consent.objects.create(
        customer_id=customer_id,
        purpose="greeting",
        decision="granted",
        text_version=CANARY,
        evidence=CANARY,
        decided_at=NOON - dt.timedelta(days=9),
        recorded_by=by,
    )
    models.DoNotDisturb.objects.create(
        id=row_id("wish", customer_id),
        customer_id=customer_id,
        channel="letter",
        starts_on=TODAY,
        reason=CANARY,
        source=CANARY,
        created_by=by,
    )
    models.Suppression.objects.create(
        id=row_id("stop", customer_id),
        customer_id=customer_id,
        kind="litigation",
        starts_on=TODAY + dt.timedelta(days=60),
        reason=CANARY,
        recorded_by=by,
    )
    _work(made, customer_id)
    _part(customer_id, "X-nobody", by, id=row_id("part", customer_id))


def _work(made: town.Town, customer_id: str) -> None:
    """Add what a manager just did about a customer: a contact, a task, a skip, each to be taken back."""
    owner = OWNERS[customer_id]
    user = made.users[writer(customer_id)]
    about = {"customer_id": customer_id, "staff_id": owner or "H-compliance", "user": user}
    models.Contact.objects.create(
        **about,
        id=row_id("contact", customer_id),
        contacted_at=NOON,
        contact_on=TODAY,
        channel="letter",
        two_way=False,
        outcome="other",
        purpose="service",
        content=f"{CANARY} letter",
        idempotency_key=f"work:{customer_id}",
    )
    models.Task.objects.create(
        **about,
        id=row_id("task", customer_id),
        kind="task",
        text=f"{CANARY} task",
        due_on=TODAY,
        made_at=NOON,
    )
    models.Task.objects.create(
        **about,
        id=row_id("meeting", customer_id),
        kind="appointment",
        step="visit",
        text=f"{CANARY} meeting",
        due_on=TODAY,
        place="branch",
        party=CANARY,
        made_at=NOON,
    )
    models.SegmentAssignment.objects.create(
        customer_id=customer_id,
        scheme="four_types",
        segment="",
        reason=f"{CANARY} segment",
        confirmed_by=user,
        confirmed_at=NOON,
    )
    models.NumberMark.objects.create(
        **about,
        id=row_id("mark", customer_id),
        field="phone",
        number_index=keys.RING.index("mobile", person(customer_id)["phone"]),
        marked_at=NOON,
    )
    models.ReasonClosure.objects.create(
        **about,
        id=row_id("closure", customer_id),
        event_id=row_id("closed event", customer_id).hex,
        kind="large_outflow",
        reason="not_relevant",
        note=CANARY,
        business_date=published.DAY,
        closed_at=NOON,
        idempotency_key=f"closure {customer_id}",
    )
    _open_reason(made, customer_id)
    writers = {"hold": made.users["compliance"], "erasure": made.users["branch_head"]}
    for one in SUBJECTS:
        if one.name in examples.PAIRED and customer_id != SURVIVOR:
            continue
        MODELS[one.name].objects.create(
            id=row_id(one.name, customer_id),
            customer_id=customer_id,
            staff_id=about["staff_id"],
            made_by=writers.get(one.name, user),
            made_at=NOON,
            **examples.row(one.name, f"{CANARY} {one.name}", other=PARTNER),
        )
    # who asks for an erasure may take it back, and somebody else decides: two rows for the two doors
    models.Erasure.objects.create(
        id=row_id(f"{TAKEN_BACK}erasure", customer_id),
        customer_id=customer_id,
        staff_id="H-compliance",
        made_by=made.users["compliance"],
        made_at=NOON,
        voided_at=NOON,
        voided_by=made.users["compliance"],
        **examples.row("erasure", f"{CANARY} erasure"),
    )
    models.Skip.objects.create(
        **about,
        id=row_id("skip", customer_id),
        business_date=published.DAY - dt.timedelta(days=1),
        list_rank=1,
        reason="away",
        note=CANARY,
        list_reasons=[],
        made_at=NOON,
    )


def _open_reason(made: town.Town, customer_id: str) -> None:
    same = models.PublishedCustomer.objects.unscoped().filter(
        generation=made.generation.pk, customer_id=customer_id
    )
    [(owner_id, branch_id, restricted)] = same.values_list("rm_id", "branch_id", "restricted")
    models.PublishedEvent.objects.create(
        generation=made.generation.pk,
        event_id=row_id("open event", customer_id).hex,
        business_date=published.DAY,
        customer_id=customer_id,
        kind="large_outflow",
        subject="",
        due_on=published.DAY,
        amount=-900_000,
        detail={"aum_before": "1000000.00"},
        told_on=published.DAY,
        lapses_on=published.DAY + dt.timedelta(days=30),
        state="open",
        owner_id=owner_id,
        branch_id=branch_id,
        restricted=restricted,
    )


def _part(customer_id: str, staff_id: str, by: models.User, **more: object) -> None:
    models.Participant.objects.create(
        customer_id=customer_id,
        staff_id=staff_id,
        purpose="planner",
        reason=f"{CANARY} plan",
        invited_by=by,
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2099, 1, 1),
        **more,
    )


def _exceptions(made: town.Town) -> None:
    by = made.users["compliance"]
    models.Suppression.objects.create(
        id=row_id("restriction", RESTRICTED),
        customer_id=RESTRICTED,
        kind="restricted",
        starts_on=dt.date(2026, 1, 1),
        recorded_by=by,
    )
    _part(INVITED, "B1-planner", by)
    models.Cover.objects.create(
        id=row_id("cover", "B1-rm2"),
        absent_staff_id="B1-rm2",
        substitute_staff_id="X-nobody",
        reason="leave",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2099, 1, 1),
        arranged_by=by,
    )
    for number in (MERGED, SPARE, PARTNER):
        published.customer(made.generation, number, branch_id="B1", rm_id="B1-rm1")
    models.Merge.objects.create(
        id=MERGE,
        customer_id=SURVIVOR,
        merged_id=MERGED,
        cause="same_document",
        made_by=made.users["branch_head"],
        made_at=NOON,
    )
    models.HandOver.objects.create(
        id=row_id("hand_over", "B1-rm2"),
        from_staff_id="B1-rm2",
        to_staff_ids=["B1-rm1"],
        customers=1,
        cause="move",
        made_by=by,
        made_at=NOON,
    )
    for what in LIBRARY:
        library.kept(made.users["marketing"], what, by=by, at=NOON, id=row_id(what, "library"))
    models.RunReport.objects.create(
        id=RUN, business_date=published.DAY, finished_at=NOON, status="published", report={}
    )

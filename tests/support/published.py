"""Published rows by hand: a generation, and believable customers, holdings, events and list entries in it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import connection

from tilth.data import models
from tilth.kernel import spelling

DAY = dt.date(2026, 3, 31)
PUBLISHED = (
    models.PublishedCustomer,
    models.PublishedHolding,
    models.PublishedEvent,
    models.PublishedSignal,
    models.PublishedListEntry,
    models.PublishedCallValue,
    models.PublishedRelation,
    models.PublishedBook,
    models.PublishedBranchTotal,
    models.PublishedStaff,
    models.PublishedBranch,
    models.PublishedProduct,
)


def generation(*, day: dt.date = DAY, current: bool = True) -> models.Generation:
    """Make a generation with its partitions, and point the pages at it."""
    row = models.Generation.objects.create(
        business_date=day,
        playbook_version="test",
        feed_digest="test",
        state="published",
        published_at=dt.datetime.combine(day, dt.time(23), dt.UTC),
    )
    with connection.cursor() as cursor:
        for model in PUBLISHED:
            parent = model._meta.db_table
            cursor.execute(f"CREATE TABLE {parent}_g{row.pk} PARTITION OF {parent} FOR VALUES IN ({row.pk})")
    if current:
        models.Publication.objects.update_or_create(id=1, defaults={"current": row})
    return row


def customer(generation: models.Generation, customer_id: str, **values: Any) -> models.PublishedCustomer:
    """Add one customer; by default a general, unfamiliar, mature one of manager S1 at branch B1."""
    given = _CUSTOMER | {"name": customer_id, "name_pinyin": customer_id.lower()} | values
    given = {"name_key": spelling.key(given["name"])} | given
    made = models.PublishedCustomer.objects.create(generation=generation.pk, customer_id=customer_id, **given)
    _ask("SELECT tilth_diary_follows(current_id, %s) FROM tilth_publication", [[customer_id]])
    return made


def _ask(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def holding(
    generation: models.Generation, holding_id: str, customer_id: str, **values: Any
) -> models.PublishedHolding:
    """Add one open holding; by default a demand deposit of 1,000.00."""
    given = _HOLDING | _scope(generation, customer_id) | values
    if "balance" in values and "balance_base" not in values:
        given["balance_base"] = values["balance"]
    return models.PublishedHolding.objects.create(
        generation=generation.pk, holding_id=holding_id, customer_id=customer_id, **given
    )


def event(
    generation: int, customer_id: str, kind: str, due_on: dt.date, **values: Any
) -> models.PublishedEvent:
    """Add one event."""
    given = {"business_date": DAY, "subject": "", "amount": None, "detail": {}}
    given |= _scope(generation, customer_id) | values
    key = f"{customer_id}|{kind}|{given['subject']}|{due_on}"
    return models.PublishedEvent.objects.create(
        generation=generation.pk, event_id=key, customer_id=customer_id, kind=kind, due_on=due_on, **given
    )


def signal(generation: int, customer_id: str, kind: str, **values: Any) -> models.PublishedSignal:
    """Add one signal."""
    given = {
        "business_date": DAY,
        "subject": "",
        "due_on": DAY,
        "detail": {},
        "purpose": "maintain",
        "told_on": DAY,
        "lapses_on": DAY + dt.timedelta(days=30),
        "state": "open",
        "stands": True,
        "evidence": [],
    }
    given |= _scope(generation, customer_id) | values
    key = f"{customer_id}|{kind}|{given['subject']}"
    return models.PublishedSignal.objects.create(
        generation=generation.pk, event_id=key, customer_id=customer_id, kind=kind, **given
    )


def entry(
    generation: int, rm_id: str, rank: int, customer_id: str, **values: Any
) -> models.PublishedListEntry:
    """Add one line of a call list, and its rank to the customer."""
    given = {
        "business_date": DAY,
        "side": "unfamiliar",
        "reasons": ["top_aum"],
        "goal": "segment_and_invite",
        "deviation": 0,
    }
    given |= _scope(generation, customer_id) | values
    models.PublishedCustomer.objects.unscoped().filter(
        generation=generation.pk, customer_id=customer_id
    ).update(list_rank=rank)
    return models.PublishedListEntry.objects.create(
        generation=generation.pk, rm_id=rm_id, rank=rank, customer_id=customer_id, **given
    )


def call_value(
    generation: int, rm_id: str, rank: int, customer_id: str, **values: Any
) -> models.PublishedCallValue:
    """Add what a line of a call list is worth; by default no more than its effort."""
    given = {"business_date": DAY, "event_id": "", "kind": "", "reach": 500, "agree": 100, "expected": 0}
    given |= {"care": 0, "effort": 120, "worn": 0, "instead": "", "opening": "", "points": -120}
    given |= _scope(generation, customer_id) | values
    return models.PublishedCallValue.objects.create(
        generation=generation.pk, rm_id=rm_id, rank=rank, customer_id=customer_id, **given
    )


def book(generation: models.Generation, rm_id: str, **values: Any) -> models.PublishedBook:
    """Add one manager's book in numbers, all of them nought unless given."""
    numbers = {
        field.name: 0
        for field in models.PublishedBook._meta.get_fields()
        if field.get_internal_type() in ("BigIntegerField", "DecimalField")
    }
    given = numbers | {"business_date": DAY, "branch_id": "B1"} | values
    return models.PublishedBook.objects.create(generation=generation.pk, rm_id=rm_id, **given)


def staff(generation: models.Generation, staff_id: str, **values: Any) -> models.PublishedStaff:
    """Add one member of staff; by default an active relationship manager at branch B1."""
    given = {"name": staff_id, "role": "rm", "branch_id": "B1", "active": True} | values
    return models.PublishedStaff.objects.create(generation=generation.pk, staff_id=staff_id, **given)


def branch(
    generation: int, branch_id: str, *, path: list[str] | None = None, **values: Any
) -> models.PublishedBranch:
    """Add one branch; `path` is itself, its parent, and so on up."""
    given = {"name": branch_id, "level": "branch"} | values
    models.PublishedBranch.objects.create(
        generation=generation.pk, branch_id=branch_id, path=path or [branch_id], **given
    )
    _ask("SELECT tilth_number_branches(%s, 'published_branch')", [generation.pk])
    return models.PublishedBranch.objects.get(generation=generation.pk, branch_id=branch_id)


def branch_total(generation: models.Generation, branch_id: str, **values: Any) -> models.PublishedBranchTotal:
    """Add one branch's own customers in numbers, all of them nought unless given."""
    numbers = {
        field.name: 0
        for field in models.PublishedBranchTotal._meta.get_fields()
        if field.get_internal_type() in ("BigIntegerField", "DecimalField")
    }
    given = numbers | {"business_date": DAY, "parent_id": None} | values
    return models.PublishedBranchTotal.objects.create(generation=generation.pk, branch_id=branch_id, **given)


def points(generation: models.Generation, day: dt.date, **tiers: str | tuple[str, int]) -> models.PointNight:
    """Add the points of one night: customer (with _ for -) → tier, or tier and assets."""
    night = models.PointNight.objects.create(
        business_date=day, content="", customers=len(tiers), loaded_at=generation.published_at
    )
    with connection.cursor() as cursor:
        parent = models.CustomerPoint._meta.db_table
        cursor.execute(f"CREATE TABLE {parent}_n{night.pk} PARTITION OF {parent} FOR VALUES IN ({night.pk})")
    for name, given in tiers.items():
        tier, aum = given if isinstance(given, tuple) else (given, 1000)
        models.CustomerPoint.objects.create(
            night=night.pk, customer_id=name.replace("_", "-"), business_date=day, aum=aum, tier=tier
        )
    return night


def transactions(
    generation: models.Generation, day: dt.date, *rows: dict[str, Any]
) -> models.TransactionNight:
    """Add the transactions of one night, each by default a transfer of 1,000.00 at ten o'clock."""
    night = models.TransactionNight.objects.create(
        business_date=day, content="", transactions=len(rows), loaded_at=generation.published_at
    )
    with connection.cursor() as cursor:
        parent = models.PublishedTransaction._meta.db_table
        cursor.execute(f"CREATE TABLE {parent}_n{night.pk} PARTITION OF {parent} FOR VALUES IN ({night.pk})")
    for number, given in enumerate(rows):
        row = {
            "transaction_id": f"T{day:%m%d}{number:04d}",
            "at": dt.datetime.combine(day, dt.time(10)),
            "holding_id": "H1",
            "product_name": "活期存款",
            "currency": "CNY",
            "amount": Decimal("1000.00"),
            "kind": "transfer_in",
        }
        models.PublishedTransaction.objects.create(night=night.pk, business_date=day, **(row | given))
    return night


def relation(
    generation: models.Generation, from_id: str, to_id: str, kind: str, **values: Any
) -> models.PublishedRelation:
    """Add what `to_id` is to `from_id`."""
    return models.PublishedRelation.objects.create(
        generation=generation.pk, from_id=from_id, to_id=to_id, kind=kind, **values
    )


def user(username: str, *, role: str = "rm", staff_id: str | None = "S1", **values: Any) -> models.User:
    """Add somebody who may sign in with the password `password`."""
    made = models.User.objects.create_user(username, "password", role=role, staff_id=staff_id)
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    return made


def _scope(generation: models.Generation, customer_id: str) -> dict[str, Any]:
    """Return the scope columns of what hangs on a customer."""
    same = models.PublishedCustomer.objects.unscoped().filter(
        generation=generation.pk, customer_id=customer_id
    )
    found = same.values_list("rm_id", "branch_id", "restricted").first() or ("S1", "B1", False)
    return dict(zip(("owner_id", "branch_id", "restricted"), found, strict=True))


_ZERO = Decimal("0.00")
_CUSTOMER: dict[str, Any] = {
    "business_date": DAY,
    "branch_id": "B1",
    "rm_id": "S1",
    "kind": "person",
    "playbook_version": "test",
    "aum": Decimal("1000.00"),
    "liabilities": _ZERO,
    "deposit_balance": Decimal("1000.00"),
    "time_deposit_share": 0.0,
    "aum_avg_30": Decimal("1000.00"),
    "aum_avg_90": Decimal("1000.00"),
    "deposit_avg_30": Decimal("1000.00"),
    "deposit_avg_90": Decimal("1000.00"),
    "product_count": 1,
    "categories": ["demand_deposit"],
    "familiar": False,
    "under_served": True,
    "tier_basis": Decimal("1000.00"),
    "tier": "general",
    "tier_floor": _ZERO,
    "next_tier_gap": Decimal("99000.00"),
    "segment_assumed": False,
    "lifecycle": "mature",
    "inflow_30": _ZERO,
    "external_inflow_30": Decimal(1),
    "outflow_30": _ZERO,
    "next_contact_due_on": dt.date(2026, 6, 30),
    "overdue_days": 0,
    "cadence_days": 180,
    "cadence_source": "tier",
    "tags": [],
    "name_initials": "",
    "birth_calendar": "solar",
    "opened_on": dt.date(2020, 1, 2),
}
_HOLDING: dict[str, Any] = {
    "product_id": "P1",
    "product_name": "活期存款",
    "category": "demand_deposit",
    "currency": "CNY",
    "balance": Decimal("1000.00"),
    "balance_base": Decimal("1000.00"),
    "opened_on": dt.date(2020, 1, 2),
}


def product(generation: models.Generation, product_id: str, **values: Any) -> models.PublishedProduct:
    """Put one product on sale; by default a time deposit of a year for 1.50 % from 1,000 on."""
    given = {
        "name": product_id,
        "category": "time_deposit",
        "currency": "CNY",
        "risk_level": None,
        "expected_return": Decimal("0.015"),
        "term_days": 365,
        "min_amount": Decimal(1000),
    } | values
    return models.PublishedProduct.objects.create(generation=generation.pk, product_id=product_id, **given)

"""A small believable bank, published by hand: one manager with a list of twenty, and neighbours."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pypinyin import Style, lazy_pinyin

from support import keys, published
from tilth.data import models
from tilth.kernel import spelling
from tilth.policy import playbook, vocabulary

DAY = published.DAY
TODAY = DAY + dt.timedelta(days=1)
MORNING = dt.datetime(2026, 4, 1, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
"""A Wednesday on which nobody's quiet hours hold."""
NAMES = [
    *("周敏华", "赵国强", "陈婉仪", "何雨欣", "孙立平", "许静怡", "马晓东", "郑淑芬", "罗志远", "李佩珊"),
    *("王建军", "吴晓梅", "丁浩然", "谢丽娟", "高启文", "冯佳宁", "蔡明远", "张建业", "孟洁", "陆志诚"),
    *("顾秀英", "钱雅琴", "宋洁", "方一帆", "林可心", "梁思成", "曾国安", "单雪梅", "魏宁", "姜文博"),
]
SCOPE = {"owner_id": "S1", "branch_id": "B1", "restricted": False}
"""Whose customer it is stands on everything that hangs on one."""
BANDS = (("general", 0), ("personal", 100_000), ("platinum", 1_000_000), ("private", 8_000_000))


@dataclass(frozen=True)
class Bank:
    """What tests need to know about it."""

    generation: models.Generation
    manager: models.User
    neighbour: models.User
    head: models.User
    officer: models.User
    supervisor: models.User
    planner: models.User
    teller: models.User


def tiered(aum: Decimal) -> dict[str, Any]:
    """Return the tier columns of an amount."""
    place = max(n for n, (_code, floor) in enumerate(BANDS) if aum >= floor)
    above = BANDS[place + 1][1] if place + 1 < len(BANDS) else None
    return {
        "aum": aum,
        "tier_basis": aum,
        "aum_avg_30": aum * Decimal("0.97"),
        "aum_avg_90": aum * Decimal("0.93"),
        "tier": BANDS[place][0],
        "tier_floor": Decimal(BANDS[place][1]),
        "next_tier_gap": Decimal(above) - aum if above else None,
    }


def person(
    generation: models.Generation, number: int, name: str, aum: Decimal, **values: Any
) -> models.PublishedCustomer:
    """Return one person with everything a page shows."""
    customer_id = f"C{number:05d}"
    given = {
        "name": name,
        "name_key": spelling.key(name),
        "name_pinyin": spelling.sound("".join(lazy_pinyin(name))),
        "name_initials": "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)),
        "id_type": "id_card",
        **keys.sealed(
            customer_id,
            mobile=mobile(number),
            email=f"kehu{number}@example.com",
            address=f"浙江省杭州市滨江区江南大道{100 + number}号",
            id_number=identity(number),
        ),
        "gender": "F" if number % 2 else "M",
        "birth_date": dt.date(1962 + number % 37, 1 + number % 12, 1 + number % 27),
        "occupation": ("职员", "医生", "工程师", "个体经营")[number % 4],
        "risk_level": f"C{1 + number % 5}",
        "risk_assessed_on": dt.date(2025, 6, 1) + dt.timedelta(days=number),
        "last_contact_on": dt.date(2026, 2, 1) + dt.timedelta(days=number),
        "deposit_balance": (aum * Decimal("0.5")).quantize(Decimal("0.01")),
        "time_deposit_share": 0.4,
        "product_count": 3,
        "account_activity": 0.5,
        "inflow_30": Decimal("18500.00"),
        "outflow_30": Decimal("-4200.00"),
        "cadence_days": 30,
        "next_contact_due_on": DAY + dt.timedelta(days=number - 8),
        "overdue_days": max(0, 8 - number),
        "next_due_on": DAY + dt.timedelta(days=number + 1),
        "opened_on": dt.date(2014, 5, 6) + dt.timedelta(days=40 * number),
    }
    row = published._CUSTOMER | given | tiered(aum) | values
    return models.PublishedCustomer(generation=generation.pk, customer_id=customer_id, **row)


def mobile(number: int) -> str:
    """Return a customer's mobile number in clear."""
    return f"138{number:04d}{8000 + number:04d}"


def identity(number: int) -> str:
    """Return a customer's identity number in clear."""
    return f"33010819700101{1000 + number:04d}"


def portfolio(
    generation: models.Generation, number: int, aum: Decimal, *, invested: bool
) -> list[models.PublishedHolding]:
    """Return a customer's holdings: current account, time deposit, and fund and product or a bond."""
    customer = f"C{number:05d}"
    parts: list[tuple[str, str, str, str, dict[str, Any]]] = [
        ("D", "活期存款", "demand_deposit", "0.10", {}),
        ("T", "整存整取 1 年", "time_deposit", "0.40", {"matures_on": DAY + dt.timedelta(days=number + 1)}),
    ]
    if invested:
        parts.append(("F", "稳健成长混合 A", "fund", "0.30", {"risk_level": "R3"}))
        parts.append(("W", "稳享 90 天", "wealth_product", "0.20", {"risk_level": "R2"}))
    else:
        parts.append(("B", "储蓄国债 3 年", "bond", "0.50", {"risk_level": "R1"}))
    found = []
    for letter, product, category, share, more in parts:
        balance = (aum * Decimal(share)).quantize(Decimal("0.01"))
        cost = {"cost": (balance / Decimal("1.204")).quantize(Decimal("0.01"))} if category == "fund" else {}
        row = (
            published._HOLDING
            | SCOPE
            | {
                "product_name": product,
                "category": category,
                "balance": balance,
                "balance_base": balance,
                "rate": Decimal("0.0135") if category == "time_deposit" else None,
            }
        )
        found.append(
            models.PublishedHolding(
                generation=generation.pk,
                holding_id=f"{letter}{number:05d}",
                customer_id=customer,
                **(row | cost | more),
            )
        )
    return found


def listed(
    generation: models.Generation, rank: int, number: int, aum: Decimal, *, familiar: bool
) -> tuple[models.PublishedListEntry, list[models.PublishedEvent]]:
    """Return a customer's line on the list and the events that are its reasons."""
    customer = f"C{number:05d}"
    events = [
        models.PublishedEvent(
            generation=generation.pk,
            event_id=f"{customer}|{kind}",
            customer_id=customer,
            business_date=DAY,
            kind=kind,
            due_on=due,
            **SCOPE | {"subject": "", "amount": None, "detail": {}} | values,
        )
        for kind, due, values in happenings(number, aum)
    ]
    reasons = sorted((event.kind for event in events), key=playbook.default().call_list.urgency.index)
    if not {"deposit_maturing", "birthday"} & set(reasons):
        reasons.append(vocabulary.TOP_AUM)
    side = "familiar" if familiar else "unfamiliar"
    entry = models.PublishedListEntry(
        generation=generation.pk,
        rm_id="S1",
        business_date=DAY,
        rank=rank,
        customer_id=customer,
        side=side,
        reasons=reasons,
        goal=vocabulary.GOALS[side],
        deviation=0,
        **SCOPE,
    )
    return entry, events


def happenings(number: int, aum: Decimal) -> list[tuple[str, dt.date, dict[str, Any]]]:
    """Return a customer's events: kind, day, other columns."""
    found: list[tuple[str, dt.date, dict[str, Any]]] = []
    if number < 9:
        due = DAY + dt.timedelta(days=number + 1)
        detail = {"category": "time_deposit", "days": str(number + 1), "product_id": "P-T"}
        balance = (aum * Decimal("0.40")).quantize(Decimal("0.01"))
        found.append(
            ("deposit_maturing", due, {"subject": f"T{number:05d}", "amount": balance, "detail": detail})
        )
    if number % 4 == 0:
        found.append(("birthday", DAY + dt.timedelta(days=2 + number % 5), {"detail": {"calendar": "lunar"}}))
    if number % 6 == 3:
        detail = {"band": "0.20000000", "product_id": "P-F", "return_bp": 2040}
        found.append(("take_profit", DAY, {"subject": f"F{number:05d}", "amount": 30_000, "detail": detail}))
    if number % 6 == 2:
        found.append(("large_outflow", DAY, {"amount": -420_000, "detail": {"aum_before": "900000.00"}}))
    if number % 7 == 3:
        found.append(
            ("risk_assessment_expiring", DAY + dt.timedelta(days=5), {"detail": {"risk_level": "C3"}})
        )
    if number % 6 == 5:
        found.append(("near_next_tier", DAY, {"amount": 62_000, "detail": {"next": "platinum"}}))
    if number % 5 == 4:
        found.append(("became_under_served", DAY, {}))
    return found


def build() -> Bank:
    """Publish the bank of 30 customers and its people; the manager's list has 20 names."""
    generation = published.generation(day=DAY)
    models.Generation.objects.filter(pk=generation.pk).update(playbook_version="default-1")
    published.branch(generation, "B1", name="滨江支行")
    published.branch(generation, "B2", name="城东支行")
    for staff, name, branch, role in (
        ("S1", "林晓岚", "B1", "rm"),
        ("S2", "沈予安", "B2", "rm"),
        ("S3", "方知遥", "B1", "rm"),
        ("H1", "陈国梁", "B1", "branch_head"),
        ("P1", "苏文清", "B2", "planner"),
        ("V1", "钟主管", "B1", "supervisor"),
    ):
        published.staff(generation, staff, name=name, branch_id=branch, role=role)
    _customers(generation)
    _lives(generation)
    _book(generation)
    return Bank(
        generation=generation,
        manager=published.user("lin", name="林晓岚"),
        neighbour=published.user("shen", name="沈予安", staff_id="S2"),
        head=published.user("chen", name="陈国梁", role="branch_head", staff_id="H1"),
        officer=published.user("gao", name="高合规", role="compliance", staff_id=None),
        supervisor=published.user("zhong", name="钟主管", role="supervisor", staff_id="V1"),
        planner=published.user("su", name="苏文清", role="planner", staff_id="P1"),
        teller=published.user("qian", name="钱柜员", role="teller", staff_id="T1"),
    )


def _customers(generation: models.Generation) -> None:
    people, holdings, entries, events = [], [], [], []
    for number, name in enumerate(NAMES):
        aum = Decimal((12_400_000, 764_000, 2_350_000, 86_500, 445_000, 938_000)[number % 6]) + 17 * number
        familiar = number % 3 == 0
        people.append(
            person(
                generation,
                number,
                name,
                aum,
                familiar=familiar,
                categories=(
                    ["demand_deposit", "fund", "time_deposit", "wealth_product"]
                    if familiar
                    else ["bond", "demand_deposit", "time_deposit"]
                ),
                segment="balanced_builder" if number % 4 == 1 else None,
                segment_assumed=number % 4 == 1 and not familiar,
                lifecycle=("mature", "growing", "dormant")[number % 3],
                playbook_version="default-1",
                list_rank=number + 1 if number < 20 else None,
                excluded_cause="contacted_recently" if number >= 20 else None,
                excluded_until=DAY + dt.timedelta(days=4) if number >= 20 else None,
            )
        )
        holdings += portfolio(generation, number, aum, invested=familiar)
        if number < 20:
            entry, reasons = listed(generation, number + 1, number, aum, familiar=familiar)
            entries.append(entry)
            events += reasons
    stranger = {"rm_id": "S2", "branch_id": "B2"}
    people.append(person(generation, 900, "旁人客", Decimal("500000.00"), **stranger))
    for rows in (people, holdings, entries, events):
        type(rows[0]).objects.unscoped().bulk_create(rows)


def _lives(generation: models.Generation) -> None:
    """Add what the second customer did, and who belongs to her, one of them another manager's."""
    rows = [
        {"customer_id": "C00001", "kind": "salary", "amount": Decimal("18500.00"), "channel": "auto"},
        {
            "customer_id": "C00001",
            "kind": "transfer_out",
            "amount": Decimal("-4200.00"),
            "channel": "mobile",
            "counterparty_name": "郭小川",
            "memo": "学费",
        },
    ]
    for back in range(15):
        published.transactions(generation, DAY - dt.timedelta(days=back), *rows)
    published.relation(generation, "C00001", "C00002", "spouse", since=dt.date(2011, 9, 9))
    published.relation(generation, "C00002", "C00001", "spouse", since=dt.date(2011, 9, 9))
    published.relation(generation, "C00001", "C00003", "referred_by")
    published.relation(generation, "C00001", "C00900", "sibling")


def _book(generation: models.Generation) -> None:
    numbers = dict.fromkeys(
        (
            field.name
            for field in models.PublishedBook._meta.get_fields()
            if field.name.startswith("penetration_")
        ),
        0.25,
    )
    models.PublishedBook.objects.create(
        generation=generation.pk,
        rm_id="S1",
        business_date=DAY,
        branch_id="B1",
        customers=30,
        aum=Decimal("85000000.00"),
        tier_general=5,
        tier_personal=15,
        tier_platinum=5,
        tier_private=5,
        familiar=10,
        under_served=6,
        overdue=8,
        products_per_customer=3.0,
        contacts_made=41,
        contacts_connected=29,
        list_size=20,
        list_familiar=7,
        list_unfamiliar=13,
        deviation_familiar=0,
        deviation_unfamiliar=0,
        **numbers,
    )


_OUTFLOW = {"amount": -900_000, "detail": {"aum_before": "1000000.00"}}


def deal(at: Bank, customer_id: str) -> str:
    """Return the number of an opportunity of a customer that is open."""
    row = models.Opportunity(customer_id=customer_id, staff_id=at.manager.staff_id or "", made_by=at.manager)
    row.source, row.type, row.category, row.amount = "contact", "full", "time_deposit", Decimal(200_000)
    row.stage, row.state, row.psychology, row.made_at = "investigate", "open", "desire", MORNING
    row.stage_on = row.opened_on = DAY
    row.expected_on = DAY + dt.timedelta(days=60)
    row.save(force_insert=True)
    return str(row.pk)


def proposal(at: Bank, customer_id: str) -> str:
    """Return the number of a draft of a proposal to a customer."""
    row = models.Proposal(customer_id=customer_id, staff_id=at.manager.staff_id or "", made_by=at.manager)
    row.title, row.costs, row.risks = "换房资金安排", "无另收费用", "净值会波动"
    row.needs, row.certificates, row.team = [], [], [f"{at.manager.staff_id} lead 100"]
    row.version, row.state, row.drafted_on, row.made_at = 1, "draft", DAY, MORNING
    row.save(force_insert=True)
    return str(row.pk)


def reason(small_bank: Bank, customer_id: str, kind: str = "large_outflow", *, back: int = 0, **more) -> str:
    """Publish an open reason that was told first so many days before the night; return its number."""
    told = DAY - dt.timedelta(days=back)
    given = {"told_on": told, "lapses_on": told + dt.timedelta(days=30), "state": "open"} | _OUTFLOW | more
    return published.event(small_bank.generation, customer_id, kind, told, **given).event_id

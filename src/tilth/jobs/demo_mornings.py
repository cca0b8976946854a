"""The mornings of the demo bank: managers call and the next night knows; on the last one people settle.

Calls go through the contact gate as they do on the pages; what customers wish is recorded so that every state
of the pages can be found.
"""

import datetime as dt
import zlib
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from tilth.access import audit, generations, visibility
from tilth.data.models import Cover, Generation, PublishedBranch, PublishedCustomer, PublishedStaff
from tilth.domain import bank, days, guards
from tilth.domain.call_lists import queries
from tilth.domain.consents import operations as consents
from tilth.domain.contacts import clearances, operations
from tilth.domain.contacts.operations import Record
from tilth.domain.covers import operations as covers
from tilth.domain.participants import operations as participants
from tilth.domain.quiet import operations as quiet
from tilth.domain.suppressions import operations as suppressions

if TYPE_CHECKING:
    from tilth.data.models import User
    from tilth.domain.call_lists.model import Entry
    from tilth.policy.playbook import Playbook

CALLS = 16
"""Of the twenty, as many as a busy day allows."""
FIRST_CALL = dt.time(9, 10)
BETWEEN_CALLS = dt.timedelta(minutes=17)
SPOKEN = 7
"""Of ten calls, as many reach the customer; the others ring on."""
FOLLOW_UP = dt.timedelta(days=7)
MONTH = dt.timedelta(days=30)
CONSENTS = (
    ("marketing", "granted"),
    ("marketing", "refused"),
    ("greeting", "granted"),
    ("profiling", "granted"),
)
PURPOSES = {"deposit_maturing": "due_notice", "birthday": "greeting", "take_profit": "asset_report"}
SAID = {
    "due_notice": "告知到期日与到期金额，客户说到期前几天再定。",
    "greeting": "祝贺生日，问候近况。",
    "asset_report": "报告基金现值，客户想再看一阵。",
    "segment": "初次通话，介绍自己，了解资金安排与方便的联络时间。",
    "maintain": "问候近况，客户对目前的安排满意。",
}


def work(users: "list[User]") -> int:
    """Ask the gate and record a day's calls of each manager on the newest list; return how many."""
    generation = generations.current()
    if generation is None:
        return 0
    day = days.next_working_day(generation.business_date)
    rules, made = bank.playbook_of(generation.business_date), 0
    with audit.job("demo"):
        for user in users:
            begin = dt.datetime.combine(day, FIRST_CALL, days.ZONE)
            entries = queries.day(user, generation, today=day).entries[:CALLS]
            made += sum(
                _work_one(user, generation, entry, begin + number * BETWEEN_CALLS, rules)
                for number, entry in enumerate(entries)
            )
    return made


def _work_one(
    user: "User", generation: Generation, entry: "Entry", at: dt.datetime, rules: "Playbook"
) -> bool:
    """Call one customer where the gate says yes; say whether the call was made."""
    record = _call(entry, at.date())
    answer = clearances.request(
        by=user,
        at=at,
        generation=generation,
        customer_id=entry.customer_id,
        channel=record.channel,
        purpose=record.purpose,
        rules=rules,
    )
    if isinstance(answer, clearances.Held):
        return False
    operations.add(by=user, at=at, generation=generation, record=record)
    return True


def staff(named: dict[str, str]) -> dict[str, str]:
    """Return role → staff number: those of truth.json, and who else the bank's own data offer."""
    generation = generations.current()
    if generation is None:
        return named
    here = PublishedStaff.objects.filter(generation=generation.pk, active=True).order_by("staff_id")
    manager = here.filter(staff_id=named["rm"]).first()
    branches = PublishedBranch.objects.filter(generation=generation.pk)
    found = branches.filter(branch_id=manager.branch_id if manager else "").first()
    above = found.path[1:2] if found else []
    taken = set(named.values())
    wanted = {
        "planner": here.filter(role="planner", branch_id__in=above),
        "region_head": here.filter(role="branch_head", branch_id__in=above),
        "security_admin": here.filter(role="admin"),
        "audit_admin": here.filter(role="compliance"),
    }
    for role, rows in wanted.items():
        free = [one for one in rows.values_list("staff_id", flat=True) if one not in taken]
        if free:
            named = {**named, role: free[0]}
            taken.add(free[0])
    return named


@transaction.atomic
def settle(people: "dict[str, User]") -> None:
    """Record on the last morning what makes every state of the pages findable: once, whole or not at all."""
    generation = generations.current()
    if generation is None or Cover.objects.exists() or not {"rm", "head", "compliance"} <= people.keys():
        return
    day = days.next_working_day(generation.business_date)
    at = dt.datetime.combine(day, FIRST_CALL, days.ZONE)
    with audit.job("demo"):
        _wishes(people["rm"], generation, at)
        _colleagues(people, generation, at)


def _wishes(rm: "User", generation: Generation, at: dt.datetime) -> None:
    """Let customers at the end of the list wish to be left alone, and others consent or refuse."""
    rules = bank.playbook_of(generation.business_date)
    last = [entry.customer_id for entry in queries.day(rm, generation, today=at.date()).entries[CALLS:]]
    mine = visibility.visible(PublishedCustomer, rm, generation).filter(list_rank=None, closed_on=None)
    others = list(
        mine.filter(kind="person").order_by("customer_id").values_list("customer_id", flat=True)[:4]
    )
    by: dict[str, Any] = {"by": rm, "at": at, "generation": generation}
    for customer_id in last[:1]:
        quiet.add(
            **by, customer_id=customer_id, channel="phone", reason="出差，月底前勿打电话", source="来电"
        )
    for customer_id in last[1:2]:
        quiet.add(**by, customer_id=customer_id, topic="new_product", reason="不想听新产品", source="来电")
    for customer_id in last[2:3]:
        suppressions.add(
            **by, customer_id=customer_id, kind="complaint_open", reason="对手续费有投诉，处理中"
        )
    text = rules.contact.consent_text_version
    for customer_id, (purpose, decision) in zip(others, CONSENTS, strict=False):
        consents.record(
            **by,
            customer_id=customer_id,
            purpose=purpose,
            decision=decision,
            text_version=text,
            evidence="柜面签署",
            asked=False,
            rules=rules,
        )
    for customer_id in others[2:3]:
        consents.withdraw(**by, customer_id=customer_id, purpose="greeting", evidence="来电撤回")


def _colleagues(people: "dict[str, User]", generation: Generation, at: dt.datetime) -> None:
    """Let the manager stand in for a colleague, the planner take part, compliance restrict one customer."""
    rm, head = people["rm"], people["head"]
    # The database judges by its own clock, the pages by the demo's day: both lie within.
    clock = timezone.now().astimezone(days.ZONE).date()
    first = min(at.date(), clock)
    last = min(max(at.date(), clock) + MONTH, first + guards.LONGEST)
    period = {"starts_on": first, "ends_on": last}
    by: dict[str, Any] = {"by": head, "at": at, "generation": generation, **period}
    here = PublishedStaff.objects.filter(generation=generation.pk, role="rm", active=True)
    own = here.filter(staff_id=rm.staff_id).values("branch_id")
    absent = here.filter(branch_id__in=own).exclude(staff_id=rm.staff_id).order_by("staff_id").first()
    if absent is not None and rm.staff_id is not None:
        covers.arrange(**by, absent_staff_id=absent.staff_id, substitute_staff_id=rm.staff_id, reason="年假")
    mine = visibility.visible(PublishedCustomer, rm, generation).filter(rm_id=rm.staff_id, kind="person")
    largest = mine.order_by("-aum", "customer_id").first()
    planner = people.get("planner")
    if largest is not None and planner is not None and planner.staff_id is not None:
        participants.invite(
            **by,
            customer_id=largest.customer_id,
            staff_id=planner.staff_id,
            purpose="planner",
            reason="做一份退休规划",
        )
    restricted = mine.filter(list_rank=None).order_by("-customer_id").first()
    if restricted is not None:
        suppressions.add(
            by=people["compliance"],
            at=at,
            generation=generation,
            customer_id=restricted.customer_id,
            kind="restricted",
            reason="客户要求限制处理",
        )


def _call(entry: "Entry", day: dt.date) -> Record:
    """Return what came of one call: decided by customer and day, so that every demo bank tells the same."""
    chance = zlib.crc32(f"{entry.customer_id} {day}".encode()) % 10
    spoken = chance < SPOKEN
    purpose = next((PURPOSES[reason] for reason in entry.reasons if reason in PURPOSES), None)
    purpose = purpose or ("maintain" if entry.side == "familiar" else "segment")
    later = spoken and purpose == "due_notice"
    return Record(
        customer_id=entry.customer_id,
        key=f"demo {day} {entry.customer_id}",
        channel="phone",
        outcome="connected" if spoken else ("no_answer", "busy")[chance % 2],
        two_way=spoken,
        purpose=purpose,
        content=SAID[purpose] if spoken else "",
        duration_minutes=2 + chance if spoken else None,
        next_step="到期前再联络" if later else "",
        next_step_on=day + FOLLOW_UP if later else None,
        effect="consolidate" if spoken else "",
    )

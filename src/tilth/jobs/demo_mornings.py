"""The mornings of the demo bank: managers call and the next night knows; on the last one people settle.

Calls go through the contact gate as they do on the pages; what customers wish is recorded so that every state
of the pages can be found.
"""

import datetime as dt
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from tilth.access import audit, generations, visibility
from tilth.data.models import (
    Cover,
    Generation,
    PublishedBranch,
    PublishedCustomer,
    PublishedRelation,
    PublishedStaff,
    Task,
)
from tilth.domain import bank, days
from tilth.domain.acting import Who
from tilth.domain.call_lists import queries
from tilth.domain.contacts import clearances, operations
from tilth.domain.contacts.operations import Record
from tilth.domain.records import consent as consents
from tilth.domain.records import cover as covers
from tilth.domain.records import do_not_disturb as wishes
from tilth.domain.records import participant as participants
from tilth.domain.records import planning
from tilth.domain.records import suppression as suppressions
from tilth.domain.segments import operations as segments
from tilth.jobs import demo_evenings, demo_subjects, demo_team
from tilth.jobs.demo_habits import BETWEEN_CALLS, FIRST_CALL, Taken, free

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tilth.data.models import User
    from tilth.domain.call_lists.model import ListEntry

CALLS = 16
"""Of the twenty, as many as a busy day allows."""
SPOKEN = 7
"""Of ten calls, as many reach the customer; the others ring on."""
FOLLOW_UP = dt.timedelta(days=7)
MEET_AFTER = dt.timedelta(days=3)
MEETS, WRONG = 4, 9
"""By the last digit of a customer's chance: who comes to the branch, whose number is wrong."""
WRONG_OF = 7
"""Of so many who do not answer, one number is wrong."""
EVENING = dt.time(17, 30)
CAME = 3
"""Of four customers who have an appointment, as many come."""
MONTH = dt.timedelta(days=30)
CONSENTS = (
    ("marketing", "granted"),
    ("marketing", "refused"),
    ("greeting", "granted"),
    ("profiling", "granted"),
)
DUE = frozenset({"deposit_maturing", "product_maturing", "loan_due"})
PURPOSES = {"deposit_maturing": "due_notice", "birthday": "greeting", "take_profit": "asset_report"}
SAID = {
    "due_notice": "告知到期日与到期金额，客户说到期前几天再定。",
    "greeting": "祝贺生日，问候近况。",
    "asset_report": "报告基金现值，客户想再看一阵。",
    "segment": "初次通话，介绍自己，了解资金安排与方便的联络时间。",
    "maintain": "问候近况，客户对目前的安排满意。",
}


def remember(planted: "Iterable[str]") -> int:
    """Write down what the managers did in the months before the first night; how many contacts."""
    return demo_team.remember(demo_team.workers(), planted=planted)


def work(users: "list[User]") -> int:
    """Record a day's calls on the newest list: of these people by the gate, of their colleagues as well."""
    generation = generations.current()
    if generation is None:
        return 0
    day = days.next_working_day(generation.business_date)
    own = {user.pk for user in users}
    colleagues = [one for one in demo_team.workers() if one.user.pk not in own]
    made = demo_team.work(colleagues, generation)
    with audit.job("demo"):
        for user in users:
            _meetings(user, generation, day)
            taken = demo_team.expected([user.staff_id or ""])[user.staff_id or ""]
            who = _at(user, generation, day, FIRST_CALL)
            entries = queries.day(user, generation, today=day).entries[:CALLS]
            made += sum(
                _work_one(replace(who, at=who.at + number * BETWEEN_CALLS), _call(entry, day, taken))
                for number, entry in enumerate(entries)
            )
            _agree(_at(user, generation, day, EVENING), entries)
    demo_evenings.close([*users, *_beside(users, colleagues, generation)], generation, day)
    return made


def _beside(
    users: "list[User]", colleagues: "list[demo_team.Worker]", generation: Generation
) -> "list[User]":
    """Return the colleagues who work in one branch with these people."""
    staff = PublishedStaff.objects.filter(generation=generation.pk)
    branches = staff.filter(staff_id__in=[one.staff_id for one in users]).values("branch_id")
    near = set(staff.filter(branch_id__in=branches).values_list("staff_id", flat=True))
    return [one.user for one in colleagues if one.staff_id in near]


def _at(user: "User", generation: Generation, day: dt.date, time: dt.time) -> Who:
    """Return somebody who acts on a day at a time."""
    return Who(by=user, at=dt.datetime.combine(day, time, days.ZONE), generation=generation, today=day)


def _agree(who: Who, entries: "Sequence[ListEntry]") -> None:
    """Confirm the type of one customer of the day's list whose type was only assumed."""
    assumed = [one for one in entries if one.side == "familiar" and one.segment_assumed and one.segment]
    for entry in assumed[:1]:
        segments.confirm(
            who,
            entry.customer_id,
            segment=entry.segment or segments.RULES,
            reason="通话中核对过理财习惯，与此类型相符。",
        )


def _work_one(who: Who, record: Record) -> bool:
    """Record one call where the gate says yes; say whether the call was made."""
    answer = clearances.request(who, record.customer_id, channel=record.channel, purpose=record.purpose)
    if isinstance(answer, clearances.Held):
        return False
    operations.add(who, record=record)
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
        **{
            role: here.filter(role=role, branch_id=manager.branch_id if manager else "")
            for role in ("lobby", "teller")
        },
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
def settle(people: "dict[str, User]", *, planted: "Sequence[str]" = ()) -> None:
    """Record on the last morning what makes every state of the pages findable: once, whole or not at all."""
    generation = generations.current()
    if generation is None or Cover.objects.exists() or not {"rm", "head", "compliance"} <= people.keys():
        return
    day = days.next_working_day(generation.business_date)
    at = dt.datetime.combine(day, FIRST_CALL, days.ZONE)
    with audit.job("demo"):
        _wishes(people["rm"], generation, at)
        _deceased(people["rm"], generation, at, planted=planted)
        _colleagues(people, generation, at)
        demo_subjects.tell(people, generation, at)


def _wishes(rm: "User", generation: Generation, at: dt.datetime) -> None:
    """Let customers at the end of the list wish to be left alone, and others consent or refuse."""
    rules = bank.playbook_of(generation.business_date)
    last = [entry.customer_id for entry in queries.day(rm, generation, today=at.date()).entries[CALLS:]]
    mine = visibility.visible(PublishedCustomer, rm, generation).filter(list_rank=None, closed_on=None)
    others = list(
        mine.filter(kind="person").order_by("customer_id").values_list("customer_id", flat=True)[:4]
    )
    # said the evening before: whenever somebody looks, it lies behind
    who = _at(rm, generation, generation.business_date, EVENING)
    for customer_id in last[:1]:
        wishes.add(who, customer_id, channel="phone", reason="出差，月底前勿打电话", source="来电")
    for customer_id in last[1:2]:
        wishes.add(who, customer_id, topic="new_product", reason="不想听新产品", source="来电")
    for customer_id in last[2:3]:
        suppressions.add(who, customer_id, kind="complaint_open", reason="对手续费有投诉，处理中")
    text = rules.contact.consent_text_version
    for customer_id, (purpose, decision) in zip(others, CONSENTS, strict=False):
        consents.record(
            who,
            customer_id,
            purpose=purpose,
            decision=decision,
            text_version=text,
            evidence="柜面签署",
            asked=False,
        )
    for customer_id in others[2:3]:
        consents.withdraw(who, customer_id, purpose="greeting", evidence="来电撤回")


def _deceased(rm: "User", generation: Generation, at: dt.datetime, *, planted: "Sequence[str]") -> None:
    """Let a husband or wife of a customer have died: the household stands, nobody calls him or her."""
    mine = visibility.visible(PublishedCustomer, rm, generation).filter(rm_id=rm.staff_id, kind="person")
    own = list(mine.filter(closed_on=None).exclude(customer_id__in=planted).order_by("birth_date"))
    numbers = [one.customer_id for one in own]
    couples = PublishedRelation.objects.unscoped().filter(
        generation=generation.pk, kind="spouse", from_id__in=numbers, to_id__in=numbers
    )
    married = set(couples.values_list("from_id", flat=True))
    oldest = next((one for one in own if one.list_rank is None and one.customer_id in married), None)
    if oldest is not None:
        who = Who(by=rm, at=at, generation=generation, today=at.date())
        suppressions.add(who, oldest.customer_id, kind="deceased", reason="家属来网点告知，已登记")


def _colleagues(people: "dict[str, User]", generation: Generation, at: dt.datetime) -> None:
    """Let the manager stand in for a colleague, the planner take part, compliance restrict one customer."""
    rm, head = people["rm"], people["head"]
    period = {"starts_on": at.date(), "ends_on": at.date() + MONTH}
    who = Who(by=head, at=at, generation=generation, today=at.date())
    here = PublishedStaff.objects.filter(generation=generation.pk, role="rm", active=True)
    own = here.filter(staff_id=rm.staff_id).values("branch_id")
    absent = here.filter(branch_id__in=own).exclude(staff_id=rm.staff_id).order_by("staff_id").first()
    if absent is not None and rm.staff_id is not None:
        covers.arrange(
            who, absent_staff_id=absent.staff_id, substitute_staff_id=rm.staff_id, reason="年假", **period
        )
    mine = visibility.visible(PublishedCustomer, rm, generation).filter(rm_id=rm.staff_id, kind="person")
    largest = mine.order_by("-aum", "customer_id").first()
    planner = people.get("planner")
    if largest is not None and planner is not None and planner.staff_id is not None:
        participants.invite(
            who,
            largest.customer_id,
            staff_id=planner.staff_id,
            purpose="planner",
            reason="做一份退休规划",
            **period,
        )
    restricted = mine.filter(list_rank=None).order_by("-customer_id").first()
    if restricted is not None:
        officer = replace(who, by=people["compliance"])
        suppressions.add(officer, restricted.customer_id, kind="restricted", reason="客户要求限制处理")


def _call(entry: "ListEntry", day: dt.date, taken: Taken) -> Record:
    """Return what came of one call: decided by customer and day, so that every demo bank tells the same."""
    chance = _chance(entry.customer_id, day)
    purpose = next((PURPOSES[reason] for reason in entry.reasons if reason in PURPOSES), None)
    purpose = purpose or ("maintain" if entry.side == "familiar" else "segment")
    told: dict[str, Any] = {
        "customer_id": entry.customer_id,
        "key": f"demo {day} {entry.customer_id}",
        "channel": "phone",
        "purpose": purpose,
    }
    if chance < SPOKEN:
        return Record(**told, **_talk(entry, day, chance, purpose, taken))
    if chance == WRONG and zlib.crc32(entry.customer_id.encode()) % WRONG_OF == 0:
        return Record(**told, outcome="wrong_number", two_way=False, step="none")
    again: dict[str, Any] = {"step": "call_again", "next_step_on": days.next_working_day(day)}
    return Record(**told, outcome=("no_answer", "busy")[chance % 2], two_way=False, **again)


def _talk(entry: "ListEntry", day: dt.date, chance: int, purpose: str, taken: Taken) -> dict[str, Any]:
    """Return what was said, and what comes next: before money falls due, or an appointment, or nothing."""
    said = {
        "two_way": True,
        "content": SAID[purpose],
        "duration_minutes": 2 + chance,
        "effect": "consolidate",
        "intention": ("weak", "medium", "strong")[chance % 3],
    }
    if chance == MEETS:
        meeting = days.working_day(day + MEET_AFTER)
        place = {
            "next_step_on": meeting,
            "next_step_at": free(entry.customer_id, meeting, taken),
            "place": "branch",
        }
        return {**said, "outcome": "appointment", "step": "visit", **place}
    due = _before_due(entry, day) if purpose == "due_notice" else None
    if due is None:
        return {**said, "outcome": "connected", "step": "none"}
    return {**said, "outcome": "connected", "step": "call_again", "next_step_on": due}


def _before_due(entry: "ListEntry", day: dt.date) -> dt.date | None:
    """Return the working day before the nearest maturity; None where it is today or has passed."""
    found = [days.before_due(event.due_on, today=day) for event in entry.events if event.kind in DUE]
    return min((one for one in found if one is not None and one > day), default=None)


def _meetings(user: "User", generation: Generation, day: dt.date) -> None:
    """Say who came to the appointments of the days before."""
    who = _at(user, generation, day, FIRST_CALL)
    open_ones = visibility.visible(Task, user, generation).filter(
        staff_id=user.staff_id, kind="appointment", done_at=None, due_on__lt=day
    )
    for task in open_ones.order_by("due_on", "id"):
        came = "came" if _chance(task.customer_id, task.due_on) % 4 < CAME else "did_not_come"
        planning.met(who, task.customer_id, task.pk, came=came)


def _chance(customer_id: str, day: dt.date) -> int:
    return zlib.crc32(f"{customer_id} {day}".encode()) % 10

"""The table of doors: for every thing and action the requests that perform it, or why there are none (F6).

A thing and action that somebody is granted and that stands nowhere here fails the build, as does an address
of the pages or the API that nothing here uses.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from doors import bank, declared, merging, working
from doors.calls import HERE, SURFACES, Call, Surface
from doors.programs import API, ASKS, CONTACT
from tilth.policy.permissions import Action, Thing

Doors = dict[Surface, tuple[Call, ...] | str]
"""By surface: the requests, or the reason why there is no door."""

_LIST, _VIEW, _SEARCH, _UNMASK = Action.LIST, Action.VIEW, Action.SEARCH, Action.UNMASK
_CREATE, _UPDATE, _DELETE = Action.CREATE, Action.UPDATE, Action.DELETE
_TRANSFER, _EXPORT, _VERIFY = Action.TRANSFER, Action.EXPORT, Action.VERIFY

_WAITED: dict[str, Any] = {"key": "0195ee00-0000-7000-8000-00000000000a", "night": "2026-03-31", "ago": "0"}
"""What an act carries that waited in a browser."""
_SPOKEN = CONTACT | {"two_way": "yes", "step": "none"}
_PERSON = ((Thing.PERSONAL_DATA, _VIEW),)

_RULES = (Call(url="customer_rules", needs=((Thing.CUSTOMER, _VIEW), (Thing.CONSENT, _LIST))),)
_PEOPLE = (
    Call(
        url="customer_people",
        needs=((Thing.CUSTOMER, _VIEW), (Thing.RELATION, _LIST), (Thing.PARTICIPANT, _LIST)),
    ),
)
_PEOPLE_WITH_OWNERS = (replace(_PEOPLE[0], part=True),)
_TEAM_NEEDS = ((Thing.COVER, _LIST), (Thing.COVER, _CREATE), (Thing.BOOK, _LIST))
_TEAM = (
    Call(url="team", about="many", needs=_TEAM_NEEDS),
    Call(url="progress", about="nobody", needs=_TEAM_NEEDS),
)
_AUDIT = (Call(url="audit", about="nobody", needs=((Thing.AUDIT_ENTRY, _SEARCH),)),)
_QUARANTINE = (
    Call(url="quarantine", about="nobody", ids={"run": bank.RUN}, needs=((Thing.QUARANTINE, _SEARCH),)),
)
_HANDS_OVER = ((Thing.TRANSFER, _CREATE), (Thing.CUSTOMER, _TRANSFER))
_HAND_OVER = Call(url="hand_over", about="nobody", needs=_HANDS_OVER)
_TAKE_BACK = Call(
    url="take_back",
    about="nobody",
    method="POST",
    ids={"hand_over_id": bank.row_id("hand_over", "B1-rm2")},
    needs=_HANDS_OVER,
)
_HAPPENED = ((Thing.CONTACT, _LIST), (Thing.TRANSACTION, _LIST), (Thing.EVENT, _LIST))
_DETAIL = (
    Call(
        url="customer",
        needs=(
            (Thing.CUSTOMER, _VIEW),
            *_PERSON,
            (Thing.HOLDING, _LIST),
            (Thing.CONTACT, _LIST),
            (Thing.EVENT, _LIST),
        ),
    ),
)
_PROFILE = Call(url="customer_profile", needs=((Thing.CUSTOMER, _VIEW), *_PERSON))
_WEALTH = Call(url="customer_wealth", needs=((Thing.CUSTOMER, _VIEW), (Thing.HOLDING, _LIST)))
_NETWORK = Call(url="customer_network", needs=((Thing.CUSTOMER, _VIEW), (Thing.RELATION, _LIST)))
_TIMELINE = (Call(url="customer_timeline", needs=((Thing.CUSTOMER, _VIEW), *_HAPPENED)),)
_TASKS = (Call(url="customer_tasks", needs=((Thing.CUSTOMER, _VIEW), (Thing.TASK, _LIST))),)
_PLAN = {"step": "send_material", "due_on": "2026-04-02"}
_OWN = ((Thing.PREFERENCE_OF_SELF, _VIEW),)
_TODAY = (Call(url="today", about="many", own_only=True, elsewhere=True, needs=_OWN),)
_PLAIN = ("flow", "care_load", "left_out", "held")
_CARDS = (*((card, ()) for card in _PLAIN), ("funnel", ((Thing.RELATION, _LIST),)))
_BOOK = (
    Call(url="book", about="nobody", own_only=True),
    *(
        Call(url=f"book_{card}", about="nobody", own_only=True, needs=((Thing.CUSTOMER, _LIST), *more))
        for card, more in _CARDS
    ),
    Call(
        url="book_meetings",
        about="nobody",
        own_only=True,
        needs=((Thing.CONTACT, _LIST), (Thing.TASK, _LIST)),
    ),
)
_EVENTS = (Call(url="events", about="many", named=False, needs=((Thing.CUSTOMER, _LIST),)),)
_TOTALS = ((Thing.BRANCH_TOTAL, _LIST), (Thing.BRANCH_TOTAL, _VIEW))
_BRANCH = (
    Call(url="branch", about="nobody", needs=(*_TOTALS, (Thing.BOOK, _LIST))),
    *(
        Call(url=f"branch_{card}", about="nobody", needs=(*_TOTALS, (Thing.CUSTOMER, _LIST), *more))
        for card, more in _CARDS
    ),
    Call(
        url="branch_meetings",
        about="nobody",
        needs=(_TOTALS[0], (Thing.BOOK, _LIST), (Thing.CONTACT, _LIST), (Thing.TASK, _LIST)),
    ),
)
_TIMES = Call(
    url="times",
    method="POST",
    given={"zone": "Asia/Shanghai", "day1": "09:00-12:00"},
    needs=((Thing.PREFERENCE, _UPDATE),),
)
_AVOID = Call(url="avoid", method="POST", given={"topics": "weather"})
_MOVE = Call(
    url="move",
    method="POST",
    given={"to_staff_id": "B3-rm1", "cause": "request"},
    needs=((Thing.TRANSFER, _CREATE),),
)
_SEGMENT = (
    Call(
        url="customer_segment",
        needs=((Thing.CUSTOMER, _VIEW), (Thing.HOLDING, _LIST), (Thing.SEGMENT_ASSIGNMENT, _VIEW)),
    ),
    Call(
        url="customer_growth",
        needs=((Thing.CUSTOMER, _VIEW), (Thing.HOLDING, _LIST), (Thing.SEGMENT_ASSIGNMENT, _VIEW)),
    ),
)
_CONFIRM = Call(
    url="confirm_segment",
    method="POST",
    given={"segment": "secure_later_life"},
    needs=((Thing.HOLDING, _LIST), (Thing.SEGMENT_ASSIGNMENT, _UPDATE)),
)
_EXPORT_CUSTOMER = (
    Call(url="export_customer"),
    Call(url="export_customer", method="POST", given={"own": "no", "why": "identity"}),
)
_REVEAL = Call(url="reveal", method="POST", given={"columns": ["mobile"], "why": "identity"})
_WISH = {
    "channel": "sms",
    "topic": "everything",
    "starts_on": "2026-04-01",
    "endless": "on",
    "reason": "told at the branch",
}
_STOP = {"starts_on": "2026-04-01", "reason": "told at the branch"}


def _event(customer: str) -> str:
    return bank.row_id("open event", customer).hex


def _row(kind: str) -> Callable[[str], UUID]:
    return lambda customer: bank.row_id(kind, customer)


_LISTED: dict[str, Any] = {"needs": ((Thing.CUSTOMER, _LIST),)}
_DUE = (
    Call(url="due", about="many", named=False, **_LISTED),
    Call(url="due_board", about="many", named=False, **_LISTED),
    Call(url="due_calendar", about="nobody", **_LISTED),
    Call(url="due_day", about="nobody", **_LISTED),
    Call(url="due_month", about="nobody", **_LISTED),
    Call(url="due_week", about="nobody", file=True, **_LISTED),
    Call(url="due_file", ids={"subject": "task", "row": _row("task")}, file=True, **_LISTED),
)

PAGES: dict[tuple[Thing, Action], tuple[Call, ...]] = {
    (Thing.CUSTOMER, _LIST): (Call(url="customers", about="many", named=False),),
    (Thing.CUSTOMER, _SEARCH): (
        Call(url="customers", about="many", given={"q": HERE}, needs=((Thing.CUSTOMER, _LIST),)),
        Call(url="palette", about="many", given={"q": HERE}, part=True),
    ),
    (Thing.CUSTOMER, _VIEW): _DETAIL,
    (Thing.CUSTOMER, _UNMASK): (_REVEAL,),
    (Thing.CUSTOMER, _EXPORT): _EXPORT_CUSTOMER,
    (Thing.CUSTOMER, _TRANSFER): (_MOVE, _HAND_OVER, _TAKE_BACK),
    (Thing.PERSONAL_DATA, _VIEW): (*_DETAIL, _PROFILE),
    (Thing.PERSONAL_DATA, _UNMASK): (_REVEAL,),
    (Thing.HOLDING, _LIST): (*_DETAIL, _WEALTH),
    (Thing.HOLDING, _VIEW): (*_DETAIL, _WEALTH),
    (Thing.TRANSACTION, _LIST): _TIMELINE,
    (Thing.TRANSACTION, _VIEW): _TIMELINE,
    (Thing.RELATION, _LIST): (_NETWORK,),
    (Thing.RELATION, _VIEW): (_NETWORK,),
    (Thing.EVENT, _LIST): (*_DETAIL, *_EVENTS),
    (Thing.EVENT, _VIEW): _DETAIL,
    (Thing.LIST_ENTRY, _LIST): (
        *_TODAY,
        Call(url="welcome_why", about="nobody"),
        Call(url="print", about="nobody"),
    ),
    (Thing.LIST_ENTRY, _VIEW): _TODAY,
    (Thing.CONTACT, _LIST): _TIMELINE,
    (Thing.CONTACT, _VIEW): _TIMELINE,
    (Thing.CONTACT, _CREATE): (
        Call(url="record"),
        Call(url="close_event", ids={"event_id": _event}),
        Call(
            url="close_event",
            method="POST",
            ids={"event_id": _event},
            given={"key": "0191-door", "reason": "not_relevant"},
        ),
        Call(url="offline_sync", method="POST", given=_SPOKEN | {"ago": "60"}),
        Call(url="read_remark", about="nobody", method="POST", given={"content": "8月底到期"}),
        Call(url="appointment_slots", about="nobody", needs=((Thing.TASK, _LIST),)),
        Call(url="offline_form", about="nobody"),
        Call(url="offline_ticket", about="nobody"),
        Call(url="record", method="POST", given=_SPOKEN),
        Call(url="right_number", method="POST", ids={"mark": _row("mark")}),
    ),
    (Thing.CONTACT, _UPDATE): (
        Call(url="undo_contact", method="POST", ids={"contact": _row("contact")}),
        Call(url="undo_contact_sync", method="POST", given=_WAITED, ids={"contact": _row("contact")}),
        Call(url="reopen_event", method="POST", ids={"closure": _row("closure")}),
    ),
    (Thing.TASK, _LIST): (*_TODAY, *_TASKS, *_DUE),
    (Thing.TASK, _VIEW): _TASKS,
    (Thing.TASK, _CREATE): (
        Call(url="add_task", method="POST", given=_PLAN),
        Call(url="add_note", method="POST", given={"text": "plays chess"}),
        Call(url="put_off"),
        Call(url="put_off", method="POST", given={"when": "2026-04-02 09:30"}),
        Call(url="put_off_sync", method="POST", given=_WAITED | {"when": "2026-04-02 09:30"}),
    ),
    (Thing.TASK, _UPDATE): (
        Call(url="tick_task", method="POST", ids={"task": _row("task")}),
        Call(url="change_task", method="POST", given=_PLAN, ids={"task": _row("task")}),
        Call(url="met", method="POST", given={"came": "came"}, ids={"task": _row("meeting")}),
        Call(url="reopen_task", method="POST", ids={"task": _row("task")}),
        Call(url="undo_put_off", method="POST", ids={"task": _row("task")}),
        Call(url="undo_put_off_sync", method="POST", given=_WAITED, ids={"task": _row("task")}),
        Call(url="due_task", method="POST", ids={"row": _row("task")}),
        Call(url="due_several", method="POST", about="nobody", given={"do": "done"}),
        Call(url="due_reopen", method="POST", ids={"row": _row("task")}),
        Call(url="due_move", method="POST", given={"to": "today"}, ids={"row": _row("task")}),
        Call(url="due_move_back", method="POST", ids={"row": _row("task")}),
    ),
    (Thing.SKIP, _LIST): _TODAY,
    (Thing.SKIP, _VIEW): _TODAY,
    (Thing.SKIP, _CREATE): (
        Call(url="skip"),
        Call(url="skip", method="POST", given={"reason": "away"}),
        Call(url="skip_sync", method="POST", given=_WAITED | {"reason": "away"}),
    ),
    (Thing.SKIP, _UPDATE): (
        Call(url="undo_skip", method="POST", ids={"skip_id": _row("skip")}),
        Call(url="undo_skip_sync", method="POST", given=_WAITED, ids={"skip_id": _row("skip")}),
    ),
    **working.PAGES,
    (Thing.CLEARANCE, _CREATE): (Call(url="clearance", method="POST", given=ASKS),),
    (Thing.CONSENT, _LIST): _RULES,
    (Thing.CONSENT, _VIEW): _RULES,
    (Thing.CONSENT, _CREATE): (
        Call(
            url="consent",
            method="POST",
            given={"purpose": "profiling", "channel": "any", "decision": "granted", "text_version": "1"},
        ),
        Call(url="withdraw", method="POST", given={"purpose": "greeting", "channel": "any"}),
    ),
    (Thing.DO_NOT_DISTURB, _LIST): _RULES,
    (Thing.DO_NOT_DISTURB, _VIEW): _RULES,
    (Thing.DO_NOT_DISTURB, _CREATE): (Call(url="wish", method="POST", given=_WISH),),
    (Thing.DO_NOT_DISTURB, _UPDATE): (Call(url="end_wish", method="POST", ids={"wish": _row("wish")}),),
    (Thing.SUPPRESSION, _LIST): _RULES,
    (Thing.SUPPRESSION, _VIEW): _RULES,
    (Thing.SUPPRESSION, _CREATE): (
        Call(url="stop", method="POST", given=_STOP | {"kind": "complaint_open"}),
    ),
    (Thing.SUPPRESSION, _UPDATE): (Call(url="lift", method="POST", ids={"stop": _row("stop")}),),
    (Thing.RESTRICTION, _CREATE): (
        Call(
            url="stop",
            method="POST",
            given=_STOP | {"kind": "restricted"},
            needs=((Thing.SUPPRESSION, _CREATE),),
            unlisted=True,
        ),
    ),
    (Thing.RESTRICTION, _UPDATE): (
        Call(
            url="lift",
            method="POST",
            ids={"stop": _row("restriction")},
            needs=((Thing.SUPPRESSION, _UPDATE),),
            only=bank.RESTRICTED,
        ),
    ),
    (Thing.PREFERENCE, _VIEW): _RULES,
    (Thing.PREFERENCE, _LIST): _RULES,
    (Thing.PREFERENCE, _CREATE): (_TIMES,),
    (Thing.PREFERENCE, _UPDATE): (_TIMES, _AVOID),
    **working.cadences(_SEGMENT),
    # who may read one segment may open the page
    (Thing.SEGMENT_ASSIGNMENT, _LIST): tuple(replace(one, part=True) for one in _SEGMENT),
    (Thing.SEGMENT_ASSIGNMENT, _VIEW): _SEGMENT,
    (Thing.SEGMENT_ASSIGNMENT, _CREATE): (_CONFIRM,),
    (Thing.SEGMENT_ASSIGNMENT, _UPDATE): (_CONFIRM,),
    (Thing.PARTICIPANT, _LIST): (*_PEOPLE, working.INVITED),
    (Thing.PARTICIPANT, _VIEW): _PEOPLE,
    (Thing.PARTICIPANT, _CREATE): (
        Call(
            url="invite",
            method="POST",
            given={
                "staff_id": "B1-supervisor",
                "purpose": "specialist",
                "reason": "plan",
                "starts_on": "2026-04-01",
                "ends_on": "2026-06-01",
            },
        ),
    ),
    (Thing.PARTICIPANT, _UPDATE): (
        Call(url="end_participation", method="POST", ids={"participant": _row("part")}),
    ),
    (Thing.TRANSFER, _CREATE): (_MOVE, _HAND_OVER, _TAKE_BACK),
    (Thing.TRANSFER, _LIST): _PEOPLE_WITH_OWNERS,
    (Thing.TRANSFER, _VIEW): _PEOPLE_WITH_OWNERS,
    (Thing.OWNERSHIP_CHANGE, _LIST): _PEOPLE_WITH_OWNERS,
    (Thing.OWNERSHIP_CHANGE, _VIEW): _PEOPLE_WITH_OWNERS,
    (Thing.COVER, _LIST): _TEAM,
    (Thing.COVER, _VIEW): _TEAM,
    (Thing.BOOK, _LIST): _TEAM,
    (Thing.BOOK, _VIEW): (*_TODAY, *_BOOK),
    (Thing.BRANCH_TOTAL, _LIST): _BRANCH,
    (Thing.BRANCH_TOTAL, _VIEW): _BRANCH,
    (Thing.COVER, _CREATE): (
        Call(url="team_cover", about="nobody"),
        Call(
            url="team_cover",
            about="nobody",
            method="POST",
            given={
                "absent": "B1-rm1",
                "substitute": "B1-rm2",
                "reason": "leave",
                "starts_on": "2026-04-01",
                "ends_on": "2026-04-20",
            },
        ),
    ),
    (Thing.COVER, _UPDATE): (
        Call(
            url="end_cover", about="nobody", method="POST", ids={"cover_id": bank.row_id("cover", "B1-rm2")}
        ),
    ),
    (Thing.AUDIT_ENTRY, _LIST): _AUDIT,
    (Thing.AUDIT_ENTRY, _VIEW): _AUDIT,
    (Thing.AUDIT_ENTRY, _SEARCH): (
        *_AUDIT,
        Call(url="audit_customers", about="nobody", given={"customers": "B1-rm1-c1"}),
        Call(url="audit_person", about="nobody", given={"who": "rm"}),
        Call(url="audit_walks", about="nobody"),
        Call(url="lift_walk", about="nobody", method="POST", given={"account": "0"}),
    ),
    (Thing.AUDIT_ENTRY, _EXPORT): (
        Call(url="audit_export", about="nobody", method="POST", given={"kind": "newest"}),
    ),
    (Thing.RUN_REPORT, _LIST): tuple(Call(url=url, about="nobody") for url in ("runs", "bell", "bell_mark")),
    (Thing.RUN_REPORT, _VIEW): (Call(url="run", about="nobody", ids={"run": bank.RUN}),),
    (Thing.QUARANTINE, _LIST): _QUARANTINE,
    (Thing.QUARANTINE, _VIEW): _QUARANTINE,
    (Thing.QUARANTINE, _SEARCH): (replace(_QUARANTINE[0], given={"column": "customer_id"}),),
    (Thing.PREFERENCE_OF_SELF, _VIEW): (
        Call(url="today", about="nobody"),
        Call(url="welcome", about="nobody"),
        Call(url="gallery", about="nobody"),
    ),
    (Thing.PREFERENCE_OF_SELF, _UPDATE): (
        Call(
            url="save_view",
            about="nobody",
            method="POST",
            given={"name": "of the matrix", "now": "tier=private"},
            needs=((Thing.CUSTOMER, _LIST),),
        ),
        Call(
            url="columns",
            about="nobody",
            method="POST",
            given={"order": ["aum", "tier"], "show": ["aum"]},
            needs=((Thing.CUSTOMER, _LIST),),
        ),
    ),
    **declared.pages(),
    **merging.PAGES,
}


def every() -> Iterator[tuple[tuple[Thing, Action], Surface, Call]]:
    """Yield every cell with each of its requests; a page and its fragment are the same request."""
    for cell, calls in PAGES.items():
        for call in calls:
            yield from ((cell, surface, call) for surface in SURFACES if surface != "api")
    for cell, calls in API.items():
        yield from ((cell, "api", call) for call in calls)

"""Doors of the own work and of head office: days, weeks, maps of key actions, the library of calls."""

from dataclasses import replace

from doors import bank
from doors.calls import Call
from tilth.policy.permissions import Action, Thing
from tilth.policy.week_plan import ROWS

_LIST, _VIEW, _CREATE, _UPDATE = Action.LIST, Action.VIEW, Action.CREATE, Action.UPDATE
_SUMMED_UP = Call(
    url="day_summary",
    about="nobody",
    method="POST",
    given={"body": "of the matrix", "do": "send", "on": "2026-04-01"},
    needs=((Thing.DAY_SUMMARY, _CREATE), (Thing.DAY_SUMMARY, _UPDATE)),
)
_TICKED = Call(
    url="tick_action",
    about="nobody",
    method="POST",
    given={"action": "day_ahead", "span": "day", "since": "2026-04-01"},
    needs=((Thing.KEY_ACTION, _CREATE), (Thing.KEY_ACTION, _UPDATE)),
)
_PLANNED = Call(
    url="week_plan",
    about="nobody",
    method="POST",
    given={"week": "2026-03-30", "do": "keep", "body": "of the matrix"} | dict.fromkeys(ROWS, "1"),
    needs=((Thing.WEEK_PLAN, _CREATE), (Thing.WEEK_PLAN, _UPDATE)),
)
INVITED = Call(
    url="invited",
    about="nobody",
    needs=((Thing.PARTICIPANT, _LIST), (Thing.PARTICIPANT, _VIEW), (Thing.CUSTOMER, _VIEW)),
)
_HALL = Call(url="hall", about="nobody", needs=((Thing.COLLEAGUE, _LIST), (Thing.COLLEAGUE, _VIEW)))
_ACCOUNTS = Call(url="accounts", about="nobody", needs=((Thing.ACCOUNT, _LIST), (Thing.ACCOUNT, _VIEW)))
_OPENED = Call(url="open_account", about="nobody", needs=((Thing.ACCOUNT, _LIST),))
_KEPT = (
    Call(url="close_accounts", about="nobody", method="POST", needs=((Thing.ACCOUNT, _LIST),)),
    Call(
        url="open_account_again",
        about="nobody",
        method="POST",
        ids={"account": 0},
        needs=((Thing.ACCOUNT, _LIST),),
    ),
)
_SIGNED_OUT = Call(
    url="end_sessions_of",
    about="nobody",
    method="POST",
    ids={"account": 0},
    needs=((Thing.ACCOUNT, _UPDATE), (Thing.SESSION, Action.DELETE)),
)
_MAP = Call(url="key_actions", about="nobody")
_BOOK = ((Thing.BOOK, _LIST),)
_ENTRY = Call(url="library_entry", about="nobody", ids={"entry": bank.row_id("sent approved", "library")})
_WRITTEN = Call(
    url="library_add",
    about="nobody",
    method="POST",
    ids={"kind": "question"},
    given={
        "about": "any",
        "manner": "open",
        "text_zh": "您好吗？",
        "owner": "零售业务部",
        "valid_from": "2026-04-01",
    },
)
_SENT = Call(
    url="library_send", about="nobody", method="POST", ids={"entry": bank.row_id("draft", "library")}
)
_DECIDED = Call(
    url="library_decide",
    about="nobody",
    method="POST",
    ids={"entry": bank.row_id("sent", "library")},
    given={"do": "decline", "why": "of the matrix"},
)

PAGES: dict[tuple[Thing, Action], tuple[Call, ...]] = {
    (Thing.DAY_SUMMARY, _VIEW): (replace(_SUMMED_UP, method="GET", given={}),),
    (Thing.DAY_SUMMARY, _LIST): (Call(url="team_summaries", about="nobody", needs=_BOOK),),
    (Thing.DAY_SUMMARY, _CREATE): (_SUMMED_UP,),
    (Thing.DAY_SUMMARY, _UPDATE): (_SUMMED_UP,),
    (Thing.WEEK_PLAN, _VIEW): (replace(_PLANNED, method="GET", given={}),),
    (Thing.WEEK_PLAN, _LIST): (Call(url="team_weeks", about="nobody", needs=_BOOK),),
    (Thing.WEEK_PLAN, _CREATE): (_PLANNED,),
    (Thing.WEEK_PLAN, _UPDATE): (_PLANNED,),
    (Thing.ACCOUNT, _LIST): (_ACCOUNTS,),
    (Thing.ACCOUNT, _VIEW): (_ACCOUNTS,),
    (Thing.ACCOUNT, Action.SEARCH): (replace(_ACCOUNTS, given={"q": "x"}, part=True),),
    (Thing.ACCOUNT, _CREATE): (_OPENED,),
    (Thing.ACCOUNT, _UPDATE): _KEPT,
    (Thing.SESSION, _LIST): (_SIGNED_OUT,),
    (Thing.COLLEAGUE, _LIST): (_HALL,),
    (Thing.COLLEAGUE, _VIEW): (_HALL,),
    (Thing.PLAYBOOK, _LIST): (Call(url="rules", about="nobody"),),
    (Thing.PLAYBOOK, _VIEW): (Call(url="products", about="nobody"),),
    (Thing.LIBRARY, _LIST): (replace(_ENTRY, url="library_end", method="POST"),),
    (Thing.LIBRARY, _VIEW): (
        _ENTRY,
        Call(url="library", about="nobody"),
        Call(url="library_check", about="nobody"),
        Call(url="handbook", about="nobody"),
        Call(url="handbook_print", about="nobody"),
        replace(_ENTRY, url="handbook_change", method="POST", given={"do": "remove"}),
        Call(
            url="library_of_customer",
            needs=((Thing.CUSTOMER, _VIEW), (Thing.HOLDING, _LIST)),
        ),
        Call(url="library_check", about="nobody", method="POST", given={"text": "您好吗？"}),
    ),
    (Thing.LIBRARY, _CREATE): (_WRITTEN, replace(_WRITTEN, method="GET", given={}), _SENT),
    (Thing.LIBRARY, _UPDATE): (_DECIDED,),
    (Thing.KEY_ACTION, _VIEW): (_MAP,),
    (Thing.KEY_ACTION, _LIST): (Call(url="team_actions", about="nobody", needs=_BOOK),),
    (Thing.KEY_ACTION, _CREATE): (_TICKED,),
    (Thing.KEY_ACTION, _UPDATE): (_TICKED,),
}


def cadences(tab: tuple[Call, ...]) -> dict[tuple[Thing, Action], tuple[Call, ...]]:
    """Return the doors of what customers agreed to about the days between contacts, which stand in a tab."""
    thing, part = Thing.CADENCE_AGREEMENT, tuple(replace(one, part=True) for one in tab)
    agreed = Call(url="agree_cadence", method="POST", given={"days": "20"}, needs=((Thing.HOLDING, _LIST),))
    return {
        (thing, _LIST): part,
        (thing, _VIEW): part,
        (thing, _CREATE): (agreed,),
        (thing, _UPDATE): (agreed,),
    }

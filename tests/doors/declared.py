"""Cells of the matrix for subjects, worked out from their declarations and the examples of the tests."""

from typing import Any

from doors import bank
from doors.calls import Call
from subjects.example import BALANCED
from subjects.examples import EXAMPLES, PAIRED
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects import SUBJECTS, Subject

Cells = dict[tuple[Thing, Action], tuple[Call, ...]]
_OF_ROW = (Action.UPDATE, Action.DECIDE)
ACTIONS = {
    "give": Action.CREATE,
    "decide": Action.DECIDE,
    "ask": Action.CREATE,
    "plan": Action.CREATE,
    "send": Action.UPDATE,
    "leave_out": Action.UPDATE,
    "note_down": Action.CREATE,
    "answer": Action.UPDATE,
    "take_on": Action.CREATE,
    "finish": Action.UPDATE,
    "hear": Action.CREATE,
    "put_off": Action.UPDATE,
    "aim": Action.CREATE,
    "grant": Action.CREATE,
    "take_up": Action.CREATE,
    "go_on": Action.UPDATE,
    "notice": Action.CREATE,
    "open_up": Action.CREATE,
    "move": Action.UPDATE,
    "reckon": Action.UPDATE,
    "sense": Action.UPDATE,
    "meet_need": Action.UPDATE,
    "win": Action.UPDATE,
    "heed": Action.CREATE,
    "end": Action.UPDATE,
    "tell": Action.CREATE,
    "count": Action.CREATE,
    "learn": Action.CREATE,
    "outdate": Action.UPDATE,
    "meet": Action.CREATE,
    "tie": Action.CREATE,
    "set_up": Action.CREATE,
    "carry_out": Action.UPDATE,
    "fill_in": Action.UPDATE,
    "pause": Action.UPDATE,
    "resume": Action.UPDATE,
    "place": Action.CREATE,
    "step": Action.CREATE,
    "reach": Action.UPDATE,
    "drop": Action.UPDATE,
    "enter": Action.CREATE,
    "lift": Action.UPDATE,
    "take": Action.CREATE,
    "present": Action.CREATE,
    "call_back": Action.DECIDE,
    "report": Action.CREATE,
    "part": Action.UPDATE,
    "reopen": Action.UPDATE,
    "prefer": Action.UPDATE,
    "step_back": Action.UPDATE,
    "set_aside": Action.CREATE,
    "restore": Action.UPDATE,
    "draw_up": Action.CREATE,
    "redraft": Action.UPDATE,
    "approve": Action.DECIDE,
    "deliver": Action.UPDATE,
    "was_read": Action.UPDATE,
    "revise": Action.UPDATE,
    "promise": Action.CREATE,
    "keep": Action.UPDATE,
    "fail": Action.UPDATE,
    "observe": Action.UPDATE,
    "close": Action.UPDATE,
    "put": Action.CREATE,
    "answered": Action.UPDATE,
}
"""Act → what it does, as people of the bank would say; not asked of the acts themselves."""
_TAKEN = {
    ("level_target", "aim"),
    ("duplicate", "reopen"),
    *(("proposal", act) for act in ("draw_up", "redraft", "deliver", "was_read", "answer", "revise")),
}
"""Acts that the records of the matrix do not allow, for who may: there is one already, or it is a draft."""
NEEDS = {
    "profile": (Thing.PERSONAL_DATA, Action.VIEW),
    "wealth": (Thing.HOLDING, Action.LIST),
    "deals": (Thing.TASK, Action.LIST),
    "network": (Thing.RELATION, Action.LIST),
    "rules": (Thing.CONSENT, Action.LIST),
    "growth": (Thing.HOLDING, Action.LIST),
}
"""What opens a tab in which subjects stand; whoever may not list a subject is shown the tab without it."""

_AROUND = ((Thing.CUSTOMER, Action.VIEW),)
_LISTED = ((Thing.CUSTOMER, Action.LIST),)
BESIDE = {
    "relation": (
        *(Call(url=f"api:{one}", needs=_AROUND) for one in ("household", "network", "introductions")),
        Call(url="api:worth_meeting", about="nobody", own_only=True, needs=_LISTED),
    ),
}
"""What programs may ask beside the records of a subject, of whoever may list them."""
_OF_DEAL = {"deal": lambda customer: bank.row_id("opportunity", customer)}
ABOUT_ALL = {
    "opportunity": (
        Call(url="deals", about="many", named=False, needs=_LISTED),
        Call(url="deals_list", about="many", named=False, needs=_LISTED),
        Call(url="deals_forecast", about="nobody", needs=_LISTED),
    ),
    "won_money": (
        Call(
            url="results",
            about="nobody",
            needs=((Thing.MATURITY, Action.LIST), (Thing.CONTACT, Action.LIST)),
        ),
    ),
    "relation": (Call(url="worth_meeting", about="nobody", own_only=True, needs=_LISTED),),
    "erasure": (Call(url="erasures", about="many"),),
    "duplicate": (Call(url="duplicates", about="many", needs=((Thing.PERSONAL_DATA, Action.VIEW),)),),
}
"""Pages over all records of a subject."""


_HOLD = {"customer": "B1-rm1-c1", "cause": "lawsuit", "stands_from": "2026-03-31", "note": "of the matrix"}
_HOLDS = {
    (Thing.HOLD, Action.SEARCH): Call(url="retention", about="nobody"),
    (Thing.HOLD, Action.CREATE): Call(url="retention_place", about="nobody", method="POST", given=_HOLD),
    (Thing.HOLD, Action.UPDATE): Call(
        url="retention_lift", about="nobody", method="POST", ids={"hold": bank.row_id("hold", "B1-rm1-c1")}
    ),
}
"""A page of compliance's own beside what every subject has."""
_ROW_OF_DEAL = {"row": lambda customer: bank.row_id("opportunity", customer)}
_OF_TALKS = ((Thing.CUSTOMER, Action.VIEW), (Thing.OPPORTUNITY, Action.VIEW), (Thing.OFFER, Action.LIST))
_WRITTEN = {
    (Thing.OPPORTUNITY, Action.VIEW): Call(url="deal", ids=_OF_DEAL, needs=((Thing.CUSTOMER, Action.VIEW),)),
    (Thing.OPPORTUNITY, Action.UPDATE): Call(
        url="deal_act",
        method="POST",
        ids={**_ROW_OF_DEAL, "name": "sense"},
        given={"psychology": "desire"},
    ),
    (Thing.BUYING_SIGNAL, Action.CREATE): Call(
        url="heed_deal", method="POST", ids={**_ROW_OF_DEAL, "code": "nods"}
    ),
    (Thing.OFFER, Action.LIST): Call(url="deal_talks", ids=_OF_DEAL, needs=_OF_TALKS),
    (Thing.OFFER, Action.CREATE): Call(
        url="deal_talk",
        method="POST",
        ids={**_OF_DEAL, "subject": "offer", "name": "put"},
        given=EXAMPLES["offer"].acts["put"],
        needs=_OF_TALKS,
    ),
    (Thing.NEGOTIATION, Action.UPDATE): Call(
        url="deal_talk_row",
        method="POST",
        ids={
            **_OF_DEAL,
            "subject": "negotiation",
            "name": "observe",
            "row": lambda customer: bank.row_id("negotiation", customer),
        },
        given=EXAMPLES["negotiation"].acts["observe"],
        needs=_OF_TALKS,
    ),
    (Thing.DUPLICATE, Action.UPDATE): Call(
        url="part_pair",
        method="POST",
        ids={"pair": bank.row_id("duplicate", bank.SURVIVOR)},
        only=bank.SURVIVOR,
    ),
    (Thing.DETAIL, Action.CREATE): Call(
        url="write_detail",
        method="POST",
        ids={"item": "clubs"},
        given={"value": "sings", "source": "talk"},
        needs=((Thing.PERSONAL_DATA, Action.VIEW),),
    ),
    (Thing.ASSESSMENT, Action.CREATE): Call(
        url="take_assessment",
        method="POST",
        given={f"ask-{part.partition('=')[0]}": part[-1] for part in BALANCED.split()} | {"signed": "paper"},
        needs=((Thing.CUSTOMER, Action.VIEW),),
    ),
    (Thing.CERTIFICATE, Action.CREATE): Call(
        url="shelf_of_customer", needs=((Thing.CUSTOMER, Action.VIEW), (Thing.HOLDING, Action.LIST))
    ),
    (Thing.CERTIFICATE, Action.VIEW): Call(
        url="certificate",
        ids={"row": lambda customer: bank.row_id("certificate", customer)},
        needs=((Thing.CUSTOMER, Action.VIEW),),
    ),
}
"""Forms and pages beside those that every subject has."""
_ROW_OF_PROPOSAL = {"row": lambda customer: bank.row_id("proposal", customer)}
_SENT_BACK = {"yes": "no", "remark": "say what it costs"}
_PROPOSALS: Cells = {
    (Thing.PROPOSAL, Action.VIEW): (
        Call(url="proposal", ids=_ROW_OF_PROPOSAL, needs=_AROUND),
        Call(url="proposal_pdf", ids={**_ROW_OF_PROPOSAL, "language": "zh"}, needs=_AROUND, file=True),
    ),
    (Thing.PROPOSAL, Action.CREATE): (Call(url="draw_proposal", needs=_AROUND),),
    (Thing.PROPOSAL, Action.UPDATE): (
        Call(url="redraft_proposal", ids=_ROW_OF_PROPOSAL, needs=_AROUND),
        Call(url="proposal_act", method="POST", ids={**_ROW_OF_PROPOSAL, "name": "was-read"}, taken=True),
    ),
    (Thing.PROPOSAL, Action.DECIDE): (
        Call(url="decide_proposal", method="POST", ids=_ROW_OF_PROPOSAL, given=_SENT_BACK),
    ),
}
"""The pages of a proposal, and its paper."""


def _ids(subject: Subject) -> dict[str, Any]:
    return {"row": lambda customer: bank.row_id(subject.name, customer)}


def _taken_back(subject: Subject) -> dict[str, Any]:
    """Return the row that whoever may write such records wrote: of an erasure one of its own."""
    kind = f"{bank.TAKEN_BACK}{subject.name}" if subject.name == "erasure" else subject.name
    return {"row": lambda customer: bank.row_id(kind, customer)}


def _form(told: dict[str, Any]) -> dict[str, Any]:
    """Return what is told as a form sends it."""
    return {
        name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in told.items()
    }


def _only(subject: Subject) -> str:
    """Return of which customer alone there is a record; empty: of each."""
    return bank.SURVIVOR if subject.name in PAIRED else ""


def _acts(subject: Subject, prefix: str, *, form: bool) -> Cells:
    found: Cells = {}
    for act, told in EXAMPLES[subject.name].acts.items():
        action = ACTIONS[act]
        call = Call(
            url=f"{prefix}{subject.name}_{act}",
            method="POST",
            given=_form(told) if form else told,
            taken=(subject.name, act) in _TAKEN,
            ids=_ids(subject) if action in _OF_ROW else {},
            managed=(subject.name, act) == ("matter", "take_on"),
            only=_only(subject),
        )
        found[subject.thing, action] = (*found.get((subject.thing, action), ()), call)
    back = Call(
        url=f"{prefix}{subject.name}_take_back",
        method="POST",
        ids=_taken_back(subject),
        own_only=subject.name
        in ("matter", "duplicate", "assessment"),  # leaders too, each takes back the own
        only=_only(subject),
    )
    created = subject.thing, Action.CREATE
    return {**found, created: (*found[created], back)}


def api() -> Cells:
    """Return the cells of the API."""
    found: Cells = {}
    for one in SUBJECTS:
        found[one.thing, Action.LIST] = (Call(url=f"api:{one.name}_list"), *BESIDE.get(one.name, ()))
        found |= _acts(one, "api:", form=False)
    return found


def pages() -> Cells:
    """Return the cells of the pages."""
    found: Cells = {}
    for one in SUBJECTS:
        tab = Call(
            url=f"customer_{one.tab}", needs=((Thing.CUSTOMER, Action.VIEW), NEEDS[one.tab]), part=True
        )
        found |= {(one.thing, action): (tab,) for action in (Action.LIST, Action.VIEW)}
        found[one.thing, Action.LIST] = (tab, *ABOUT_ALL.get(one.name, ()))
        found |= _acts(one, "", form=True)
        if one.due is not None:
            ending = one.thing, ACTIONS[one.due.act]
            told = EXAMPLES[one.name].acts[one.due.act]
            done = Call(
                url=f"due_{one.name}",
                method="POST",
                given=_form(told),
                ids=_ids(one),
                taken=(one.name, one.due.act) in _TAKEN,
            )
            found[ending] = (*found[ending], done)
    moved = Thing.OPPORTUNITY, Action.UPDATE
    found[moved] = (
        *found[moved],
        Call(url="move_deal", method="POST", ids=_ROW_OF_DEAL, given={"to": "qualify"}),
    )
    found |= {cell: (*found.get(cell, ()), *calls) for cell, calls in _PROPOSALS.items()}
    return found | {cell: (*found.get(cell, ()), call) for cell, call in (_HOLDS | _WRITTEN).items()}

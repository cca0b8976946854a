"""Erasure of a person: who asks, who decides, what it takes, and until when the law keeps it (PIPL 47)."""

import datetime as dt
from collections.abc import Iterable

from tilth.policy import retention
from tilth.policy.registry.retention import RETENTION
from tilth.policy.subjects.kit import COMPLIANCE, Due, Hand, Merges, Moves, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

REASONS: Codes = {
    "requested": Words("The person asks for it", "个人请求删除"),
    "purpose": Words("The purpose is fulfilled or cannot be", "处理目的已实现或无法实现"),
    "withdrawn": Words("Consent was withdrawn", "个人撤回同意"),
    "unlawful": Words("It was processed against the law", "违法违约处理"),
}
"""Why, as the law lists it."""
STATES: Codes = {
    "asked": Words("Waits for a second person", "待复核"),
    "erased": Words("Erased", "已删除"),
    "refused": Words("Refused", "已拒绝"),
}
ERASURE = Subject(
    thing=Thing.ERASURE,
    words=Words("Erasure", "删除个人信息"),
    many=Words("Erasure of personal data", "删除个人信息"),
    about="What people wrote and what identifies a person is made unreadable for ever; two people decide it.",
    shows=("GOV-01",),
    hands={COMPLIANCE: Hand.PAIR},
    happened="asked_on",
    line=("reason", "state"),
    due=Due(day="asked_on", until="decided_at", act="decide"),
    moves=Moves.STAY,
    merges=Merges.STAY,
    retention="audit",
    erases=(),
    states=STATES,
    tones={"asked": Tone.WAITS, "erased": Tone.GOOD, "refused": Tone.BAD},
    tab="rules",
)


def may_go_on(ended_on: dt.date, rules: Iterable[str]) -> dt.date:
    """Return the first day on which nothing is kept by these rules of retention any more.

    Each is counted from the end of the relationship: what happened before it goes no sooner.
    """
    months = max((RETENTION[one].months or 0 for one in rules), default=0)
    return retention.after(ended_on, months)

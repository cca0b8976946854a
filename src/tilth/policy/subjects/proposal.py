"""Proposals: what is offered in writing, with costs and risks, version by version (SOL-09, GOV-04)."""

from typing import Annotated

from pydantic import Field

from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import KEPT, Due, Hand, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

STATES: Codes = {
    "draft": Words("Draft", "草稿"),
    "approved": Words("Approved", "已批准"),
    "delivered": Words("Delivered", "已送达"),
    "read": Words("Read by the customer", "客户已阅"),
    "accepted": Words("Accepted", "已接受"),
    "declined": Words("Declined", "已谢绝"),
    "changes": Words("Changes asked for", "要求修改"),
    "replaced": Words("Replaced by a newer version", "已有新版本"),
}
WITH_CUSTOMER = ("delivered", "read")
"""States in which the customer has it, and an answer is waited for."""
ANSWERS: Codes = {code: STATES[code] for code in ("accepted", "declined", "changes")}
"""What the customer says to it."""
FREE = ("draft", "approved")
"""States in which the version itself may still be changed: after them each change is a new version."""


class ProposalRules(Rules):
    """How long an answer is waited for, and how long what is proposed holds."""

    answer_days: Annotated[int, Field(ge=1, le=365)]
    valid_days: Annotated[int, Field(ge=1, le=365)]


PROPOSAL = Subject(
    thing=Thing.PROPOSAL,
    words=Words("Proposal", "建议书"),
    many=Words("Proposals", "建议书"),
    about=(
        "What a customer is offered in writing: needs met and created, products with their certificates,"
        " costs, risks, who contributed; one record a version, approved by a second person, then delivered."
    ),
    shows=("SOL-02", "SOL-03", "SOL-09", "REL-12", "GOV-04", "TEAM-03"),
    hands={**KEPT, **dict.fromkeys(LEADERS, Hand.DECIDE)},
    happened="drafted_on",
    line=("version", "delivered_on", "due_on", "state"),
    due=Due(day="due_on", until="ended_at", act="answer"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="suitability",
    icon="file-analytics",
    erases=("shown",),
    states=STATES,
    tones={
        "draft": Tone.WAITS,
        "approved": Tone.PLAIN,
        "delivered": Tone.WAITS,
        "read": Tone.WAITS,
        "accepted": Tone.GOOD,
        "declined": Tone.BAD,
        "changes": Tone.WAITS,
        "replaced": Tone.PLAIN,
    },
    rules=ProposalRules,
    tab="deals",
    own_part=True,
)

"""Opportunities: from the first contact to the close, a need before a product (CONS-01…07, SALM-01)."""

from typing import Annotated

from pydantic import Field

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

CLOSE, PRESENT = "close", "present"
STAGES: Codes = {
    "contact": Words("Contact", "接触"),
    "qualify": Words("Qualify", "筛选"),
    "investigate": Words("Investigate", "了解"),
    PRESENT: Words("Present", "简报方案"),
    CLOSE: Words("Close", "成交"),
}
"""In their order (CONS-01)."""
ORDER = tuple(STAGES)
MOVES: Codes = {code: words for code, words in STAGES.items() if code != CLOSE}
"""Where an open one can stand: the close is won, with what was bought."""
FIRST = ORDER[0]
SOURCES: Codes = {
    "signal": Words("A signal of the night", "夜间信号"),
    "contact": Words("A contact", "联络"),
    "event": Words("An event", "活动"),
    "referral": Words("A referral", "转介绍"),
    "maintenance": Words("Maintenance", "客户维护"),
}
TYPES: Codes = {"full": Words("Full", "正式"), "trial": Words("Trial", "试做")}
"""A trial moves a little first, to see how it goes (CONS-07)."""
REASONS: Codes = {
    "rate": Words("Rate or return behind others", "利率或收益不及他行"),
    "timing": Words("Not the time", "时机不对"),
    "decider": Words("Never reached who decides", "未联系到决策人"),
    "unsuitable": Words("Not suitable", "适当性不符"),
    "process": Words("Takes too long", "流程太长"),
    "refused": Words("The customer said no", "客户明确拒绝"),
    "other": Words("Another reason", "其他"),
}
"""Why one is dropped."""
PREFERENCES: Codes = {
    "C1": Words("C1 cautious", "C1 保守"),
    "C2": Words("C2 steady", "C2 稳健"),
    "C3": Words("C3 balanced", "C3 平衡"),
    "C4": Words("C4 growth", "C4 成长"),
    "C5": Words("C5 bold", "C5 进取"),
}
"""What the customer prefers, as said at the sale (SALM-01)."""
PSYCHOLOGY: Codes = {
    "trust": Words("Approves of you", "人品认同"),
    "interest": Words("Interest", "产生兴趣"),
    "association": Words("Association", "引起联想"),
    "desire": Words("Desire", "产生欲望"),
    "comparison": Words("Comparison", "进行比较"),
    "belief": Words("Full belief", "完全相信"),
    "decision": Words("Decision", "下定决心"),
    "satisfied": Words("Satisfied", "感到满意"),
}
"""The eight stages of the mind of somebody who buys (PSY-01)."""
PROCESSES: Codes = {
    "approach": Words("Approach", "接近客户"),
    "talks": Words("Formal talks", "正式商谈"),
    "propose": Words("Propose signing", "建议签约"),
}
PROCESS = dict(
    zip(
        PSYCHOLOGY,
        ("approach", "talks", "talks", "talks", "propose", "propose", "propose", "propose"),
        strict=True,
    )
)
"""Stage of the mind → what the manager does meanwhile (PSY-02)."""
STATES: Codes = {
    "open": Words("Open", "跟进中"),
    "won": Words("Won", "已成交"),
    "dropped": Words("Dropped", "未成交"),
}


class OpportunityRules(Rules):
    """How long one is given, and how far the bank's own past counts."""

    expected_days: Annotated[int, Field(ge=1, le=730)]
    """The day on which one that opened by itself is expected to close, so many days ahead."""
    drawn: Annotated[int, Field(ge=1, le=1000)]
    """So many closed deals of the bank's mean are mixed into each rate (`probability.of`)."""


def reached(stage: str, *, at_least: str) -> bool:
    """Say whether a deal that stands in `stage` has come as far as `at_least`."""
    return ORDER.index(stage) >= ORDER.index(at_least)


def may_move(before: str, after: str) -> bool:
    """Say whether a deal may go from one stage to another: to the next one, or back to any."""
    return after in MOVES and after != before and ORDER.index(after) <= ORDER.index(before) + 1


OPPORTUNITY = Subject(
    thing=Thing.OPPORTUNITY,
    words=Words("Opportunity", "商机"),
    many=Words("Opportunities", "商机"),
    about="What may become business: its need, product, amount, stage and day, until it is won or dropped.",
    shows=(
        "CONS-01",
        "CONS-02",
        "CONS-05",
        "CONS-06",
        "CONS-07",
        "REL-11",
        "AFT-13",
        "SALM-01",
        "PSY-01",
        "PSY-02",
    ),
    hands=KEPT,
    happened="opened_on",
    line=("category", "amount", "stage", "expected_on", "source", "type", "reason", "state"),
    due=Due(day="expected_on", until="ended_at", act="win"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="target-arrow",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "won": Tone.GOOD, "dropped": Tone.PLAIN},
    rules=OpportunityRules,
    tab="deals",
    own_part=True,
)

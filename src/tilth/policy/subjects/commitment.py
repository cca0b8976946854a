"""Commitments: what the bank is to do for a customer by a day, no sooner than it honestly can (NEG-03)."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

KINDS: Codes = {
    "mortgage": Words("Mortgage paid out", "住房按揭放款"),
    "loan": Words("Loan approved", "贷款审批"),
    "account": Words("Account opened", "开立账户"),
    "card": Words("Card delivered", "银行卡寄达"),
    "early_repayment": Words("Early repayment", "提前还款"),
    "large_cash": Words("Large cash ready", "大额现金备妥"),
    "certificate": Words("Proof of deposit", "存款证明"),
    "fx": Words("Foreign exchange", "结售汇办理"),
}
WARNED, IN_TIME = "warned", "in_time"
DAYS: Codes = {
    IN_TIME: Words("A day that can be kept", "日期可兑现"),
    WARNED: Words("Given against the warning", "不顾提示承诺"),
}
"""How its day stood to what such things took when it was given."""
STATES: Codes = {
    "open": Words("Open", "待兑现"),
    "kept": Words("Kept", "已兑现"),
    "dropped": Words("Not kept", "未兑现"),
}


class LeadTime(BaseModel):
    """The least time that a kind of commitment takes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    days: Annotated[int, Field(ge=0, le=250)]
    """Working days after the day on which it is promised."""
    source: str
    about: str


class CommitmentRules(Rules):
    """Least lead times by kind, and from how many kept promises on the bank's own median counts."""

    enough: Annotated[int, Field(ge=1, le=90)]
    leads: tuple[LeadTime, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if [one.code for one in self.leads] != list(KINDS):
            raise ValueError(f"leads must be of {', '.join(KINDS)}, in this order")
        return self

    @property
    def least(self) -> Mapping[str, int]:
        """Kind → working days that it takes at least."""
        return {one.code: one.days for one in self.leads}


COMMITMENT = Subject(
    thing=Thing.COMMITMENT,
    words=Words("Commitment", "承诺"),
    many=Words("Commitments", "承诺"),
    about=(
        "What the bank is to do for a customer by a day: a day sooner than such things take is given only for"
        " a stated reason, and shows that it was."
    ),
    shows=("NEG-03",),
    hands=KEPT,
    happened="given_on",
    line=("kind", "due_on", "span", "takes", "told_by", "day", "state"),
    due=Due(day="due_on", until="ended_at", act="keep"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="hourglass",
    erases=(),
    states=STATES,
    tones={"open": Tone.WAITS, "kept": Tone.GOOD, "dropped": Tone.BAD},
    rules=CommitmentRules,
    tab="deals",
)

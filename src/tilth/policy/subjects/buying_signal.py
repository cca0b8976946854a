"""Buying signals: what a customer says, does or shows, and how a close is proposed then (PSY-03…11)."""

import datetime as dt
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.kernel.dates import age
from tilth.kernel.text import twice
from tilth.policy.codes import CUSTOMER_KINDS
from tilth.policy.subjects.kit import RECORDED, Merges, Moves, Rules, Subject
from tilth.policy.subjects.opportunity import PSYCHOLOGY
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

VERBAL: Codes = {
    "approval_time": Words("How long until approval", "批文要多久"),
    "loan_time": Words("How long until the loan", "贷款多久批"),
    "rate_down": Words("Can the rate come down", "利率能降吗"),
    "early_repay": Words("Can I repay early", "能提前还吗"),
    "asks_product": Words("Asks about the product", "问产品服务"),
    "approves": Words("Approves in part", "部分认可"),
    "asks_details": Words("Asks rate, fee, service", "问费率细节"),
    "asks_use": Words("Asks how to use it", "问怎么用"),
    "wants_terms": Words("Wants to read the contract", "要看合同"),
}
BEHAVIOUR: Codes = {
    "nods": Words("Nods repeatedly", "连连点头"),
    "leans": Words("Leans forward", "身体前倾"),
    "looks_again": Words("Looks again at the papers", "再看方案书"),
    "bargains": Words("Bargains", "讨价还价"),
}
EXPRESSION: Codes = {
    "excited": Words("Slightly excited", "略显兴奋"),
    "smiles": Words("Smiles openly", "露出笑容"),
}
SIGNALS: Codes = {**VERBAL, **BEHAVIOUR, **EXPRESSION}
GROUPS = {
    "verbal": (Words("Words", "言语"), VERBAL),
    "behaviour": (Words("Behaviour", "行为"), BEHAVIOUR),
    "expression": (Words("Expression", "表情"), EXPRESSION),
}
KEYS = dict(zip(SIGNALS, "123456789qweras", strict=True))
"""Signal → the one key that records it."""
STRENGTHS: Codes = {"interest": Words("interest", "兴趣"), "decision": Words("decision", "决心")}
_INTEREST = frozenset(("asks_product", "approves", "asks_use", "nods", "leans", "excited", "smiles"))
STRENGTH = {code: "interest" if code in _INTEREST else "decision" for code in SIGNALS}
"""What a signal tells of: interest, or a first decision (PSY-04 says it of behaviour alone)."""
METHODS: Codes = {
    "stone": Words("Throw a stone", "投石问路"),
    "consensus": Words("Refine the consensus", "提炼共识"),
    "direct": Words("Direct request", "直接请求"),
    "steps": Words("Step by step", "循序渐进"),
}
"""The four ways to propose the close (PSY-07…10)."""


class Closing(BaseModel):
    """When one method suits: of which customers, in which stages of the mind, after which signals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    method: str
    of: tuple[str, ...]
    stages: tuple[str, ...]
    strengths: tuple[str, ...]
    zh: Annotated[str, Field(min_length=1, max_length=120)]
    en: Annotated[str, Field(min_length=1, max_length=240)]
    why_zh: Annotated[str, Field(min_length=1, max_length=120)]
    why_en: Annotated[str, Field(min_length=1, max_length=240)]
    source: str
    about: str

    def check(self) -> None:
        """Raise ValueError where it names what there is not."""
        for name, words, known in (
            ("method", (self.method,), METHODS),
            ("of", self.of, CUSTOMER_KINDS),
            ("stages", self.stages, PSYCHOLOGY),
            ("strengths", self.strengths, STRENGTHS),
        ):
            for word in words:
                if word not in known:
                    raise ValueError(
                        f"{self.code}: {name} names {word!r}, which is none of {', '.join(known)}"
                    )

    def suits(self, *, kind: str, stage: str | None, strength: str) -> bool:
        """Say whether it suits; a list that is empty asks nothing."""
        asked = ((self.of, kind), (self.stages, stage or ""), (self.strengths, strength))
        return all(not wanted or value in wanted for wanted, value in asked)


class Hint(BaseModel):
    """What helps a customer in one stage of the mind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    zh: Annotated[str, Field(min_length=1, max_length=120)]
    en: Annotated[str, Field(min_length=1, max_length=240)]
    source: str
    about: str


class BuyingSignalRules(Rules):
    """Hints by stage, closings in their order, and whom nothing pushes."""

    hints: tuple[Hint, ...]
    closings: tuple[Closing, ...]
    cautious: tuple[str, ...]
    """Risk classes of customers to whom no close is proposed."""
    elder_age: Annotated[int, Field(ge=50, le=100)]
    """From this age on no close is proposed either (TRAP-18)."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if [one.code for one in self.hints] != list(PSYCHOLOGY):
            raise ValueError(f"hints must be of {', '.join(PSYCHOLOGY)}, in this order")
        if code := twice(one.code for one in self.closings):
            raise ValueError(f"closings names {code!r} twice; it may be there once")
        for one in self.closings:
            one.check()
        last = self.closings[-1] if self.closings else None
        if last is None or last.of or last.stages or last.strengths:
            raise ValueError(
                "the last of closings must suit everybody: its of, stages and strengths are empty"
            )
        return self

    def hint(self, stage: str) -> Words:
        """Return the hint of a stage of the mind."""
        one = next(one for one in self.hints if one.code == stage)
        return Words(one.en, one.zh)

    def closing(self, signal: str, *, kind: str, stage: str | None) -> Closing:
        """Return the first closing that suits: there is always one."""
        strength = STRENGTH[signal]
        return next(one for one in self.closings if one.suits(kind=kind, stage=stage, strength=strength))

    def left_in_peace(self, *, level: str | None, born: dt.date | None, today: dt.date) -> bool:
        """Say whether nothing pushes a customer: a cautious class, or high age."""
        if level in self.cautious:
            return True
        return born is not None and age(born, today) >= self.elder_age


BUYING_SIGNAL = Subject(
    thing=Thing.BUYING_SIGNAL,
    words=Words("Buying signal", "购买信号"),
    many=Words("Buying signals", "购买信号"),
    about="What a customer said, did or showed before a decision; a close is proposed the next working day.",
    shows=("PSY-03", "PSY-04", "PSY-05", "PSY-06", "PSY-07", "PSY-08", "PSY-09", "PSY-10", "PSY-11"),
    hands=RECORDED,
    happened="noticed_on",
    line=("code", "method"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="heart-handshake",
    erases=(),
    rules=BuyingSignalRules,
    tab="deals",
    own_part=True,
)

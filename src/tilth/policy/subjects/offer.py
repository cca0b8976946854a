"""Offers: what was put on the table, with reasons, within the own authority or approved (NEG-07, TRAP-23)."""

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.roles import BY_CODE, LEADERS
from tilth.policy.subjects.kit import KEPT, Due, Hand, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.vocabulary import CATEGORIES
from tilth.policy.words import Codes, Words

SIDES: Codes = {"ours": Words("Ours", "我方"), "theirs": Words("Theirs", "对方")}
RISKS: Codes = {
    "low": Words("Low risk", "低风险"),
    "medium": Words("Medium risk", "中风险"),
    "high": Words("High risk", "高风险"),
}
"""Risk class of what is priced, as the bank's credit rules say it."""
STATES: Codes = {
    "waits": Words("Waits for approval", "待审批"),
    "made": Words("Made", "已报出"),
    "accepted": Words("Accepted", "已接受"),
    "countered": Words("Answered by another offer", "对方还价"),
    "declined": Words("Declined", "未接受"),
    "refused": Words("Not approved", "未批准"),
}
OUTCOMES: Codes = {code: STATES[code] for code in ("accepted", "countered", "declined")}
FIRST_OFFER = "first_offer"
"""The hint that stands beside the other side's first offer."""
_PRICED = ("role", "categories", "risk", "up_to", "concession", "source", "about")


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    about: str


class Authority(_Row):
    """How far below the list price a role may go: by category, risk class and amount, and by nothing else."""

    role: str
    categories: frozenset[str]
    risk: str
    up_to: Annotated[Decimal, Field(gt=0, lt=Decimal(10) ** 13, decimal_places=2)]
    concession: Annotated[int, Field(ge=0, le=1_000)]
    """Basis points below the list price, at most."""

    @model_validator(mode="before")
    @classmethod
    def _same_rule(cls, given: Any) -> Any:
        if isinstance(given, dict):
            for name in given:
                if name not in _PRICED:
                    raise ValueError(
                        f"authority depends on {name!r}: the same risk has the same rule, so that it may"
                        " depend on role, category, risk class and amount alone (TRAP-23)"
                    )
        return given

    @model_validator(mode="after")
    def _known(self) -> Self:
        for name, word, known in (
            ("role", self.role, BY_CODE),
            ("risk", self.risk, RISKS),
            *(("categories", one, CATEGORIES) for one in sorted(self.categories)),
        ):
            if word not in known:
                raise ValueError(f"{name} names {word!r}, which is none of {', '.join(known)}")
        return self

    def covers(self, *, category: str, risk: str, amount: Decimal, concession: int) -> bool:
        """Say whether an offer lies within it; of no categories: of each."""
        of = not self.categories or category in self.categories
        return of and risk == self.risk and amount <= self.up_to and concession <= self.concession


class Item(_Row):
    """One thing that an offer must name, so that nothing is left open."""

    code: str
    categories: frozenset[str]
    """Of which offers; none: of each."""
    zh: Annotated[str, Field(min_length=1, max_length=20)]
    en: Annotated[str, Field(min_length=1, max_length=40)]


class Hint(_Row):
    """How to talk with a class of customers: a hint, never a rule of the price."""

    code: str
    label_zh: Annotated[str, Field(min_length=1, max_length=40)]
    label_en: Annotated[str, Field(min_length=1, max_length=80)]
    kinds: tuple[str, ...]
    """Of persons, of companies; none: of everybody."""
    zh: Annotated[str, Field(min_length=1, max_length=200)]
    en: Annotated[str, Field(min_length=1, max_length=400)]


class OfferRules(Rules):
    """Who may offer what alone, what an offer names, and hints."""

    authority: tuple[Authority, ...]
    checklist: tuple[Item, ...]
    advice: tuple[Hint, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        seen = [(one.role, tuple(sorted(one.categories)), one.risk, one.up_to) for one in self.authority]
        for row in seen:
            if seen.count(row) > 1:
                raise ValueError(f"authority names {row[0]!r} twice for the same risk and amount")
        return self

    def allows(self, role: str, *, category: str, risk: str, amount: Decimal, concession: int) -> bool:
        """Say whether a role may offer it without anybody's approval."""
        mine = (one for one in self.authority if one.role == role)
        return any(
            one.covers(category=category, risk=risk, amount=amount, concession=concession) for one in mine
        )

    def asked(self, category: str) -> tuple[Words, ...]:
        """Return what an offer of a category must name."""
        those = (one for one in self.checklist if not one.categories or category in one.categories)
        return tuple(Words(one.en, one.zh) for one in those)


OFFER = Subject(
    thing=Thing.OFFER,
    words=Words("Offer", "报价"),
    many=Words("Offers", "报价"),
    about=(
        "What was offered in an opportunity, by us or by the customer: each item, the reasons, the closed"
        " question by which it was confirmed; above the own authority it waits for somebody else's approval."
    ),
    shows=("NEG-07", "NEG-08", "NEG-09", "NEG-10", "TRAP-23"),
    hands={**KEPT, **dict.fromkeys(LEADERS, Hand.DECIDE)},
    happened="offered_on",
    line=("side", "category", "amount", "risk", "concession", "state"),
    due=Due(day="due_on", until="decided_at", act="approve"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="scale",
    erases=(),
    states=STATES,
    tones={
        "waits": Tone.WAITS,
        "made": Tone.PLAIN,
        "accepted": Tone.GOOD,
        "countered": Tone.PLAIN,
        "declined": Tone.BAD,
        "refused": Tone.BAD,
    },
    rules=OfferRules,
    tab="deals",
    own_part=True,
)

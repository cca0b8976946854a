"""Relations that people write down: who is what to whom, by the kinds of the playbook (PROF-22, PROF-35)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.kernel.text import twice
from tilth.policy.codes.relations import FED_RELATIONS
from tilth.policy.subjects.kit import KEPT, Hand, Merges, Moves, Rules, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

FAMILY, REFERRAL = "family", "referral"
CIRCLES: Codes = {
    FAMILY: Words("Family", "家庭与亲属"),
    "company": Words("Companies and colleagues", "公司与同事"),
    REFERRAL: Words("Referrals", "推荐"),
    "other": Words("Others", "其他"),
}
"""Under which heading a relation stands; family is written down with the customer's consent alone."""
SOURCES: Codes = {
    "talk": Words("A talk", "交谈"),
    "visit": Words("A visit", "上门拜访"),
    "document": Words("A document", "资料"),
    "colleague": Words("A colleague", "同事"),
    "payments": Words("Payments", "付款流"),
}
"""By which way it was learned."""
_MIRROR = {"couple": "couple", "elder": "younger", "younger": "elder", "": ""}
Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,19}$")]
Word = Annotated[str, Field(min_length=1, max_length=60)]


class Tie(BaseModel):
    """One kind of relation: what the other is to the customer, and what the customer is to the other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Name
    inverse: Name
    circle: Literal["family", "company", "referral", "other"]
    household: Literal["couple", "elder", "younger", ""] = ""
    """Whether it forms a household, and how."""
    zh: Word
    en: Word
    zh_f: str = ""
    en_f: str = ""
    zh_m: str = ""
    en_m: str = ""
    source: str
    about: str

    def words(self, gender: str | None = None) -> Words:
        """Return what people read for somebody who is this to a customer: of F and M where the tie has it."""
        own = {"F": (self.en_f, self.zh_f), "M": (self.en_m, self.zh_m)}.get(gender or "", ("", ""))
        return Words(own[0] or self.en, own[1] or self.zh)


class RelationRules(Rules):
    """The kinds of relation of the feed, and those that people write down besides."""

    ties: tuple[Tie, ...]
    valued_from: Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 13, decimal_places=2)]
    """Yuan of assets from which it is told whom to meet around a customer."""
    silent_days: Annotated[int, Field(ge=1, le=3660)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if code := twice(one.code for one in self.ties):
            raise ValueError(f"ties names {code!r} twice; it may be there once")
        for code in FED_RELATIONS:
            if code not in self.by_code:
                raise ValueError(f"ties lacks {code!r}, which a feed may bring")
        for tie in self.ties:
            back = self.by_code.get(tie.inverse)
            if back is None or back.inverse != tie.code:
                raise ValueError(f"{tie.code} turns into {tie.inverse!r}, which does not turn back into it")
            if (back.circle, back.household) != (tie.circle, _MIRROR[tie.household]):
                raise ValueError(f"{tie.code} and {tie.inverse} say different things of one relation")
        return self

    @property
    def by_code(self) -> Mapping[str, Tie]:
        """Code → tie."""
        return {one.code: one for one in self.ties}

    def circle(self, kind: str) -> str:
        """Return the circle of a tie; that of others for one that the playbook dropped."""
        tie = self.by_code.get(kind)
        return tie.circle if tie else "other"

    @property
    def of_household(self) -> frozenset[str]:
        """The ties that form a household."""
        return frozenset(one.code for one in self.ties if one.household)


RELATION = Subject(
    thing=Thing.RELATION,
    words=Words("Relation", "关系"),
    many=Words("Relations", "关系"),
    about="Who is what to a customer, written down by people: another customer, or somebody by name.",
    shows=("PROF-22", "PROF-35"),
    hands={**KEPT, "planner": Hand.LOOK},
    happened="told_on",
    line=("circle", "source", "since", "outdated_on"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="users",
    erases=("other_id",),
    rules=RelationRules,
    tab="network",
    own_part=True,
)

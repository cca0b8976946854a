"""Entries of the emotional account: what was done for a customer, or failed to be (REL-07, AFT-12)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from tilth.policy.levels.account import Deed
from tilth.policy.profile.items import once
from tilth.policy.subjects.kit import RECORDED, Merges, Moves, Rules, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words


class RapportRules(Rules):
    """What the account begins with, which deeds count, how far back what happened is proposed."""

    start: Annotated[int, Field(ge=0, le=1000)]
    propose_days: Annotated[int, Field(ge=1, le=366)]
    deeds: tuple[Deed, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        once("deeds", (one.code for one in self.deeds))
        once("deeds, by what proposes them,", (one.of for one in self.deeds if one.of))
        return self

    def deed(self, code: str) -> Deed | None:
        """Return a deed; None for a code that the playbook does not have."""
        return next((one for one in self.deeds if one.code == code), None)

    def proposed_by(self, origin: str) -> Deed | None:
        """Return what something that happened proposes; None where it counts for nothing."""
        return next((one for one in self.deeds if one.of == origin), None)


RAPPORT = Subject(
    thing=Thing.RAPPORT,
    words=Words("Entry of the emotional account", "情感账户记账"),
    many=Words("Emotional account", "情感账户"),
    about="A deed that brought the customer nearer or not, in points of the playbook; money is none of it.",
    shows=("REL-07", "AFT-12"),
    hands=RECORDED,
    happened="done_on",
    line=("factor", "care", "points"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="heart-handshake",
    erases=("deed", "origin_row"),
    rules=RapportRules,
    tab="growth",
    own_part=True,
)

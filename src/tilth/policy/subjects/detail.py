"""Profile details: what is known of a customer by one vocabulary, with source, day, author (PROF-33)."""

from collections.abc import Mapping
from typing import Self

from pydantic import model_validator

from tilth.policy.profile.items import Help, Item, once
from tilth.policy.subjects.kit import KEPT, READ_RESTRICTED, Merges, Moves, Rules, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

SOURCES: Codes = {
    "talk": Words("A talk", "交谈"),
    "interview": Words("An interview", "面谈"),
    "visit": Words("A visit", "上门拜访"),
    "questionnaire": Words("A questionnaire", "问卷"),
    "document": Words("A document", "资料"),
    "colleague": Words("A colleague", "同事"),
    "observed": Words("Seen by oneself", "自己观察"),
}
"""By which way it was learned (PROF-33)."""
SENSITIVE = "sensitive"
"""The consent under which facts of health, children and family are written (C-08)."""


class DetailRules(Rules):
    """The vocabulary, and what knowing an item helps with."""

    helps: tuple[Help, ...]
    items: tuple[Item, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        once("helps", (one.code for one in self.helps))
        once("items", (one.code for one in self.items))
        for item in self.items:
            for code in item.helps:
                if code not in self.weights:
                    raise ValueError(
                        f"{item.code} helps with {code!r}, which is none of {', '.join(self.weights)}"
                    )
        return self

    @property
    def weights(self) -> Mapping[str, int]:
        """What an item may help with → how much that counts."""
        return {one.code: one.weight for one in self.helps}

    @property
    def several(self) -> frozenset[str]:
        """Items of which several values stand beside each other."""
        return frozenset(one.code for one in self.items if one.several)

    def item(self, code: str) -> Item | None:
        """Return an item; None for a code that the vocabulary does not have."""
        return next((one for one in self.items if one.code == code), None)

    def of(self, kind: str) -> tuple[Item, ...]:
        """Return the items that are asked of a person, or of a company, in their order."""
        return tuple(one for one in self.items if kind in one.of)


DETAIL = Subject(
    thing=Thing.DETAIL,
    words=Words("Profile detail", "画像信息"),
    many=Words("Profile details", "画像信息"),
    about="What is known of a customer by the vocabulary of the profile: from which source, since when.",
    shows=("PROF-33",),
    hands=KEPT,
    happened="learned_on",
    line=("kind", "source"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="notebook",
    erases=("choice", "amount", "day"),
    rules=DetailRules,
    confided=READ_RESTRICTED,
    tab="profile",
    own_part=True,
)

"""What every kind of signal says of itself, whatever its condition."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.playbook.segments import Text
from tilth.policy.vocabulary import ASSET_CATEGORIES, PURPOSES, STANDING_SIGNALS, TIES, TONES

Amount = Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 13, decimal_places=2)]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]
Rate = Annotated[Decimal, Field(ge=0, le=1, decimal_places=6)]
Count = Annotated[int, Field(ge=1, le=100_000)]


class Signal(BaseModel):
    """What every kind says of itself, whatever its condition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    enabled: bool
    stake_share: Share
    """The part of the signal's amount that is at stake."""
    lapse_days: Annotated[int, Field(ge=1, le=366)]
    """Days for which it stands after its day; what still holds then is told anew."""
    purpose: str
    """What a contact about it is for, as the contact gate asks."""
    tone: str
    decides: bool
    rule: Text
    """The rule in a sentence for people, without its figures."""
    to_verify: tuple[str, ...] = ()
    source: str
    about: str

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        for field, words, known in (
            ("purpose", (self.purpose,), PURPOSES),
            ("tone", (self.tone,), TONES),
            ("categories", getattr(self, "categories", ()), ASSET_CATEGORIES),
            ("ties", getattr(self, "ties", ()), TIES),
            ("to_verify", self.to_verify, tuple(type(self).model_fields)),
        ):
            for word in words:
                if word not in known:
                    raise ValueError(f"{field} names {word!r}, which is none of {', '.join(known)}")
        return self

    @property
    def standing(self) -> bool:
        """Whether it tells of a state, and stands while that holds."""
        return self.code in STANDING_SIGNALS

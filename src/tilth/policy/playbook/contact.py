"""The contact part of the playbook: consent, quiet hours, household caps of the contact gate (TRAP-24)."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.clock import Clock
from tilth.policy.vocabulary import CHANNELS, FAMILY_TIES, PURPOSES

Days = Annotated[int, Field(ge=0, le=3660)]
Words = tuple[str, ...]


class Cap(BaseModel):
    """At most `count` contacts and attempts in `days` calendar days (LIST-13)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    count: Annotated[int, Field(ge=1, le=1000)]
    days: Annotated[int, Field(ge=1, le=366)]
    source: str
    about: str
    to_verify: Words = ()
    """Fields for which no source gives a number: the bank verifies them."""


class ContactRules(BaseModel):
    """When the contact gate says no; times are those of the customer's own zone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    minor_age: Annotated[int, Field(ge=0, le=30)]
    consent_channels: Words
    consent_text_version: Annotated[str, Field(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
    refusal_days: Days
    ask_again_days: Days
    quiet_from: Clock
    quiet_until: Clock
    """The first minute in which one may call again; equal to `quiet_from`, there are no quiet hours."""
    quiet_channels: Words
    household_caps: tuple[Cap, ...]
    service_purposes: Words
    household_relations: Words
    clearance_minutes: Annotated[int, Field(ge=1, le=1440)]
    same_channel: Annotated[int, Field(ge=0, le=20)] = 4
    """After so many talks by one channel another is advised (CAD-06); 0: never."""

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        for field, words, known in (
            ("consent_channels", self.consent_channels, CHANNELS),
            ("quiet_channels", self.quiet_channels, CHANNELS),
            ("service_purposes", self.service_purposes, PURPOSES),
            ("household_relations", self.household_relations, FAMILY_TIES),
        ):
            for word in words:
                if word not in known:
                    raise ValueError(f"{field} names {word!r}, which is none of {', '.join(known)}")
        return self

    def is_service(self, purpose: str) -> bool:
        """Return whether a contact with this purpose serves the customer; every other one is marketing."""
        return purpose in self.service_purposes

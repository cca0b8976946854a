"""One key of the ring: what it is for, its secret, and the secrets derived from it."""

import base64
import secrets
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, SecretBytes, field_validator

from tilth.vault import ciphers
from tilth.vault.ciphers import Profile

SECRET = 32
LARGEST = 65_535


class Purpose(StrEnum):
    """What a key is for; each purpose has keys of its own."""

    DATA = "data"
    INDEX = "index"
    HEAD = "head"


class State(StrEnum):
    """`active` keys lock and open, `old` ones only open; there is one active key per purpose."""

    ACTIVE = "active"
    OLD = "old"


class Key(BaseModel):
    """One entry of the ring; its secret shows neither in `repr` nor in a validation error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: int = Field(ge=1, le=LARGEST)
    purpose: Purpose
    profile: Profile
    secret: SecretBytes
    made_at: str
    state: State

    @field_validator("secret", mode="before")
    @classmethod
    def _decoded(cls, value: object) -> object:
        given = value.get_secret_value() if isinstance(value, SecretBytes) else value
        raw = base64.b64decode(given, validate=True) if isinstance(given, str) else given
        if not isinstance(raw, bytes) or len(raw) != SECRET:
            raise ValueError(f"a secret is {SECRET} bytes in base64")
        return raw

    @cached_property
    def sealing(self) -> bytes:
        """The key of the cipher."""
        return self.derived("sealing")

    @cached_property
    def nonces(self) -> bytes:
        """The key from which nonces come."""
        return self.derived("nonces")

    def derived(self, use: str) -> bytes:
        """Return 32 bytes for one use, so that no key serves two algorithms."""
        return ciphers.mac(self.profile, self.secret.get_secret_value(), f"tilth {use}".encode())

    def as_json(self) -> dict[str, object]:
        """Return the entry as the key ring's file holds it, the secret in the clear."""
        values = self.model_dump(exclude={"secret"}, mode="json")
        return {**values, "secret": base64.b64encode(self.secret.get_secret_value()).decode("ascii")}


def fresh(number: int, *, purpose: Purpose, profile: Profile, made_at: str) -> Key:
    """Return a new active key with a secret from the operating system's generator."""
    return Key(
        id=number,
        purpose=purpose,
        profile=profile,
        secret=SecretBytes(secrets.token_bytes(SECRET)),
        made_at=made_at,
        state=State.ACTIVE,
    )

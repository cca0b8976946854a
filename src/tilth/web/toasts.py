"""What a page says once after something was done."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Also:
    """One more thing that can be said at once, by one key: where it is sent, with what, in which words."""

    address: str
    name: str
    value: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Toast:
    """What was just done, and the address that undoes it."""

    icon: str
    text: str
    undo: str = ""
    back: bool = False
    """The way back leads to the customer's page, where there is no list beside it."""
    also: Also | None = None

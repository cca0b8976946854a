"""What a page says once after something was done."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Toast:
    """What was just done, and the address that undoes it."""

    icon: str
    text: str
    undo: str = ""
    back: bool = False
    """The way back leads to the customer's page, where there is no list beside it."""

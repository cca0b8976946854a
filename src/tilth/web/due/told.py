"""What came of several acts at once, as the page of the queue says it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Told:
    """How many went, and of each that did not its customer and why."""

    text: str
    left: tuple[tuple[str, str], ...]
    undo: str
    """What takes back those that went; empty: nothing does."""
    picks: tuple[str, ...]
    """Those that went and can be taken back."""

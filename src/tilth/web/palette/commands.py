"""One line of the palette that leads somewhere, and what of a text finds it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Command:
    """One page or action; a setting carries the form that stores it."""

    icon: str
    label: str
    address: str = ""
    key: str = ""
    """The keys that lead there without the palette."""
    form: str = ""
    value: str = ""
    opens: str = ""
    """The dialog that it opens."""
    words: str = ""
    """What else finds it."""


def matching(items: tuple[Command, ...], wanted: str) -> tuple[Command, ...]:
    """Return the lines that a text finds, small letters, anywhere in their words."""
    return tuple(
        item for item in items if wanted in f"{item.label} {item.address} {item.value} {item.words}".lower()
    )

"""Contact points in words."""

from tilth.policy.subjects.contact_point import KINDS, PLACES
from tilth.web.format.languages import language


def contact_point(kind: str, place: str) -> str:
    """Return of what kind a contact point is, and where it belongs; no place for the core system's own."""
    words = [KINDS[kind].told(language()), *([PLACES[place].told(language())] if place else [])]
    return " ".join(words)

"""The people of a demo on the sign-in page; a bank's own page lists nobody."""

from typing import NamedTuple

from django.conf import settings

from tilth.policy import demo
from tilth.web import labels


class Door(NamedTuple):
    """One button: who comes in, and as what."""

    name: str
    label: str
    password: str


def people() -> tuple[Door, ...]:
    """Return who may come in with one press; nobody outside a demo."""
    if not settings.TILTH_DEMO:
        return ()
    return tuple(Door(one.name, labels.label("role", one.role), demo.PASSWORD) for one in demo.PEOPLE)

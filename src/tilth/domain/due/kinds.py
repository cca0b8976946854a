"""Which kinds of records fall due, which of them last until they are done, and which wait for a decision."""

import functools

from tilth.domain import subjects
from tilth.domain.diary.keeping import lines
from tilth.policy.permissions import Action, may
from tilth.policy.subjects import BY_NAME, DECLARED, Subject


@functools.cache
def lasting() -> tuple[str, ...]:
    """Return the kinds that ask until somebody did what they ask for; the others end by themselves."""
    return tuple(line.subject for _, line in lines() if line.open and not line.lapses)


@functools.cache
def listed(role: str) -> tuple[str, ...]:
    """Return the kinds of which something can be due and which a role may list."""
    falls = {line.subject for _, line in lines() if line.open}
    return tuple(one.name for one in DECLARED if one.name in falls and may(role, one.thing, Action.LIST))


@functools.cache
def deciding() -> tuple[str, ...]:
    """Return the kinds that wait for somebody else's yes or no."""
    return tuple(one.name for one in subjects.SUBJECTS if action(one) is Action.DECIDE)


@functools.cache
def decided_by(role: str) -> tuple[str, ...]:
    """Return the kinds on which a role decides."""
    return tuple(one for one in deciding() if may(role, BY_NAME[one].thing, Action.DECIDE))


@functools.cache
def worked_on(role: str) -> tuple[str, ...]:
    """Return the kinds in a role's queue: what waits for somebody else's decision is not the own work."""
    return tuple(one for one in listed(role) if one not in deciding())


def action(subject: Subject) -> Action | None:
    """Return what the act that ends it does; None for one that nobody ends by an act of the kit."""
    if subject.due is None:
        return None
    found = (one for one in subjects.acts(subject) if one.name == subject.due.act)
    return next((one.action for one in found), None)

"""Permissions: which role may do what to which thing; one table, deny by default (F6, GOV-01).

A permission says *that* a role may do something; the scope of the role says to whose customers.
"""

from dataclasses import dataclass

from tilth.policy.permissions.checking import ContradictionError, check, insist
from tilth.policy.permissions.customers import ABOUT_CUSTOMERS
from tilth.policy.permissions.grants import GRANTS, Grants
from tilth.policy.permissions.separation import SEPARATION, Duty, Pair
from tilth.policy.roles import BY_CODE, ROLES, SCOPES
from tilth.policy.things import OF_THE_BANK, READS, STOPS, WRITES, Action, Thing

__all__ = [
    "ABOUT_CUSTOMERS",
    "GRANTS",
    "OF_THE_BANK",
    "READS",
    "SEPARATION",
    "STOPS",
    "WRITES",
    "Action",
    "Cell",
    "ContradictionError",
    "Duty",
    "Grants",
    "Pair",
    "Thing",
    "check",
    "explain",
    "may",
    "table",
]


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix: may `role` do `action` to `thing`, and how far the role sees."""

    role: str
    thing: Thing
    action: Action
    allowed: bool
    scope: str


def may(role: str, thing: Thing, action: Action) -> bool:
    """Say whether a role may do `action` to `thing`; False for a role that nobody knows."""
    return action in GRANTS.get(role, {}).get(thing, frozenset())


def explain(role: str, thing: Thing, action: Action) -> str:
    """Return one sentence: why a role may or may not do `action` to `thing`."""
    known = BY_CODE.get(role)
    if known is None:
        return f"{role!r} is no role of this bank, so it may do nothing."
    if not may(role, thing, action):
        return f"{known.label_en} may not {action} {thing}: nothing grants it."
    if thing in ABOUT_CUSTOMERS:
        return f"{known.label_en} may {action} {thing}. {SCOPES[known.scope]}"
    return f"{known.label_en} may {action} {thing}."


def table() -> tuple[Cell, ...]:
    """Return the whole matrix, roles × things × actions, denied cells included."""
    return tuple(
        Cell(role.code, thing, action, may(role.code, thing, action), role.scope)
        for role in ROLES
        for thing in Thing
        for action in Action
    )


insist()

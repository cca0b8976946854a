"""What cannot be meant in a table of permissions: every contradiction with a sentence, found on import."""

from collections.abc import Iterable, Iterator, Mapping

from tilth.kernel.errors import TilthError
from tilth.policy.permissions.customers import ABOUT_CUSTOMERS
from tilth.policy.permissions.grants import GRANTS, Grants
from tilth.policy.permissions.separation import SEPARATION, Duty, Pair
from tilth.policy.roles import ADMINISTRATORS, ROLES, SCOPES, Role
from tilth.policy.things import OF_THE_BANK, WRITES, Action, Thing


class ContradictionError(TilthError):
    """The table of permissions contradicts itself; the sentences say where."""


_TWINS: tuple[tuple[Duty, Duty], ...] = (
    ((Thing.CUSTOMER, Action.UNMASK), (Thing.PERSONAL_DATA, Action.UNMASK)),
    ((Thing.CUSTOMER, Action.TRANSFER), (Thing.TRANSFER, Action.CREATE)),
)
"""Two ways to name one permission: whoever has one has the other."""


def check(
    grants: Mapping[str, Grants] = GRANTS,
    roles: Iterable[Role] = ROLES,
    separation: Iterable[Pair] = SEPARATION,
) -> tuple[str, ...]:
    """Return a sentence for every contradiction; empty where there is none."""
    known = tuple(roles)
    found = list(_unknown(grants, known))
    for role in known:
        held = grants.get(role.code, {})
        found += [
            *_within(role, held),
            *_reach(role, held),
            *_flags(role, held),
            *_twins(role, held),
            *_apart(role, held, separation),
        ]
    return tuple(found)


def insist() -> None:
    """Raise ContradictionError where the shipped table contradicts itself."""
    found = check()
    if found:
        raise ContradictionError(" ".join(found))


def _unknown(grants: Mapping[str, Grants], roles: tuple[Role, ...]) -> Iterator[str]:
    codes = [role.code for role in roles]
    for code in grants:
        if code not in codes:
            yield f"{code} has grants and is no role."
    for role in roles:
        if role.code not in grants:
            yield f"{role.code} has no grants: give it an empty table if that is meant."
        if role.scope not in SCOPES:
            yield f"{role.code} sees as far as {role.scope!r}, which is no scope."
        if codes.count(role.code) > 1:
            yield f"{role.code} is there twice."


def _within(role: Role, held: Grants) -> Iterator[str]:
    for thing, actions in held.items():
        if actions and Action.VIEW not in actions:
            others = ", ".join(sorted(actions))
            yield f"{role.code} may {others} {thing} and may not view it."
        if Action.EXPORT in actions and Action.LIST not in actions:
            yield f"{role.code} may export {thing} and may not list it."


def _reach(role: Role, held: Grants) -> Iterator[str]:
    for thing, actions in held.items():
        if thing not in ABOUT_CUSTOMERS or not actions:
            continue
        if role.code in ADMINISTRATORS:
            yield f"{role.code} is an administrator and has a grant on {thing}."
        elif role.scope == "none":
            yield f"{role.code} sees no customer and has a grant on {thing}."
        if role.scope == "bank" and thing not in OF_THE_BANK:
            for action in sorted(actions & WRITES):
                yield f"{role.code} looks at the whole bank and may {action} {thing}."
        if role.scope != "bank" and thing is Thing.RESTRICTION:
            yield f"{role.code} has a grant on {thing} and does not see restricted customers."


def _flags(role: Role, held: Grants) -> Iterator[str]:
    audit = held.get(Thing.AUDIT_ENTRY, frozenset())
    accounts = held.get(Thing.ACCOUNT, frozenset())
    says = (
        ("reads_audit", role.reads_audit, bool(audit)),
        ("manages_accounts", role.manages_accounts, bool(accounts & WRITES)),
        ("sees_restricted", role.sees_restricted, bool(held.get(Thing.RESTRICTION))),
    )
    for name, flag, granted in says:
        if flag != granted:
            yield f"{role.code} says {name} = {flag} and its grants say {granted}."


def _twins(role: Role, held: Grants) -> Iterator[str]:
    for one, other in _TWINS:
        if _has(held, one) != _has(held, other):
            yield f"{role.code} must hold both or neither of {_said(one)} and {_said(other)}."


def _apart(role: Role, held: Grants, separation: Iterable[Pair]) -> Iterator[str]:
    for pair in separation:
        if _has(held, pair.first) and _has(held, pair.second):
            yield f"{role.code} may both {_said(pair.first)} and {_said(pair.second)}. {pair.why}"


def _has(held: Grants, duty: Duty) -> bool:
    thing, action = duty
    return action in held.get(thing, frozenset())


def _said(duty: Duty) -> str:
    thing, action = duty
    return f"{action} {thing}"

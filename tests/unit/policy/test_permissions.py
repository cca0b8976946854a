"""The table of permissions: its shape, its cells by hand, and every contradiction that can be planted."""

import dataclasses

import pytest

from tilth.policy import roles
from tilth.policy.permissions import (
    ABOUT_CUSTOMERS,
    GRANTS,
    SEPARATION,
    Action,
    Pair,
    Thing,
    check,
    explain,
    may,
    table,
)
from tilth.ports.feed.organisation import ROLES as FED

RM, COMPLIANCE, LEADERS = "rm", "compliance", ("supervisor", "branch_head", "region_head")


def planted(role: str, thing: Thing, *actions: Action) -> dict:
    """Return the grants with one thing of one role changed."""
    return {**GRANTS, role: {**GRANTS[role], thing: frozenset(actions)}}


def changed(role: str, **values) -> tuple[roles.Role, ...]:
    """Return the roles with one of them changed."""
    return tuple(dataclasses.replace(one, **values) if one.code == role else one for one in roles.ROLES)


def test_the_shipped_table_contradicts_nothing() -> None:
    assert check() == ()


def test_every_role_thing_and_action_has_a_cell() -> None:
    cells = table()
    assert len(cells) == len({(cell.role, cell.thing, cell.action) for cell in cells})
    assert len(cells) == 13 * len(Thing) * len(Action)
    assert all(cell.allowed == may(cell.role, cell.thing, cell.action) for cell in cells)
    assert {cell.scope for cell in cells} == set(roles.SCOPES)


def test_the_roles_of_the_feed_are_roles() -> None:
    assert set(FED) <= set(roles.CODES)
    assert len(roles.CODES) == 13


def test_nobody_unknown_may_anything() -> None:
    assert not any(may("partner", thing, action) for thing in Thing for action in Action)
    assert explain("partner", Thing.CUSTOMER, Action.VIEW).startswith("'partner' is no role")


@pytest.mark.parametrize("role", [role for role in roles.CODES if roles.BY_CODE[role].scope == "none"])
def test_roles_without_customers_have_nothing_about_one(role: str) -> None:
    assert not any(may(role, thing, action) for thing in ABOUT_CUSTOMERS for action in Action)


@pytest.mark.parametrize(
    ("thing", "action", "allowed"),
    [
        (Thing.CLEARANCE, Action.CREATE, {"rm", "wealth"}),
        (Thing.CONTACT, Action.CREATE, {"rm", "wealth"}),
        (Thing.CONSENT, Action.CREATE, {"rm", "wealth"}),
        (Thing.CONSENT, Action.UPDATE, set()),
        (Thing.PERSONAL_DATA, Action.UNMASK, {"rm", "wealth", COMPLIANCE}),
        (Thing.SUPPRESSION, Action.CREATE, {"rm", "wealth", COMPLIANCE}),
        (Thing.SUPPRESSION, Action.UPDATE, {COMPLIANCE}),
        (Thing.RESTRICTION, Action.VIEW, {COMPLIANCE}),
        (Thing.RESTRICTION, Action.CREATE, {COMPLIANCE}),
        (Thing.COVER, Action.CREATE, set(LEADERS)),
        (Thing.PARTICIPANT, Action.CREATE, set(LEADERS)),
        (Thing.TRANSFER, Action.CREATE, set(LEADERS)),
        (Thing.CUSTOMER, Action.TRANSFER, set(LEADERS)),
        (Thing.CUSTOMER, Action.EXPORT, {COMPLIANCE}),
        (Thing.CUSTOMER, Action.DELETE, set()),
        (Thing.CUSTOMER, Action.SEARCH, {"rm", "wealth", *LEADERS, COMPLIANCE}),
        (Thing.BRANCH_TOTAL, Action.VIEW, {"branch_head", "region_head", COMPLIANCE}),
        (Thing.AUDIT_ENTRY, Action.LIST, {COMPLIANCE, "audit_admin"}),
        (Thing.AUDIT_ENTRY, Action.EXPORT, {COMPLIANCE}),
        (Thing.ACCOUNT, Action.CREATE, {"security_admin"}),
        (Thing.KEY_RING, Action.CREATE, {"admin"}),
        (Thing.PREFERENCE_OF_SELF, Action.UPDATE, set(roles.CODES)),
    ],
)
def test_who_may(thing: Thing, action: Action, allowed: set[str]) -> None:
    assert {role for role in roles.CODES if may(role, thing, action)} == allowed


def test_a_permission_says_how_far_it_reaches() -> None:
    assert "Customers whose manager is the person" in explain(RM, Thing.CUSTOMER, Action.VIEW)
    assert explain("admin", Thing.KEY_RING, Action.VIEW) == "System administrator may view key_ring."
    assert (
        explain("teller", Thing.CUSTOMER, Action.VIEW) == "Teller may not view customer: nothing grants it."
    )


@pytest.mark.parametrize(
    ("grants", "sentence"),
    [
        (planted(RM, Thing.PERSONAL_DATA, Action.UNMASK), "rm may unmask personal_data and may not view it."),
        (planted(RM, Thing.BOOK, Action.CREATE), "rm may create book and may not view it."),
        (planted(RM, Thing.BOOK, Action.VIEW, Action.EXPORT), "rm may export book and may not list it."),
        (
            planted("admin", Thing.CUSTOMER, Action.VIEW),
            "admin is an administrator and has a grant on customer.",
        ),
        (
            planted("teller", Thing.HOLDING, Action.VIEW),
            "teller sees no customer and has a grant on holding.",
        ),
        (
            planted(COMPLIANCE, Thing.CONTACT, Action.VIEW, Action.CREATE),
            "compliance looks at the whole bank and may create contact.",
        ),
        (
            planted(RM, Thing.RESTRICTION, Action.VIEW),
            "rm has a grant on restriction and does not see restricted customers.",
        ),
        (planted(RM, Thing.AUDIT_ENTRY, Action.VIEW), "rm says reads_audit"),
        ({**GRANTS, "partner": {}}, "partner has grants and is no role."),
        ({code: held for code, held in GRANTS.items() if code != RM}, "rm has no grants"),
        (
            planted("supervisor", Thing.TRANSFER, Action.VIEW),
            "supervisor must hold both or neither of transfer customer and create transfer.",
        ),
        (
            planted("supervisor", Thing.CONTACT, Action.VIEW, Action.CREATE),
            "Whoever hands customers out does not work them.",
        ),
    ],
)
def test_a_planted_contradiction_is_found(grants: dict, sentence: str) -> None:
    assert any(sentence in found for found in check(grants))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            changed(COMPLIANCE, reads_audit=False),
            "compliance says reads_audit = False and its grants say True.",
        ),
        (changed(RM, reads_audit=True), "rm says reads_audit = True and its grants say False."),
        (
            changed("admin", manages_accounts=True),
            "admin says manages_accounts = True and its grants say False.",
        ),
        (changed(COMPLIANCE, sees_restricted=False), "compliance says sees_restricted = False"),
        (changed(RM, scope="galaxy"), "rm sees as far as 'galaxy', which is no scope."),
        (changed(RM, scope="none"), "rm sees no customer and has a grant on customer."),
        ((*roles.ROLES, roles.ROLES[0]), "rm is there twice."),
    ],
)
def test_a_role_that_contradicts_its_grants_is_found(found: tuple, sentence: str) -> None:
    assert any(sentence in one for one in check(roles=found))


def test_at_least_twelve_duties_are_kept_apart_and_each_pair_can_be_broken() -> None:
    assert len(SEPARATION) >= 12
    assert len({frozenset((pair.first, pair.second)) for pair in SEPARATION}) == len(SEPARATION)
    for pair in SEPARATION:
        grants = {role: dict(held) for role, held in GRANTS.items()}
        for thing, action in (pair.first, pair.second):
            grants["teller"][thing] = grants["teller"].get(thing, frozenset()) | {action, Action.VIEW}
        assert any(found.startswith("teller may both") and pair.why in found for found in check(grants)), pair


def test_a_new_pair_that_the_table_breaks_is_found() -> None:
    pair = Pair((Thing.CONTACT, Action.CREATE), (Thing.CLEARANCE, Action.CREATE), "Only to see it fail.")
    assert [found.split()[0] for found in check(separation=(pair,))] == ["rm", "wealth"]

"""The table of permissions (F6): who may do what to which thing; what is not here is denied.

One short table a role, to be read and signed by compliance. Who does what with the records that people make
about customers is declared with them (`tilth.policy.subjects`). How far a grant reaches, that is, to whose
customers, is the scope of the role (`tilth.policy.roles`).
"""

from collections.abc import Mapping

from tilth.policy.subjects import DECLARED
from tilth.policy.things import Action, Thing

Grants = Mapping[Thing, frozenset[Action]]

_LIST, _VIEW, _SEARCH, _UNMASK = Action.LIST, Action.VIEW, Action.SEARCH, Action.UNMASK
_CREATE, _UPDATE, _DELETE = Action.CREATE, Action.UPDATE, Action.DELETE
_TRANSFER, _EXPORT, _VERIFY = Action.TRANSFER, Action.EXPORT, Action.VERIFY


def _to(*actions: Action) -> frozenset[Action]:
    return frozenset(actions)


_LOOK = _to(_LIST, _VIEW)
_LOOK_AND_FIND = _to(_LIST, _VIEW, _SEARCH)

_EVERYBODY: Grants = {
    Thing.PREFERENCE_OF_SELF: _to(_VIEW, _UPDATE),
    # The own map of key actions, or the line that the role has none.
    Thing.KEY_ACTION: _to(_VIEW),
    # Signing in and out: one's own sessions only.
    Thing.SESSION: _to(_VIEW, _CREATE, _DELETE),
}

_MANAGER: Grants = {
    Thing.CUSTOMER: _to(_LIST, _VIEW, _SEARCH, _UNMASK),
    Thing.PERSONAL_DATA: _to(_VIEW, _UNMASK),
    Thing.HOLDING: _LOOK,
    Thing.TRANSACTION: _LOOK,
    Thing.EVENT: _LOOK,
    Thing.LIST_ENTRY: _LOOK,
    Thing.BOOK: _to(_VIEW),
    Thing.OWNERSHIP_CHANGE: _LOOK,
    # One's own evening, written down for whoever leads.
    Thing.DAY_SUMMARY: _to(_VIEW, _CREATE, _UPDATE),
    Thing.WEEK_PLAN: _to(_VIEW, _CREATE, _UPDATE),
    Thing.KEY_ACTION: _to(_VIEW, _CREATE, _UPDATE),
    # The rules behind a list, and whether last night was computed: no customer is in either.
    Thing.PLAYBOOK: _to(_VIEW),
    Thing.RUN_REPORT: _LOOK,
    # What can be said in a call today; what is not approved stays with those who write and decide.
    Thing.LIBRARY: _to(_VIEW),
}

_LEADER: Grants = {
    # Reads the book of others; to see a number in clear is the work of whoever calls.
    Thing.CUSTOMER: _to(_LIST, _VIEW, _SEARCH, _TRANSFER),
    Thing.PERSONAL_DATA: _to(_VIEW),
    Thing.HOLDING: _LOOK,
    Thing.TRANSACTION: _LOOK,
    Thing.EVENT: _LOOK,
    Thing.LIST_ENTRY: _LOOK,
    Thing.BOOK: _LOOK,
    Thing.OWNERSHIP_CHANGE: _LOOK,
    # Those that were sent, of people below.
    Thing.DAY_SUMMARY: _LOOK,
    Thing.WEEK_PLAN: _LOOK,
    # The own ones, and those of people below.
    Thing.KEY_ACTION: _to(_LIST, _VIEW, _CREATE, _UPDATE),
    Thing.PLAYBOOK: _to(_VIEW),
    Thing.RUN_REPORT: _LOOK,
    Thing.LIBRARY: _to(_VIEW),
}

_HEAD: Grants = {**_LEADER, Thing.BRANCH_TOTAL: _LOOK}

_PLANNER: Grants = {
    # Only customers to whom somebody invited the planner; no search, because there is nothing to look for.
    Thing.CUSTOMER: _LOOK,
    Thing.PERSONAL_DATA: _to(_VIEW),
    Thing.HOLDING: _LOOK,
    Thing.TRANSACTION: _LOOK,
    Thing.EVENT: _LOOK,
    Thing.PLAYBOOK: _to(_VIEW),
}

# Whoever receives people in the hall or at the counter knows to whom to bring them, and no customer.
_HALL: Grants = {Thing.COLLEAGUE: _LOOK}

_COMPLIANCE: Grants = {
    # Everything about every customer, restricted ones included; in clear only with a reason, one at a time.
    # What is recorded about one customer leaves the house as one file, with a reason (PIPL 45).
    Thing.CUSTOMER: _to(_LIST, _VIEW, _SEARCH, _UNMASK, _EXPORT),
    Thing.PERSONAL_DATA: _to(_VIEW, _UNMASK),
    Thing.HOLDING: _LOOK_AND_FIND,
    Thing.TRANSACTION: _LOOK,
    Thing.EVENT: _LOOK_AND_FIND,
    Thing.LIST_ENTRY: _LOOK_AND_FIND,
    Thing.BOOK: _LOOK_AND_FIND,
    Thing.BRANCH_TOTAL: _LOOK_AND_FIND,
    # Restricting processing is for compliance alone; other stops are a subject.
    Thing.RESTRICTION: _to(_LIST, _VIEW, _SEARCH, _CREATE, _UPDATE),
    Thing.OWNERSHIP_CHANGE: _LOOK_AND_FIND,
    Thing.AUDIT_ENTRY: _to(_LIST, _VIEW, _SEARCH, _VERIFY, _EXPORT),
    # Who has access is for compliance to review, not to change.
    Thing.ACCOUNT: _LOOK,
    Thing.PLAYBOOK: _LOOK,
    # Decides on what head office wrote for calls, never on what it wrote itself: it writes none.
    Thing.LIBRARY: _to(_LIST, _VIEW, _UPDATE),
    Thing.RUN_REPORT: _LOOK,
    Thing.QUARANTINE: _LOOK_AND_FIND,
}


def _of_subjects(role: str) -> Grants:
    """Return what a role does with the records that are declared as subjects."""
    return {one.thing: one.hands[role].actions for one in DECLARED if role in one.hands}


_BY_HAND: Mapping[str, Grants] = {
    "rm": {**_EVERYBODY, **_MANAGER},
    "wealth": {**_EVERYBODY, **_MANAGER},
    "planner": {**_EVERYBODY, **_PLANNER},
    "lobby": {**_EVERYBODY, **_HALL},
    "teller": {**_EVERYBODY, **_HALL},
    "supervisor": {**_EVERYBODY, **_LEADER},
    "branch_head": {**_EVERYBODY, **_HEAD},
    "region_head": {**_EVERYBODY, **_HEAD},
    # Head office writes what can be said in a call; compliance decides whether it is said.
    "marketing": {**_EVERYBODY, Thing.PLAYBOOK: _LOOK, Thing.LIBRARY: _to(_LIST, _VIEW, _CREATE)},
    "compliance": {**_EVERYBODY, **_COMPLIANCE},
    "admin": {
        **_EVERYBODY,
        Thing.RUN_REPORT: _LOOK,
        # Whoever runs the nights tells the source which rows to mend.
        Thing.QUARANTINE: _LOOK_AND_FIND,
        Thing.PLAYBOOK: _LOOK,
        # A new key is added, an old one retired; no key is ever shown.
        Thing.KEY_RING: _to(_VIEW, _CREATE, _UPDATE),
    },
    "security_admin": {
        **_EVERYBODY,
        # An account is closed, never deleted: the audit names it.
        Thing.ACCOUNT: _to(_LIST, _VIEW, _SEARCH, _CREATE, _UPDATE),
        # Ends the sessions of others as well.
        Thing.SESSION: _to(_LIST, _VIEW, _CREATE, _DELETE),
    },
    "audit_admin": {
        **_EVERYBODY,
        # Exporting the audit is for compliance: whoever watches over it does not carry it away.
        Thing.AUDIT_ENTRY: _to(_LIST, _VIEW, _SEARCH, _VERIFY),
    },
}
GRANTS: Mapping[str, Grants] = {role: {**held, **_of_subjects(role)} for role, held in _BY_HAND.items()}
"""By role and thing: the actions allowed. Deny by default."""

"""The two word lists of permissions: what there is, and what can be done to it."""

from enum import StrEnum


class Thing(StrEnum):
    """What a page, a command or an endpoint is about."""

    CUSTOMER = "customer"
    HOLDING = "holding"
    TRANSACTION = "transaction"
    RELATION = "relation"
    """A tie between two customers; seen by whoever sees both."""
    EVENT = "event"
    LIST_ENTRY = "list_entry"
    BOOK = "book"
    BRANCH_TOTAL = "branch_total"
    CONTACT = "contact"
    CLEARANCE = "clearance"
    CONSENT = "consent"
    DO_NOT_DISTURB = "do_not_disturb"
    SUPPRESSION = "suppression"
    RESTRICTION = "restriction"
    """A suppression of the kind `restricted`: data are kept and nothing else (C-07)."""
    PREFERENCE = "preference"
    SEGMENT_ASSIGNMENT = "segment_assignment"
    CADENCE_AGREEMENT = "cadence_agreement"
    PARTICIPANT = "participant"
    COVER = "cover"
    TRANSFER = "transfer"
    OWNERSHIP_CHANGE = "ownership_change"
    TASK = "task"
    """What a manager has promised to do about a customer, a call put off among it."""
    SKIP = "skip"
    """A name of the list that was passed over, and why."""
    MERGE = "merge"
    """Two customer numbers that are one person."""
    GIFT = "gift"
    DAY_SUMMARY = "day_summary"
    """What a manager writes to the supervisor at the end of a day; about the bank's own work, no customer."""
    MEMO = "memo"
    MATTER = "matter"
    """What a customer or a supervisor asked for, due by its service level."""
    HOLD = "hold"
    """A legal hold: nothing about the customer is deleted until it is lifted."""
    ERASURE = "erasure"
    """Of a person: asked for by one of compliance, decided by another."""
    RUN_REPORT = "run_report"
    QUARANTINE = "quarantine"
    """Single rows that a night set aside; their values are masked and name nobody."""
    AUDIT_ENTRY = "audit_entry"
    ACCOUNT = "account"
    PLAYBOOK = "playbook"
    KEY_RING = "key_ring"
    PERSONAL_DATA = "personal_data"
    """Phone, e-mail, address and the like of one customer: masked to view, clear to unmask (C-22)."""
    PREFERENCE_OF_SELF = "preference_of_self"
    SESSION = "session"


class Action(StrEnum):
    """What somebody does; `list` and `search` are of many, the others of one."""

    LIST = "list"
    VIEW = "view"
    SEARCH = "search"
    UNMASK = "unmask"
    CREATE = "create"
    UPDATE = "update"
    """Change, end, or lift."""
    DELETE = "delete"
    TRANSFER = "transfer"
    EXPORT = "export"
    VERIFY = "verify"
    DECIDE = "decide"
    """Say yes or no to what somebody else asked for."""


READS = frozenset({Action.LIST, Action.VIEW, Action.SEARCH, Action.UNMASK, Action.EXPORT, Action.VERIFY})
WRITES = frozenset(Action) - READS
STOPS = frozenset({Thing.SUPPRESSION, Thing.RESTRICTION, Thing.HOLD, Thing.ERASURE})
"""What a role which looks at the whole bank may write: it can only protect a customer."""
OF_THE_BANK = STOPS | {Thing.MERGE}
"""All that such a role may write: two numbers of one person may lie in two branches."""

"""Separation of duties: what one role must never hold together (C-31, F6)."""

from dataclasses import dataclass

from tilth.policy.things import Action, Thing

Duty = tuple[Thing, Action]


@dataclass(frozen=True)
class Pair:
    """Two duties and why they are kept apart."""

    first: Duty
    second: Duty
    why: str


_OPENS_ACCOUNTS = (Thing.ACCOUNT, Action.CREATE)
_CHANGES_ACCOUNTS = (Thing.ACCOUNT, Action.UPDATE)
_READS_AUDIT = (Thing.AUDIT_ENTRY, Action.LIST)
_VERIFIES_AUDIT = (Thing.AUDIT_ENTRY, Action.VERIFY)
_SEES_CUSTOMERS = (Thing.CUSTOMER, Action.VIEW)
_UNMASKS = (Thing.PERSONAL_DATA, Action.UNMASK)
_RENEWS_KEYS = (Thing.KEY_RING, Action.CREATE)
_RETIRES_KEYS = (Thing.KEY_RING, Action.UPDATE)
_CLEARS = (Thing.CLEARANCE, Action.CREATE)
_RECORDS_CONTACTS = (Thing.CONTACT, Action.CREATE)
_RECORDS_CONSENT = (Thing.CONSENT, Action.CREATE)
_HANDS_OVER = (Thing.TRANSFER, Action.CREATE)
_COVERS = (Thing.COVER, Action.CREATE)
_INVITES = (Thing.PARTICIPANT, Action.CREATE)
_LIFTS = (Thing.SUPPRESSION, Action.UPDATE)
_UNRESTRICTS = (Thing.RESTRICTION, Action.UPDATE)
_CHANGES_RULES = (Thing.PLAYBOOK, Action.UPDATE)

SEPARATION = (
    Pair(_OPENS_ACCOUNTS, _READS_AUDIT, "Whoever opens accounts must not learn what the audit noticed."),
    Pair(_CHANGES_ACCOUNTS, _VERIFIES_AUDIT, "Whoever verifies the audit must not change who can act."),
    Pair(_OPENS_ACCOUNTS, _SEES_CUSTOMERS, "Whoever opens accounts could open one to see customers."),
    Pair(_OPENS_ACCOUNTS, _RENEWS_KEYS, "Accounts and keys together would open everything."),
    Pair(_RENEWS_KEYS, _SEES_CUSTOMERS, "Whoever holds the keys must not hold what they lock."),
    Pair(_RETIRES_KEYS, _UNMASKS, "Whoever holds the keys must not read what they lock."),
    Pair(_RENEWS_KEYS, _VERIFIES_AUDIT, "The heads of the audit are signed with a key of the ring."),
    Pair(_VERIFIES_AUDIT, _RECORDS_CONTACTS, "Nobody verifies the record of their own dealings."),
    Pair(_READS_AUDIT, _HANDS_OVER, "Nobody watches over the hand-overs they decide."),
    Pair(_HANDS_OVER, _RECORDS_CONTACTS, "Whoever hands customers out does not work them."),
    Pair(_COVERS, _CLEARS, "Whoever arranges a cover does not give the numbers to themselves."),
    Pair(_INVITES, _UNMASKS, "Whoever lets people into a file does not open what is masked in it."),
    Pair(_LIFTS, _RECORDS_CONTACTS, "Whoever wants to call does not lift the stop."),
    Pair(_UNRESTRICTS, _CLEARS, "Whoever wants to call does not lift the restriction."),
    Pair(
        _LIFTS,
        _RECORDS_CONSENT,
        "Whoever records what a customer agreed to does not lift the customer's stop.",
    ),
    Pair(_HANDS_OVER, _OPENS_ACCOUNTS, "Whoever opens accounts could hand customers to one of them."),
    Pair(_CHANGES_RULES, _RECORDS_CONTACTS, "Whoever works a list does not change the rules that make it."),
)
"""Pairs of duties that no role holds together; compliance both unmasks and reads the audit, by law."""

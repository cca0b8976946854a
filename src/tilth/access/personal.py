"""What of a person's data somebody is shown: the only place that opens what lies sealed (C-22, C-25).

A published row comes out of the database with sealed numbers. `show` turns it into what this actor sees on
this channel; nothing after it holds more. The clear value comes with a clearance or an unmasking, never else.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from tilth.access.scopes import Scope
from tilth.data.models import PublishedCustomer, PublishedTransaction
from tilth.data.notes import ERASED
from tilth.policy import codes, masks
from tilth.policy.registry import entry, showing
from tilth.policy.registry.showing import Show
from tilth.ports.feed.people import CUSTOMERS
from tilth.vault import persons, ring
from tilth.vault.errors import ErasedError, KeyMissingError, TamperedError

SEALED = CUSTOMERS.sealed
PERSONAL = ("name", *SEALED)
_LINKED = {"gender": "gender", "annual_income": "income", "birth_date": "age"}
"""Columns that are shown or not at all → the kind that decides; the year of birth goes with the age."""
_BOOKED = ("counterparty_name", "counterparty_bank", "memo")
_LISTED = ("customer_id", "name", "kind", "rm_id", "branch_id")
UNREADABLE = "—"
"""Stands where a value's key is missing from the ring, or the value was meddled with (see `tilth check`)."""
_TABLE = "published_customer"
_AUDIT = "tilth_audit_entry"
_SEALED = " ~"
"""Between the code of a reason and its sealed words."""


Mask = Callable[[str | None], str]


def show(row: PublishedCustomer, scope: Scope, channel: str) -> PublishedCustomer:
    """Replace a fetched row's personal data by what `scope` is shown on `channel`; the row is never saved.

    Only the columns that were fetched are touched; one that is hidden becomes None.
    """
    relation = scope.relation(rm_id=row.rm_id, branch_id=row.branch_id, customer_id=row.customer_id)
    fetched = vars(row)
    for column, how, mask in _decided(scope.role, relation, channel):
        if column not in fetched:
            continue
        if column in _LINKED:
            if how is not Show.CLEAR:
                setattr(row, column, None)
        else:
            setattr(row, column, _shown(row, column, how, mask))
    return row


def listed(customer_id: str, told: Mapping[str, Any], scope: Scope) -> str:
    """Return a customer's name as a list shows it, `told` by name, kind, keeper, branch; else the number."""
    if not told:
        return customer_id
    given = (told.get("name", ""), told.get("kind", ""), told.get("rm_id"), told.get("branch_id", ""))
    row = PublishedCustomer.from_db(None, _LISTED, (customer_id, *given))
    return show(row, scope, "list").name or customer_id


def booked(row: PublishedTransaction, owner: PublishedCustomer, scope: Scope) -> PublishedTransaction:
    """Replace a transaction's other side and text by what `scope` is shown of them; it is never saved."""
    relation = scope.relation(rm_id=owner.rm_id, branch_id=owner.branch_id, customer_id=owner.customer_id)
    for column in _BOOKED:
        kind = entry("models", "published_transaction", column)
        how = showing.how(scope.role, relation, "detail", kind)
        setattr(row, column, showing.show(getattr(row, column), how, kind) or None)
    return row


def clear(row: PublishedCustomer, columns: Iterable[str]) -> dict[str, str]:
    """Return clear values of a row as the database holds it, for an unmasking that was recorded."""
    return {column: _opened(row, column) or "" for column in columns}


def number(row: PublishedCustomer, field: str) -> str:
    """Return the clear number of a field, mobile or phone, for a clearance that was given."""
    return _opened(row, field) or ""


def number_indexes(row: PublishedCustomer, field: str) -> tuple[str, ...]:
    """Return the blind indexes of a number that a row, as the database holds it, has in a field."""
    value = _opened(row, field)
    return () if not value or value == UNREADABLE else indexes("mobile", value)


def sealed_reason(why: str, customer_id: str) -> str:
    """Return a reason as the audit keeps it: a known code in clear, people's own words sealed."""
    code, _, more = (part.strip() for part in why.partition(":"))
    if code not in codes.UNMASK_REASONS:
        code, more = "", why.strip()
    if not more:
        return code
    keys = persons.cached(settings.TILTH_KEYRING)
    return f"{code}{_SEALED}{keys.seal(more, about=customer_id, table=_AUDIT, column='why', row='')}"


def reason(why: str, customer_id: str) -> str:
    """Return a reason of the audit with its words opened; what was never sealed comes as it is."""
    code, apart, sealed = why.partition(_SEALED)
    if not apart:
        return why
    more = _words(sealed, customer_id)
    return f"{code}: {more}" if code else more


def _words(sealed: str, customer_id: str) -> str:
    """Open the words of a reason: under the customer's key, those of before under the ring's."""
    try:
        if sealed.startswith(persons.BEGINS):
            return persons.cached(settings.TILTH_KEYRING).open(sealed, table=_AUDIT, column="why")
        return ring.cached(settings.TILTH_KEYRING).open(sealed, table=_AUDIT, column="why", row=customer_id)
    except ErasedError:
        return ERASED.told(get_language() or "")
    except (KeyMissingError, TamperedError):
        return UNREADABLE


def indexes(tag: str, value: str) -> tuple[str, ...]:
    """Return the blind indexes under which a value is found: mobile, mobile_tail or id_number."""
    return ring.cached(settings.TILTH_KEYRING).indexes(tag, value)


def _shown(row: PublishedCustomer, column: str, how: Show, mask: Mask) -> str | None:
    if how is Show.HIDDEN:
        return None
    value = _opened(row, column)
    if value == "" and column == "name":
        return ERASED.told(get_language() or "")
    return value if value is None or value == UNREADABLE or how is Show.CLEAR else mask(value)


def _opened(row: PublishedCustomer, column: str) -> str | None:
    value: str | None = getattr(row, column)
    if value is None or column not in SEALED:
        return value
    try:
        keys = ring.cached(settings.TILTH_KEYRING)
        return keys.open(value, table=CUSTOMERS.name, column=column, row=row.customer_id)
    except (KeyMissingError, TamperedError):
        return UNREADABLE


@functools.cache
def _decided(role: str, relation: str, channel: str) -> tuple[tuple[str, Show, Mask], ...]:
    """Return what of a customer is shown how: column, how, and the mask of its kind; read for every row."""
    kinds = {column: entry("models", _TABLE, column) for column in PERSONAL}
    found = [
        (column, showing.how(role, relation, channel, kind.code), masks.MASKS[kind.mask])
        for column, kind in kinds.items()
    ]
    linked = (
        (column, showing.how(role, relation, channel, kind), masks.plain) for column, kind in _LINKED.items()
    )
    return (*found, *linked)

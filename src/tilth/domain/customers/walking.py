"""What a search counts as: nothing in the own book, else a guess at a number or a look beyond it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tilth.access import audit
from tilth.access.scopes import Scope
from tilth.access.walks import Act
from tilth.data.models import PublishedCustomer
from tilth.domain.customers.keys import Key

if TYPE_CHECKING:
    from tilth.policy.walks import Kind

_BEGINNINGS = 16
"""Who types on adds a few letters at a time: so many shorter texts count as the same search."""


def act(text: str, key: Key | None, scope: Scope, found: Sequence[PublishedCustomer]) -> Act | None:
    """Return what the search is, None where it tells nothing beyond the own book.

    A whole number that finds nobody is a guess, whoever asks. A search by somebody without an own book, or
    one that shows somebody else's customer, looks beyond it; there also nobody found tells something.
    """
    if key is None:
        return None
    kind: Kind
    if key.whole and not found:
        kind = "missed"
    elif scope.kind != "own" or any(not _own(row, scope) for row in found):
        kind = "outside"
    else:
        return None
    shorter = (text[:end] for end in range(max(1, len(text) - _BEGINNINGS), len(text)))
    return Act(kind=kind, key=audit.digest(text), grown=tuple(audit.digest(one) for one in shorter))


def _own(row: PublishedCustomer, scope: Scope) -> bool:
    relation = scope.relation(rm_id=row.rm_id, branch_id=row.branch_id, customer_id=row.customer_id)
    return relation == "own"

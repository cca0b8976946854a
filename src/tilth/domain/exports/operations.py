"""Hand out what is recorded about one customer, as one file: a person's right to a copy (PIPL 45).

Only who may export customers does so, with a reason; what left is noted in the same transaction, by part.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from django.db import transaction

from tilth.access import audit, personal, scopes
from tilth.access.audit import Event
from tilth.access.walks import Act
from tilth.data.models import PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear, Who
from tilth.domain.exports import columns, parts
from tilth.domain.exports.writing import Bundle
from tilth.kernel.sentences import marked as _
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

if TYPE_CHECKING:
    from django.db.models import QuerySet

EXPORT, PAGE = "export", "detail"
CLEAR = tuple(codes.PERSONAL)
"""What an own copy has in clear, as an unmasking would show it."""
CHUNK = 500
"""Rows that are held at once."""


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What was handed out: rows by part."""

    customer_id: str
    own: bool
    """The customer's own copy."""
    rows: dict[str, int]

    @property
    def channel(self) -> str:
        """By which channel the columns are judged."""
        return PAGE if self.own else EXPORT

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())


@transaction.atomic
def customer(who: Who, customer_id: str, *, why: str, own: bool, to: IO[bytes]) -> Handed:
    """Write everything about one customer as a zip.

    `own`: the customer's own copy, as its maker reads the pages, and with what may be unmasked in clear; else
    masked as every export is. Raises NotAllowedError, CustomerNotVisibleError, Unclear,
    AuthenticationDataError.
    """
    guards.allowed(who.by, Thing.CUSTOMER, Action.EXPORT)
    if own:
        guards.allowed(who.by, Thing.PERSONAL_DATA, Action.UNMASK)
    if not why.strip():
        raise Unclear(_("Say why it leaves the house: the reason is kept in the audit."))
    guards.free_text(why)
    seen = guards.customer(who.by, who.generation, customer_id)
    scope = scopes.of(who.by, who.generation)
    relation = scope.relation(rm_id=seen.rm_id, branch_id=seen.branch_id, customer_id=customer_id)
    handed = Handed(customer_id=customer_id, own=own, rows={})
    bundle = Bundle(to, who.at)
    for part in parts.every():
        shown = columns.of_table(
            part.model, handed.channel, role=who.by.role, relation=relation, clear=CLEAR if own else ()
        )
        rows = _rows(part.rows(who, customer_id), scope, handed)
        handed.rows[part.name] = bundle.part(part.name, part.words, shown, rows)
    bundle.document("contents", _contents(who, handed))
    bundle.close()
    audit.note(
        Event.EXPORT,
        customers=[customer_id],
        subject_type="customer",
        subject_id=customer_id,
        why=personal.sealed_reason(why, customer_id),
        detail={"own": handed.own, "rows": handed.rows},
        act=Act(kind="opened", key=customer_id),
    )
    return handed


def _rows(found: "QuerySet[Any, Any]", scope: scopes.Scope, handed: Handed) -> Iterator[dict[str, Any]]:
    """Yield rows as columns and values, a few hundred held at once; personal ones as they leave the house."""
    for row in found.iterator(chunk_size=CHUNK):
        if isinstance(row, PublishedCustomer):
            clear = personal.clear(row, CLEAR) if handed.own else {}
            vars(personal.show(row, scope, handed.channel)).update(clear)
        yield {str(one.column): getattr(row, one.attname) for one in row._meta.concrete_fields}  # noqa: SLF001 - Django's documented door


def _contents(who: Who, handed: Handed) -> dict[str, Any]:
    """Return what the file says of itself."""
    return {
        "customer": handed.customer_id,
        "made_at": who.at.isoformat(),
        "made_by": who.by.staff_id or who.by.username,
        "night": who.generation.business_date.isoformat(),
        "for": "the customer" if handed.own else "somebody else, masked",
        "parts": {
            one.name: {"en": one.words.en, "zh": one.words.zh, "rows": handed.rows[one.name]}
            for one in parts.every()
        },
    }

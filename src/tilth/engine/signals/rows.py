"""The form of a signal inside the engine, that of an event, and of the figures it was computed from."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY
from tilth.engine.events.rows import event

NAMED = ("customer_id", "kind", "subject")
"""What names a signal within one night, beside its day where one subject has several."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """The signals of one kind, and the rows of their evidence."""

    signals: ir.Table
    evidence: Sequence[ir.Table] = ()


def signal(
    rows: ir.Table,
    kind: str,
    *,
    due_on: ir.Value | None = None,
    subject: ir.Value | None = None,
    amount: ir.Value | None = None,
    **detail: ir.Value,
) -> ir.Table:
    """Return `rows` as signals of one kind; without `due_on` a state, of the night that told it first."""
    on = ibis.null("date") if due_on is None else due_on
    return event(rows, kind, due_on=on, subject=subject, amount=amount, **detail)


def evidence(  # noqa: PLR0913 - the columns of a row of evidence
    rows: ir.Table,
    kind: str,
    source: str,
    *,
    day: ir.Value,
    subject: ir.Value | None = None,
    source_id: ir.Value | None = None,
    amount: ir.Value | None = None,
    due_on: ir.Value | None = None,
) -> ir.Table:
    """Return `rows` as evidence of the signals of one kind; `subject` is the signal's, and so is `due_on`.

    Without `due_on` the evidence is of the one signal of its subject, whatever its day.
    """
    none = ibis.literal("")
    return rows.select(
        customer_id=rows.customer_id,
        kind=ibis.literal(kind),
        subject=none if subject is None else subject,
        source=ibis.literal(source),
        source_id=none if source_id is None else source_id,
        day=day,
        amount=ibis.null(MONEY) if amount is None else amount.cast(MONEY),
        of_day=ibis.null("date") if due_on is None else due_on,
    )


def basis_points(part: ir.Value, whole: ir.Value) -> ir.Value:
    """Return part ÷ whole in whole basis points, halves up, as float64 gives it; `whole` is above 0."""
    return (part.cast("float64") / whole.cast("float64") * 10_000 + 0.5).floor()

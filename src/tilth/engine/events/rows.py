"""The form of an event inside the engine: who, what, which holding, which day, how much, and why as JSON."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY

COLUMNS = ("customer_id", "kind", "subject", "due_on", "amount", "detail")


def event(
    rows: ir.Table,
    kind: str | ir.Value,
    *,
    due_on: ir.Value,
    subject: ir.Value | None = None,
    amount: ir.Value | None = None,
    **detail: ir.Value,
) -> ir.Table:
    """Return `rows` as events of one kind, or of the kind each row says; `detail` values are JSON texts."""
    return rows.select(
        customer_id=rows.customer_id,
        kind=ibis.literal(kind) if isinstance(kind, str) else kind,
        subject=ibis.literal("") if subject is None else subject,
        due_on=due_on,
        amount=ibis.null(MONEY) if amount is None else amount.cast(MONEY),
        detail=_object(detail),
    )


def _object(parts: dict[str, ir.Value]) -> ir.Value:
    result = ibis.literal("{")
    for number, name in enumerate(sorted(parts)):
        result = result + ibis.literal(f'{"," if number else ""}"{name}":') + parts[name]
    return result + ibis.literal("}")


def text(value: ir.Value) -> ir.Value:
    """Return a key, date or decimal as JSON text; keys hold neither quotes nor backslashes (acceptance)."""
    return (ibis.literal('"') + value.cast("string") + ibis.literal('"')).fill_null("null")


def whole(value: ir.Value) -> ir.Value:
    """Return a whole number as JSON."""
    return value.cast("int64").cast("string").fill_null("null")

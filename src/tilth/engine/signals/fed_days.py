"""Signals of days that the feed's own table brings: premiums, cards, identity documents, weddings."""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from tilth.engine import calendars
from tilth.engine.amounts import MONEY
from tilth.engine.signals import ties
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import (
    CardExpiring,
    CertificateExpiring,
    FedDay,
    PremiumDue,
    WeddingAnniversary,
)
from tilth.ports.schema import Kind

_COLUMNS = {
    **dict.fromkeys(("date_id", "customer_id", "kind"), Kind.TEXT),
    "day": Kind.DATE,
    "amount": Kind.MONEY,
}


def _once(kind: type[FedDay], of: str) -> Callable[[Tonight], Found]:
    """Return the family of a day that comes once."""

    def family(tonight: Tonight) -> Found:
        context, rule = tonight.context, tonight.context.playbook.signals.of(kind)
        rows = _days(tonight, of)
        last = ibis.date(context.ahead(rule.days))
        rows = rows.filter(rows.day.between(ibis.date(context.day), last))
        return _found(tonight, rule.code, rows.mutate(due_on=rows.day))

    return family


premium_due = _once(PremiumDue, "premium")
card_expiring = _once(CardExpiring, "card")
certificate_expiring = _once(CertificateExpiring, "certificate")


def wedding_anniversary(tonight: Tonight) -> Found:
    """Return the yearly return of weddings, after a year at least; on 29 February: on 28 in common years.

    Whose spouse is recorded as deceased is left out.
    """
    context, rule = tonight.context, tonight.context.playbook.signals.of(WeddingAnniversary)
    pairs = calendars.yearly(context.day, context.ahead(rule.days))
    table = tonight.session.small(
        "wedding_days",
        source=(Kind.INTEGER, [source for source, _ in pairs]),
        due_on=(Kind.DATE, [due for _, due in pairs]),
    )
    rows = _days(tonight, "wedding")
    rows = rows.mutate(source=rows.day.month().cast("int64") * 100 + rows.day.day().cast("int64"))
    rows = rows.join(table, "source").drop("source")
    rows = rows.filter(rows.due_on.year() > rows.day.year())
    dead = tonight.customers.filter(tonight.customers.deceased).select(other_id="customer_id")
    widowed = ties.pairs(tonight, ("spouse",), ("spouse",)).semi_join(dead, "other_id")
    return _found(tonight, rule.code, rows.anti_join(widowed, "customer_id"))


def _days(tonight: Tonight, of: str) -> ir.Table:
    """Return the days of one kind that the feed brings of living, open customers."""
    path = tonight.context.maybe_feed("due_days")
    none: dict[str, tuple[Kind, list[str]]] = {name: (kind, []) for name, kind in _COLUMNS.items()}
    fed = tonight.session.small("no_due_days", **none) if path is None else tonight.session.read(path)
    return fed.filter(fed.kind == of, fed.day.notnull()).select("date_id", "customer_id", "day", "amount")


def _found(tonight: Tonight, kind: str, rows: ir.Table) -> Found:
    people = tonight.with_us
    rows = rows.semi_join(people, "customer_id")
    found = tonight.session.keep(kind, rows.mutate(amount=rows.amount.cast(MONEY)))
    told = signal(found, kind, due_on=found.due_on, subject=found.date_id, amount=found.amount)
    figure = evidence(
        found,
        kind,
        "due_day",
        subject=found.date_id,
        source_id=found.date_id,
        day=found.day,
        amount=found.amount,
    )
    return Found(signals=told, evidence=[figure])

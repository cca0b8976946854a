"""All facts of a night, one row per customer ever seen: fed, held, carried, contacted."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number
from tilth.engine.backend import TYPES, Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.staging import customers, details
from tilth.engine.state import sums
from tilth.engine.state.flows import FLOWS
from tilth.ports.marts.state import CARRIED
from tilth.ports.schema import Column

FED = (
    "customer_id",
    "kind",
    "birth_date",
    "birth_calendar",
    "occupation",
    "employer",
    "industry",
    "annual_income",
    "risk_level",
    "risk_assessed_on",
    "opened_on",
    "closed_on",
    "branch_id",
    "rm_id",
    "company_size",
    "numbers",
)
ZERO = number(0)
NO = ibis.literal(False)  # noqa: FBT003
_BEFORE = {
    "tier": "string",
    "tier_basis": MONEY,
    "aum": MONEY,
    "under_served": "boolean",
    "lifecycle": "string",
}


def gather(session: Session, context: Context, parts: dict[str, ir.Table | None]) -> ir.Table:
    """Return and keep the wide table; `parts` are what earlier steps have aggregated by customer."""
    fed = customers.read(session, context).select(*FED)
    rows = session.step("fed_and_carried", _with_carried(session, context, fed))
    present = [part for part in parts.values() if part is not None]
    rows = attach(
        rows,
        *sums.edges(session, context),
        *present,
        *_row_before(session, context),
        *_agreements(session, context),
        *details.read(session, context),
    )
    rows = session.step("joined", rows)
    if "elsewhere" not in rows.columns:
        rows = rows.mutate(elsewhere=ibis.null(MONEY))
    if context.previous is None:
        rows = rows.mutate(
            known_before=NO, **{f"before_{name}": ibis.null(kind) for name, kind in _BEFORE.items()}
        )
    return session.keep("facts", _selected(context, rows.mutate(**_filled(rows))))


def _with_carried(session: Session, context: Context, rows: ir.Table) -> ir.Table:
    """Join P's carried state, keeping customers that are missing tonight."""
    names = {f"was_{column.name}": column for column in CARRIED.columns if column.name != "customer_id"}
    rows = rows.mutate(present=ibis.literal(True))  # noqa: FBT003
    if context.previous is None:
        return rows.mutate(**{name: ibis.null(TYPES[column.kind]) for name, column in names.items()})
    before = session.read(context.mart("carried", context.previous))
    before = before.select(
        was_customer_id=before.customer_id,
        **{name: _kept(before, column) for name, column in names.items()},
    )
    both = rows.outer_join(before, rows.customer_id == before.was_customer_id)
    return both.mutate(
        customer_id=ibis.coalesce(both.customer_id, both.was_customer_id), present=both.present.fill_null(NO)
    ).drop("was_customer_id")


def _kept(before: ir.Table, column: Column) -> ir.Value:
    """Return a value of P; an earlier version took all flows for external and remembered no referral."""
    for name in (column.name, column.name.removeprefix("external_")):
        if name in before.columns:
            return before[name]
    return ibis.null(TYPES[column.kind])


def _row_before(session: Session, context: Context) -> list[ir.Table]:
    """Return the customers' rows of P: crossings need them."""
    if context.previous is None:
        return []
    before = session.read(context.mart("customers", context.previous))
    columns = {f"before_{name}": before[name] for name in _BEFORE}
    return [before.select("customer_id", known_before=ibis.literal(True), **columns)]  # noqa: FBT003


def _agreements(session: Session, context: Context) -> list[ir.Table]:
    """Return what people confirmed or agreed: the segment of the active scheme, the contact interval."""
    confirmed = session.read(context.extract("segment_assignments"))
    confirmed = confirmed.filter(confirmed.scheme == context.playbook.segments.active)
    agreed = session.read(context.extract("cadence_agreements"))
    return [
        confirmed.select("customer_id", confirmed_segment=confirmed.segment),
        agreed.select("customer_id", agreed_days=agreed["days"]),
    ]


def _filled(rows: ir.Table) -> dict[str, ir.Value]:
    """Return 0 or false for those who hold nothing, are unknown on P, or are missing tonight."""
    amounts = ("aum", "liabilities", "deposit_balance", "time_deposits", "weighted")
    named = (*amounts, *(name for name in rows.columns if name.startswith("cat_")))
    counts = (
        "product_count",
        "activity_count",
        "active_count",
        "mask",
        "former_mask",
        "bought_year",
        "contacts_made",
        "contacts_connected",
    )
    return {
        **{name: rows[name].fill_null(ZERO).cast(MONEY) for name in named},
        **{name: rows[name].fill_null(0).cast("int64") for name in counts},
        "known_before": rows.known_before.fill_null(NO),
        "deceased": rows.deceased.fill_null(NO),
        "unread": rows.unread.fill_null(NO) if "unread" in rows.columns else NO,
    }


def _selected(context: Context, rows: ir.Table) -> ir.Table:
    """Advance the running sums, the flows and the memories; drop what only they needed."""
    used = [name for name in rows.columns if name.startswith(("edge_", "was_"))]
    used += [f"{name}_in" for name in FLOWS] + ["active_on", "bought_on"]
    used += [f"{name}_out" for name in FLOWS if f"{name}_out" in rows.columns]
    return rows.mutate(
        **sums.sums(context, rows),
        **{f"{name}_30": _flow(rows, name) for name in FLOWS},
        last_active_on=ibis.greatest(rows.was_last_active_on, rows.active_on),
        last_purchase_on=ibis.greatest(rows.was_last_purchase_on, rows.bought_on),
        peak_before=rows.was_peak_aum_avg_30,
        told_before=rows.was_first_fund_told.fill_null(NO),
        asked_before=rows.was_referral_told_on,
    ).drop(*used)


def _flow(rows: ir.Table, name: str) -> ir.Value:
    total = rows[f"{name}_in"].fill_null(ZERO)
    if f"{name}_out" in rows.columns:
        total = total + rows[f"was_{name}_30"].fill_null(ZERO) - rows[f"{name}_out"].fill_null(ZERO)
    return total.cast(MONEY)

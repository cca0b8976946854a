"""What must hold before a night may count: keys unique, words accepted, sums reconcile, lists whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

from tilth.engine.files import Written
from tilth.engine.tonight import Tonight, still_open
from tilth.kernel.errors import TilthError
from tilth.kernel.said import Said
from tilth.policy.vocabulary import ASSET_CATEGORIES
from tilth.ports.marts import BY_NAME
from tilth.ports.schema import Table


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check: its name, whether it holds, and the figures it compared."""

    name: str
    passed: bool
    detail: str


def run(tonight: Tonight, written: Mapping[str, Written]) -> tuple[Check, ...]:
    """Check what was written; TilthError naming the first check that fails."""
    checks = tuple(_all(tonight, written))
    for check in checks:
        if not check.passed:
            raise TilthError(
                Said("check_failed", day=tonight.context.day, check=check.name, detail=check.detail)
            )
    return checks


def _all(tonight: Tonight, written: Mapping[str, Written]) -> Iterator[Check]:
    rows = {name: file.rows(tonight.session) for name, file in sorted(written.items())}
    for name, file in sorted(written.items()):
        yield _form(file)
        yield from _words(tonight, BY_NAME[name], rows[name])
    yield from _money(tonight, rows)
    yield from _lists(tonight, rows)
    yield from _summaries(tonight, rows)


def _form(file: Written) -> Check:
    """Types are the contract's, required columns hold no empties, rows are sorted and their keys unique."""
    fault = file.fault()
    return Check(name=f"{file.table.name}.form", passed=not fault, detail=fault or f"{file.count} rows")


def _words(tonight: Tonight, table: Table, rows: ir.Table) -> Iterator[Check]:
    """Columns with closed lists hold only their words."""
    closed = [column for column in table.columns if column.values]
    if not closed:
        return
    unknown = {
        column.name: (rows[column.name].notnull() & ~rows[column.name].isin(column.values)).sum()
        for column in closed
    }
    wrong = {name: count for name, count in _figures(tonight, rows, unknown).items() if count}
    detail = ", ".join(f"{name}: {count} rows" for name, count in wrong.items()) or "all words known"
    yield Check(name=f"{table.name}.words", passed=not wrong, detail=detail)


def _figures(tonight: Tonight, rows: ir.Table, figures: Mapping[str, ir.Value]) -> dict[str, Any]:
    return tonight.session.fetch(rows.aggregate(**figures))[0]


def _equal(name: str, one: Any, other: Any) -> Check:
    return Check(name=name, passed=(one or 0) == (other or 0), detail=f"{one or 0} and {other or 0}")


def _money(tonight: Tonight, rows: Mapping[str, ir.Table]) -> Iterator[Check]:
    held, customers, carried, events = tonight.holdings, rows["customers"], rows["carried"], rows["events"]
    of_holdings = held.base.sum(where=held.is_open & held.category.isin(ASSET_CATEGORIES))
    staged = _figures(tonight, held, {"aum": of_holdings})
    total = _figures(tonight, customers, {"aum": customers.aum.sum(), "count": customers.count()})
    kept = _figures(tonight, carried, {"aum": carried.aum.sum()})
    fed = tonight.session.read(tonight.context.feed("customers"))
    yield _equal("customers.aum_is_sum_of_holdings", total["aum"], staged["aum"])
    yield _equal("carried.aum_is_sum_of_customers", kept["aum"], total["aum"])
    yield _equal("customers.all_fed", total["count"], _figures(tonight, fed, {"count": fed.count()})["count"])
    strangers = events.anti_join(customers, "customer_id")
    count = _figures(tonight, strangers, {"count": strangers.count()})["count"]
    yield _equal("events.customers_known", count, 0)
    unfounded = rows["signal_evidence"].anti_join(rows["signals"], "event_id")
    unfounded_count = _figures(tonight, unfounded, {"count": unfounded.count()})["count"]
    yield _equal("signal_evidence.signals_known", unfounded_count, 0)


def _lists(tonight: Tonight, rows: Mapping[str, ir.Table]) -> Iterator[Check]:
    """Every owned customer is in exactly one of call_list and exclusions; ranks run 1…n."""
    owned = rows["customers"].filter(rows["customers"].rm_id.notnull())
    sides = {
        name: _marked(table, name) for name, table in rows.items() if name in ("call_list", "exclusions")
    }
    every = _marked(owned, "owned").union(sides["call_list"], sides["exclusions"])
    seen = every.group_by("customer_id", "rm_id").aggregate(
        owned=(every.source == "owned").sum(), placed=(every.source != "owned").sum()
    )
    wrong = ((seen.owned != 1) | (seen.placed != 1)).sum()
    yield _equal("lists.owned_customers_once", _figures(tonight, seen, {"wrong": wrong})["wrong"], 0)
    listed = rows["call_list"]
    ranks = listed.group_by("rm_id").aggregate(
        low=listed["rank"].min(), high=listed["rank"].max(), n=listed.count()
    )
    holes = ((ranks.low != 1) | (ranks.high != ranks.n)).sum()
    yield _equal("call_list.ranks_without_holes", _figures(tonight, ranks, {"holes": holes})["holes"], 0)


def _marked(rows: ir.Table, source: str) -> ir.Table:
    return rows.select("customer_id", "rm_id", source=ibis.literal(source))


def _summaries(tonight: Tonight, rows: Mapping[str, ir.Table]) -> Iterator[Check]:
    """Branches add up to all customers not closed, books to the owned ones, tiers to customers."""
    of_all = still_open(tonight.context, tonight.customers)
    wholes = {"branch": of_all, "book": of_all.semi_join(rows["book"], "rm_id")}
    for name, whole in wholes.items():
        table = rows[name]
        tiers = [table[column] for column in table.columns if column.startswith("tier_")]
        figures = {
            "aum": table.aum.sum(),
            "customers": table.customers.sum(),
            "tiers": sum(tiers[1:], tiers[0]).sum(),
            "list_size": table.list_size.sum(),
        }
        found = _figures(tonight, table, figures)
        repeats = _repeats(tonight, whole, "rm_id" if name == "book" else "branch_id")
        wanted = _figures(tonight, whole, {"aum": whole.aum.sum(), "count": whole.count()})
        yield _equal(f"{name}.aum_is_sum_of_customers", found["aum"] or 0, (wanted["aum"] or 0) - repeats)
        yield _equal(f"{name}.customers_add_up", found["customers"], wanted["count"])
        yield _equal(f"{name}.tiers_add_up", found["tiers"], found["customers"])
        listed = _figures(tonight, rows["call_list"], {"count": rows["call_list"].count()})["count"]
        yield _equal(f"{name}.list_size_is_call_list", found["list_size"], listed)


def _repeats(tonight: Tonight, whole: ir.Table, key: str) -> Any:
    """Return what joint accounts add to a sum over customers beside counting once for each `key`."""
    if tonight.joint is None:
        return 0
    rows = tonight.joint.join(whole.select("customer_id", key), "customer_id")
    rows = rows.filter(rows[key].notnull())
    once = rows.group_by(key, "holding_id").aggregate(base=rows.base.max())
    every = _figures(tonight, rows, {"base": rows.base.sum()})["base"]
    return (every or 0) - (_figures(tonight, once, {"base": once.base.sum()})["base"] or 0)

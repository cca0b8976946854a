"""Whose holding came, was set aside, and no earlier row stands for it: what is held is unknown, not gone."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.rules.standing import distinct
from tilth.connectors.core_banking.sheet import Sheet
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.parquet import write_table
from tilth.ports.feed import HOLDINGS_UNREAD


def note(sheet: Sheet, accepted: pa.Table, context: Context) -> None:
    """Write the customers of such holdings beside tonight's tables; a night without any has no such file."""
    if sheet.table.name != "holdings" or context.branch_of is None or not sheet.bad.any():
        return
    owners = distinct(_aside(sheet, accepted, context))
    owners = pc.filter(owners, pc.is_in(owners, value_set=context.branch_of[0]))
    if len(owners):
        path = context.place.out(Area.FEED, HOLDINGS_UNREAD.name, context.business_date)
        columns = {"customer_id": pc.take(owners, pc.sort_indices(owners))}
        write_table(path, pa.table(columns, schema=arrow_schema(HOLDINGS_UNREAD)))


def _aside(sheet: Sheet, accepted: pa.Table, context: Context) -> Any:
    """Return the owners of the set-aside rows that are not closed and of which no row is taken."""
    rows = pa.table(
        {
            name: pc.filter(sheet.columns[name], pa.array(sheet.bad))
            for name in ("holding_id", "customer_id", "closed_on")
        }
    )
    closed = pc.less_equal(rows["closed_on"], pa.scalar(context.business_date))
    closed = pc.fill_null(closed, fill_value=False)
    taken = pc.is_in(rows["holding_id"], value_set=distinct(accepted["holding_id"]))
    return rows.filter(pc.invert(pc.or_(closed, taken)))["customer_id"]

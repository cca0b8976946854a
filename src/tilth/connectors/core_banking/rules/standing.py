"""A holding whose row is set aside stands as it was the night before: it has not left the customer."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.connectors.core_banking.rules import concerned, owners
from tilth.connectors.core_banking.rules.context import Context
from tilth.connectors.core_banking.sheet import Sheet
from tilth.kernel.said import Said


def with_rows_before(sheet: Sheet, context: Context) -> pa.Table:
    """Return the accepted rows; of holdings also last night's row of each that was delivered and set aside.

    A customer whose only account comes with an unreadable balance has not lost it: without the row all that
    is told of the customer would be of somebody who left. What points to nobody accepted tonight is left out.
    """
    accepted = sheet.result()
    last = context.before("holdings") if sheet.table.name == "holdings" and sheet.bad.any() else None
    if last is None:
        return accepted
    key = sheet.table.key[0]
    aside = pa.table({name: pc.filter(sheet.columns[name], pa.array(sheet.bad)) for name in owners.PAIR})
    before = pq.read_table(last, filters=pc.field(key).isin(distinct(aside[key])))
    before = before.filter(_stands(before, aside, accepted))
    before = owners.as_told(before, accepted, context.business_date)
    before = before.filter(_points_to_accepted(sheet, before, context))
    if not before.num_rows:
        return accepted
    sheet.stands = before[key]
    sheet.findings.append(
        Said(
            "rows_stand",
            named=concerned.named(before[key]),
            rows=before.num_rows,
            day=context.earlier[-1],
            branches=concerned.of_customers(before["customer_id"], context),
        )
    )
    return pa.concat_tables([accepted, _typed(before, accepted.schema)])


def _stands(before: pa.Table, aside: pa.Table, accepted: pa.Table) -> Any:
    """Say which rows are not told of otherwise: nobody's row of the holding is taken, or not this owner's."""
    taken = accepted.filter(pc.is_in(accepted["holding_id"], value_set=distinct(aside["holding_id"])))
    nobody = pc.invert(pc.is_in(before["holding_id"], value_set=distinct(taken["holding_id"])))
    own = pc.is_in(owners.pairs(before), value_set=distinct(owners.pairs(aside)))
    told = pc.is_in(owners.pairs(before), value_set=distinct(owners.pairs(taken)))
    return pc.or_(nobody, pc.and_(own, pc.invert(told)))


def _points_to_accepted(sheet: Sheet, rows: pa.Table, context: Context) -> Any:
    """Its currency had a rate then, so it has one now."""
    known = pa.repeat(pa.scalar(value=True), rows.num_rows)
    for reference in sheet.table.references:
        column = rows[reference.column]
        known = pc.and_(known, pc.is_in(column, value_set=distinct(context.accepted[reference.table])))
    return known


def _typed(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Return the rows with tonight's columns; what an earlier version did not know is empty."""
    columns = [
        pc.cast(rows[one.name], one.type) if one.name in rows.column_names else pa.nulls(len(rows), one.type)
        for one in schema
    ]
    return pa.table(columns, schema=schema)


def distinct(values: Any) -> Any:
    """Return each value once, in one piece; empty ones are left out."""
    found = pc.drop_null(pc.unique(values))
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found

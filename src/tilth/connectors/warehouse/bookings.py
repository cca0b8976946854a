"""Each customer's transactions by night."""

import datetime as dt
from pathlib import Path

from tilth.connectors.warehouse.nightly import Nightly
from tilth.lake.layout import Area
from tilth.lake.store import Lake

_ROWS = """
    SELECT $number::INTEGER AS night, booked.transaction_id, $day::DATE AS business_date, booked.customer_id,
        booked.holding_id, product.name AS product_name, held.currency, booked.at, booked.amount, booked.kind,
        booked.channel, booked.cash, booked.counterparty_name, booked.counterparty_bank, booked.memo
    FROM read_parquet($transactions) AS booked
    LEFT JOIN (
        SELECT holding_id, max(product_id) AS product_id, max(currency) AS currency
        FROM read_parquet($holdings)
        WHERE holding_id IN (SELECT holding_id FROM read_parquet($transactions)) GROUP BY holding_id
    ) AS held ON held.holding_id = booked.holding_id
    LEFT JOIN read_parquet($products) AS product ON product.product_id = held.product_id
"""


def _files(lake: Lake, day: dt.date) -> dict[str, Path]:
    return {name: lake.path(Area.FEED, name, day) for name in ("transactions", "holdings", "products")}


BOOKINGS = Nightly(
    parent="published_transaction",
    nights="tilth_transaction_night",
    counted="transactions",
    files=_files,
    marked=("transactions",),
    rows=_ROWS,
    figures="count(*), coalesce(sum(amount), 0)::text, count(DISTINCT customer_id)",
    source="read_parquet($transactions)",
)

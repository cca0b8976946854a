"""Each customer's assets, tier and what counts for it, by night."""

import datetime as dt
from pathlib import Path

from tilth.connectors.warehouse.nightly import Nightly
from tilth.lake.layout import Area
from tilth.lake.store import Lake

_ROWS = """
    SELECT $number::INTEGER AS night, customer_id, business_date, aum, tier, weighted, lifecycle,
        product_coverage, account_activity
    FROM (FROM read_parquet($mart) UNION ALL BY NAME SELECT NULL::DOUBLE AS product_coverage WHERE false)
    JOIN (FROM read_parquet($feed) SELECT customer_id, closed_on) USING (customer_id)
    LEFT JOIN (FROM read_parquet($carried) SELECT customer_id, weighted) USING (customer_id)
    WHERE closed_on IS NULL OR closed_on > business_date
"""


def _files(lake: Lake, day: dt.date) -> dict[str, Path]:
    return {
        "mart": lake.path(Area.MARTS, "customers", day),
        "feed": lake.path(Area.FEED, "customers", day),
        "carried": lake.path(Area.MARTS, "carried", day),
    }


POINTS = Nightly(
    parent="published_point",
    nights="tilth_point_night",
    counted="customers",
    files=_files,
    marked=("mart", "feed"),
    rows=_ROWS,
    figures="count(*), coalesce(sum(aum), 0)::text, coalesce(sum(weighted), 0)::text",
    source=f"({_ROWS})",
)

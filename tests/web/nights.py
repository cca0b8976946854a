"""Two nights of the believable bank: one published with some rows set aside, one refused."""

import datetime as dt
from typing import Any

from support import published
from tilth.data import models

DAY = published.DAY

REPORT: dict[str, Any] = {
    "business_date": DAY.isoformat(),
    "playbook_version": "default-1",
    "status": "published",
    "refusal": None,
    "tables": [
        {
            "table": "customers",
            "read": 1031,
            "quarantined": 1,
            "normalised": 0,
            "accepted": 1030,
            "ignored_columns": ["vip_flag"],
        },
        {
            "table": "holdings",
            "read": 4210,
            "quarantined": 60,
            "normalised": 3,
            "left_out": 17,
            "accepted": 4150,
            "ignored_columns": [],
        },
        {
            "table": "transactions",
            "read": 8875,
            "quarantined": 0,
            "normalised": 0,
            "accepted": 8875,
            "ignored_columns": [],
        },
    ],
    "marts": [
        {"mart": "customers", "rows": 1030},
        {"mart": "events", "rows": 311},
        {"mart": "call_list", "rows": 40},
    ],
    "steps": [
        {"step": "accept", "seconds": 3.41},
        {"step": "compute", "seconds": 5.2},
        {"step": "publish", "seconds": 2.25},
    ],
    "checks": [
        {"name": "customers.form", "passed": True, "detail": "1030 rows"},
        {
            "name": "customers.aum_is_sum_of_holdings",
            "passed": True,
            "detail": "85000000.00 and 85000000.00",
        },
    ],
    "findings": [{"code": "rows_missing", "values": {"table": "customers", "rows": 1, "day": "2026-03-30"}}],
    "playbook": {
        "version": "spring-2",
        "effective_from": "2026-03-31",
        "previous": "spring-1",
        "changes": [
            {"path": "call_list.size", "before": "20", "after": "25", "unit": "customers"},
            {"path": "tiers.bands.platinum.floor", "before": "1,000,000", "after": "500,000", "unit": ""},
        ],
    },
    "quarantine": {
        "faults": 12_061,
        "kept": 61,
        "reasons": [
            {"table": "holdings", "column": "matures_on", "code": "before_opening", "faults": 12_060},
            {"table": "customers", "column": "mobile", "code": "value_dropped", "faults": 1},
        ],
    },
}


def runs() -> None:
    """Add a published run and, the night before, a refused one."""
    run = models.RunReport.objects.create(
        business_date=DAY,
        finished_at=dt.datetime(2026, 3, 31, 20, 5, tzinfo=dt.UTC),
        status="published",
        report=REPORT,
    )
    holdings = {"table_name": "holdings", "column_name": "matures_on", "code": "before_opening"}
    models.QuarantineRow.objects.bulk_create(
        [
            *(
                models.QuarantineRow(run=run, row_number=17 + n, value="2026-02-30", **holdings)
                for n in range(60)
            ),
            models.QuarantineRow(
                run=run,
                table_name="customers",
                row_number=900,
                line_number=901,
                column_name="mobile",
                value="1***",
                code="value_dropped",
            ),
        ]
    )
    models.RunReport.objects.create(
        business_date=dt.date(2026, 3, 30),
        finished_at=dt.datetime(2026, 3, 30, 20, 5, tzinfo=dt.UTC),
        status="refused",
        report={
            "business_date": "2026-03-30",
            "status": "refused",
            "refusal": "/feeds/2026-03-30/customers.csv: line 1: required column opened_on is missing.",
            "said": {
                "code": "header_lacks",
                "values": {
                    "path": "2026-03-30/customers.csv",
                    "column": "opened_on",
                    "missing": "opened_on",
                },
            },
        },
    )

"""Five hundred managers record at once, each record sent twice: `python -m bench.recording [--data DIR]`.

What is counted afterwards is what stands in the database: records, promises and lines of the diary, one each.
The clients share the machine with the server and PostgreSQL, so that the times are those of a crowd.
"""

import argparse
import datetime as dt
import http.client
import statistics
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import uuid4

from bench import accounts, served
from bench.lunar_days import OUT
from tilth import wiring

MANAGERS, SPARE, PATIENCE = 500, 100, 120
TOKEN = "b" * 32


@dataclass(frozen=True, kw_only=True)
class Record:
    """What one manager sends: whose it is, about whom, under which key, with which session."""

    user: int
    customer_id: str
    key: str
    cookie: str
    until: str
    """The day of the call that is promised."""

    def body(self) -> str:
        """Return the form: a talk that promises a call on a day far off."""
        return urllib.parse.urlencode(
            {
                "key": self.key,
                "channel": "phone",
                "outcome": "connected",
                "two_way": "yes",
                "intention": "medium",
                "purpose": "maintain",
                "step": "call_again",
                "next_step_on": self.until,
            }
        )


def main() -> None:
    """Send, count, print; exit 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OUT / "data-1000000")
    given = parser.parse_args()
    wiring.start_django(given.data)
    print(told(given.data))


def told(data: Path) -> str:
    """Send, count, and say what came of it; SystemExit where anything was lost or doubled."""
    records = _records()
    with served.serving(data) as server:
        taken, refused = _send(server.address, records)
    stored = _stored(records)
    found = ", ".join(f"{name}: {number}" for name, number in stored.items())
    if refused or any(number != len(records) for number in stored.values()):
        raise SystemExit(f"something was lost or doubled: {refused} errors; {found}")
    p95 = statistics.quantiles(taken, n=20)[-1]
    return f"{found}; p50 {statistics.median(taken):.0f} ms, p95 {p95:.0f} ms with each sent twice"


def _records() -> list[Record]:
    """Return one record per manager, about somebody who may be called."""
    until = (accounts.generation().business_date + dt.timedelta(days=21)).isoformat()
    found = []
    for user in accounts.managers(MANAGERS + SPARE):
        own = _free_of_promises(_listed(user))
        if own and len(found) < MANAGERS:
            found.append(
                Record(
                    user=user.pk,
                    customer_id=own[0],
                    key=str(uuid4()),
                    cookie=served.cookie(user),
                    until=until,
                )
            )
    return found


def _listed(user: Any) -> list[str]:
    """Return who is on a manager's list of today: whoever is may be called."""
    from tilth.data.models import PublishedCustomer

    rows = PublishedCustomer.objects.unscoped().filter(
        generation=accounts.generation().pk, rm_id=user.staff_id, list_rank__isnull=False
    )
    return list(rows.order_by("list_rank").values_list("customer_id", flat=True))


def _free_of_promises(customers: list[str]) -> list[str]:
    """Return those to whom nothing was promised: a record would have to say what became of it."""
    from tilth.data.models import Task

    promised = set(
        Task.objects.unscoped().filter(customer_id__in=customers).values_list("customer_id", flat=True)
    )
    return [one for one in customers if one not in promised]


def _send(address: str, records: list[Record]) -> tuple[list[float], int]:
    """Return the milliseconds of every answer, and how many were errors."""
    asked = [*records, *records]
    start = Barrier(len(asked))
    with ThreadPoolExecutor(len(asked)) as pool:
        answers = list(pool.map(lambda one: _post(address, one, start), asked))
    return [taken for taken, _ in answers], sum(status not in (200, 302) for _, status in answers)


def _post(address: str, record: Record, start: Barrier) -> tuple[float, int]:
    host = urllib.parse.urlsplit(address).netloc
    start.wait()
    began = time.perf_counter()
    link = http.client.HTTPConnection(host, timeout=PATIENCE)
    try:
        link.request(
            "POST",
            f"/customers/{record.customer_id}/record/",
            record.body(),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"{record.cookie}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
            },
        )
        status = link.getresponse().status
    finally:
        link.close()
    return (time.perf_counter() - began) * 1000, status


def _stored(records: list[Record]) -> dict[str, int]:
    """Return how many records, promises and lines of the diary stand under the keys that were sent."""
    from tilth.data.models import Contact, DiaryLine, Task

    contacts = Contact.objects.unscoped().filter(
        idempotency_key__in=[f"{one.user}:{one.key}" for one in records]
    )
    numbers = [str(number) for number in contacts.values_list("pk", flat=True)]
    return {
        "records": len(numbers),
        "promises": Task.objects.unscoped().filter(contact_id__in=numbers).count(),
        "lines of the diary": DiaryLine.objects.unscoped()
        .filter(subject="contact", row_id__in=numbers)
        .count(),
    }


if __name__ == "__main__":
    main()

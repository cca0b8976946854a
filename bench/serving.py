"""Publish the newest night of a lake, and time the Today page with all of it loaded."""

import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tilth import wiring
from tilth.connectors.warehouse.publish import publish
from tilth.lake.store import Lake

if TYPE_CHECKING:
    from tilth.data.models import User

MANAGERS = 100
ROUNDS = 5
Result = dict[str, object]


def publish_newest(data: Path, _: Path) -> Result:
    """Publish the lake's newest night to the data folder's own PostgreSQL; return the seconds it took."""
    url, lake = wiring.database_url(data), Lake(data)
    night, steps = lake.nights[-1], dict[str, float]()
    began = time.perf_counter()
    publish(
        url=url,
        files=lake,
        day=night.business_date,
        playbook_version=night.playbook_version,
        feed_digest=night.feed_digest,
        ring=wiring.ring(data),
        report={"business_date": night.business_date.isoformat()},
        on_step=lambda name, seconds: steps.update({name: round(seconds, 2)}),
    )
    return {"publish": time.perf_counter() - began, "steps": steps}


def today_page(data: Path, _: Path) -> Result:
    """Ask for the Today page of many managers in turn; return the milliseconds of the requests, sorted."""
    wiring.start_django(data)
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    clients = []
    for user in _managers():
        client = Client()
        client.force_login(user)
        clients.append(client)
    taken, worked = [], []
    for _round in range(ROUNDS + 1):
        for client in clients:
            began, before = time.perf_counter(), time.process_time()
            response = client.get("/")
            taken.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - before) * 1000)
            if response.status_code != 200:
                raise SystemExit(f"the Today page answered {response.status_code}")
    warm = sorted(taken[len(clients) :])
    marks = statistics.quantiles(warm, n=100)
    return {
        "managers": len(clients),
        "requests": len(warm),
        "p50": marks[49],
        "p95": marks[94],
        "cpu_p50": statistics.median(worked[len(clients) :]),
    }


def _managers() -> list["User"]:
    """Return accounts of managers spread evenly over the bank, made where missing."""
    from tilth.access import generations
    from tilth.data.models import PublishedStaff, User

    generation = generations.current()
    if generation is None:
        raise SystemExit("nothing is published yet")
    staff = list(
        PublishedStaff.objects.filter(generation=generation.pk, role__in=("rm", "wealth"), active=True)
        .order_by("staff_id")
        .values_list("staff_id", flat=True)
    )
    chosen = staff[:: max(1, len(staff) // MANAGERS)][:MANAGERS]
    known = {user.staff_id: user for user in User.objects.filter(staff_id__in=chosen)}
    return [
        known.get(number)
        or User.objects.create_user(f"bench-{number}", role="rm", name=number, staff_id=number)
        for number in chosen
    ]

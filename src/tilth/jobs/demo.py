"""`tilth demo`: a synthetic bank, its nights, people who may sign in, and the pages (contract §4)."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import click

from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused, TilthError
from tilth.policy.demo import PASSWORD, PEOPLE

CUSTOMERS = 2_000
DAYS = 8
SEED = 20_261_120
FEEDS = "demo-feeds"


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen."
)
@click.option("--serve/--no-serve", "serving", default=True, help="Stop after the bank is ready.")
@data_option
@click.pass_context
def demo(context: click.Context, port: int, data: Path, *, serving: bool) -> None:
    """Make a demo bank where there is none, print who may sign in, and serve its pages."""
    from tilth.jobs import files
    from tilth.jobs.serve import serve

    os.environ["TILTH_DEMO"] = "1"  # before Django reads its settings; the workers of the pages inherit it

    if not (data / FEEDS / "ready").exists():
        _prepare(data)
    files.close(data)
    _announce()
    if serving:
        context.invoke(serve, port=port, host="127.0.0.1", data=data)


def _prepare(data: Path) -> None:
    """Make the bank step by step; a run that was interrupted goes on where it stopped."""
    from tilth import wiring
    from tilth.jobs import init
    from tilth.policy import bank

    if (data / bank.FILE).exists() and not (data / FEEDS).exists():
        raise Refused(f"{data} holds a bank already: give the demo a folder of its own with --data.")
    (data / FEEDS).mkdir(parents=True, exist_ok=True)
    fresh: dict[str, object] = {} if (data / bank.FILE).exists() else {"offline": True}
    init.prepare(data, {"today": "after_last_night"} | fresh, apart=False)
    _own_playbook(data / "playbook")
    wiring.start_django(data)
    wiring.migrate()
    truth = _generate(data / FEEDS)
    _live(data, [data / FEEDS / day for day in truth["feeds"]], truth)
    (data / FEEDS / "ready").touch()


def _own_playbook(folder: Path) -> None:
    """Write down the demo bank's own playbook: the default one, in the order of value, tiers by a mean."""
    from tilth.policy import playbook

    text = playbook.default_text()
    for before, after in (
        ('version = "default-1"', 'version = "demo-1"'),
        ("effective_from = 1900-01-01", "effective_from = 1900-01-02"),
        ('order = { value = "document"', 'order = { value = "value"'),
        ('basis = { value = "aum"', 'basis = { value = "aum_avg_30"'),
    ):
        text = text.replace(before, after, 1)
    written = playbook.parse(text, "the demo's playbook")
    if not written.by_value or written.tiers.window == 1:
        raise TilthError(
            "The default playbook names its settings otherwise than the demo bank thinks: see demo.py."
        )
    (folder / "demo.toml").write_text(text, "utf-8")


def _live(data: Path, feeds: list[Path], truth: dict[str, Any]) -> None:
    """Run night after night; in the mornings between them the managers call, on the last people settle."""
    from tilth.data.models import User
    from tilth.jobs import demo_begun, demo_library, demo_merges, demo_mornings, demo_moves, nightly

    planted = [customer for story in truth["stories"] for customer in story["customer_ids"]]
    for feed in feeds:
        nightly.run(data, (feed,))
        _add_people(demo_mornings.staff(truth["demo"]))
        if feed == feeds[0]:
            click.echo(f"  the months before: {demo_mornings.remember(planted)} calls recorded")
            office = {name: User.objects.get(username=name) for name in ("marketing", "compliance")}
            demo_library.write(office["marketing"], office["compliance"])
        if feed != feeds[-1]:
            callers = list(User.objects.filter(username__in=("rm", "wealth")).order_by("username"))
            if feed == feeds[-2]:
                demo_begun.begin(callers, planted=planted)
            click.echo(f"  the morning after: {demo_mornings.work(callers)} calls recorded")
        if feed == feeds[len(feeds) // 2]:
            demo_moves.hand_over(User.objects.get(username="head"), planted=planted)
    people = {user.username: user for user in User.objects.filter(username__in=[one.name for one in PEOPLE])}
    demo_mornings.settle(people, planted=planted)
    demo_merges.tell(people, planted=planted)
    _compare(data)


def _compare(data: Path) -> None:
    """Compare all customers on the evening of the last night, as a bank does every week."""
    from tilth.access import generations
    from tilth.domain import days
    from tilth.jobs import duplicates

    shown = generations.current()
    if shown is not None:
        at = dt.datetime.combine(shown.business_date, dt.time(22), days.ZONE)
        made = duplicates.compare(data, now=lambda _done, _parts: None, at=at)
        click.echo(f"  all customers compared: {made.pairs} pairs look like one person")


def _generate(folder: Path) -> dict[str, Any]:
    from tilth.connectors.demo_bank import DEFAULT_UNTIL, Plan, generate

    if not (folder / "truth.json").exists():
        click.echo(f"Making a bank of {CUSTOMERS:,} customers, {DAYS} nights:")
        plan = Plan(customers=CUSTOMERS, days=DAYS, seed=SEED, until=DEFAULT_UNTIL, csv=False)
        for written in generate(plan, folder):
            click.echo(f"  {written.business_date}: {written.transactions:,} transactions")
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))
    return truth


def _add_people(staff: dict[str, str]) -> None:
    from tilth.data.models import User
    from tilth.jobs import user

    for one in PEOPLE:
        staff_id = staff.get(one.role)
        if staff_id and not User.objects.filter(username=one.name).exists():
            display = _name_of(staff_id)
            user.store(one.name, role=one.role, staff_id=staff_id, display_name=display, password=PASSWORD)


def _name_of(staff_id: str) -> str:
    from tilth.access import generations
    from tilth.data.models import PublishedStaff

    generation = generations.current()
    row = PublishedStaff.objects.filter(
        generation=generation.pk if generation else 0, staff_id=staff_id
    ).first()
    return row.name if row else staff_id


def _announce() -> None:
    click.echo("\nSign in as 登录账号:")
    for one in PEOPLE:
        click.echo(f"  {one.name:<11} {PASSWORD:<18} {one.about}")
    click.echo("")

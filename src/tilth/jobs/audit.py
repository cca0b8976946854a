"""`tilth audit`: verify the chain, sign its head, ask who looked and what was visible on a day."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused, TilthError

if TYPE_CHECKING:
    from tilth.domain.audit.entries import AuditEntry

SHOWN = 20
"""Breaks that a verification prints."""
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def audit() -> None:
    """Verify the audit, ask who looked and what was visible."""


@audit.command()
@click.option("--day", type=_DAY, help="Only this day's links; else everything.")
@click.option(
    "--heads",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file of heads seen outside; else where the bank's settings put it.",
)
@data_option
def verify(*, day: dt.datetime | None, heads: Path | None, data: Path) -> None:
    """Read the whole audit again; exit status 1 and a sentence for each break, 20 at most."""
    import psycopg

    from tilth.connectors.audit_heads import heads as outside

    if heads is not None and not heads.exists():
        raise Refused(f"{heads} does not exist: give the file in which the heads are kept.")
    path = heads or _heads(data)
    wiring.start_django(data)
    from tilth.domain.audit import verifying

    known = outside.read(path, wiring.ring(data)) if path.exists() else []
    with psycopg.connect(wiring.database_url(data), autocommit=True) as connection:
        verdict = verifying.verify(
            connection,
            ring=wiring.ring(data),
            day=day.date() if day else None,
            heads=[(head.day, head.number, head.hash) for head in known],
        )
    _noted("audit verify", {"links": verdict.links, "broken": len(verdict.broken)})
    if verdict.broken:
        raise TilthError(_told(verdict.broken))
    if verdict.links and not known:
        raise TilthError(
            f"{verdict.links:,} links fit each other, but nothing outside vouches for them: {path} is"
            f" {'empty' if path.exists() else 'missing'}. Bring it back from where it is kept;"
            f" for a first head run `tilth audit head --export {path}`."
        )
    click.echo(f"{verdict.links:,} links, {len(known):,} heads seen outside: the audit is whole.")


@audit.command()
@click.option(
    "--export",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Append the line to this file instead of printing it.",
)
@data_option
def head(*, export: Path | None, data: Path) -> None:
    """Print the chain's last link, signed with the key ring: to be kept where nobody can take it back."""
    import psycopg

    from tilth.connectors.audit_heads import heads

    wiring.bank(data)
    with psycopg.connect(wiring.database_url(data)) as connection:
        present = heads.present(connection, at=dt.datetime.now(tz=dt.UTC))
    if present is None:
        raise TilthError("The audit has no entry yet: there is no head to sign.")
    line = present.signed(wiring.ring(data))
    if export is None:
        click.echo(line)
        return
    heads.append(export, line)
    click.echo(f"{present.day}, link {present.number}: added to {export}.")


@audit.command()
@click.argument("customers", nargs=-1)
@click.option("--user", help="Instead: whom this account (its name) saw or changed.")
@click.option("--since", type=_DAY, required=True, help="First day.")
@click.option("--until", type=_DAY, help="Last day; today if not given.")
@data_option
def who(
    *, customers: tuple[str, ...], user: str | None, since: dt.datetime, until: dt.datetime | None, data: Path
) -> None:
    """Print who saw or changed CUSTOMERS; with --user, every customer whom that account saw (C-09)."""
    if bool(customers) == bool(user):
        raise Refused("Give either customer numbers or --user.")
    wiring.bank(data)
    wiring.start_django(data)
    from tilth.domain.days import ZONE

    first = since.replace(tzinfo=ZONE)
    last = (until or dt.datetime.now(tz=ZONE)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=ZONE)
    lines = _affected(user, first, last) if user else _lookers(customers, first, last)
    click.echo("\n".join(lines) if lines else "Nobody.")


@audit.command(name="as-of")
@click.argument("staff")
@click.option("--date", "day", type=_DAY, required=True, help="The day at whose end it is asked.")
@data_option
def as_of(*, staff: str, day: dt.datetime, data: Path) -> None:
    """Print the customers whom STAFF (a staff number) could see at the end of a day."""
    wiring.bank(data)
    wiring.start_django(data)
    from tilth.domain.audit import as_of as past

    found = past.visible_on(staff, day.date())
    _noted("audit as-of", {"staff": staff, "day": day.date().isoformat(), "customers": len(found)})
    click.echo("\n".join(found) if found else f"{staff} could see no customer on {day.date()}.")


def _lookers(customers: tuple[str, ...], first: dt.datetime, last: dt.datetime) -> list[str]:
    from tilth.domain.audit import entries, queries

    if len(customers) > queries.MOST:
        raise Refused(f"{len(customers)} customers are too many at once: give {queries.MOST} at most.")
    found: list[AuditEntry] = []
    before = None
    while True:
        page = entries.about(
            customers=customers, since=first, until=last + dt.timedelta(days=1), before=before
        )
        found += page.items
        before = page.following
        if before is None:
            break
    _noted("audit who", {"entries": len(found)}, customers)
    return [_line(entry) for entry in found]


def _affected(user: str, first: dt.datetime, last: dt.datetime) -> list[str]:
    from tilth.data.models import User
    from tilth.domain.audit import entries

    account = User.objects.filter(username=user).first()
    if account is None:
        raise Refused(f"There is no account {user}: give the name with which it signs in.")
    found = entries.concerned(user_id=account.pk, since=first, until=last + dt.timedelta(days=1))
    _noted("audit who", {"user": account.pk, "customers": len(found)})
    return [f"{one.customer_id}  {one.entries} times  {one.first:%F %T} to {one.last:%F %T}" for one in found]


def _line(entry: "AuditEntry") -> str:
    person = f"{entry.name} ({entry.role})" if entry.name else entry.role or "nobody signed in"
    return f"{entry.at:%F %T}  {entry.action}  {person}  {', '.join(entry.customers)}  {entry.why}".rstrip()


def _told(broken: tuple[str, ...]) -> str:
    """Return all breaks as lines, as many as can be read; what is more is counted."""
    more = len(broken) - SHOWN
    lines = [*broken[:SHOWN], *([f"({more:,} more)"] if more > 0 else [])]
    return "\n".join([f"The audit is not whole: {lines[0]}", *lines[1:]])


def _noted(job: str, detail: dict[str, int | str], customers: tuple[str, ...] = ()) -> None:
    from tilth.access import audit as door

    with door.job(job):
        event = door.Event.VERIFY if job == "audit verify" else door.Event.AUDIT
        door.note(event, customers=customers, detail=dict(detail))


def _heads(data: Path) -> Path:
    return data / wiring.bank(data).audit.heads

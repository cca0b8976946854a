"""`tilth export customer`: everything recorded about one customer as one file, for who may export it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused

if TYPE_CHECKING:
    from tilth.domain.acting import Who
    from tilth.domain.exports.operations import Handed


@click.group()
def export() -> None:
    """Hand out what is recorded about one customer."""


@export.command()
@click.argument("number")
@click.option(
    "--by", "name", required=True, help="The account that answers for it: of a role that may export."
)
@click.option("--why", required=True, help="The reason; the audit keeps it sealed.")
@click.option(
    "--own", is_flag=True, help="The customer's own copy, in clear; else masked as every export is."
)
@click.option(
    "--to", type=click.Path(path_type=Path, dir_okay=False), help="The file; else ./customer-NUMBER.zip."
)
@data_option
def customer(  # noqa: PLR0913 - one keyword an option
    *, number: str, name: str, why: str, own: bool, to: Path | None, data: Path
) -> None:
    """Write every record and published row of customer NUMBER as a zip of tables (PIPL 45)."""
    wiring.bank(data)
    wiring.start_django(data)
    place = to or Path(f"customer-{number}.zip")
    if place.exists():
        raise Refused(f"{place} is there already: name another file with --to, or take it away first.")
    handed = _written(_who(name), number, why=why, own=own, to=place)
    full = sum(1 for rows in handed.rows.values() if rows)
    click.echo(f"{place}: {handed.total:,} rows in {full} of {len(handed.rows)} parts; the audit has it.")


def _who(name: str) -> "Who":
    """Return the account that answers, now, on the night that the pages show; Refused for nobody."""
    from tilth.access import generations
    from tilth.data.models import User
    from tilth.domain import bank
    from tilth.domain.acting import Who

    account = User.objects.filter(username=name, is_active=True).first()
    if account is None:
        raise Refused(f"There is no account {name} that may sign in: give the name of who answers for it.")
    night = generations.current()
    if night is None:
        raise Refused("No night is published yet: there is no customer to export.")
    return Who.now(account, night, bank.today(night.business_date))


def _written(who: "Who", number: str, *, why: str, own: bool, to: Path) -> "Handed":
    """Write the file beside its place and put it there once the audit has it; what fails leaves none."""
    from django.db import transaction

    from tilth.access import audit, scopes
    from tilth.domain import guards
    from tilth.domain.acting import Unclear
    from tilth.domain.exports import operations

    part = to.with_name(f".{to.name}.part")
    try:
        with audit.job("export customer"), transaction.atomic(), part.open("xb") as file:
            scopes.enter(who.by, who.generation)
            handed = operations.customer(who, number, why=why, own=own, to=file)
        part.replace(to)
    except guards.CustomerNotVisibleError:
        raise Refused(f"There is no customer {number} whom {who.by.username} sees.") from None
    except (guards.NotAllowedError, Unclear) as error:
        raise Refused(str(error)) from None
    finally:
        part.unlink(missing_ok=True)
    return handed

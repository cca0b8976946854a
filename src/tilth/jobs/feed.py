"""`tilth feed`: seal a feed where it is made, check it before the night (contract §4)."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tilth.jobs.cli import data_option

if TYPE_CHECKING:
    from tilth.lake.store import Lake
    from tilth.policy.bank import Bank
    from tilth.policy.playbook.plausibility import Plausibility

_FOLDER = click.Path(path_type=Path)


@click.group()
def feed() -> None:
    """Seal or check a feed folder."""


@feed.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
def seal(folder: Path) -> None:
    """Write manifest.json for the feed in DIR."""
    from tilth.connectors.core_banking import sealing

    click.echo(f"{sealing.seal(folder)} written.")


@feed.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
@data_option
@click.option("--base-currency", help="Base currency, where there is no data folder yet; default CNY.")
@click.option(
    "--override", is_flag=True, help="Let pass jumps against earlier nights that a person has confirmed."
)
@click.option("--far-date", is_flag=True, help="The date, long after the last accepted night, is meant.")
def check(folder: Path, data: Path, base_currency: str | None, *, override: bool, far_date: bool) -> None:
    """Validate the feed in DIR and change nothing; exit status 2 when it would be refused."""
    from rich.console import Console

    from tilth import wiring
    from tilth.connectors.core_banking import acceptance, report

    bank, lake = _settings(data, base_currency)
    path = wiring.keyring(data)
    # earlier nights are opened with the ring; a check before `tilth init` does without
    ring = wiring.ring(data) if lake is not None and path.exists() else None
    checked = acceptance.check(
        folder,
        bank=bank,
        lake=lake,
        ring=ring,
        override=override,
        far_date=far_date,
        plausibility=_plausibility(folder, data) if lake is not None else None,
    )
    report.show(checked, Console())


def _plausibility(folder: Path, data: Path) -> "Plausibility | None":
    """Return what the playbook in force on the feed's day holds for plausible; None where it has no day."""
    from tilth.policy import playbook

    try:
        day = dt.date.fromisoformat(folder.name)
    except ValueError:
        return None  # refused in a moment, by a sentence of its own
    return playbook.in_force(data / "playbook", day).plausibility


def _settings(data: Path, base_currency: str | None) -> "tuple[Bank, Lake | None]":
    """Return the bank and its lake; without a data folder the defaults and no earlier nights."""
    from tilth.kernel.errors import Refused
    from tilth.lake.store import Lake
    from tilth.policy import bank as settings

    chosen = click.get_current_context().get_parameter_source("data")
    if (data / settings.FILE).exists() or chosen is click.core.ParameterSource.COMMANDLINE:
        bank, lake = settings.load(data), Lake(data)
    else:
        bank, lake = settings.Bank(), None
    if base_currency is None:
        return bank, lake
    if lake is not None and base_currency != bank.base_currency:
        raise Refused(
            f"{data / settings.FILE} says base currency {bank.base_currency}: leave out --base-currency."
        )
    try:
        return bank.model_validate({**bank.model_dump(), "base_currency": base_currency}), lake
    except ValueError:
        raise Refused("--base-currency must be three capital letters, ISO 4217; correct it.") from None

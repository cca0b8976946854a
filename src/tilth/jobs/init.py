"""`tilth init`: make a data folder and its database (contract §4)."""

import os
import secrets
from collections import Counter
from pathlib import Path
from typing import Literal

import click

from tilth import wiring
from tilth.connectors.core_banking import protecting
from tilth.jobs import files
from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused, TilthError
from tilth.lake.layout import Area
from tilth.policy import bank as banks
from tilth.policy.bank import Bank
from tilth.vault import places
from tilth.vault import ring as rings
from tilth.vault.ciphers import Profile
from tilth.vault.keys import Purpose

TRIAL = "after_last_night"
LEFT = 20
"""Guards that are named where they cannot be put back."""


@click.command()
@data_option
@click.option(
    "--base-currency", metavar="CODE", help="ISO 4217 code of the bank's currency; CNY unless given."
)
@click.option(
    "--today",
    type=click.Choice(["system", "after_last_night"]),
    help="What the pages call today; after_last_night suits demos and trials.",
)
@click.option(
    "--crypto",
    type=click.Choice([one.value for one in Profile]),
    help="Algorithms of the key ring: intl (AES, SHA-256) unless given, or gm (SM4, SM3).",
)
def init(
    data: Path,
    base_currency: str | None,
    today: Literal["system", "after_last_night"] | None,
    crypto: str | None,
) -> None:
    """Make a data folder: settings, secret key, key ring, database.

    Running it again changes nothing, but for guards of the database that somebody changed: they are put back.
    The keys of a trial lie inside its folder, which is copied and thrown away whole; a bank's lie beside it.
    """
    given: dict[str, object] = {"base_currency": base_currency, "today": today}
    known = {name: value for name, value in given.items() if value is not None}
    prepare(data, known, crypto=crypto, apart=today != TRIAL)
    wiring.start_django(data)
    wiring.migrate()
    _put_right()
    seal_words(data)
    click.echo(f"{data} is ready; its keys lie in {wiring.keyring(data).parent}: keep a copy of them apart.")


def prepare(data: Path, given: dict[str, object], *, crypto: str | None = None, apart: bool = True) -> None:
    """Make folder, settings and keys where they are missing; Refused when what is given contradicts them.

    The keys of a new bank lie `apart`, beside the folder, where they can; those of an older one stay.
    """
    wanted = _bank(given)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if files.close(data):
        click.echo(f"{data} was open to other accounts of this machine: it is closed now.")
    if apart and not (data / banks.FILE).exists():
        places.apart(data)
    (data / "playbook").mkdir(exist_ok=True)
    if (data / banks.FILE).exists():
        _agree(data, given)
    else:
        banks.write(data, wanted)
    _make_secret(places.of(data, places.SECRET))
    _make_ring(data, crypto)


def _put_right() -> None:
    """Put guards back that are not as shipped, and say which; TilthError naming what cannot be put back."""
    import psycopg

    from tilth.domain.audit import repairing

    try:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
            done = repairing.put_right(owner)
    except psycopg.errors.LockNotAvailable:
        raise TilthError(
            "Guards are to be put back and a table is in use: stop the pages, run it again."
        ) from None
    for name in done.put_back:
        click.echo(f"Put back: {name}. Ask who changed it.")
    if done.left:
        named = "\n".join(done.left[:LEFT])
        more = f"\n({len(done.left) - LEFT} more)" if len(done.left) > LEFT else ""
        raise TilthError(f"What this command does not put back:\n{named}{more}")


def seal_words(data: Path) -> None:
    """Seal what older versions kept in the clear of people's words about customers, and say how much."""
    import psycopg

    from tilth.domain.erasures import sealing
    from tilth.vault import persons

    done: Counter[str] = Counter()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        for table, versions in sealing.seal(owner, wiring.ring(data), persons.cached(wiring.keyring(data))):
            done[table] += versions
    for table, versions in done.items():
        click.echo(f"{table}: {versions:,} versions held words in the clear; they are sealed now.")


def _bank(given: dict[str, object]) -> Bank:
    try:
        return Bank.model_validate(given)
    except ValueError:
        raise Refused(
            f"--base-currency {given.get('base_currency')}: give an ISO 4217 code of three capital letters."
        ) from None


def _agree(data: Path, given: dict[str, object]) -> None:
    present = banks.load(data)
    for name, value in given.items():
        if getattr(present, name) != value:
            raise Refused(
                f"{data / banks.FILE} says {name} = {getattr(present, name)}, not {value}:"
                " leave the option away, or edit the file."
            )


def _make_secret(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")


def _make_ring(data: Path, crypto: str | None) -> None:
    """Make a key ring where there is none; never a second one for data that a lost one sealed."""
    path, lake = wiring.keyring(data), wiring.lake(data)
    if path.exists():
        profile = rings.load(path).active(Purpose.DATA).profile
        if crypto not in (None, profile):
            raise Refused(
                f"{path} seals with {profile}, not {crypto}:"
                f" leave the option away, or run `tilth keys rotate --profile {crypto}`."
            )
        return
    for night in lake.nights:
        customers = lake.path(Area.FEED, "customers", night.business_date)
        if customers.exists() and protecting.is_protected(customers):
            raise Refused(
                f"{path} is missing and {data} holds sealed data: bring the key ring back from its backup"
                f" (it may lie in {places.beside(data)}), or set TILTH_KEYRING to where it lies."
            )
    rings.create(path, crypto or Profile.INTL)

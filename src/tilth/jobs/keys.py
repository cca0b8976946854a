"""`tilth keys`: the key ring's state, new keys, and bringing stored values under them (C-25, F15)."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused
from tilth.vault import persons
from tilth.vault import ring as rings
from tilth.vault.ciphers import Profile
from tilth.vault.keys import Purpose

if TYPE_CHECKING:
    from tilth.connectors.core_banking.resealing import Uses
    from tilth.vault.ring import Ring

_HEADINGS = ("key", "purpose", "profile", "state", "made", "database", "lake")


@click.group()
def keys() -> None:
    """Show, rotate and retire the keys of sealed columns."""


@keys.command()
@data_option
def status(data: Path) -> None:
    """List the keys, and how many values in database and lake need each."""
    wiring.bank(data)
    ring = wiring.ring(data)
    database, lake = _uses(data, ring)
    rows = [_HEADINGS]
    for key in ring.keys:
        counts = ("", "") if key.purpose is Purpose.HEAD else (f"{database[key.id]:,}", f"{lake[key.id]:,}")
        rows.append((str(key.id), key.purpose, key.profile, key.state, key.made_at[:10], *counts))
    for row in rows:
        click.echo("  ".join(f"{cell:>8}" for cell in row))
    for number in sorted({*database, *lake} - {key.id for key in ring.keys} - {None}, key=str):
        click.echo(f"MISSING: key {number} is needed by {database[number]:,} and {lake[number]:,} values.")
    if database[None] or lake[None]:
        click.echo(
            f"In the clear: {database[None]:,} in the database, {lake[None]:,} in the lake: "
            "run `tilth keys reencrypt`."
        )


@keys.command()
@click.option(
    "--profile",
    type=click.Choice([one.value for one in Profile]),
    help="Algorithms of the new key; else as before.",
)
@click.option(
    "--purpose",
    "purposes",
    type=click.Choice([one.value for one in Purpose]),
    multiple=True,
    default=[Purpose.DATA.value],
    show_default=True,
    help="What for; may be given several times.",
)
@data_option
def rotate(data: Path, profile: str | None, purposes: tuple[str, ...]) -> None:
    """Make new active keys; the old ones go on opening what they sealed."""
    wiring.bank(data)
    for purpose in map(Purpose, dict.fromkeys(purposes)):

        def turned(ring: "Ring", purpose: Purpose = purpose) -> "Ring":
            return ring.rotate(purpose, profile or ring.active(purpose).profile)

        made = rings.change(wiring.keyring(data), turned).active(purpose)
        click.echo(f"Key {made.id} ({made.profile}) is the active {purpose} key.")
    click.echo(f"Back up {wiring.keyring(data)}, then run `tilth keys reencrypt`.")


@keys.command()
@data_option
def reencrypt(data: Path) -> None:
    """Bring every stored value under the active keys; may be stopped and started again at any time."""
    from tilth.connectors.core_banking import resealing as lakes
    from tilth.connectors.warehouse import resealing as databases
    from tilth.jobs.init import seal_words
    from tilth.jobs.night.progress import telling

    wiring.bank(data)
    wiring.start_django(data)
    seal_words(data)
    ring, lake = wiring.ring(data), wiring.lake(data)
    with telling() as teller:
        for number, (day, rows) in enumerate(lakes.reseal(lake, ring), start=1):
            teller.now(f"lake: {day}, night {number} of {len(lake.nights)}")
            if rows:
                teller.done(f"{day}: {rows:,} rows sealed anew")
        seen: Counter[str] = Counter()
        fresh: Counter[str] = Counter()
        for table, rows, changed in databases.reseal(wiring.database_url(data), ring):
            seen[table] += rows
            fresh[table] += changed
            teller.now(f"{table}: {seen[table]:,} rows")
        for table, rows in seen.items():
            teller.done(f"{table}: {fresh[table]:,} of {rows:,} rows sealed anew")
        wrapped = persons.cached(wiring.keyring(data)).rewrap()
        teller.done(f"persons' keys: {wrapped:,} wrapped anew")
        teller.done("Every value lies under the active keys.")


@keys.command()
@click.argument("number", metavar="ID", type=int)
@data_option
def retire(number: int, data: Path) -> None:
    """Take old key ID out of the ring for ever; refused while a value needs it."""
    from tilth.connectors.warehouse import publish

    wiring.bank(data)
    ring = wiring.ring(data)
    remaining = ring.without(number)
    if ring.key(number).purpose is Purpose.HEAD:
        raise Refused(f"Key {number} stays: the audit heads of its time are checked with it.")
    # neither a night nor a publication may bring its values back between counting and retiring
    with wiring.lake(data).draft(), publish.alone(wiring.database_url(data)):
        database, lake = _uses(data, ring)
        strange = ({*database, *lake} - {key.id for key in ring.keys}) - {None}
        if strange:
            raise Refused(
                "Values need a key that the ring lacks: see `tilth keys status`, and bring it back."
            )
        needed = database[number] + lake[number]
        if needed:
            raise Refused(f"{needed:,} values still need key {number}: run `tilth keys reencrypt` first.")
        rings.change(wiring.keyring(data), lambda held: held.without(number))
    click.echo(f"Key {number} is retired; {len(remaining.keys)} keys remain. Older backups need it still.")


def _uses(data: Path, ring: "Ring") -> "tuple[Uses, Uses]":
    """Count the values that need each key, in database and lake."""
    import psycopg

    from tilth.connectors.core_banking import resealing as lakes
    from tilth.connectors.warehouse import resealing as databases

    with psycopg.connect(wiring.database_url(data), autocommit=True) as connection:
        found = databases.uses(connection, ring), lakes.uses(wiring.lake(data), ring)
    found[0].update(persons.cached(wiring.keyring(data)).uses())
    return found

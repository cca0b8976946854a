"""`tilth erase`: how erasures stand, and the keys of decided ones that are still there (ADR 0018)."""

import datetime as dt
from pathlib import Path

import click

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.errors import TilthError

_SHOWN = 20


@click.command()
@data_option
def erase(data: Path) -> None:
    """Finish erasures that two people decided: destroy keys that were left, or came back with an old copy.

    Who is erased is asked and decided on the pages, by two people of compliance.
    """
    wiring.bank(data)
    wiring.start_django(data)
    if pending := wiring.pending_migrations():
        raise TilthError(f"tables are behind by {pending} migrations: run `tilth init --data {data}`.")
    from tilth.domain.erasures import keys

    done = keys.finish(dt.datetime.now(tz=dt.UTC))
    for state, count in keys.states().items():
        click.echo(f"{state}: {count:,}")
    click.echo(f"Keys destroyed now: of {done:,} persons.")
    if strange := keys.unknown():
        named = ", ".join(strange[:_SHOWN])
        more = f" and {len(strange) - _SHOWN:,} more" if len(strange) > _SHOWN else ""
        raise TilthError(
            f"{len(strange):,} persons were erased and this database does not know it, because an older copy"
            f" came back: {named}{more}. Let compliance ask for them again."
        )


def standing(_data: Path) -> str:
    """Say how erasures stand; TilthError where a key is left, or a text lies in the clear."""
    from django.apps import apps

    if not apps.ready:
        raise TilthError("not known while the database does not start.")
    import os

    import psycopg

    from tilth.domain.erasures import keys, sealing

    if keys.lost():
        raise TilthError("words about customers lack their keys: bring back persons.db, beside the key ring.")
    if left := keys.left():
        raise TilthError(f"{len(left):,} persons are erased and their keys still stand: run `tilth erase`.")
    if strange := keys.unknown():
        raise TilthError(f"{len(strange):,} erased persons came back with an older copy: run `tilth erase`.")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        clear = sealing.clear(owner)
    if clear:
        raise TilthError(f"{clear:,} records hold words in the clear: run `tilth keys reencrypt`.")
    return f"{keys.states().get('erased', 0):,} persons erased, words about customers sealed"

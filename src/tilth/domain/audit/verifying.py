"""Verification of the whole audit in one snapshot, cheapest proof first (F11)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from psycopg import IsolationLevel

from tilth.domain.audit import chain, guards, histories, owners
from tilth.domain.audit.chain import Connection, Head
from tilth.vault.ring import Ring


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How many links were read, and what is wrong, first things first; nothing: the audit is whole."""

    links: int
    broken: tuple[str, ...]


def verify(
    connection: Connection, *, ring: Ring, day: dt.date | None = None, heads: Iterable[Head] = ()
) -> Verdict:
    """Verify one day's links, or everything, against itself, against heads seen outside and the ring's marks.

    Links, hashes, one entry per link, versions of tracked rows, the rows themselves, owners, guards; all
    of one moment, while others go on writing. The connection must not be inside a transaction, or in one of
    its own that may be slow.
    """
    if not connection.info.transaction_status:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
    with connection.transaction():
        connection.execute("SET LOCAL timezone = 'UTC'")
        connection.execute("SET LOCAL work_mem = '64MB'")
        return Verdict(
            links=chain.entries(connection, day=day),
            broken=tuple(_findings(connection, ring, day, tuple(heads))),
        )


def _findings(
    connection: Connection, ring: Ring, day: dt.date | None, heads: tuple[Head, ...]
) -> Iterator[str]:
    yield from chain.links(connection, day=day)
    yield from chain.outside(connection, (head for head in heads if day is None or head[0] == day))
    if day is None:
        yield from chain.unlinked(connection)
        yield from histories.broken(connection, ring)
        yield from owners.broken(connection, ring)
    yield from guards.broken(connection)

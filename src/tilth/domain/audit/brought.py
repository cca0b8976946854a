"""What PostgreSQL itself brought, as digests by major version, compared with those that the program knows.

Two ways, so that one need not be believed: `system.sql` digests whole rows of the catalogues inside the
database; `_PLAIN` reads what answers there (functions, operators, types, aggregates) with no function or
operator on the way, and the digest is made here.
"""

import functools
import hashlib
from collections.abc import Iterator
from importlib import resources

from tilth.domain.audit.chain import Connection

KIND = "PostgreSQL itself"
FILE = "system.txt"
AS_BROUGHT = "as its version brings them"
_SEPARATOR = " :: "
_PLAIN = (
    "SELECT oid, proname, prolang, prosrc FROM pg_catalog.pg_proc",
    "SELECT oid, oprname, oprcode FROM pg_catalog.pg_operator",
    "SELECT oid, typname, typinput, typoutput FROM pg_catalog.pg_type",
    "SELECT aggfnoid, aggtransfn, aggfinalfn FROM pg_catalog.pg_aggregate",
)
_ANSWERS = "what answers"
_FIXED = 12_000
"""Numbers below are given by PostgreSQL's sources, the same on every machine."""
_NAMES = (
    "aggregate am amop amproc attrdef attribute auth_members authid cast class constraint conversion"
    " database db_role_setting default_acl event_trigger extension foreign_data_wrapper foreign_server"
    " index inherits init_privs language namespace opclass operator opfamily policy proc publication"
    " range rewrite subscription trigger type"
)
CATALOGUES = tuple(f"pg_catalog.pg_{name}" for name in _NAMES.split())
"""Tables read for the comparison: PostgreSQL's own lie under these names, by numbers that are fixed."""
Found = dict[tuple[str, str], tuple[str, str]]


def present(connection: Connection) -> Found:
    """Read the digests of what PostgreSQL brought; nothing but `pg_catalog` may be on the search path."""
    rows = connection.execute(_text("system.sql")).fetchall()
    digests = {str(name): str(digest) for name, digest in rows}
    digests[_ANSWERS] = _plainly(connection)
    return _found(digests)


def compared(connection: Connection, major: int) -> Found:
    """Read those digests that the program knows of this major version; none where it knows none."""
    wanted = known(major)
    found = present(connection) if wanted else {}
    return {key: told for key, told in found.items() if key in wanted}


def known(major: int) -> Found:
    """Return the digests that the program knows of a major version; none of one that it does not know."""
    return _found(_known().get(major, {}))


def printed(major: int, found: Found) -> str:
    """Return all that is known as text, with these digests for this version, to be committed."""
    told = _known() | {major: {name: text for (kind, name), (_, text) in found.items() if kind == KIND}}
    lines = (
        _SEPARATOR.join((str(version), name, digest))
        for version, digests in sorted(told.items())
        for name, digest in sorted(digests.items())
    )
    return "\n".join(lines) + "\n"


def _found(digests: dict[str, str]) -> Found:
    return {(KIND, name): (AS_BROUGHT, digest) for name, digest in digests.items()}


def _plainly(connection: Connection) -> str:
    """Return the digest, made here, of what answers inside."""
    digest = hashlib.sha256()
    for statement in _PLAIN:
        for line in sorted(_lines(connection, statement)):
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _lines(connection: Connection, statement: str) -> Iterator[str]:
    for row in connection.execute(statement).fetchall():
        if not isinstance(row[0], int) or row[0] < _FIXED:
            yield "\t".join(map(str, row)) + "\n"


@functools.cache
def _known() -> dict[int, dict[str, str]]:
    told: dict[int, dict[str, str]] = {}
    for line in _text(FILE).splitlines():
        major, name, digest = line.split(_SEPARATOR)
        told.setdefault(int(major), {})[name] = digest
    return told


@functools.cache
def _text(name: str) -> str:
    return resources.files("tilth.data.security").joinpath(name).read_text("utf-8")

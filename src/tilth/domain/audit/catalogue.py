"""The guards of the database compared with those of a fresh one, which the program brings along."""

import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from tilth.data.security import login
from tilth.domain.audit import brought
from tilth.domain.audit.chain import Connection

FILE = "catalogue.txt"
DECLARED = "TILTH_DATABASE_ROLES"
"""Names the roles of the server, with commas, that may be superusers or the like."""
SUPERUSERS = (
    "Catalogue",
    "Database",
    "Function of PostgreSQL",
    "Language",
    brought.KIND,
    "Right over PostgreSQL",
    "Role",
    "Setting",
)
"""Kinds that an owner who is no superuser may be unable to put right: `tilth check` names them."""
REMEDY = "ask who changed it, and run `tilth init`, which puts back what it can."
_SEPARATOR = " :: "
_RESTORED = (
    ("'::character varying)::text", "'"),
    ("'::character varying", "'"),
    ("('", "'"),
    ("((ARRAY[", "(ARRAY["),
    ("])::text[])", "])"),
)
"""What a restored dump says otherwise → what both say."""
_RENDERED = " == "
_VERSION = "SELECT current_setting('server_version_num')::int / 10000"
_SUPERUSER = "SELECT current_setting('is_superuser') = 'on'"


@dataclass(frozen=True, kw_only=True)
class Guards:
    """Kind and name → what it is, and how PostgreSQL renders it; of which major version."""

    major: int
    found: dict[tuple[str, str], tuple[str, str]]

    def differing(self, other: "Guards") -> Iterator[tuple[str, str, str]]:
        """Yield kind, name and what is wrong with each guard of `other`, seen from these."""
        rendered = self.major == other.major
        for key in sorted(self.found.keys() | other.found.keys()):
            wanted, there = self.found.get(key), other.found.get(key)
            if there is None:
                yield *key, "is missing"
            elif wanted is None:
                yield *key, f"is not of this version of Tilth ({there[0]})"
            elif wanted[0] != there[0]:
                yield *key, f"is not as it was shipped ({there[0]})"
            elif (rendered or key[0] == brought.KIND) and _plain(wanted[1]) != _plain(there[1]):
                yield *key, "does not say what it said when it was shipped"


def broken(connection: Connection, *, kinds: tuple[str, ...] | None = None) -> Iterator[str]:
    """Yield a sentence for every guard that is missing, added or changed; of these kinds, or of all.

    Kinds of `SUPERUSERS` are left out where the owner is no superuser, unless they are asked for.
    """
    superuser = connection.execute(_SUPERUSER).fetchone() == (True,)
    for kind, name, wrong in differing(connection):
        asked = kind in kinds if kinds is not None else superuser or kind not in SUPERUSERS
        if asked:
            yield f"{kind} {name} {wrong}: {REMEDY}"


def differing(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Yield kind, name and what is wrong with each guard of a database that is not as shipped."""
    found = present(connection)
    yield from shipped(found.major).differing(found)


def present(connection: Connection) -> Guards:
    """Read the guards of a database; the connection is that of the tables' owner.

    Names are looked up in PostgreSQL's own schema first, whatever the search path of the connection is.
    """
    with connection.transaction(force_rollback=True):
        connection.execute("SET LOCAL search_path = pg_catalog")
        major = int((connection.execute(_VERSION).fetchone() or (0,))[0])
        found = brought.compared(connection, major)
        rows = connection.execute(_outside(connection)).fetchall()
        connection.execute("SET LOCAL search_path = public")
        rows += connection.execute(_inside()).fetchall()
    told = {(row[0], row[1]): (row[2], row[3] or "") for row in rows}
    return Guards(major=major, found=found | told)


def printed(guards: Guards) -> str:
    """Return the guards as text, a line each, to be committed beside the code."""
    lines = [f"PostgreSQL {guards.major}"]
    for (kind, name), (what, text) in sorted(guards.found.items()):
        if kind != brought.KIND:  # these are kept by version, in a file of their own
            shown = f"{what}{_RENDERED}{text}" if text else what
            lines.append(_SEPARATOR.join((kind, name, shown)))
    return "\n".join(lines) + "\n"


@functools.cache
def shipped(major: int | None = None) -> Guards:
    """Return the guards of a fresh database of this version of Tilth, on a server of this major version.

    Without one, on the version with which they were printed.
    """
    first, *lines = _file(FILE).splitlines()
    rendered = int(first.removeprefix("PostgreSQL "))
    found = brought.known(major or rendered)
    for line in lines:
        kind, name, shown = line.split(_SEPARATOR, 2)
        what, _, text = shown.partition(_RENDERED)
        found[kind, name] = (what, text)
    return Guards(major=rendered, found=found)


def _plain(text: str) -> str:
    """Return how PostgreSQL says it before and after a dump was restored: by that, lists gain casts."""
    for said, plain in _RESTORED:
        text = text.replace(said, plain)
    return text


def _inside() -> str:
    return _file("catalogue.sql").replace("{BUILTINS}", login.builtins("'tilth_web'"))


def _outside(connection: Connection) -> str:
    """Return the statement about what lies elsewhere; whoever may reads roles where they are kept."""
    superuser = connection.execute(_SUPERUSER).fetchone() == (True,)
    filled = {
        "KNOWN": ", ".join(f"'{name}'" for name in ("", *_known())),
        "ROLES": "pg_authid" if superuser else "pg_roles",
        "CATALOGUES": ", ".join(f"('{name}')" for name in brought.CATALOGUES),
    }
    text = _file("outside.sql")
    for word, value in filled.items():
        text = text.replace(f"{{{word}}}", value)
    return text


def _known() -> tuple[str, ...]:
    """Return the roles with powers of their own that the bank declares: its administrators' of databases."""
    given = (name.strip() for name in os.environ.get(DECLARED, "").split(","))
    return tuple(name for name in given if name and "'" not in name)


@functools.cache
def _file(name: str) -> str:
    return resources.files("tilth.data.security").joinpath(name).read_text("utf-8")

"""The lines of `tilth check` about the door: who is bound, whether guards are as shipped, who may enter."""

import os
from pathlib import Path
from typing import Any

import psycopg

from tilth import wiring
from tilth.kernel.errors import TilthError, one_line

_SHARED = "; it shares the owner's login, give it its own with TILTH_WEB_DATABASE_URL"
_BACK = "stop the pages and put the database back from its last good copy"
_FREE = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'tilth_web'"
_OTHERS = """
    SELECT datname FROM pg_database WHERE datallowconn AND datname <> current_database()
        AND has_database_privilege('tilth_web', oid, 'CONNECT') ORDER BY 1
"""
_SERVED = "SELECT EXISTS (SELECT FROM tilth_audit_entry WHERE action = 'sign_in')"
_SUPERUSER = "SELECT current_setting('is_superuser') = 'on'"
_QUIET = {
    "log_min_error_statement": ("panic", "fatal"),
    "log_error_verbosity": ("terse",),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
}
"""Settings under which a server's log holds no statement, and so nothing that people wrote."""


def login(_data: Path) -> str:
    """Say whether row-level security binds the pages, on every table that tells about customers."""
    from tilth.data.security import policies

    with _connected() as connection:
        unguarded = [name for (name,) in connection.execute(policies.UNGUARDED).fetchall()]
        free = connection.execute(_FREE).fetchone() != (False,)
        others = [name for (name,) in connection.execute(_OTHERS).fetchall()]
    if unguarded:
        raise TilthError(f"no row-level security on {', '.join(unguarded)}: {_BACK}.")
    if free:
        raise TilthError(f"{policies.WEB} may bypass it: {_BACK}.")
    _enters()
    shared = _SHARED if wiring.pages_url() == os.environ["DATABASE_URL"] else ""
    open_ = (
        f"; it may also connect to {', '.join(others)}: revoke CONNECT from PUBLIC there" if others else ""
    )
    return f"{policies.WEB}, bound by row-level security{shared}{open_}"


def _enters() -> None:
    """Raise TilthError where the pages' login cannot connect, or could not write when it did."""
    try:
        with psycopg.connect(wiring.pages_url(), connect_timeout=10) as pages:
            shut = pages.execute("SHOW transaction_read_only").fetchone() == ("on",)
    except psycopg.Error as error:
        said = one_line(error)
        raise TilthError(f"the pages cannot connect ({said}): give their login its password again.") from None
    if shut:
        raise TilthError("the pages' login may only read: run `tilth init`.")


def guards(_data: Path) -> str:
    """Say whether policies, rights, triggers and functions are those of this version, and what is open."""
    from tilth.domain.audit import brought, catalogue
    from tilth.domain.audit import guards as kept

    with _connected() as connection:
        superuser = connection.execute(_SUPERUSER).fetchone() == (True,)
        wrong = [*catalogue.broken(connection), *kept.contradicting(connection)]
        left = [] if superuser else list(catalogue.broken(connection, kinds=catalogue.SUPERUSERS))
        major = connection.info.server_version // 10_000
    known = "" if brought.known(major) else f"; what PostgreSQL {major} itself brings is not compared"
    if wrong:
        raise TilthError(f"{wrong[0]}{f' ({len(wrong) - 1} more)' if len(wrong) > 1 else ''}")
    if left:
        return (
            f"as shipped, but for {len(left)} rights that only a superuser takes from the pages' login"
            f" (docs/how-to/engineer.md says how){known}"
        )
    return f"{len(catalogue.shipped().found)} policies, rights, triggers and functions, all as shipped{known}"


def log(_data: Path) -> str:
    """Say whether the server's own log may hold statements, in which stands what people write."""
    with _connected() as connection:
        found = {name: str(connection.execute(f"SHOW {name}").fetchone()[0]) for name in _QUIET}  # type: ignore[index]
    loud = {name: value for name, value in found.items() if value not in _QUIET[name]}
    if not loud:
        return "holds no statements"
    said = ", ".join(f"{name} = {value}" for name, value in loud.items())
    wanted = ", ".join(f"{name} = {_QUIET[name][0]}" for name in loud)
    return f"WARNING: it may hold what people wrote ({said}): set {wanted} on the server"


def entry(_data: Path) -> str:
    """Say whether the database knows the key by which the pages prove who asks."""
    from tilth.data.security import entry as keys

    with _connected() as connection:
        if connection.execute(keys.AGREES, keys.pads()).fetchone() != (True,):
            raise TilthError(
                "the secret key is not the one that the database knows: run `tilth init` with it."
            )
    return "database and pages share the key by which they prove who asks"


def heads(data: Path) -> str:
    """Say whether something outside the database vouches for its audit."""
    from tilth.connectors.audit_heads import heads as outside

    path = data / wiring.bank(data).audit.heads
    with _connected() as connection:
        if not path.exists() or not path.stat().st_size:
            if connection.execute(_SERVED).fetchone() != (True,):
                return "nothing outside vouches for it yet; the pages write its first head"
            state = "empty" if path.exists() else "missing"
            raise TilthError(
                f"{path} is {state}: nothing outside the database vouches for the audit. Bring it back from"
                f" where it is kept; for a first head run `tilth audit head --export {path}`."
            )
        last = outside.read(path, wiring.ring(data))[-1]
        if not outside.holds(connection, last):
            raise TilthError(
                f"link {last.number} of {last.day}, seen outside, is gone: run `tilth audit verify`."
            )
    return f"its head of {last.day} lies outside, in {path.name}"


def _connected() -> psycopg.Connection[tuple[Any, ...]]:
    from django.apps import apps

    if not apps.ready:
        raise TilthError("not known while the database does not start.")
    try:
        return psycopg.connect(os.environ["DATABASE_URL"])
    except psycopg.Error:
        raise TilthError("not known while the database does not answer.") from None

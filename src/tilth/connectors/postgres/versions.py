"""Which versions of PostgreSQL Tilth runs on."""

from tilth.kernel.errors import Refused

OLDEST = 16
"""The first major version that tells who may step down to a login, which the guards of the door ask."""


def demand(version: int) -> None:
    """Raise Refused for a server that is too old; `version` as libpq gives it (160004 is 16.4)."""
    major, minor = divmod(version, 10_000)
    if major < OLDEST:
        raise Refused(
            f"The database's server is PostgreSQL {major}.{minor}, and Tilth needs {OLDEST} or newer:"
            " upgrade the server, or leave DATABASE_URL away and use the one that Tilth brings."
        )

"""The environment, read once and in one place: the only variables that Tilth knows."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tilth.kernel import networks
from tilth.kernel.errors import Refused
from tilth.kernel.networks import Network
from tilth.vault import places
from tilth.vault.ring import FILE


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the surroundings say: where the data and the database are, and how open the pages are."""

    data: Path
    keyring: Path
    database_url: str
    secret_key: str
    debug: bool
    https: bool
    demo: bool
    allowed_hosts: tuple[str, ...]
    trusted_proxies: tuple[Network, ...]
    today: dt.date | None
    pooler: bool
    """Between pages and database something hands connections round, so that nobody knows the next one."""


def read() -> Environment:
    """Read the environment; Refused when a value does not parse."""
    data = Path(os.environ.get("TILTH_DATA", "tilth-data"))
    return Environment(
        data=data,
        keyring=Path(os.environ.get("TILTH_KEYRING") or places.of(data, FILE)),
        database_url=os.environ.get("DATABASE_URL", ""),
        secret_key=os.environ.get("TILTH_SECRET_KEY") or _secret(data),
        debug=_flag("TILTH_DEBUG"),
        https=_flag("TILTH_HTTPS"),
        demo=_flag("TILTH_DEMO"),
        allowed_hosts=_hosts(os.environ.get("TILTH_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")),
        trusted_proxies=_networks("TILTH_TRUSTED_PROXIES"),
        today=_day("TILTH_TODAY"),
        pooler=_flag("TILTH_POOLER"),
    )


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for a PostgreSQL address; without one, a database that refuses every query."""
    if not url:
        return {"ENGINE": "django.db.backends.dummy"}
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise Refused(f"DATABASE_URL starts with {parts.scheme or 'nothing'}: give a postgresql:// address.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": options.pop("port", None) or parts.port or "",
        "OPTIONS": {"prepare_threshold": 0, **options},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _secret(data: Path) -> str:
    path = places.of(data, places.SECRET)
    return path.read_text("ascii").strip() if path.exists() else ""


def _flag(name: str) -> bool:
    value = os.environ.get(name, "0")
    if value not in ("0", "1"):
        raise Refused(f"{name} is {value!r}: set it to 0 or 1.")
    return value == "1"


def _hosts(value: str) -> tuple[str, ...]:
    return tuple(host.strip() for host in value.split(",") if host.strip())


def _networks(name: str) -> tuple[Network, ...]:
    try:
        found = networks.networks(os.environ.get(name, ""))
    except ValueError as error:
        raise Refused(
            f"{name}: {str(error)!r} is no address and no network: write 10.0.0.5 or 10.0.0.0/24."
        ) from None
    for network in found:
        if not network.prefixlen:
            raise Refused(f"{name}: {network} is everybody: name the proxies alone.")
    return found


def _day(name: str) -> dt.date | None:
    value = os.environ.get(name)
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise Refused(f"{name} is {value!r}: write the day as YYYY-MM-DD.") from None

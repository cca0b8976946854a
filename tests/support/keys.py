"""A key ring that every test may know, and rows opened with it."""

import datetime as dt
from pathlib import Path
from typing import Any

from pydantic import SecretBytes

from tilth.ports.schema import Table
from tilth.vault import envelope, files, ring
from tilth.vault.ciphers import Profile
from tilth.vault.keys import Key, Purpose, State
from tilth.vault.ring import Ring

MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def made(profile: Profile = Profile.INTL, *, salt: int = 0) -> Ring:
    """Return a ring with known secrets; another `salt` gives other ones."""
    return Ring(
        tuple(
            Key(
                id=number,
                purpose=purpose,
                profile=profile,
                secret=SecretBytes(bytes([salt, number] * 16)),
                made_at=MADE.isoformat(),
                state=State.ACTIVE,
            )
            for number, purpose in enumerate(Purpose, start=1)
        )
    )


RING = made()


def put(data: Path, held: Ring = RING) -> Path:
    """Write a ring into a data folder; return its file."""
    path = data / ring.FILE
    files.write(path, held.keys)
    return path


def sealed(customer_id: str, **clear: str) -> dict[str, str]:
    """Return columns of a published customer as the database holds them: sealed, with their blind indexes."""
    held = {
        name: RING.seal(value, table="customers", column=name, row=customer_id)
        for name, value in clear.items()
    }
    if "mobile" in clear:
        held["mobile_index"] = RING.index("mobile", clear["mobile"])
        held["mobile_end_index"] = RING.index("number_end", clear["mobile"])
        held["mobile_tail_index"] = RING.index("mobile_tail", clear["mobile"][-4:])
    if "phone" in clear:
        held |= {
            "phone_index": RING.index("mobile", clear["phone"]),
            "phone_line_index": RING.index("number_line", clear["phone"]),
            "phone_end_index": RING.index("number_end", clear["phone"]),
            "phone_tail_index": RING.index("mobile_tail", clear["phone"]),
        }
    if "id_number" in clear:
        held["id_index"] = RING.index("id_number", clear["id_number"])
    return held


def opened(table: Table, rows: list[dict[str, Any]], held: Ring = RING) -> list[dict[str, Any]]:
    """Return stored rows as they were delivered: sealed values opened, added columns left out."""
    return [{name: _value(table, row, name, held) for name in table.names} for row in rows]


def _value(table: Table, row: dict[str, Any], name: str, held: Ring) -> Any:
    value = row[name]
    if name not in table.sealed or value is None:
        return value
    assert envelope.read(value), f"{table.name}.{name} lies in the clear"
    return held.open(value, table=table.name, column=name, row=row[table.key[0]])

"""The head of a column that orders a table: where it leads, and how the table stands now."""

from collections.abc import Callable
from dataclasses import dataclass

from tilth.domain.customers.order import TURN


@dataclass(frozen=True, kw_only=True)
class Order:
    """The address part that orders by a column, and 'ascending', 'descending' or '' as it stands now."""

    address: str
    sorted: str


def order(code: str, *, now: str, down: bool, address: Callable[[str], str]) -> Order:
    """Return the head of a column; `down`: its order begins with the most; turned where it stands already."""
    here = now.removeprefix(TURN) == code
    way = "descending" if down != now.startswith(TURN) else "ascending"
    return Order(address=address(f"{TURN}{code}" if now == code else code), sorted=way if here else "")

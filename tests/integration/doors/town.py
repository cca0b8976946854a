"""Two branches, two managers each, two customers each: enough to see what one must not see of the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from support import databases, published
from tilth.data import models

CANARY = "canary-7f3a"
"""Part of every text that belongs to the other branch: its bytes may appear nowhere."""


@dataclass(frozen=True)
class Town:
    """The generation and who works in it."""

    generation: models.Generation
    users: dict[str, models.User]


ROLES = {
    "rm": ("B1-rm1", "B1"),
    "wealth": ("B1-rm2", "B1"),
    "planner": ("B1-planner", "B1"),
    "lobby": ("B1-lobby", "B1"),
    "teller": ("B1-teller", "B1"),
    "supervisor": ("B1-supervisor", "B1"),
    "branch_head": ("B1-head", "B1"),
    "region_head": ("R1-head", "R1"),
    "marketing": ("H-marketing", "H"),
    "compliance": ("H-compliance", "H"),
    "admin": ("H-admin", "H"),
    "security_admin": ("H-security", "H"),
    "audit_admin": ("H-audit", "H"),
}
"""Role → staff number and branch."""
PATHS = {
    "H": ["H"],
    "R1": ["R1", "H"],
    "R2": ["R2", "H"],
    "B1": ["B1", "R1", "H"],
    "B2": ["B2", "R1", "H"],
    "B3": ["B3", "R2", "H"],
}
MANAGERS = ("B1-rm1", "B1-rm2", "B2-rm1", "B3-rm1")


def build() -> Town:
    """Publish the town; each customer is called <manager>-c<number>."""
    generation = published.generation()
    for branch, path in PATHS.items():
        published.branch(generation, branch, path=path)
    for role, (staff_id, branch) in ROLES.items():
        published.staff(generation, staff_id, role=_of_feed(role), branch_id=branch)
    for manager in ("B2-rm1", "B3-rm1"):
        published.staff(generation, manager, branch_id=manager[:2])
    published.product(generation, "D1")
    for manager in MANAGERS:
        for number in (1, 2):
            _customer(generation, manager, number)
        published.book(generation, manager, branch_id=manager[:2])
    users = {
        role: published.user(role, role=role, staff_id=staff_id) for role, (staff_id, _) in ROLES.items()
    }
    return Town(generation=generation, users=users)


@contextmanager
def committed(url: str) -> Iterator[Town]:
    """Build the town in a database of its own; Django's default connection points at it, in every thread."""
    with databases.shown(url):
        yield build()


def _of_feed(role: str) -> str:
    return {"region_head": "branch_head", "security_admin": "admin", "audit_admin": "admin"}.get(role, role)


def _customer(generation: models.Generation, manager: str, number: int) -> None:
    customer_id = f"{manager}-c{number}"
    name = f"{CANARY}-{customer_id}"
    published.customer(generation, customer_id, name=name, branch_id=manager[:2], rm_id=manager)
    published.holding(generation, f"{customer_id}-h", customer_id, product_name=name)
    published.event(generation, customer_id, "birthday", published.DAY)
    detail = {"opened_on": "2020-01-02"}
    published.signal(generation, customer_id, "never_contacted", detail=detail)
    published.entry(generation, manager, number, customer_id)
    published.call_value(generation, manager, number, customer_id)

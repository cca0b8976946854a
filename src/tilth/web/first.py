"""The page on which each role begins, and to which every way back leads."""

from django.urls import reverse

_BY_ROLE = {
    "planner": "invited",
    "lobby": "hall",
    "teller": "hall",
    "supervisor": "progress",
    "branch_head": "branch",
    "region_head": "branch",
    "marketing": "rules",
    "compliance": "audit",
    "admin": "runs",
    "security_admin": "accounts",
    "audit_admin": "audit",
}
"""Role → name of the address; whoever keeps a book begins with Today."""


def name(role: str) -> str:
    """Return the name of the address on which a role begins."""
    return _BY_ROLE.get(role, "today")


def address(role: str) -> str:
    """Return the address on which a role begins."""
    return reverse(name(role))

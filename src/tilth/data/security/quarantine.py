"""Who reads single quarantined rows: the roles that may, and nobody through the pages' login besides."""

from tilth.data.security.policies import ENTERED, WEB
from tilth.policy.permissions import GRANTS, Action, Thing

TABLE = "tilth_quarantine_row"


def condition() -> str:
    """Return the condition under which the pages' login sees a row."""
    roles = sorted(role for role, held in GRANTS.items() if Action.LIST in held.get(Thing.QUARANTINE, ()))
    named = ", ".join(f"'{role}'" for role in roles)
    return f"{ENTERED} AND (SELECT tilth_role()) IN ({named})"


def statements() -> list[str]:
    """Return the policy."""
    return [
        f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY {TABLE}_seen ON {TABLE} FOR SELECT TO {WEB} USING ({condition()})",
    ]

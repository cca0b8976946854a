"""The texts of the guard as they are today, and the guards of every model."""

import functools
from importlib import resources
from typing import Any

from django.apps import apps

from tilth.data.guard import Routines, Stated, digest
from tilth.data.security import audit, entry, erasure, policies
from tilth.policy import roles
from tilth.policy.permissions import GRANTS, Action, Thing
from tilth.policy.subjects import DECLARED
from tilth.policy.subjects.kit import Merges

SESSIONS = 5
"""Browsers in which one account may be signed in at once; one more ends the one unused for longest."""
FILES = (
    *(
        "scope",
        "entry",
        "transfer",
        "follow",
        "reach",
        "merge",
        "restriction",
        "details",
        "gate",
        "leftovers",
        "recount",
        "accounts",
    ),
    *("audit", "sign_in", "walks", "branches", "diary", "retention", "erasure", "feeds", "keeping", "deals"),
    "promises",
    "library",
)
"""Files of functions and triggers, in the order in which they need each other."""
_KEEPS = Action.UPDATE
"""What whoever opens and closes accounts may do to them."""
_MERGED = ", ".join(
    f"('{one.name}', '{one.table}', '{one.merges.value}', '{{{','.join(one.one_per)}}}')"
    for one in DECLARED
    if one.merges is not Merges.STAY
)
"""The declared records that a merge moves: subject, table, what it does, of what there is one."""
_FILLED = {
    "MERGED": _MERGED,
    "CONFIDED": ", ".join(f"'{one.table}'" for one in DECLARED if one.confided),
    "CUSTOMER": policies.CUSTOMER,
    "LIBRARIANS": policies.may(Thing.LIBRARY, Action.LIST),
    "EMPTYING": erasure.emptying(),
    "HASH": audit.LINKED,
    "MOST": str(SESSIONS),
    "KEEPERS": ", ".join(
        f"'{role}'" for role in sorted(GRANTS) if _KEEPS in GRANTS[role].get(Thing.ACCOUNT, ())
    ),
    "ADMINISTRATORS": ", ".join(f"'{role}'" for role in roles.ADMINISTRATORS),
    "MANAGERS": ", ".join(f"'{role}'" for role in roles.MANAGERS),
    "BEYOND": ", ".join(f"'{cause}'" for cause in policies.BEYOND),
    "LONGEST": str(policies.LONGEST),
    "VALID": str(entry.VALID),
}
"""What Python fills in between braces."""
_NO_POLICY = """
    DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT polname, polrelid::regclass AS of FROM pg_policy LOOP
            EXECUTE format('DROP POLICY %I ON %s', one.polname, one.of);
        END LOOP;
    END $$
"""


def routines(name: str) -> Routines:
    """Return the constraint by which a model owns a file of functions, with the digest of its text."""
    return Routines(name=name, digest=digest(text(name)))


def everything() -> list[str]:
    """Return the statements of every function, trigger and policy; policies that are there go first."""
    rest = [
        line
        for model, one in stated()
        if not isinstance(one, Routines)
        for line in one.statements(model._meta.db_table)  # noqa: SLF001 - Django's documented door
    ]
    return [_NO_POLICY, *map(text, FILES), *rest]


def stated() -> list[tuple[Any, Stated]]:
    """Return every guard with its model."""
    return [
        (model, one)
        for model in apps.get_app_config("tilth").get_models()
        for one in model._meta.constraints  # noqa: SLF001 - Django's documented door
        if isinstance(one, Stated)
    ]


def books() -> list[str]:
    """Return what puts PostgreSQL's own books right where somebody edited them, each step apart."""
    return text("books").split("\n\n")


@functools.cache
def text(name: str) -> str:
    """Return one file's text with what Python fills in."""
    raw = resources.files("tilth.data.security").joinpath(f"{name}.sql").read_text("utf-8")
    for word, value in _FILLED.items():
        raw = raw.replace(f"{{{word}}}", value)
    return raw

"""What keeps the audit: its triggers are on, and its functions are those that were shipped."""

import functools
from collections.abc import Iterator

import pgtrigger
from django.db import models

from tilth.data.security import audit
from tilth.domain.audit import histories
from tilth.domain.audit.chain import Connection

_ON = """
    SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND t.tgenabled IN ('O', 'A')
"""
_BODIES = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"


def broken(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every trigger that is missing or off, and every function not as shipped."""
    on = {(str(table), str(name)) for table, name in connection.execute(_ON).fetchall()}
    for table, name in sorted(_triggers() - on):
        yield f"Trigger {name} on {table} is missing or switched off: what happened meanwhile is not known."
    bodies = {str(name): str(body) for name, body in connection.execute(_BODIES).fetchall()}
    for name, shipped in sorted(audit.functions().items()):
        if bodies.get(name) != shipped:
            yield f"Function {name} is not as it was shipped: run `tilth init`, and ask who changed it."
    for name, installation in _tracking().items():
        if bodies.get(name, "") not in installation or name not in bodies:
            yield f"Function {name}, which keeps versions, is not as it was shipped: ask who changed it."


@functools.cache
def _triggers() -> frozenset[tuple[str, str]]:
    wanted = {(table, name) for table, names in audit.TRIGGERS.items() for name in names}
    wanted |= {(one.history, audit.ON_HISTORY) for one in histories.tracked()}
    for model, trigger in _registered():
        wanted.add((model._meta.db_table, trigger.get_pgid(model)))  # noqa: SLF001 - Django's documented door
    return frozenset(wanted)


@functools.cache
def _tracking() -> dict[str, str]:
    """Return function → the installation's text, which holds its body, of the triggers that keep versions."""
    return {
        trigger.get_pgid(model): str(trigger.compile(model).install_sql) for model, trigger in _registered()
    }


def _registered() -> list[tuple[models.Model, pgtrigger.Trigger]]:
    return list(pgtrigger.registered())

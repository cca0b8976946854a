"""History of rows: every insert, change and deletion is kept by triggers, raw SQL included.

A history's class is wanted by migrations, checks and the verification of the audit; the pages read none, and
what writes it are triggers. So the pages start without these classes (`at_need`), two thirds of what a
subject's model costs.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pghistory
from django.db import models

from tilth.data.guard import Told, guarded

M = TypeVar("M", bound=type[models.Model])
CHANGES_ONLY = ("tilth_role",)
"""Tables whose first versions are not kept: the program says what stands in them, and that is compared."""


@dataclass
class _Later:
    """Whether classes wait for somebody who needs them, and what makes those that do."""

    waits: bool = False
    unmade: list[Callable[[], None]] = field(default_factory=list)
    making: threading.RLock = field(default_factory=threading.RLock)


_LATER = _Later()


def at_need() -> None:
    """Let classes of histories wait until `make` is called; to be said before the models load."""
    _LATER.waits = True


def make() -> None:
    """Make the classes that wait; whoever lists histories or asks for one says so first."""
    with _LATER.making:
        _LATER.waits = False
        while _LATER.unmade:
            _LATER.unmade.pop(0)()


def tracked(model: M) -> M:
    """Keep every version of the model's rows in `<table>_history`; who did it stands in the audit entry."""
    return _kept(model, pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())


def tracked_changes(model: M) -> M:
    """Keep what rows are changed to, and that one is deleted; for the tables of `CHANGES_ONLY`."""
    return _kept(model, pghistory.UpdateEvent(), pghistory.DeleteEvent())


def tracked_account(model: M) -> M:
    """Keep an account's versions, with a digest of its password's hash."""
    exclude = ["password"]
    changed = pghistory.UpdateEvent(condition=pghistory.AnyChange(exclude=exclude))
    return _kept(model, pghistory.InsertEvent(), changed, pghistory.DeleteEvent(), exclude=exclude)


def _kept(model: M, *events: Any, **options: Any) -> M:
    track: Any = pghistory.track  # its types know no None, its documentation does
    table = model._meta.db_table  # noqa: SLF001 - Django's documented door

    def made() -> None:
        track(
            *events,
            **options,
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+"),
            context_field=None,
            append_only=True,
            model_name=f"{model.__name__}History",
            meta={"db_table": f"{table}_history"},
        )(model)

    if _LATER.waits:
        _LATER.unmade.append(made)
    else:
        made()
    return guarded(model, Told(name=f"{table.removeprefix('tilth_')}_told"))

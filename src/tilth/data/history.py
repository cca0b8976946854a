"""History of rows: every insert, change and deletion is kept by triggers, raw SQL included."""

from typing import Any, TypeVar, cast

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def tracked(model: M) -> M:
    """Keep every version of the model's rows in `<table>_history`; who did it stands in the audit entry."""
    track: Any = pghistory.track  # its types know no None, its documentation does
    return cast(
        "M",
        track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+"),
            context_field=None,
            append_only=True,
            model_name=f"{model.__name__}History",
            meta={"db_table": f"{model._meta.db_table}_history"},  # noqa: SLF001 - Django's documented door
        )(model),
    )


def tracked_account(model: M) -> M:
    """Keep an account's versions without its password's hash and without the moment of the last sign-in."""
    track: Any = pghistory.track  # its types know no None, its documentation does
    return cast(
        "M",
        track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(condition=pghistory.AnyChange(exclude=["last_login", "password"])),
            pghistory.DeleteEvent(),
            exclude=["password", "last_login"],
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+"),
            context_field=None,
            append_only=True,
            model_name=f"{model.__name__}History",
            meta={"db_table": f"{model._meta.db_table}_history"},  # noqa: SLF001 - Django's documented door
        )(model),
    )

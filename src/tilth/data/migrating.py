"""Migrations without rendering every model anew for each constraint, index, trigger and added column.

Django renders a model, and all that point to it, after every operation on it: some thirty thousand models for
ours, most of them for guards, signatures and indexes, which change no column, and for columns that are added
to what stands. Within `columns_alone` such an operation changes what the rendered model says of itself, or
gives it the field, and the model stands: a fifth of the time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState

_BESIDE = ("constraints", "indexes", "triggers")
"""Options of a model that change none of its columns."""
_RENDERED = "_rendered_of"
"""Where a rendered model keeps what it was rendered of."""
_Columns = tuple[dict[str, int], object, object, object]
"""Fields by name with the number of each, options, bases and managers of a model."""


@contextmanager
def columns_alone() -> Iterator[None]:
    """Let models be rendered again only where more changed than what stands beside their columns."""
    models: Any = ModelState
    states: Any = ProjectState
    render, reload = models.render, states.reload_model

    def rendered(state: ModelState, apps: Any) -> Any:
        made = render(state, apps)
        setattr(made, _RENDERED, _columns(state))
        return made

    def reloaded(state: ProjectState, app_label: str, model_name: str, **more: bool) -> None:
        if not _stands(state, app_label, model_name):
            reload(state, app_label, model_name, **more)

    models.render, states.reload_model = rendered, reloaded
    try:
        yield
    finally:
        models.render, states.reload_model = render, reload


def _stands(state: ProjectState, app_label: str, model_name: str) -> bool:
    """Say whether the rendered model can stay, and let it say of itself what its state says."""
    if "apps" not in vars(state):  # nothing is rendered yet
        return False
    held = state.models[app_label, model_name]
    made: Any = state.apps.all_models[app_label].get(model_name)
    added = _added(getattr(made, _RENDERED, None), _columns(held))
    fields = [held.fields[name] for name in added or ()]
    if added is None or any(field.many_to_many or field.primary_key for field in fields):
        return False
    for name in _BESIDE:
        setattr(made._meta, name, list(held.options.get(name, ())))  # noqa: SLF001 - Django's documented door
    for name, field in zip(added, fields, strict=True):
        field.clone().contribute_to_class(made, name)
        state.is_delayed = True  # code that a migration runs is given models rendered whole
    setattr(made, _RENDERED, _columns(held))
    if added:
        state.apps.clear_cache()
    return True


def _added(before: _Columns | None, now: _Columns) -> list[str] | None:
    """Return the fields that came since a model was rendered; None where anything else is not as it was."""
    if before is None or before[1:] != now[1:] or not before[0].items() <= now[0].items():
        return None
    return [name for name in now[0] if name not in before[0]]


def _columns(state: ModelState) -> _Columns:
    """Return all of a model's state but what stands beside its columns; fields are never changed in place."""
    options = {name: value for name, value in state.options.items() if name not in _BESIDE}
    return ({name: id(field) for name, field in state.fields.items()}, options, state.bases, state.managers)

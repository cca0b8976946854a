"""Migrations without rendering every model anew for each constraint, index and trigger.

Django renders a model, and all that point to it, after every operation on it: some ten thousand models for
ours, most of them for guards, signatures and indexes, which change no column. Within `columns_alone` such an
operation changes what the rendered model says of itself, and the model stands: a third of the time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState

_BESIDE = ("constraints", "indexes", "triggers")
"""Options of a model that change none of its columns."""
_RENDERED = "_rendered_of"
"""Where a rendered model keeps what it was rendered of."""


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
    if getattr(made, _RENDERED, None) != _columns(held):
        return False
    for name in _BESIDE:
        setattr(made._meta, name, list(held.options.get(name, ())))  # noqa: SLF001 - Django's documented door
    return True


def _columns(state: ModelState) -> tuple[object, ...]:
    """Return all of a model's state but what stands beside its columns; fields are never changed in place."""
    options = {name: value for name, value in state.options.items() if name not in _BESIDE}
    return ({name: id(field) for name, field in state.fields.items()}, options, state.bases, state.managers)

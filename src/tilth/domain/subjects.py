"""Every subject with its model and its acts, in one order."""

import importlib

from tilth.data.records import MODELS, Record
from tilth.domain.acts import ACTS, Act
from tilth.policy.subjects import BY_NAME, SUBJECTS, Subject

__all__ = ["BY_NAME", "SUBJECTS", "act", "acts", "model"]

for _one in SUBJECTS:
    # the acts of a subject stand under its word; one without them is refused here
    importlib.import_module(f"tilth.domain.records.{_one.name}")


def model(subject: Subject) -> type[Record]:
    """Return the model of a subject's records."""
    return MODELS[subject.name]


def acts(subject: Subject) -> tuple[Act, ...]:
    """Return what people do with a subject's records."""
    return tuple(ACTS.get(subject.name, ()))


def act(subject: Subject, name: str) -> Act | None:
    """Return one act by its name."""
    return next((one for one in acts(subject) if one.name == name), None)

"""Every subject with its model and its acts, in one order; and who does the acts of those kept by hand."""

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

from tilth.data.records import MODELS, Record
from tilth.domain import states
from tilth.domain.acts import ACTS, Act
from tilth.domain.cadences import operations as _cadences
from tilth.domain.contacts import clearances as _clearances
from tilth.domain.contacts import operations as _contacts
from tilth.domain.merges import operations as _merges
from tilth.domain.records import planning as _planning
from tilth.domain.records import task as _task
from tilth.domain.segments import operations as _segments
from tilth.domain.transfers import operations as _transfers
from tilth.domain.transfers import taking_back as _taking_back
from tilth.policy.subjects import BY_NAME, KEPT_BY_HAND, SUBJECTS, Subject

__all__ = ["BY_NAME", "KEPT_IN", "SUBJECTS", "acts", "model", "operations"]


def _of(subject: Subject) -> tuple[ModuleType, ...]:
    """Return the modules of a subject's acts, which stand under its word; one without them is refused."""
    return (importlib.import_module(f"tilth.domain.records.{subject.name}"),)


_ELSEWHERE: Mapping[str, tuple[ModuleType, ...]] = {
    "contact": (_contacts,),
    "task": (_task, _planning),
    "clearance": (_clearances,),
    "segment_assignment": (_segments,),
    "cadence_agreement": (_cadences,),
    "transfer": (_transfers, _taking_back),
    "merge": (_merges,),
}
"""Those that keep a shape of their own, or stand in two files."""
for _one in SUBJECTS:
    _of(_one)
    states.reached(_one, ACTS.get(_one.name, ()))
KEPT_IN: Mapping[str, tuple[ModuleType, ...]] = {
    one.name: _ELSEWHERE[one.name] if one.name in _ELSEWHERE else _of(one) for one in KEPT_BY_HAND
}
"""By subject kept by hand: where its operations are."""


def model(subject: Subject) -> type[Record]:
    """Return the model of a subject's records."""
    return MODELS[subject.name]


def acts(subject: Subject) -> tuple[Act, ...]:
    """Return what people do with a subject's records."""
    return tuple(ACTS.get(subject.name, ()))


def operations(subject: Subject) -> Iterator[Callable[..., Any]]:
    """Return what people do with records kept by hand: acts, and functions that are told who acts."""
    for module in KEPT_IN.get(subject.name, ()):
        for name, found in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(found).parameters), "")
            if found.__module__ == module.__name__ and not name.startswith("_") and first in {"who", "at"}:
                yield found

"""Every subject with its model and its acts, in one order; and who does the acts of those kept by hand."""

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

from tilth.data.records import MODELS, Record
from tilth.domain.acts import ACTS, Act
from tilth.domain.consents import operations as _consents
from tilth.domain.contact_times import operations as _contact_times
from tilth.domain.contacts import clearances as _clearances
from tilth.domain.contacts import operations as _contacts
from tilth.domain.covers import operations as _covers
from tilth.domain.merges import operations as _merges
from tilth.domain.participants import operations as _participants
from tilth.domain.segments import operations as _segments
from tilth.domain.skips import operations as _skips
from tilth.domain.suppressions import operations as _suppressions
from tilth.domain.tasks import operations as _tasks
from tilth.domain.tasks import planning as _planning
from tilth.domain.transfers import operations as _transfers
from tilth.domain.transfers import taking_back as _taking_back
from tilth.domain.wishes import operations as _wishes
from tilth.policy.subjects import BY_NAME, SUBJECTS, Subject

__all__ = ["BY_NAME", "KEPT_IN", "SUBJECTS", "acts", "model", "operations"]
KEPT_IN: Mapping[str, tuple[ModuleType, ...]] = {
    "contact": (_contacts,),
    "task": (_tasks, _planning),
    "skip": (_skips,),
    "clearance": (_clearances,),
    "consent": (_consents,),
    "do_not_disturb": (_wishes,),
    "suppression": (_suppressions,),
    "preference": (_contact_times,),
    "segment_assignment": (_segments,),
    "cadence_agreement": (),  # nobody records one on the pages yet
    "participant": (_participants,),
    "cover": (_covers,),
    "transfer": (_transfers, _taking_back),
    "merge": (_merges,),
}
"""By subject kept by hand: where its operations are."""

for _one in SUBJECTS:
    # the acts of a subject stand under its word; one without them is refused here
    importlib.import_module(f"tilth.domain.records.{_one.name}")


def model(subject: Subject) -> type[Record]:
    """Return the model of a subject's records."""
    return MODELS[subject.name]


def acts(subject: Subject) -> tuple[Act, ...]:
    """Return what people do with a subject's records."""
    return tuple(ACTS.get(subject.name, ()))


def operations(subject: Subject) -> Iterator[Callable[..., Any]]:
    """Return what people do with records kept by hand: functions that are told who asks, and when."""
    for module in KEPT_IN.get(subject.name, ()):
        for name, found in inspect.getmembers(module, inspect.isfunction):
            told = inspect.signature(found).parameters
            if found.__module__ == module.__name__ and not name.startswith("_") and {"by", "at"} <= {*told}:
                yield found

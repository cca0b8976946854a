"""States of records: each is reached by an act that says so, and no act leaves a record in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from tilth.policy.subjects.kit import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db import models

    from tilth.policy.subjects import Subject

R = TypeVar("R", bound="models.Model")


class Leading(Protocol):
    """What is asked of an act."""

    @property
    def subject(self) -> Subject:
        """Whose records it acts on."""

    @property
    def name(self) -> str:
        """How it is called."""

    @property
    def of_row(self) -> bool:
        """Whether it changes a record that is there."""

    @property
    def leads(self) -> tuple[str, ...]:
        """The states that it may leave a record in."""


def of(row: models.Model) -> str:
    """Return the state of a record, empty where its subject has none."""
    return str(getattr(row, "state", ""))


def known(act: Leading) -> None:
    """Raise DeclarationError where an act leads to what is no state of its subject."""
    for state in act.leads:
        if state not in act.subject.states:
            there = ", ".join(act.subject.states) or "(none)"
            raise DeclarationError(
                f"Subject {act.subject.name}: {act.name} leads to {state!r}, which is no state: there are"
                f" {there}."
            )


def reached(subject: Subject, acts: Iterable[Leading]) -> None:
    """Raise DeclarationError for a state that no act leads to, and for a first one that none adds."""
    those = tuple(acts)
    led = {state for act in those for state in act.leads}
    added = {state for act in those if not act.of_row for state in act.leads}
    for state in subject.states:
        if state not in led:
            raise DeclarationError(
                f"Subject {subject.name}: no act leads to the state {state!r}: write leads=({state!r}, …) at"
                " the act that does, or take the state away."
            )
    if subject.states and next(iter(subject.states)) not in added:
        first = next(iter(subject.states))
        raise DeclarationError(
            f"Subject {subject.name}: the first state {first!r} is the one of a record that waits, and no act"
            " adds such a record: put the states in their order, or let an act that adds lead to it."
        )


def held(act: Leading, before: str, row: R) -> R:
    """Return a record as an act leaves it; DeclarationError where it says nothing of the state."""
    after = of(row)
    if after != before and after not in act.leads:
        raise DeclarationError(
            f"Subject {act.subject.name}: {act.name} left a record in the state {after!r}, which its leads do"
            " not name: nothing was changed."
        )
    return row

"""The one line that a subject may say above its records: what is left of a limit, what is still awaited."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from tilth.data.models import PublishedCustomer
from tilth.data.records import MODELS, Record
from tilth.domain.acting import Acting, Who
from tilth.policy.subjects import Subject
from tilth.policy.subjects.kit import DeclarationError
from tilth.policy.words import Words

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Saying:
    """A sentence, English and marked for translation, and the amounts, numbers and words that stand in it."""

    sentence: str
    values: Mapping[str, Decimal | int | Words]


_Of = Callable[[Acting, Iterable[Any]], Saying | None]
SAYINGS: dict[str, _Of] = {}
"""Subject's name → what says its line, filled while the acts load."""


def tells(
    subject: Subject, model: type[R]
) -> Callable[
    [Callable[[Acting, Iterable[R]], Saying | None]], Callable[[Acting, Iterable[R]], Saying | None]
]:
    """Make a function of a customer's records say the line above them; None says nothing."""
    if model is not MODELS[subject.name] or subject.name in SAYINGS:
        raise DeclarationError(f"Subject {subject.name} says one line, of its own records: {model.__name__}.")

    def declared(
        body: Callable[[Acting, Iterable[R]], Saying | None],
    ) -> Callable[[Acting, Iterable[R]], Saying | None]:
        SAYINGS[subject.name] = body
        return body

    return declared


def of(
    who: Who, subject: Subject, customer: PublishedCustomer, rows: list[Record], *, all_read: bool
) -> Saying | None:
    """Return a subject's line; it costs no statement unless there are more records than were read."""
    say = SAYINGS.get(subject.name)
    if say is None:
        return None
    at = Acting(who=who, customer=customer)
    return say(at, rows if all_read else at.rows(MODELS[subject.name]))

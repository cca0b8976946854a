"""Acts of subjects: what every act owes is done around its body, once.

Role, sight, restriction, the lock on the customer, codes and free text, four eyes and one transaction stand
here; history and audit are the table's own. The body is a plain typed function.
"""

from __future__ import annotations  # what decorators say of types is read by mypy alone, at no cost

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import models, transaction
from django.db.models import F

from tilth.access import audit, visibility
from tilth.data.records import MODELS, Record, model_of
from tilth.domain import arguments, guards, states
from tilth.domain.acting import Acting, Unclear, Who, enter
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.kit import DeclarationError
from tilth.policy.things import Action

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tilth.domain.arguments import Argument
    from tilth.policy.subjects import Subject
    from tilth.policy.words import Words

P = ParamSpec("P")
R = TypeVar("R", bound=models.Model)


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing that people do with the records of a subject."""

    subject: Subject
    name: str
    words: Words
    about: str
    """First line of the body's docstring."""
    action: Action
    model: type[models.Model]
    of_row: bool
    """It changes a record that is there; else it adds one."""
    leads: tuple[str, ...]
    """The states that it may leave a record in; none: it changes no state."""
    arguments: tuple[Argument, ...]
    run: Callable[..., models.Model]
    """Called with who, customer, the record's number where it changes one, and keywords."""

    @property
    def slug(self) -> str:
        """Its name as an address holds it."""
        return self.name.replace("_", "-")


ACTS: dict[str, list[Act]] = {}
"""Subject's name → its acts, filled while their modules load; a test compares with `SUBJECTS`."""


def adds(
    subject: Subject, words: Words, *, leads: tuple[str, ...] = (), merged: bool = False
) -> Callable[[Callable[Concatenate[Acting, P], R]], Callable[Concatenate[Who, str, P], R]]:
    """Make an act that adds a record of a function of what it is told; `merged`: of a merged number too."""

    def declared(body: Callable[Concatenate[Acting, P], R]) -> Callable[Concatenate[Who, str, P], R]:
        told = arguments.read(body, model_of(subject), skip=1)

        @transaction.atomic
        def written(who: Who, customer_id: str, /, *args: P.args, **given: P.kwargs) -> R:
            at = enter(who, subject.thing, Action.CREATE, customer_id, merged=merged)
            given.update(arguments.checked(told, given))
            return states.held(made, "", body(at, *args, **given))

        def act(who: Who, customer_id: str, /, *args: P.args, **given: P.kwargs) -> R:
            try:
                return written(who, customer_id, *args, **given)
            except Unclear as error:
                _noted(error, subject, customer_id)
                raise

        functools.update_wrapper(act, body)
        made = Act(
            subject=subject,
            name=body.__name__,
            words=words,
            about=_first_line(body),
            action=Action.CREATE,
            model=model_of(subject),
            of_row=False,
            leads=leads,
            arguments=told,
            run=act,
        )
        _register(made)
        return act

    return declared


def changes(
    subject: Subject,
    model: type[R],
    words: Words,
    *,
    action: Action = Action.UPDATE,
    leads: tuple[str, ...] = (),
) -> Callable[[Callable[Concatenate[Acting, R, P], R]], Callable[Concatenate[Who, str, UUID, P], R]]:
    """Make an act that changes a record; nobody decides what they asked for themselves."""

    def declared(body: Callable[Concatenate[Acting, R, P], R]) -> Callable[Concatenate[Who, str, UUID, P], R]:
        told = arguments.read(body, model, skip=2)

        @transaction.atomic
        def act(who: Who, customer_id: str, row_id: UUID, /, *args: P.args, **given: P.kwargs) -> R:
            at = enter(who, subject.thing, action, customer_id)
            given.update(arguments.checked(told, given))
            row = at.locked(model, row_id)
            if row is None:
                raise guards.CustomerNotVisibleError(str(row_id))
            if action is Action.DECIDE and cast("Any", row).made_by_id == who.by.pk:
                raise Unclear(_("Somebody else decides what you asked for yourself."))
            before = states.of(row)
            return states.held(made, before, body(at, row, *args, **given))

        functools.update_wrapper(act, body)
        made = Act(
            subject=subject,
            name=body.__name__,
            words=words,
            about=_first_line(body),
            action=action,
            model=model,
            of_row=True,
            leads=leads,
            arguments=told,
            run=act,
        )
        _register(made)
        return act

    return declared


WITH_IT: dict[str, Callable[[Acting, Any], None]] = {}
"""Subject's name → what goes back with a record of it, filled while the acts load."""


@transaction.atomic
def take_back(who: Who, subject: Subject, customer_id: str, row_id: UUID) -> Record:
    """Take back what the actor has just written; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    at = enter(who, subject.thing, Action.CREATE, customer_id)
    mine = MODELS[subject.name].objects.unscoped().filter(made_by=who.by)
    back = at.take_back(at.one(mine, row_id))
    if subject.name in WITH_IT:
        WITH_IT[subject.name](at, back)
    return back


def of_customer(who: Who, subject: Subject, customer_id: str, *, most: int) -> list[Record]:
    """Return the newest records about a customer, each with the name `by` of whoever wrote it.

    Raises NotAllowedError, CustomerNotVisibleError.
    """
    guards.allowed(who.by, subject.thing, Action.LIST)
    guards.customer(who.by, who.generation, customer_id, only=("customer_id",), merged=True)
    return in_sight(who, subject, customer_id, most=most)


def in_sight(who: Who, subject: Subject, customer_id: str, *, most: int) -> list[Record]:
    """Return the same for who was shown the customer already and may list the subject; one query."""
    rows = visibility.visible(MODELS[subject.name], who.by, who.generation)
    mine = rows.filter(customer_id=customer_id).annotate(by=F("made_by__name"))
    return list(mine.order_by(f"-{subject.happened}", "-id")[:most])


def _noted(error: Unclear, subject: Subject, customer_id: str) -> None:
    """Leave a line in the audit of a refusal that is to leave one: the record itself was rolled back."""
    if error.why:
        audit.note(
            audit.Event.REFUSAL,
            customers=[customer_id],
            subject_type=subject.name,
            subject_id=customer_id,
            why=error.why,
            detail=error.noted,
        )


def _register(act: Act) -> None:
    """Keep an act; DeclarationError where the subject has one of this name, or no state that it leads to."""
    states.known(act)
    known = ACTS.setdefault(act.subject.name, [])
    if any(one.name == act.name for one in known):
        raise DeclarationError(
            f"Subject {act.subject.name} has two acts {act.name!r}: give each its own word."
        )
    known.append(act)


def _first_line(body: Callable[..., Any]) -> str:
    return (body.__doc__ or "").strip().partition("\n")[0]

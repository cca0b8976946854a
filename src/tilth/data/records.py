"""Records of subjects: columns that say their kind and their words, and what is derived of the declaration.

`@records(SUBJECT)` gives a model its history, its guard, its codes, and its entries in the field registry;
what the model states itself, a guard of its own among it, stands. A declaration that names a column which
is not there is refused on import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tilth.data import fields
from tilth.data.checks import by_somebody
from tilth.data.guard import Erases, Follows, Guard, OfSurvivor, guarded
from tilth.data.history import tracked
from tilth.data.line import Line
from tilth.data.said import Said, columns_of, registered, said
from tilth.data.scoped import ScopedManager
from tilth.data.security import policies
from tilth.kernel.dates import ZONE_NAME
from tilth.policy.subjects.kit import DeclarationError, Merges, Moves
from tilth.policy.things import Action
from tilth.policy.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tilth.policy.subjects import Subject

__all__ = ["Said", "columns_of", "said"]  # columns and records are read together
M = TypeVar("M", bound="type[models.Model]")
_WRITES = frozenset({Action.CREATE, Action.UPDATE, Action.DECIDE})


def account() -> models.ForeignKey[Any, Any]:
    """Return the account of a person of the bank."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


def restricted() -> models.BooleanField[Any, Any]:
    """Return the mark of what was confided: who reads it says the subject (ADR 0045)."""
    words = Words("Restricted to few readers", "限阅")
    return said("dealing", words, models.BooleanField(default=False))


def maybe_account() -> models.ForeignKey[Any, Any]:
    """Return the account of a person, none until somebody did it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )


class Record(models.Model):
    """What every record has: about whom, by whom, when, and whether it was taken back."""

    id = said("technical", Words("Number", "编号"), fields.key())
    customer_id = said("customer_number", Words("Customer", "客户"), fields.text())
    staff_id = said("staff_number", Words("Staff number", "工号"), fields.text())
    made_by = said("staff_number", Words("Written by", "登记人"), account())
    made_at = said("dealing", Words("Written at", "登记时间"), models.DateTimeField())
    voided_at = said("technical", Words("Taken back", "撤回时间"), fields.maybe_moment(), later=True)
    voided_by = said("staff_number", Words("Taken back by", "撤回人"), maybe_account(), later=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """Its index and its checks come with `records`, whatever the model's own Meta names."""

        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


MODELS: dict[str, type[Record]] = {}
"""Subject's name → its model, filled while the models load; a test compares with `SUBJECTS`."""
BY_HAND: dict[str, type[models.Model]] = {}
"""The same of those that are no `Record`: a test compares with `KEPT_BY_HAND`."""


def records(subject: Subject) -> Callable[[M], M]:
    """Make a model the records of a subject; DeclarationError where the two do not fit together."""

    def declared(model: M) -> M:
        columns = columns_of(model)
        _fits(subject, model, columns)
        made = guarded(tracked(registered(model)), *_derived(subject, model, columns))
        if issubclass(made, Record):
            MODELS[subject.name] = _indexed(made)
        else:
            BY_HAND[subject.name] = made
        return made

    return declared


def _indexed(model: type[Record]) -> type[Record]:
    """Add the index by which a customer's records are read, newest first."""
    meta: Any = model._meta  # noqa: SLF001 - Django's documented door
    one = models.Index(fields=["customer_id", "-made_at"], name=f"{meta.model_name}_customer")
    meta.indexes = [*meta.indexes, one]
    meta.original_attrs["indexes"] = meta.indexes
    return model


def model_of(subject: Subject) -> type[models.Model]:
    """Return the model of a subject's records, a `Record` or not."""
    return MODELS.get(subject.name) or BY_HAND[subject.name]


def _fits(subject: Subject, model: type[models.Model], columns: Mapping[str, Said]) -> None:
    """Raise DeclarationError unless every column that the declaration names is there."""
    due = () if subject.due is None else (subject.due.day, subject.due.until)
    for name in (subject.happened, *subject.line, *subject.one_per, *due, *(subject.erases or ())):
        if name not in columns:
            raise DeclarationError(
                f"Subject {subject.name} names the column {name!r}, which {model.__name__} lacks."
            )
        if columns[name].kind == "note" and name in subject.line:
            raise DeclarationError(
                f"Subject {subject.name}: the line may not tell {name!r}, which is free text."
            )
    if model._meta.db_table != subject.table:  # noqa: SLF001 - Django's documented door
        raise DeclarationError(f"{model.__name__} lies in another table: write db_table = {subject.table!r}.")
    if subject.hides != ("restricted" in columns):
        raise DeclarationError(
            f"{model.__name__} has the column `restricted` where its subject says who reads it."
        )
    if subject.states and columns.get("state") is None:
        raise DeclarationError(f"Subject {subject.name} has states, and {model.__name__} no column `state`.")


def _derived(
    subject: Subject, model: type[models.Model], columns: Mapping[str, Said]
) -> list[models.BaseConstraint]:
    """Return what follows from declaration and columns, but for what the model states itself."""
    stated = model._meta.constraints  # noqa: SLF001 - Django's documented door
    checks = [one for one in stated if isinstance(one, models.CheckConstraint)]
    known = {one.name for one in checks}
    made: list[models.BaseConstraint] = [
        one
        for one in _rules(subject, columns)
        if one.name not in known and one.condition not in [own.condition for own in checks]
    ]
    made += _erases(subject, model)
    if subject.merges is not Merges.STAY:
        made.append(OfSurvivor(name=f"{subject.name}_of_survivor"))
    if issubclass(model, Record):
        made.append(by_somebody("voided", name=f"{subject.name}_voided_by_somebody"))
        made += [] if any(isinstance(one, Follows) for one in stated) else _follows(subject)
        made += [] if any(isinstance(one, Line) for one in stated) else [_line(subject, model)]
    return made if any(isinstance(one, Guard) for one in stated) else [*made, _guard(subject, columns)]


def _rules(subject: Subject, columns: Mapping[str, Said]) -> list[models.CheckConstraint]:
    """Return the checks that follow from what the columns say: known codes, four eyes."""
    made = [
        models.CheckConstraint(
            condition=Q(**{f"{name}__in": list(one.codes)}), name=f"{subject.name}_{name}_known"
        )
        for name, one in columns.items()
        if one.codes
    ]
    if "decided_by_id" in columns:
        made.append(
            models.CheckConstraint(condition=~Q(decided_by=F("made_by")), name=f"{subject.name}_four_eyes")
        )
        made.append(by_somebody("decided", name=f"{subject.name}_decided_by_somebody"))
    return made


def _follows(subject: Subject) -> list[models.BaseConstraint]:
    """Return what moves open records with their customer, where the declaration says so."""
    if subject.moves is not Moves.FOLLOW or subject.due is None:
        return []
    waits = next(iter(subject.states), "")
    return [Follows(name=f"{subject.name}_follows", until=subject.due.until, state=waits)]


def _erases(subject: Subject, model: type[models.Model]) -> list[Erases]:
    """Return what empties columns when the person is erased; DeclarationError where that cannot be."""
    # in the order in which a migration writes them: what is put back is what was shipped
    emptied = {name: _empty(subject, model, name) for name in sorted(subject.erases or ())}
    return [Erases(name=f"{subject.name}_erases", columns=emptied)] if emptied else []


def _empty(subject: Subject, model: type[models.Model], column: str) -> str:
    """Return the SQL of nothing in a column."""
    field = next(one for one in model._meta.concrete_fields if one.column == column)  # noqa: SLF001
    if field.null:
        return "NULL"
    if isinstance(field, models.JSONField):
        return "'[]'"
    if isinstance(field, models.TextField | models.CharField) and field.blank:
        return "''"
    raise DeclarationError(f"Subject {subject.name}: {column!r} cannot be empty, so that nothing erases it.")


def _line(subject: Subject, model: type[models.Model]) -> Line:
    """Return how a record stands in the diary: one taken back has no line, one that waits asks on its day."""
    due, waits = subject.due, next(iter(subject.states), "")
    state = f" AND state = '{waits}'" if waits else ""
    day = model._meta.get_field(subject.happened)  # noqa: SLF001 - Django's documented door
    is_moment = isinstance(day, models.DateTimeField)
    begins = f"{subject.happened}::timestamp AT TIME ZONE '{ZONE_NAME}'"
    return Line(
        name=f"{subject.name}_line",
        subject=subject.name,
        happened=subject.happened if is_moment else begins,
        staff="staff_id",
        due_on=due.day if due else "",
        open=f"{due.until} IS NULL{state}" if due else "",
        kept="voided_at IS NULL" + (" AND NOT restricted" if subject.hides else ""),
        said=subject.line,
    )


def _guard(subject: Subject, columns: Mapping[str, Said]) -> Guard:
    later = tuple(name for name, one in columns.items() if one.later)
    of = policies.of_customer(subject.table)
    if subject.confided:
        of += f" AND ({policies.confided(subject.confided)})"
    if subject.team:
        of += f" AND ({policies.of_team(subject.table, subject.team)})"
    writers = sorted(role for role, hand in subject.hands.items() if hand.actions & _WRITES)
    return Guard(
        name=f"{subject.name}_guard",
        sees=of,
        adds=f"{policies.asked_of(subject.roles(Action.CREATE))} AND {of}",
        changes=f"{policies.asked_of(tuple(writers))} AND {of}" if later else "",
        columns=later,
        signs=("staff_id",) if "staff_id" in columns else (),
    )

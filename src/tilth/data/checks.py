"""CHECK constraints in the house's three forms: one of these values, both or neither, done by somebody."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, Q


def one_of(column: str, values: Iterable[str], *, name: str) -> CheckConstraint:
    """Return the rule that `column` holds one of `values`, as a list of codes has them in its order."""
    return CheckConstraint(condition=Q(**{f"{column}__in": list(values)}), name=name)


def both_or_neither(first: str, second: str, *, name: str) -> CheckConstraint:
    """Return the rule that two columns are filled together or not at all; empty text counts as not filled."""
    neither = Q(**{first: "", f"{second}__isnull": True})
    both = ~Q(**{first: ""}) & Q(**{f"{second}__isnull": False})
    return CheckConstraint(condition=neither | both, name=name)


def by_somebody(done: str, *, name: str) -> CheckConstraint:
    """Return the rule that what was `done` (voided, lifted …) was done at a moment and by somebody."""
    neither = Q(**{f"{done}_at__isnull": True, f"{done}_by__isnull": True})
    both = Q(**{f"{done}_at__isnull": False, f"{done}_by__isnull": False})
    return CheckConstraint(condition=neither | both, name=name)

"""Two who move the same customer at once: one is first, the other is told."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, transaction

from tilth.domain.refusing import Unclear
from tilth.kernel.sentences import marked as _

_MOVED = frozenset({"40001", "40P01"})
"""What PostgreSQL says when somebody else moved the row first: serialization failure, deadlock."""

BATCH = 1000
"""Customers that one statement moves, so that none comes near the time that a statement may take."""


class MovedMeanwhileError(Unclear):
    """Somebody else moved a customer in the same moment; nothing of this transfer was stored."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else moved this customer in the same moment: look again, then decide."),
            exactly="Somebody else moved one of these customers in the same moment: look again, then decide.",
        )


@contextmanager
def first_to_move() -> Iterator[None]:
    """Turn the database's conflict into one sentence, and leave the caller's transaction usable."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) not in _MOVED:
            raise
        raise MovedMeanwhileError from error

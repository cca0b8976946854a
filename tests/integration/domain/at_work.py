"""Several people at work at once: each on a connection of their own, as the pages' login."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction

from integration.doors.town import Town
from tilth.access import scopes
from tilth.data import models

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def at_work(bank: Town, user: models.User) -> Iterator[models.User]:
    """One request of one person: a transaction, the pages' login, the scope."""
    actor = models.User.objects.get(pk=user.pk)
    with transaction.atomic():
        scopes.regain_privileges()
        actor.entered = scopes.enter(actor, bank.generation, step_down=True)
        yield actor


def at_once(act: Callable[[T], R], everybody: Iterable[T], *, threads: int) -> list[R]:
    """Return what `act` returns for everybody, so many at a time; connections end with the work."""

    def alone(one: T) -> R:
        try:
            return act(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(alone, everybody))

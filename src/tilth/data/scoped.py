"""The manager of rows that tell about customers: it refuses to answer unless somebody's view is stated."""

from typing import Any, NoReturn, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class UnscopedQueryError(RuntimeError):
    """Customer rows were asked for without saying who asks."""


class ScopedManager(models.Manager[M]):
    """Refuses every query but `unscoped()`; pages come in through `tilth.access.visibility.visible`."""

    def get_queryset(self) -> NoReturn:
        """Raise: whose rows these are has not been said."""
        raise UnscopedQueryError(
            f"{self.model.__name__} tells about customers: start from tilth.access.visibility.visible(...)."
        )

    def unscoped(self) -> "models.QuerySet[M, M]":
        """Return all rows; for `tilth.access` and for the nightly run only."""
        return models.QuerySet(self.model, using=self._db)

    def create(self, **values: Any) -> M:
        """Add one row: writing needs no view."""
        return self.unscoped().create(**values)

"""Columns that name a person of the bank, as the models here take them: typed as a `User`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilth.data import records

if TYPE_CHECKING:
    from django.db import models

    from tilth.data.models.user import User


def account() -> models.ForeignKey[User, User]:
    """Return the account of a person of the bank."""
    return records.account()


def maybe_account() -> models.ForeignKey[User | None, User | None]:
    """Return the account of a person, none until somebody did it."""
    return records.maybe_account()

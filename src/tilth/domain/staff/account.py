"""One's own account: where one is signed in, and the password."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tilth.access import accounts
from tilth.data.models import User


class WrongPasswordError(ValueError):
    """The present password is not this one."""


class WeakPasswordError(ValueError):
    """The new password may not be used; `codes` are those of Django's validators."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@dataclass(frozen=True, kw_only=True)
class Session:
    """One browser in which a person is signed in."""

    number: UUID
    opened_at: dt.datetime
    seen_at: dt.datetime
    """At most a minute older than the last click."""
    address: str
    browser: str
    system: str
    is_this: bool


def sessions(*, session_key: str | None) -> tuple[Session, ...]:
    """Return where the person who entered is signed in, this browser first; one query."""
    return tuple(
        Session(
            number=number,
            opened_at=opened_at,
            seen_at=seen_at,
            address=str(about.get("address", "")),
            browser=str(about.get("browser", "")),
            system=str(about.get("system", "")),
            is_this=is_this,
        )
        for number, opened_at, seen_at, about, is_this in accounts.own_sessions(session_key=session_key)
    )


@transaction.atomic
def change_password(*, by: User, present: str, new: str, session_key: str | None) -> int:
    """Give the person who entered a new password and sign out everywhere else; return how many ended.

    WrongPasswordError: `present` is not the password; WeakPasswordError: `new` may not be one.
    """
    if not accounts.is_password(by, present):
        raise WrongPasswordError("The present password is another.")
    try:
        validate_password(new, by)
    except ValidationError as error:
        raise WeakPasswordError([str(one.code) for one in error.error_list]) from None
    return accounts.set_password(by, new, session_key=session_key)

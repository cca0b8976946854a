"""Wrong passwords, counted from the audit (C-30): who tries too often waits.

After five wrong tries a name waits at that place, or in that browser where the person signed in before.
Strangers' tries also count for the name over all places and for the place over all names: `sign_in.sql` knows
the caps. A browser that knows the person passes both pauses, and a name's is short: nobody locks others out.
The present password, asked on the page of one's own account, counts for the session in which it is typed.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from tilth.access import audit, devices
from tilth.access.audit import Event
from tilth.access.devices import Account
from tilth.access.hashing import BusyError
from tilth.data.security import entry
from tilth.kernel import networks

LOG = logging.getLogger("tilth.sign_in")
_STAMP = "SELECT account, stamp FROM tilth_sign_in_stamp(%s, %s)"
_TURN = "SELECT tilth_turn(%s, %s)"
_WAITS = "SELECT until, kind FROM tilth_sign_in_waits(%s, %s, %s, %s)"
_PAUSES = "SELECT of_name, of_place FROM tilth_sign_in_pauses(%s, %s, %s)"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Who tries, from where, and in which browser, if the person signed in there before."""

    name: str
    address: str
    account: Account
    device: str
    """A digest of the browser's number; empty: a stranger's."""

    @property
    def place(self) -> str:
        """What counts as one place."""
        return networks.place(self.address)

    @property
    def tried(self) -> str:
        """What is counted: the account, or a digest of what was typed where there is none."""
        return self.account.number or audit.digest(self.name)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Until when a name may not try, and why: `own` tries, those about the `name`, those from the `place`."""

    until: dt.datetime
    kind: str


def account(name: str) -> Account:
    """Return the account of a name, with what its browsers prove; one statement, alike for a name without."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [name, entry.proof("stamp", name)])
        number, stamp = cursor.fetchone() or (None, None)
    return Account() if number is None else Account(number=str(number), stamp=str(stamp))


def attempt(name: str, *, address: str, cookie: str) -> Attempt:
    """Return who tries to sign in."""
    found = account(name)
    number = devices.known(cookie, found)
    return Attempt(name=name, address=address, account=found, device=audit.digest(number) if number else "")


def at_own_account(name: str, *, address: str, session: str) -> Attempt:
    """Return who tries the present password of the account that is signed in: its session counts alone."""
    return Attempt(
        name=name, address=address, account=account(name), device=audit.digest(f"session {session}")
    )


@contextmanager
def in_turn(by: Attempt) -> Iterator[None]:
    """Let attempts of one kind go one after the other, so that many at once count as many.

    BusyError for whoever comes meanwhile: waiting would hold a thread that serves pages.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            named = audit.digest("\x1f".join((by.tried, by.device or by.place)))
            cursor.execute(_TURN, [named, entry.proof("turn", named)])
            if cursor.fetchone() != (True,):
                raise BusyError
        yield


def waits(by: Attempt) -> Wait | None:
    """Return until when this name may not try from here; None: it may; one statement."""
    with connection.cursor() as cursor:
        asked = [by.tried, by.place, by.device]
        cursor.execute(_WAITS, [*asked, entry.proof("waits", *asked)])
        until, kind = cursor.fetchone() or (None, "")
    return None if until is None else Wait(until=until, kind=kind)


def failed(by: Attempt, *, request: str) -> None:
    """Note a wrong name or password, and each pause that it begins, once, in the audit and the log."""
    with transaction.atomic():
        audit.note_sign_in_failed(by.name, address=by.address, request=request, device=by.device)
        of_name, of_place = (0, 0) if by.device else _pauses(by)
    if of_name:
        whose = f"account {by.account.number}" if by.account.number else "a name without account"
        LOG.warning("Sign-in paused: %s wrong passwords for %s; strangers wait 5 minutes.", of_name, whose)
    if of_place:
        LOG.warning(
            "Sign-in paused: %s wrong passwords from %s; strangers there wait 15 minutes.", of_place, by.place
        )


def missed(by: Attempt) -> None:
    """Note a wrong present password in the transaction of the person who is signed in."""
    audit.note(
        Event.SIGN_IN_FAILED,
        subject_type="account",
        subject_id=by.account.number,
        detail={"device": by.device},
    )


def _pauses(by: Attempt) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_PAUSES, [by.account.number, audit.digest(by.name), by.place])
        found: tuple[int, int] = cursor.fetchone() or (0, 0)
    return found

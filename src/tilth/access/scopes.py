"""The scope of an actor: worked out by the database once per transaction, and enforced by it from then on."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from django.db import connection

from tilth.access.settled import day_of_pages
from tilth.data.guard import WEB
from tilth.data.models import Generation, User
from tilth.data.security import entry
from tilth.kernel.errors import TilthError

_ENTER = (
    "SELECT role, staff_id, scope, managers, branches, customers, branch_first, branch_last, bank_wide,"
    " sees_restricted, reads_audit, stopped_at, stopped_for, moment FROM tilth_enter(%s, %s, %s, %s, %s, %s)"
)
_STEP_DOWN = f"SET LOCAL ROLE {WEB}"
_TRIES = 2
_STEP_UP = "SET LOCAL ROLE NONE"


class ClockError(TilthError):
    """The database's clock jumped twice within one entry."""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """When somebody was stopped and for what, and the moment at which that was asked."""

    at: dt.datetime
    kind: str
    now: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whose customers somebody sees in one generation; empty tuples and False: nobody's."""

    user: int | None = None
    generation: int | None = None
    role: str = ""
    staff_id: str = ""
    kind: str = "none"
    managers: tuple[str, ...] = ()
    """Staff numbers whose customers are in sight: the own one, and those covered for."""
    branches: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    """Single customers in which the actor takes part."""
    branch_first: int = 1
    """The branches in sight as an interval of the tree's numbers; here an empty one."""
    branch_last: int = 0
    bank_wide: bool = False
    sees_restricted: bool = False
    reads_audit: bool = False
    stop: "Stop | None" = None
    """The last stop for walking too fast, of the last day."""

    @property
    def sees_customers(self) -> bool:
        """Whether any customer can be in sight."""
        return self.bank_wide or bool(self.managers or self.branches or self.customers)

    def lies_within(self, branches: Collection[str]) -> bool:
        """Say whether whoever is in sight is of these branches.

        Such a rule is not said once more: said twice it misleads PostgreSQL about how many rows there are.
        """
        more = self.bank_wide or self.managers or self.customers
        return not more and set(self.branches) <= set(branches)

    def relation(self, *, rm_id: str | None, branch_id: str, customer_id: str) -> str:
        """Return how the actor stands to a customer in sight: own, team, branch, invited or bank."""
        if self.kind == "own" and rm_id in self.managers:
            return "own"
        if rm_id is not None and rm_id in self.managers:
            return "team"
        if self.kind == "branch" and (self.bank_wide or branch_id in self.branches):
            return "branch"
        return "invited" if customer_id in self.customers else "bank"


def enter(
    actor: User,
    generation: Generation | None,
    *,
    address: str = "",
    request: str = "",
    step_down: bool = False,
) -> Scope:
    """Set the actor of the present transaction and return the scope; one statement.

    From here on the policies of the database judge every row by this actor, provided that the connection
    is bound by them: `step_down` makes it so until the transaction ends. Outside a transaction the settings
    end with the statement: what is returned still holds, the policies know nobody.
    """
    number = None if generation is None else generation.pk
    found = _entered(
        actor.pk, number, day=_day(generation), address=address, request=request, step_down=step_down
    )
    row = cast("tuple[str, str, str, list[str], list[str], list[str]]", found[:6])
    role, staff_id, kind, managers, branches, customers = row
    first, last, bank_wide, sees_restricted, reads_audit = cast(
        "tuple[int, int, bool, bool, bool]", found[6:11]
    )
    stop = cast("tuple[dt.datetime | None, str | None, dt.datetime]", found[11:])
    return Scope(
        user=actor.pk,
        generation=number,
        role=role,
        staff_id=staff_id,
        kind=kind,
        managers=tuple(managers),
        branches=tuple(branches),
        customers=tuple(customers),
        branch_first=first,
        branch_last=last,
        bank_wide=bank_wide,
        sees_restricted=sees_restricted,
        reads_audit=reads_audit,
        stop=None if stop[0] is None else Stop(at=stop[0], kind=stop[1] or "", now=stop[2]),
    )


def enter_nobody(*, address: str, request: str) -> None:
    """Set the present transaction as that of somebody not signed in: nobody's data are in sight."""
    _entered(None, None, day=None, address=address, request=request, step_down=False)


def _day(generation: Generation | None) -> dt.date | None:
    """Return the day that the pages call today, by which covers and participations hold; None: the clock."""
    last = None if generation is None else generation.business_date
    return day_of_pages(last)


def _entered(  # noqa: PLR0913 - what is said on entering, in keywords
    user: int | None,
    generation: int | None,
    *,
    day: dt.date | None,
    address: str,
    request: str,
    step_down: bool,
) -> tuple[Any, ...]:
    """Enter with the proof that this is the web process, and step down in the same statement.

    Where the database's clock stands elsewhere than this process thought, it says so alone, and is asked
    again.
    """
    statement = f"{_ENTER}; {_STEP_DOWN}" if step_down and not _is_bound() else _ENTER
    for _ in range(_TRIES):
        proof = entry.proof("enter", user, generation, request, address, day)
        with connection.cursor() as cursor:
            cursor.execute(statement, [user, generation, address, request, proof, day])
            found = tuple(cursor.fetchone() or ())
        entry.hear(found[-1])
        if found[0] is not None:
            return found
    raise ClockError("The database's clock does not stand where it last said: ask again.")


def _is_bound() -> bool:
    """Say whether the connection's own login is that of the pages already."""
    return str(connection.settings_dict["USER"]) == WEB


def of(actor: User, generation: Generation | None) -> Scope:
    """Return the scope that the request entered with, else work it out now."""
    entered: Scope | None = actor.__dict__.get("entered")
    number = None if generation is None else generation.pk
    if entered is not None and entered.user == actor.pk and entered.generation == number:
        return entered
    return enter(actor, generation)


def remember(actor: User, entered: Scope) -> None:
    """Let `of` answer for the rest of the request with the scope that it entered with."""
    actor.__dict__["entered"] = entered


def entered(actor: User) -> Scope | None:
    """Return the scope that the request entered with, None outside one."""
    found: Scope | None = actor.__dict__.get("entered")
    return found


def drop_privileges() -> None:
    """Go on as the login that cannot bypass row-level security, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_STEP_DOWN)


def regain_privileges() -> None:
    """Be the connection's own login again; for a transaction that goes on after the request."""
    with connection.cursor() as cursor:
        cursor.execute(_STEP_UP)

"""The scope of an actor: worked out by the database once per transaction, and enforced by it from then on."""

from dataclasses import dataclass
from typing import cast

from django.db import connection

from tilth.data.models import Generation, User
from tilth.data.security.policies import WEB

_ENTER = (
    "SELECT role, staff_id, scope, managers, branches, customers, bank_wide, sees_restricted, reads_audit"
    "{then} FROM tilth_enter(%s, %s, %s, %s)"
)
_STEP_DOWN = f", set_config('role', '{WEB}', true)"


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
    bank_wide: bool = False
    sees_restricted: bool = False
    reads_audit: bool = False

    @property
    def sees_customers(self) -> bool:
        """Whether any customer can be in sight."""
        return self.bank_wide or bool(self.managers or self.branches or self.customers)

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
    statement = _ENTER.format(then=_STEP_DOWN if step_down else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, [actor.pk, number, address, request])
        found = cursor.fetchone() or ()
    row = cast("tuple[str, str, str, list[str], list[str], list[str], bool, bool, bool]", found[:9])
    role, staff_id, kind, managers, branches, customers, bank_wide, sees_restricted, reads_audit = row
    return Scope(
        user=actor.pk,
        generation=number,
        role=role,
        staff_id=staff_id,
        kind=kind,
        managers=tuple(managers),
        branches=tuple(branches),
        customers=tuple(customers),
        bank_wide=bank_wide,
        sees_restricted=sees_restricted,
        reads_audit=reads_audit,
    )


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


def drop_privileges() -> None:
    """Go on as the login that cannot bypass row-level security, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [WEB])


def regain_privileges() -> None:
    """Be the connection's own login again; for a transaction that goes on after the request."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'none', true)")

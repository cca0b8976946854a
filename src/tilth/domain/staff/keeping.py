"""Who may sign in, for those who keep the accounts: found, opened, closed; people who left come first."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import BigIntegerField, Case, Count, Exists, F, OuterRef, Q, Subquery, TextField, When
from django.db.models.functions import Coalesce

from tilth.access import keeping
from tilth.access.keeping import Held
from tilth.data.models import Generation, PublishedBranch, PublishedStaff, User
from tilth.domain import ordered
from tilth.domain.acting import Unclear
from tilth.domain.ordered import TURN
from tilth.kernel.sentences import marked as _
from tilth.policy import roles
from tilth.policy.permissions import Action, Thing, may

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 50
STATES = ("left", "open", "closed")
"""Which accounts a page shows: of people who left and may still sign in; open; closed. Empty: all."""
_WHY = {
    "name": _("There is an account of this name already: choose another name."),
    "staff": _("This staff number has an open account already: close that one first."),
    "nobody": _("An administrator needs a staff number, so that nobody holds two of the three."),
    "administration": _("This person held another administration: choose another member of staff."),
    "own": _("Nobody closes or opens the own account: ask another security administrator."),
    "already": _("It had that state already: nothing was changed."),
}


@dataclass(frozen=True, kw_only=True)
class Account:
    """One account with what the bank's data say of the person."""

    number: int
    username: str
    name: str
    role: str
    staff_id: str
    branch_name: str
    is_open: bool
    gone: bool
    """The bank's data know the person no more, or as somebody who left."""
    held: Held | None
    """Where it is signed in; None for nowhere, and for who may not know."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of accounts, and after which the next begins; empty at the end."""

    items: tuple[Account, ...]
    following: str
    open: int
    closed: int
    left: int
    unordered: bool = False
    """Whether there are too many to stand in the order asked for."""


def find(  # noqa: PLR0913 - who asks, what for, in which order and where the page begins
    actor: User,
    generation: Generation,
    *,
    text: str = "",
    state: str = "",
    after: str = "",
    sort: str = "",
    roles: Sequence[str] = (),
) -> Found:
    """Return a page of accounts, by sign-in name unless an order is asked for; at most four queries.

    `roles`: in the order of their words. Of more accounts than can be ordered the page says so.
    """
    rows = _with_staff(generation)
    counts = rows.aggregate(
        open=Count("pk", filter=Q(is_active=True)),
        closed=Count("pk", filter=Q(is_active=False)),
        left=Count("pk", filter=_LEFT),
    )
    wanted = {"": Q(), "left": _LEFT, "open": Q(is_active=True), "closed": Q(is_active=False)}[state]
    if text:
        wanted &= Q(username__icontains=text) | Q(name__icontains=text) | Q(staff_id=text)
    held = keeping.sessions_held() if may(actor.role, Thing.ACCOUNT, Action.UPDATE) else {}
    unordered = bool(sort) and counts["open"] + counts["closed"] > ordered.READ
    code = "" if unordered else sort.removeprefix(TURN)
    known = _standing(code, roles, held)
    page = ordered.page(
        rows.filter(wanted).annotate(stands=known or F("username")),
        sort if known else "",
        down=code in DOWN,
        after=after,
        most=PAGE,
        key="username",
    )
    return Found(
        items=tuple(_account(row, held.get(row.pk)) for row in page.items),
        following=page.following,
        unordered=unordered,
        **counts,
    )


SORTS = ("name", "staff", "role", "branch", "username", "seen", "state")
"""What accounts can stand by: name, number, role, number of the branch, sign-in name, last seen, state."""
DOWN = ("seen",)
"""Orders that begin with the latest."""


def _standing(code: str, roles: Sequence[str], held: Mapping[int, Held]) -> Any:
    """Return what accounts stand by in an order; None for the usual one."""
    seen = sorted(held, key=lambda number: held[number].seen_at)
    return {
        "name": Coalesce("spelt", "name", output_field=TextField()),
        "staff": F("staff_id"),
        "role": ordered.place_of("role", roles),
        "branch": F("at_branch"),
        "username": F("username"),
        "seen": ordered.place_of("pk", seen, BigIntegerField()),
        "state": Case(When(_LEFT, then=0), When(is_active=True, then=1), default=2),
    }.get(code)


_LEFT = Q(is_active=True, staff_id__isnull=False, works=False)


def _with_staff(generation: Generation) -> "QuerySet[User, User]":
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef("staff_id"))
    branch = PublishedBranch.objects.filter(generation=generation.pk, branch_id=OuterRef("at_branch"))
    return User.objects.annotate(
        works=Exists(person.filter(active=True)),
        at_branch=Subquery(person.values("branch_id")[:1]),
        spelt=Subquery(person.values("name_pinyin")[:1]),
    ).annotate(branch=Subquery(branch.values("name")[:1]))


def _account(row: User, held: Held | None) -> Account:
    return Account(
        number=row.pk,
        username=row.username,
        name=row.name,
        role=row.role,
        staff_id=row.staff_id or "",
        branch_name=getattr(row, "branch", None) or "",
        is_open=row.is_active,
        gone=bool(row.staff_id) and not getattr(row, "works", True),
        held=held,
    )


@transaction.atomic
def open_account(generation: Generation, *, username: str, role: str, staff_id: str, password: str) -> str:
    """Open an account for somebody whom the bank's data know as at work; return the person's name.

    Unclear: nobody of this number works there, or the name or the number has an account.
    """
    known = PublishedStaff.objects.filter(generation=generation.pk, staff_id=staff_id, active=True)
    name = known.values_list("name", flat=True).first()
    if name is None or role not in roles.BY_CODE:
        raise Unclear(_("Nobody of this staff number works here by the bank's data: check the number."))
    _insist(keeping.open_account(username, name=name, role=role, staff_id=staff_id, password=password))
    return name


def made_up() -> str:
    """Return a password to be told once."""
    return secrets.token_urlsafe(12)


@transaction.atomic
def close(accounts: list[int]) -> int:
    """Close accounts, end their sessions; return how many were open. Unclear: the own one is among them."""
    told = [keeping.let_in(one, is_open=False) for one in accounts]
    if "own" in told:
        _insist("own")
    return told.count("")


@transaction.atomic
def open_again(account: int) -> None:
    """Let somebody sign in again; Unclear where that may not be."""
    _insist(keeping.let_in(account, is_open=True))


def _insist(why: str) -> None:
    if why:
        raise Unclear(_WHY[why])

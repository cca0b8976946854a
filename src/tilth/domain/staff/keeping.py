"""Who may sign in, for those who keep the accounts: found, opened, closed; people who left come first."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from tilth.access import keeping
from tilth.access.keeping import Held
from tilth.data.models import Generation, PublishedBranch, PublishedStaff, User
from tilth.domain.acting import Unclear
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
    """One page of accounts by name, and after which the next begins; empty at the end."""

    items: tuple[Account, ...]
    following: str
    open: int
    closed: int
    left: int


def find(actor: User, generation: Generation, *, text: str = "", state: str = "", after: str = "") -> Found:
    """Return a page of accounts by sign-in name; three queries."""
    rows = _with_staff(generation)
    counts = rows.aggregate(
        open=Count("pk", filter=Q(is_active=True)),
        closed=Count("pk", filter=Q(is_active=False)),
        left=Count("pk", filter=_LEFT),
    )
    wanted = {"": Q(), "left": _LEFT, "open": Q(is_active=True), "closed": Q(is_active=False)}[state]
    if text:
        wanted &= Q(username__icontains=text) | Q(name__icontains=text) | Q(staff_id=text)
    page = list(rows.filter(wanted, username__gt=after).order_by("username")[: PAGE + 1])
    held = keeping.sessions_held() if may(actor.role, Thing.ACCOUNT, Action.UPDATE) else {}
    return Found(
        items=tuple(_account(row, held.get(row.pk)) for row in page[:PAGE]),
        following=page[PAGE - 1].username if len(page) > PAGE else "",
        **counts,
    )


_LEFT = Q(is_active=True, staff_id__isnull=False, works=False)


def _with_staff(generation: Generation) -> "QuerySet[User, User]":
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef("staff_id"))
    branch = PublishedBranch.objects.filter(generation=generation.pk, branch_id=OuterRef("at_branch"))
    return User.objects.annotate(
        works=Exists(person.filter(active=True)), at_branch=Subquery(person.values("branch_id")[:1])
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

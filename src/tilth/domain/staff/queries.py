"""Read what a signed-in person stands in: the name and the branch that the bank's data give."""

import datetime as dt
import functools
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from tilth.data.models import Generation, PublishedBranch, PublishedStaff, User


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A member of staff in the bank's data; empty where the data do not know the person."""

    name: str = ""
    branch_name: str = ""


def seat(actor: User, generation: Generation | None) -> Seat:
    """Return the actor's name and branch: one query per person and generation, which never changes."""
    if generation is None or actor.staff_id is None:
        return Seat()
    return _seat(actor.staff_id, generation.pk, generation.published_at)


def name(staff_id: str | None, generation: Generation) -> str:
    """Return the name of a member of staff as fed, else the number: one query per person and generation."""
    if staff_id is None:
        return ""
    return _seat(staff_id, generation.pk, generation.published_at).name or staff_id


def branch(branch_id: str, generation: Generation) -> str:
    """Return the name of a branch as fed, else its number: one query per branch and generation."""
    return _branch(branch_id, generation.pk, generation.published_at) or branch_id


@functools.lru_cache(maxsize=4096)
def _branch(branch_id: str, generation: int, published_at: dt.datetime | None) -> str:  # noqa: ARG001
    own = PublishedBranch.objects.filter(generation=generation, branch_id=branch_id)
    return own.values_list("name", flat=True).first() or ""


@functools.lru_cache(maxsize=4096)
def _seat(staff_id: str, generation: int, published_at: dt.datetime | None) -> Seat:  # noqa: ARG001
    branch = PublishedBranch.objects.filter(generation=generation, branch_id=OuterRef("branch_id"))
    own = (
        PublishedStaff.objects.filter(generation=generation, staff_id=staff_id)
        .annotate(branch_name=Subquery(branch.values("name")[:1]))
        .values_list("name", "branch_name")
        .first()
    )
    return Seat() if own is None else Seat(name=own[0], branch_name=own[1] or "")

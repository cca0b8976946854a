"""Read ties between customers, fed and written down, as far as the actor sees both ends.

What one of them is to the other is told in both directions; a tie to oneself is none.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tilth.access import reads, visibility
from tilth.access.ahead import Asked, together
from tilth.data.models import Acquaintance, Generation, PublishedRelation, Relation, User
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.relation import RelationRules

MOST = 400
"""Ties read at a time; an employer may have thousands."""
FED, MET = "feed", "met"
"""The sources of what the bank's own system says, and of people around who are no customers."""
_ROLES = {"controlled": "controlled_by"}
"""A role of somebody around a customer → the tie that it is, where that has another code."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One tie: what `other` is to `one`, both customers, or `other` somebody by name."""

    one: str
    other: str
    """The number of a customer; of somebody by name the number of the record."""
    kind: str
    """A code of the playbook's ties."""
    source: str
    """`feed`, `met`, or a code of the sources."""
    since: dt.date | None = None
    told_on: dt.date | None = None
    ended_on: dt.date | None = None
    """Since when it is no longer so."""
    by: str = ""
    id: UUID | None = None
    """The record that holds it; None for what was fed."""
    made_at: dt.datetime | None = None
    made_by: int | None = None
    name: str = ""
    """Of whom is no customer; empty for a minor."""
    minor: bool = False
    named: bool = False
    """The other is no customer."""
    back: bool = False
    """It was written under the other's number."""


def asked(actor: User, generation: Generation, ids: Iterable[str]) -> tuple[Asked[Any], ...]:
    """Return what `around` asks of customers, to be sent together with other reads."""
    numbers = sorted(set(ids))
    if not numbers:
        return ()
    both = [one.asked(actor, generation, ids=numbers) for one in (_fed, _written)]
    reads_met = may(actor.role, Thing.ACQUAINTANCE, Action.LIST)
    return (*both, *([_met.asked(actor, generation, ids=numbers)] if reads_met else []))


def asked_past(actor: User, generation: Generation, *, customer_id: str) -> Asked[Any]:
    """Return what `past` asks, to be sent together with other reads."""
    return _past.asked(actor, generation, customer_id=customer_id)


def around(
    actor: User, generation: Generation, *, ids: Iterable[str], rules: RelationRules
) -> tuple[Told, ...]:
    """Return all ties of customers that stand, each from its own side; one statement."""
    numbers = sorted(set(ids))
    if not numbers:
        return ()
    reads_met = may(actor.role, Thing.ACQUAINTANCE, Action.LIST)
    with together(*asked(actor, generation, numbers)):
        fed = _fed(actor, generation, ids=numbers)
        written = _written(actor, generation, ids=numbers)
        met = _met(actor, generation, ids=numbers) if reads_met else []
    known = frozenset(numbers)
    return (*_of_feed(fed, known, rules), *_of_hand(written, known, rules), *_of_met(met, rules))


def past(actor: User, generation: Generation, *, customer_id: str, rules: RelationRules) -> tuple[Told, ...]:
    """Return the written ties of a customer that are no longer so, the last ended first; one query."""
    rows = _past(actor, generation, customer_id=customer_id)
    return tuple(_of_hand(rows, frozenset({customer_id}), rules))


def _of_feed(rows: list[PublishedRelation], known: frozenset[str], rules: RelationRules) -> Iterator[Told]:
    """Yield each fed tie from every end that was asked about; the feed may bring it in both directions."""
    for row in rows:
        if row.from_id == row.to_id:
            continue
        tie = rules.by_code[row.kind]
        if row.from_id in known:
            yield Told(one=row.from_id, other=row.to_id, kind=tie.code, source=FED, since=row.since)
        if row.to_id in known:
            yield Told(one=row.to_id, other=row.from_id, kind=tie.inverse, source=FED, since=row.since)


def _of_hand(rows: list[Relation], known: frozenset[str], rules: RelationRules) -> Iterator[Told]:
    for row in rows:
        tie = rules.by_code.get(row.kind)
        inverse = tie.inverse if tie else row.kind
        if row.other_id is None:
            yield _told(row, one=row.customer_id, other=str(row.pk), kind=row.kind)
        elif row.other_id != row.customer_id:
            if row.customer_id in known:
                yield _told(row, one=row.customer_id, other=row.other_id, kind=row.kind)
            if row.other_id in known:
                yield _told(row, one=row.other_id, other=row.customer_id, kind=inverse)


def _of_met(rows: list[Acquaintance], rules: RelationRules) -> Iterator[Told]:
    for row in rows:
        kind = _ROLES.get(row.role, row.role)
        if kind in rules.by_code:
            yield Told(
                one=row.customer_id,
                other=str(row.pk),
                kind=kind,
                source=MET,
                told_on=row.told_on,
                by=getattr(row, "by", ""),
                name=row.name,
                minor=row.minor,
                named=True,
            )


def _told(row: Relation, *, one: str, other: str, kind: str) -> Told:
    return Told(
        one=one,
        other=other,
        kind=kind,
        source=row.source,
        since=row.since,
        told_on=row.told_on,
        ended_on=row.outdated_on,
        by=getattr(row, "by", ""),
        id=row.pk,
        made_at=row.made_at,
        made_by=row.made_by_id,
        name=row.name if row.other_id is None else "",
        minor=row.minor,
        named=row.other_id is None,
        back=one != row.customer_id,
    )


@reads.scoped
def _fed(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[PublishedRelation]":
    """Read in an order that no index has: in that of the key the planner would read all to find a few."""
    seen = visibility.visible(PublishedRelation, actor, generation)
    either = seen.filter(Q(from_id__among=ids) | Q(to_id__among=ids))
    return either.order_by("kind", "from_id", "to_id")[:MOST]


@reads.scoped
def _written(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[Relation]":
    seen = visibility.visible(Relation, actor, generation).filter(outdated_on=None)
    either = seen.filter(Q(customer_id__among=ids) | Q(other_id__among=ids))
    return either.annotate(by=F("made_by__name")).order_by("told_on", "id")[:MOST]


@reads.scoped
def _met(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[Acquaintance]":
    seen = visibility.visible(Acquaintance, actor, generation)
    there = seen.filter(Q(customer_id__among=ids), outdated_on=None)
    return there.annotate(by=F("made_by__name")).order_by("told_on", "id")[:MOST]


@reads.scoped
def _past(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Relation]":
    seen = visibility.visible(Relation, actor, generation).filter(outdated_on__isnull=False)
    either = seen.filter(Q(customer_id=customer_id) | Q(other_id=customer_id))
    return either.annotate(by=F("made_by__name")).order_by("-outdated_on", "-id")[:MOST]

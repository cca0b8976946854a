"""Read what a relationship is measured by: dealings, promises, requests, its account; sent as one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, ExpressionWrapper, F, Subquery

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.models import (
    Acquaintance,
    Contact,
    CustomerPoint,
    DiaryLine,
    FollowUp,
    Generation,
    Greeting,
    Level,
    LevelTarget,
    Matter,
    Memo,
    PathStep,
    PointNight,
    Rapport,
    Suppression,
    Task,
    User,
)
from tilth.domain.profile import queries as profile
from tilth.domain.promised import IN_TIME, PROMISE
from tilth.kernel.dates import add_months
from tilth.policy.levels.judging import COMPARED_DAYS

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 1000
"""Records of one kind that count; older ones do not."""
LONGEST = 120
"""Months that a measure may look back; the playbook's own bound."""
COMPARED = dt.timedelta(days=COMPARED_DAYS)
FEW = 100
"""Open due items of a customer that are looked at."""


@dataclass(frozen=True, kw_only=True)
class Material:
    """What is known of one relationship, each kind newest first; entries in the order of their days."""

    contacts: Sequence[Any]
    promises: Sequence[Any]
    """Tasks that somebody was told of, each with `in_time`."""
    memos: Sequence[Any]
    matters: Sequence[Any]
    greetings: Sequence[Any]
    referrals: Sequence[Any]
    around: Sequence[Any]
    complaints: Sequence[Any]
    entries: Sequence[Any]
    steps: Sequence[Any]
    """Each names whoever wrote it as `by`."""
    targets: Sequence[Any]
    path: Sequence[Any]
    """Steps that were planned, by their day."""
    due: Sequence[Any]
    """Lines of the diary that ask for something, the nearest first."""
    written: Sequence[Any]
    """Details of the profile, the last written first."""
    details: dict[str, profile.Of]
    point: Any
    """Assets on the last night by the day of comparison; None for none that is kept."""


def asked(actor: User, generation: Generation, *, customer_id: str, today: dt.date) -> tuple[Asked[Any], ...]:
    """Return what `material` asks, to be sent together with other reads."""
    own, since = {"customer_id": customer_id}, add_months(today, -LONGEST)
    return (
        _contacts.asked(actor, generation, customer_id=customer_id, since=since),
        _promises.asked(actor, generation, customer_id=customer_id, since=since),
        *(one.asked(actor, generation, **own) for one in (_memos, _matters, _greetings, _referrals, _around)),
        *(
            one.asked(actor, generation, **own)
            for one in (_complaints, _entries, _steps, _targets, _path, _due)
        ),
        profile.asked(actor, generation, customer_id=customer_id),
        _point.asked(actor, generation, customer_id=customer_id, until=today - COMPARED),
    )


def asked_of_head(actor: User, generation: Generation, *, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `standing` asks, to be sent together with other reads."""
    return tuple(one.asked(actor, generation, customer_id=customer_id) for one in (_steps, _targets))


def material(
    actor: User, generation: Generation, *, customer_id: str, several: frozenset[str], today: dt.date
) -> Material:
    """Return all that is known of a customer in sight.

    `several`: items of the profile of which several values stand beside each other.
    """
    own, since = {"customer_id": customer_id}, add_months(today, -LONGEST)
    written = profile.all_of(actor, generation, customer_id=customer_id)
    return Material(
        contacts=_contacts(actor, generation, customer_id=customer_id, since=since),
        promises=_promises(actor, generation, customer_id=customer_id, since=since),
        memos=_memos(actor, generation, **own),
        matters=_matters(actor, generation, **own),
        greetings=_greetings(actor, generation, **own),
        referrals=_referrals(actor, generation, **own),
        around=_around(actor, generation, **own),
        complaints=_complaints(actor, generation, **own),
        entries=_entries(actor, generation, **own),
        steps=_steps(actor, generation, **own),
        targets=_targets(actor, generation, **own),
        path=_path(actor, generation, **own),
        due=_due(actor, generation, **own),
        written=written,
        details=profile.by_item(written, several=several, today=today),
        point=next(iter(_point(actor, generation, customer_id=customer_id, until=today - COMPARED)), None),
    )


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The last confirmed step, and the target that is open; None where there is none."""

    step: Any
    target: Any


def standing(actor: User, generation: Generation, *, customer_id: str) -> Standing:
    """Return where a relationship stands and where it is to go; two queries."""
    steps = _steps(actor, generation, customer_id=customer_id)
    targets = _targets(actor, generation, customer_id=customer_id)
    return Standing(step=last(steps), target=aimed(targets))


def of_material(known: Material) -> Standing:
    """Return the same of what was read already."""
    return Standing(step=last(known.steps), target=aimed(known.targets))


def last(steps: Sequence[Any]) -> Any:
    """Return the last confirmed step; None where nobody confirmed any."""
    return next((one for one in steps if one.state == "confirmed"), None)


def aimed(targets: Sequence[Any]) -> Any:
    """Return the target that is open; None without one."""
    return next((one for one in targets if one.state == "open"), None)


@reads.scoped
def _contacts(
    actor: User, generation: Generation, *, customer_id: str, since: dt.date
) -> "QuerySet[Contact]":
    rows = visibility.visible(Contact, actor, generation).filter(customer_id=customer_id)
    told = rows.filter(two_way=True, contact_on__gte=since).only("contact_on", "channel", "purpose", "nature")
    return told.order_by("-contact_on", "-id")[:MOST]


@reads.scoped
def _promises(actor: User, generation: Generation, *, customer_id: str, since: dt.date) -> "QuerySet[Task]":
    rows = visibility.visible(Task, actor, generation).filter(PROMISE, customer_id=customer_id)
    judged = rows.annotate(in_time=ExpressionWrapper(IN_TIME, output_field=BooleanField()))
    told = judged.filter(due_on__gte=since).only("due_on", "done_at")
    return told.order_by("-due_on", "-id")[:MOST]


@reads.scoped
def _memos(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Memo]":
    rows = visibility.visible(Memo, actor, generation).filter(customer_id=customer_id)
    return rows.only("asked_on", "due_on", "answered_at").order_by("-asked_on", "-id")[:MOST]


@reads.scoped
def _matters(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Matter]":
    rows = visibility.visible(Matter, actor, generation).filter(customer_id=customer_id, asked_by="customer")
    return rows.only("asked_on", "due_on", "done_at").order_by("-asked_on", "-id")[:MOST]


@reads.scoped
def _greetings(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Greeting]":
    rows = visibility.visible(Greeting, actor, generation).filter(customer_id=customer_id, state="sent")
    return rows.only("due_on", "done_at").order_by("-due_on", "-id")[:MOST]


@reads.scoped
def _referrals(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[FollowUp]":
    rows = visibility.visible(FollowUp, actor, generation).filter(customer_id=customer_id, state="done")
    told = rows.filter(kind="referral", named__isnull=False).only("named", "done_at")
    return told.order_by("-due_on", "-id")[:MOST]


@reads.scoped
def _around(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Acquaintance]":
    rows = visibility.visible(Acquaintance, actor, generation).filter(customer_id=customer_id)
    return rows.only("told_on", "outdated_on").order_by("-told_on", "-id")[:MOST]


@reads.scoped
def _complaints(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Suppression]":
    rows = visibility.visible(Suppression, actor, generation).filter(customer_id=customer_id)
    told = rows.filter(kind="complaint_open").only("starts_on", "ends_on", "lifted_at")
    return told.order_by("-starts_on", "-id")[:MOST]


@reads.scoped
def _point(
    actor: User, generation: Generation, *, customer_id: str, until: dt.date
) -> "QuerySet[CustomerPoint]":
    nights = PointNight.objects.filter(business_date__lte=until).order_by("-business_date")
    rows = visibility.visible(CustomerPoint, actor, generation).filter(customer_id=customer_id)
    return rows.filter(night=Subquery(nights.values("pk")[:1]))


@reads.scoped
def _entries(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Rapport]":
    rows = visibility.visible(Rapport, actor, generation).filter(customer_id=customer_id)
    return rows.annotate(by=F("made_by__name")).order_by("done_on", "made_at", "id")


@reads.scoped
def _steps(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Level]":
    rows = visibility.visible(Level, actor, generation).filter(customer_id=customer_id)
    return rows.annotate(by=F("made_by__name")).order_by("-stepped_on", "-made_at", "-id")[:MOST]


@reads.scoped
def _targets(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[LevelTarget]":
    rows = visibility.visible(LevelTarget, actor, generation).filter(customer_id=customer_id)
    return rows.order_by("-made_at", "-id")[:FEW]


@reads.scoped
def _path(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PathStep]":
    rows = visibility.visible(PathStep, actor, generation).filter(customer_id=customer_id)
    return rows.annotate(by=F("made_by__name")).order_by("due_on", "made_at", "id")[:FEW]


@reads.scoped
def _due(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[DiaryLine]":
    rows = visibility.visible(DiaryLine, actor, generation).filter(customer_id=customer_id, open=True)
    return rows.order_by("due_on", F("due_at").asc(nulls_last=True), "subject", "row_id")[:FEW]

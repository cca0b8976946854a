"""Of two numbers that are to be one: which details differ, what stands of them, and what moves (IDN-02)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from tilth.access import visibility
from tilth.data.models import Consent, Detail, DiaryLine, Generation, User
from tilth.domain.profile import queries as profile
from tilth.policy.codes import ANY_CHANNEL
from tilth.policy.contact_gate.consent import GRANTED
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.profile.items import Item
from tilth.policy.subjects.detail import DetailRules

SHOWN = 10
"""Due items and ties that are named."""


@dataclass(frozen=True, kw_only=True)
class Differing:
    """An item of one value of which both numbers have another: each side's, and which stands by itself."""

    item: Item
    survivor: Detail
    merged: Detail

    @property
    def newer(self) -> Detail:
        """The one that stands where nobody chooses: the last written."""
        return max(self.survivor, self.merged, key=lambda one: (one.made_at, one.pk))

    def chosen(self, told: Iterable[UUID]) -> UUID | None:
        """Return which of the two is to stand though the other is newer; None where none has to be kept."""
        older = self.merged if self.newer is self.survivor else self.survivor
        return older.pk if older.pk in set(told) else None


@dataclass(frozen=True, kw_only=True)
class Stricter:
    """A no of one number that stands though the other said yes later."""

    purpose: str
    channel: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class Moving:
    """One record of the merged number that moves and is named before it does."""

    subject: str
    due_on: dt.date | None
    happened_at: dt.datetime
    said: Mapping[str, object]


def differing(  # noqa: PLR0913 - of whom, by which rules, told in keywords
    actor: User,
    generation: Generation,
    *,
    customer_id: str,
    merged_id: str,
    rules: DetailRules,
    today: dt.date,
) -> tuple[Differing, ...]:
    """Return the items in which both numbers differ, in the order of the vocabulary; one query.

    Items of which several values stand side by side, and those that the core system says, are none.
    """
    if not may(actor.role, Thing.DETAIL, Action.LIST):
        return ()
    rows = visibility.visible(Detail, actor, generation).filter(customer_id__in=[customer_id, merged_id])
    found: dict[tuple[str, str], list[Detail]] = defaultdict(list)
    for row in rows.annotate(by=F("made_by__name")).order_by(*profile.NEWEST):
        found[row.customer_id, row.item].append(row)
    told = []
    for item in rules.items:
        mine, theirs = (_stands(found[one, item.code], today) for one in (customer_id, merged_id))
        if mine and theirs and not item.several and not item.core and _said(mine) != _said(theirs):
            told.append(Differing(item=item, survivor=mine, merged=theirs))
    return tuple(told)


def _stands(rows: list[Detail], today: dt.date) -> Detail | None:
    newest: Detail | None = profile.sorted_out(rows, several=False, today=today).newest
    return newest


def _said(one: Detail) -> tuple[object, ...]:
    return one.choice, one.value, one.amount, one.day


def stricter(
    actor: User, generation: Generation, *, customer_id: str, merged_id: str
) -> tuple[Stricter, ...]:
    """Return each no that will stand though the other number said yes later; one query.

    It says beforehand what the database does when they are merged (`merge.sql`).
    """
    if not may(actor.role, Thing.CONSENT, Action.LIST):
        return ()
    rows = visibility.visible(Consent, actor, generation).filter(customer_id__in=[customer_id, merged_id])
    last: dict[tuple[str, str, str], Consent] = {}
    for row in rows.order_by("-decided_at", "-id"):
        key = (row.customer_id, row.purpose, row.channel)
        kept = last.setdefault(key, row)
        if kept.decided_at == row.decided_at and kept.decision == GRANTED:
            last[key] = row
    return tuple(
        Stricter(purpose=one.purpose, channel=one.channel, decision=one.decision)
        for one in sorted(last.values(), key=lambda one: (one.purpose, one.channel))
        if one.decision != GRANTED and any(_later_yes(one, other) for other in last.values())
    )


def _later_yes(one: Consent, other: Consent) -> bool:
    same = other.channel == one.channel or ANY_CHANNEL in (other.channel, one.channel)
    is_yes = other.decision == GRANTED and other.decided_at > one.decided_at
    return is_yes and same and other.purpose == one.purpose and other.customer_id != one.customer_id


def moving(actor: User, generation: Generation, *, merged_id: str) -> tuple[Moving, ...]:
    """Return what of the merged number is due, and its ties, the nearest day first; one query."""
    lines = visibility.visible(DiaryLine, actor, generation).filter(customer_id=merged_id)
    found = list(lines.filter(open=True).order_by("due_on", "subject", "row_id")[:SHOWN])
    found += list(lines.filter(subject=Thing.RELATION, open=False).order_by("-happened_at", "row_id")[:SHOWN])
    return tuple(
        Moving(
            subject=one.subject,
            due_on=one.due_on if one.open else None,
            happened_at=one.happened_at,
            said=one.said,
        )
        for one in found
    )

"""Read the library: entries for head office's page, and those that may be said, beside the playbook's."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, Value, When
from pydantic import ValidationError

from tilth.access import reads
from tilth.data.models import LibraryEntry, User
from tilth.domain import ordered
from tilth.domain.ordered import TURN
from tilth.policy.library import CODE
from tilth.policy.playbook import Playbook, Text
from tilth.policy.playbook.openings import ANY, Opening
from tilth.policy.playbook.talk import Objection, Question

if TYPE_CHECKING:
    from django.db.models import QuerySet

SAID = ["opening", "question", "objection"]
"""Kinds that stand beside the lines of the playbook."""
UNREAD = ("grams", "searched")
"""Columns that only the search of the database reads."""
SIZE = 50
"""Entries on one page."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of entries, the newest first."""

    items: tuple[LibraryEntry, ...]
    following: UUID | None
    """After which the next page begins; None on the last."""


SORTS = ("kind", "about", "owner", "valid", "state")
"""What entries stand by besides their age: kind, reason, who answers for them, first day, state."""


def page(  # noqa: PLR0913 - what is looked for, in which order and where the page begins
    *,
    kind: str = "",
    about: str = "",
    state: str = "",
    day: dt.date,
    after: UUID | None = None,
    sort: str = "",
    words: Mapping[str, Sequence[str]] | None = None,
) -> Found:
    """Return entries of a kind, a reason and a state on a day, each empty for all; at most two queries.

    The newest first, or in an order of `SORTS`, turned or not; `words`: codes in the order of their words.
    Whoever asks may list the library; the database shows others nothing but what was approved.
    """
    wanted = _in_state(state, day)
    if kind:
        wanted &= Q(kind=kind)
    if about:
        wanted &= Q(about=about)
    if sort:
        stands = _stands(sort.removeprefix(TURN), day, words or {})
        rows = _signed(wanted).annotate(stands=stands)
        found_so = ordered.page(rows, sort, down=False, after=after or "", most=SIZE)
        return Found(items=found_so.items, following=UUID(found_so.following) if found_so.following else None)
    if after is not None:
        wanted &= Q(pk__lt=after)
    found = tuple(_signed(wanted).order_by("-pk")[: SIZE + 1])
    return Found(items=found[:SIZE], following=found[SIZE - 1].pk if len(found) > SIZE else None)


def _stands(code: str, day: dt.date, words: Mapping[str, Sequence[str]]) -> Any:
    if code == "state":
        known = (When(_in_state(state, day), then=Value(at)) for at, state in enumerate(words["state"]))
        return Case(*known, output_field=IntegerField())
    if code in words:
        return ordered.place_of(code, words[code])
    return F({"valid": "valid_from"}.get(code, code))


def one(entry: UUID) -> LibraryEntry | None:
    """Return one entry; None where the actor sees none of this number; one query."""
    return _signed(Q(pk=entry)).first()


def versions(row: LibraryEntry) -> tuple[LibraryEntry, ...]:
    """Return the approved versions of an entry, the newest first; one query."""
    of = row.first or row.pk
    return tuple(_signed(Q(first=of) | Q(pk=of)).filter(approved=True).order_by("-version", "-decided_at"))


def on(rows: Iterable[LibraryEntry], day: dt.date, *, zone: dt.tzinfo) -> LibraryEntry | None:
    """Return which of an entry's versions was in force on a day; None where none was.

    One that was taken out later was said until then; the bank's own clock tells which day that was.
    """
    for row in rows:
        decided, ended = (
            None if one is None else one.astimezone(zone).date() for one in (row.decided_at, row.ended_at)
        )
        begun = decided is not None and max(decided, row.valid_from) <= day
        over = any(last is not None and last <= day for last in (ended, row.replaced_on))
        if begun and not over and (row.valid_until is None or day <= row.valid_until):
            return row
    return None


def held(kinds: Sequence[str], *, day: dt.date) -> tuple[LibraryEntry, ...]:
    """Return what may be said on a day of some kinds, at most a page of each in order; one query."""
    rows = _signed(_in_force(day) & Q(kind__in=kinds)).order_by("kind", "manner", "-pk")
    return tuple(rows[: SIZE * len(kinds)])


def _signed(wanted: Q) -> "QuerySet[LibraryEntry, LibraryEntry]":
    """Return entries with the names of those who wrote, decided and took out: `by`, `decider`, `ender`."""
    return (
        LibraryEntry.objects.filter(wanted)
        .defer(*UNREAD)
        .annotate(by=F("written_by__name"), decider=F("decided_by__name"), ender=F("ended_by__name"))
    )


def waiting(actor: User) -> int:
    """Return how many entries wait for a decision by the actor; one query."""
    return LibraryEntry.objects.filter(_in_state("proposed", dt.date.min)).exclude(written_by=actor).count()


def ending(*, day: dt.date, within: int, most: int) -> tuple[LibraryEntry, ...]:
    """Return entries that may be said on a day and end within so many days, those first first; one query."""
    last = day + dt.timedelta(days=within)
    return tuple(
        LibraryEntry.objects.filter(_in_force(day), valid_until__lte=last).order_by("valid_until", "pk")[
            :most
        ]
    )


def _in_state(state: str, day: dt.date) -> Q:
    """Return the condition of a state, by the rule of `policy.library.state`."""
    stands, approved = Q(ended_at=None), Q(ended_at=None, approved=True)
    standing = Q(replaced_on=None) | Q(replaced_on__gt=day)
    return {
        "": ~Q(ended_at__isnull=False, approved=None),
        "draft": stands & Q(sent_at=None),
        "proposed": stands & Q(sent_at__isnull=False, approved=None),
        "declined": stands & Q(approved=False),
        "coming": approved & standing & Q(valid_from__gt=day),
        "in_force": _in_force(day),
        "over": approved & standing & Q(valid_until__lt=day),
        "replaced": approved & Q(replaced_on__lte=day),
        "ended": Q(ended_at__isnull=False),
    }[state]


def _in_force(day: dt.date) -> Q:
    """Return the condition of what may be said on a day."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    standing = Q(replaced_on__isnull=True) | Q(replaced_on__gt=day)
    return until & standing & Q(approved=True, ended_at__isnull=True, valid_from__lte=day)


@reads.plain
def _spoken(*, abouts: Sequence[str], day: dt.date) -> "QuerySet[LibraryEntry, LibraryEntry]":
    said = LibraryEntry.objects.filter(_in_force(day), Q(about__among=abouts), Q(kind__in=SAID))
    return said.defer(*UNREAD).order_by("pk")


@reads.plain
def _named(*, keys: Sequence[str], day: dt.date) -> "QuerySet[LibraryEntry, LibraryEntry]":
    return LibraryEntry.objects.filter(_in_force(day), Q(pk__among=keys)).defer(*UNREAD).order_by("pk")


def with_named(playbook: Playbook, openings: Iterable[str], *, day: dt.date) -> Playbook:
    """Return the playbook with those of the bank's own openings that a night chose; one query if there are.

    What was taken out since, or is over, is not among them.
    """
    keys = sorted({one.removeprefix(CODE) for one in openings if one.startswith(CODE)})
    return joined(playbook, _named(keys=keys, day=day)) if keys else playbook


def spoken(kinds: Iterable[str], *, day: dt.date) -> tuple[LibraryEntry, ...]:
    """Return what may be said on a day about these kinds of reasons, or about any; one query."""
    return tuple(_spoken(abouts=sorted({*kinds, ANY}), day=day))


def joined(playbook: Playbook, rows: Sequence[LibraryEntry], *, kind: str = "") -> Playbook:
    """Return the playbook with entries of the library before its own lines.

    All of their openings, and the questions and answers about `kind`, the reason of a call, or about any.
    """
    openings = [made for row in rows if row.kind == "opening" and (made := opening(row)) is not None]
    told = [row for row in rows if row.kind != "opening" and row.about in (kind, ANY)]
    if not openings and not told:
        return playbook
    talk, topic = playbook.talk, playbook.talk.topic(kind)
    about = ANY if topic is None else topic.code
    questions = [_question(row, about) for row in told if row.kind == "question"]
    answers = [_objection(row, about) for row in told if row.kind == "objection"]
    return playbook.model_copy(
        update={
            "openings": playbook.openings.model_copy(update={"lines": (*openings, *playbook.openings.lines)}),
            "talk": talk.model_copy(
                update={
                    "questions": (*questions, *talk.questions),
                    "objections": (*answers, *talk.objections),
                }
            ),
        }
    )


def opening(row: LibraryEntry) -> Opening | None:
    """Return an entry as an opening; None for one that the rules of today would refuse."""
    try:
        return Opening(
            code=f"{CODE}{row.pk.hex}",
            kind=row.about,
            turn=1 if row.turn else 0,
            tone=row.manner,
            history=row.history,
            segments=(row.segment,) if row.segment else (),
            text=Text(zh=row.text_zh, en=row.text_en),
            owner=row.owner,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
    except ValidationError:
        return None


def _question(row: LibraryEntry, topic: str) -> Question:
    return Question(
        code=f"{CODE}{row.pk.hex}",
        topic=topic if row.about != ANY else ANY,
        kind=row.manner,
        text=Text(zh=row.text_zh, en=row.text_en),
        owner=Text(zh=row.owner, en=row.owner),
    )


def _objection(row: LibraryEntry, topic: str) -> Objection:
    return Objection(
        code=f"{CODE}{row.pk.hex}",
        topic=topic if row.about != ANY else ANY,
        says=Text(zh=row.says_zh, en=row.says_en),
        answer=Text(zh=row.text_zh, en=row.text_en),
        owner=Text(zh=row.owner, en=row.owner),
    )

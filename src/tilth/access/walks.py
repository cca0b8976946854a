"""Walks, decided in one place for pages and API: looks and refusals pass here on their way to the audit.

A look that is free costs the one statement that notes it. Beyond that the counts come back from the database,
`tilth.policy.walks` says what follows, and who is to wait or to stop gets WalkError instead of an answer.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection

from tilth.access import scopes
from tilth.access.settled import settings_of_bank
from tilth.data.models import User
from tilth.policy import walks
from tilth.policy.walks import Kind, WalkSettings

_LOOK = (
    "SELECT noted, moment, stopped_at, stopped_for, done, last_at, told, over"
    " FROM tilth_look(%s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s, %s::interval, %s::interval)"
)
_NOTE = "SELECT tilth_note(%s, %s, %s, %s, %s, %s::jsonb)"
_TELL = "SELECT tilth_walked(%s, %s, %s, %s, %s)"
_HABIT = "SELECT tilth_habit(%s, %s, %s)"


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a look counts as: its kind, what makes it another one, and the texts of which it is the rest."""

    kind: Kind
    key: str
    grown: tuple[str, ...] = ()
    """Digests of the text's beginnings: who types on after one of them makes no new search."""


class WalkError(PermissionDenied):
    """Somebody looks too fast: wait some seconds, or wait until the stop ends."""

    def __init__(  # noqa: PLR0913 - what the answer, the entry and compliance are told, in keywords
        self,
        *,
        level: str,
        kind: str,
        seconds: int,
        until: dt.datetime | None = None,
        limit: int = 0,
        done: int = 0,
        told: bool = True,
        act: Act | None = None,
        over: str = "",
    ) -> None:
        super().__init__(f"{level}: {kind}")
        self.level, self.kind, self.seconds, self.until = level, kind, seconds, until
        self.limit, self.done, self.told = limit, done, told
        self.act, self.over = act, over


Entry = tuple[str, str, str, Sequence[str], str, dict[str, Any]]
"""Action, type and number of the subject, customers, why, detail: as `tilth_note` takes them."""


def look(entry: Entry, act: Act | None) -> None:
    """Write a look down, or raise WalkError and write nothing."""
    settings = settings_of_bank().walks
    detail = entry[-1] if act is None or act.kind == "opened" else {**entry[-1], "walk": act.kind}
    found = _ask(settings, (*entry[:-1], detail), act)
    if found.noted:
        return
    if found.stopped_at is not None:
        raise _stopped(settings, found)
    if act is not None:
        _judge(settings, act, found)
    if found.over:
        detail = {**detail, "over": found.over}
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, _told((*entry[:-1], detail)))


def tell(account: int, level: str, *, kind: str, done: int, limit: int) -> None:
    """Write down for compliance that an account is slowed or stopped, or that a stop of it is lifted."""
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [account, level, kind, done, limit])


def hold(actor: User) -> None:
    """Raise WalkError while a stop holds: nothing about customers is answered or taken then; no statement."""
    entered = scopes.entered(actor)
    stop = None if entered is None else entered.stop
    if stop is None:
        return
    until = stop.at + dt.timedelta(minutes=settings_of_bank().walks.rest)
    if until > stop.now:
        raise _held(kind=stop.kind, until=until, now=stop.now)


@dataclass(frozen=True)
class _Found:
    """What the database answers: noted, or what stands against it."""

    noted: bool
    moment: dt.datetime
    stopped_at: dt.datetime | None
    stopped_for: str | None
    done: int
    last: dt.datetime | None
    told: bool | None
    over: str | None


def _ask(settings: WalkSettings, entry: Entry, act: Act | None) -> _Found:
    counts: list[Any] = (
        ["", "", [], 0] if act is None else [act.kind, act.key, list(act.grown), settings.of(act.kind).slow]
    )
    spans = [f"{walks.HOUR.seconds} s", f"{settings.rest} min"]
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [*_told(entry), *counts, *spans])
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError("tilth_look answered nothing: run `tilth init` to bring the database up to date.")
    return _Found(*row)


def _judge(settings: WalkSettings, act: Act, counted: _Found) -> None:
    habit = _habit(settings, act.kind) if act.kind in walks.BY_HABIT else 0
    now = counted.moment
    found = walks.verdict(settings, act.kind, done=counted.done, last=counted.last, now=now, habit=habit)
    if not found.level:
        return
    rest = dt.timedelta(minutes=settings.rest)
    stops = found.level == walks.STOPPED
    raise WalkError(
        level=found.level,
        kind=act.kind,
        seconds=int(rest.total_seconds()) if stops else found.seconds,
        until=now + rest if stops else None,
        limit=found.limit,
        done=counted.done,
        told=bool(counted.told) and not stops,
        act=act,
        over=counted.over or "",
    )


def _stopped(settings: WalkSettings, found: _Found) -> WalkError:
    until = (found.stopped_at or found.moment) + dt.timedelta(minutes=settings.rest)
    return _held(kind=found.stopped_for or "", until=until, now=found.moment)


def _held(*, kind: str, until: dt.datetime, now: dt.datetime) -> WalkError:
    seconds = max(1, int((until - now).total_seconds()))
    return WalkError(level=walks.STOPPED, kind=kind, seconds=seconds, until=until)


def _habit(settings: WalkSettings, kind: Kind) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_HABIT, [kind, settings.habit_days, settings.habit_least])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _told(entry: Entry) -> list[Any]:
    *first, detail = entry
    return [*first, json.dumps(detail, ensure_ascii=False)]

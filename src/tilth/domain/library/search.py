"""One search over every kind of entry: Chinese, pinyin, initials, English; no more than a page of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import F, Q

from tilth.data.models import LibraryEntry, User
from tilth.domain.library import spelt
from tilth.domain.library.queries import UNREAD
from tilth.kernel import spelling
from tilth.policy.permissions import Action, Thing, may

MOST = 200
"""Entries that one search looks at; whoever meets more says more."""
SHOWN = 50
_FOUND = "SELECT entry FROM tilth_library_found(%s, %s, %s, %s, %s, %s) ORDER BY place, entry"


@dataclass(frozen=True, kw_only=True)
class Hits:
    """What a search met, those first whose texts begin with the first term."""

    items: tuple[LibraryEntry, ...]
    more: bool = False
    """There are more than are shown."""
    short: bool = False
    """The text holds nothing that could be looked for."""


def find(actor: User, text: str, *, kind: str = "", day: dt.date) -> Hits:
    """Return the entries whose texts, pinyin or initials hold every term; two queries, four for a rare ü.

    Readers meet what is said on the day; whoever lists the library also drafts and what waits.
    """
    terms = spelt.terms(text)
    if not terms:
        return Hits(items=(), short=True)
    drafts = may(actor.role, Thing.LIBRARY, Action.LIST)
    for said in dict.fromkeys((terms, tuple(map(spelling.sound, terms)))):
        if keys := _keys(said, kind, day, drafts=drafts):
            rows = LibraryEntry.objects.filter(Q(pk__among=keys[:SHOWN])).defer(*UNREAD)
            near = {key: at for at, key in enumerate(keys)}
            found = sorted(rows.annotate(by=F("written_by__name")), key=lambda row: near[row.pk])
            return Hits(items=tuple(found), more=len(keys) > SHOWN)
    return Hits(items=())


def _keys(terms: Sequence[str], kind: str, day: dt.date, *, drafts: bool) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [spelt.asked(terms), list(terms), kind, day, drafts, MOST])
        return [row[0] for row in cursor]

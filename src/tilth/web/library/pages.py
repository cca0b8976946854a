"""The pages of the library, complete before they are drawn: entries in words, and the playbook's lines."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tilth.data.models import LibraryEntry, User
from tilth.domain.library.queries import Found
from tilth.domain.library.search import Hits
from tilth.kernel.spelling import alphabetical
from tilth.policy.codes import ENTRIES, ENTRY_STATES
from tilth.policy.library_kinds import DETAILS, PAIRS, listed
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook import Playbook, Text
from tilth.web import labels
from tilth.web.format.languages import language
from tilth.web.library import forms
from tilth.web.library.forms import WORDS, about, reason, reasons
from tilth.web.listing import alphabet, heads
from tilth.web.listing.heads import Key
from tilth.web.segment_words import segment_name

TONES = {"in_force": "ok", "proposed": "due", "coming": "due", "declined": "late"}
OWN, SHIPPED = "own", "playbook"


@dataclass(frozen=True, kw_only=True)
class Given:
    """What of the library is looked at; empty: all of it."""

    kind: str = ""
    about: str = ""
    state: str = ""
    source: str = OWN
    sort: str = ""
    q: str = ""
    """What is looked for, in all kinds or in one."""

    def address(self, **other: str) -> str:
        """Return the query of the address, with some of it otherwise."""
        told = {"kind": self.kind, "about": self.about, "state": self.state, "from": self.source}
        told |= {"sort": self.sort, "q": self.q} | other
        kept = {name: value for name, value in told.items() if value and (name, value) != ("from", OWN)}
        return f"?{urlencode(kept)}"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in the list."""

    row: LibraryEntry | None
    """None for a line of the playbook."""
    kind: str
    about: str
    says: str
    text: str
    owner: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    state: str
    tone: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of the list."""

    given: Given
    lines: tuple[Line, ...]
    following: str
    first: bool
    waiting: int
    kinds: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    writes: bool
    keeps: bool
    """Whether the reader sees what is not in force; others read what can be said today."""
    heads: heads.Heads
    more: bool = False
    """A search met more than are shown."""
    short: bool = False
    """What was looked for holds nothing to look for."""


KEYS: dict[str, Key[Line]] = {
    "kind": Key(of=lambda line: alphabetical(line.kind)),
    "about": Key(of=lambda line: alphabetical(line.about)),
    "owner": Key(of=lambda line: alphabetical(line.owner)),
    "valid": Key(of=lambda line: line.valid_from),
    "state": Key(of=lambda line: alphabetical(line.state)),
}
"""What orders the lines of the playbook, all on one page, as the database orders the bank's own."""


@dataclass(frozen=True, kw_only=True)
class One:
    """The page of one entry."""

    line: Line
    row: LibraryEntry
    manner: str
    history: str
    segment: str
    decided_by: str
    ended_by: str
    mine: bool
    can_change: bool
    """It is the reader's draft."""
    can_decide: bool
    can_end: bool
    can_copy: bool
    can_renew: bool
    """It is approved: its next version can be written."""
    details: tuple[tuple[str, str], ...]
    versions: tuple[LibraryEntry, ...]
    """The approved versions, the newest first."""
    on: dt.date | None
    then: LibraryEntry | None
    """Which version was in force on the day asked for."""
    kept: bool
    """It is in the reader's handbook."""
    refused: str = ""


def page(  # noqa: PLR0913 - what one page is made of
    found: Found, given: Given, *, actor: User, waiting: int, day: dt.date, first: bool
) -> Page:
    """Return a page of the bank's own entries."""
    after = "" if found.following is None else given.address(after=str(found.following))
    lines = tuple(line(row, day) for row in found.items)
    return _page(lines, given, actor, waiting=waiting, following=after, first=first)


def met(hits: Hits, given: Given, *, actor: User, waiting: int, day: dt.date) -> Page:
    """Return what a search met, on one page."""
    lines = tuple(line(row, day) for row in hits.items)
    found = _page(lines, given, actor, waiting=waiting, following="", first=True)
    return replace(found, more=hits.more, short=hits.short)


def shipped(rules: Playbook, given: Given, *, actor: User, waiting: int, day: dt.date) -> Page:
    """Return the lines of the playbook in force, which a new version of it changes."""
    lines = tuple(
        one
        for one in (*_openings(rules, day), *_talk(rules, day))
        if given.kind in ("", one[0]) and given.about in ("", *one[1])
    )
    shown, _heads = heads.stood([line for *_key, line in lines], KEYS, given.sort, address=heads.beside())
    return _page(shown, given, actor, waiting=waiting, following="", first=True)


def _page(  # noqa: PLR0913 - what one page is made of
    lines: tuple[Line, ...], given: Given, actor: User, *, waiting: int, following: str, first: bool
) -> Page:
    return Page(
        given=given,
        lines=lines,
        following=following,
        first=first,
        waiting=waiting,
        kinds=tuple((code, labels.label("entry", code)) for code in ENTRIES),
        states=tuple((code, labels.label("entry_state", code)) for code in ENTRY_STATES),
        reasons=tuple(reasons()),
        writes=may(actor.role, Thing.LIBRARY, Action.CREATE),
        keeps=may(actor.role, Thing.LIBRARY, Action.LIST),
        heads=_heads(given),
    )


def _heads(given: Given) -> heads.Heads:
    def address(sort: str) -> str:
        return given.address(sort=sort).removeprefix("?")

    return heads.of(KEYS, given.sort, address=address)[1]


def words() -> dict[str, tuple[str, ...]]:
    """Return column → its codes by their words, states in their own order."""
    named = dict(reasons())
    return {
        "kind": alphabet.labelled("entry", ENTRIES),
        "about": alphabet.by_word(named),
        "state": tuple(ENTRY_STATES),
    }


def told(text: Text) -> str:
    """Return a text in the reader's language."""
    return text.told(language())


def spoken(zh: str, en: str, *, both: bool) -> tuple[str, ...]:
    """Return a text in the reader's language, or in both, that one first; without what is empty."""
    first = told(Text(zh=zh, en=en))
    return tuple(dict.fromkeys(one for one in (first, *((zh, en) if both else ())) if one))


def line(row: LibraryEntry, day: dt.date) -> Line:
    """Return an entry as it stands in a list on a day."""
    state = row.state_on(day)
    return Line(
        row=row,
        kind=labels.label("entry", row.kind),
        about=about(row.kind, row.about),
        says=Text(zh=row.says_zh, en=row.says_en).told(language()),
        text=Text(zh=row.text_zh, en=row.text_en).told(language()),
        owner=row.owner,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        state=labels.label("entry_state", state),
        tone=TONES.get(state, ""),
        by=getattr(row, "by", None) or "",
    )


_Keyed = tuple[str, tuple[str, ...], Line]


def _openings(rules: Playbook, day: dt.date) -> list[_Keyed]:
    head = pgettext("owner", "Head office")
    made: list[_Keyed] = []
    for one in rules.openings.lines:
        owner = head if one.owner == "head_office" else one.owner
        line = _of_playbook("opening", one, (one.kind,), one.text, "", owner, day)
        made.append(("opening", (one.kind,), line))
    return made


def _talk(rules: Playbook, day: dt.date) -> list[_Keyed]:
    kinds = {topic.code: topic.kinds for topic in rules.talk.topics}
    made: list[_Keyed] = []
    for one in rules.talk.questions:
        about = kinds.get(one.topic, ("any",))
        owner = one.owner.told(language())
        made.append(("question", about, _of_playbook("question", one, about, one.text, "", owner, day)))
    for heard in rules.talk.objections:
        about, owner = kinds.get(heard.topic, ("any",)), heard.owner.told(language())
        says = heard.says.told(language())
        made.append(
            ("objection", about, _of_playbook("objection", heard, about, heard.answer, says, owner, day))
        )
    return made


def _of_playbook(  # noqa: PLR0913, PLR0917 - the cells of one line
    kind: str, one: Any, about: tuple[str, ...], text: Text, says: str, owner: str, day: dt.date
) -> Line:
    begun = one.valid_from is None or one.valid_from <= day
    state = "in_force" if one.holds(day) else "over" if begun else "coming"
    return Line(
        row=None,
        kind=labels.label("entry", kind),
        about=_(", ").join(reason(code) for code in about),
        says=says,
        text=text.told(language()),
        owner=owner,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        state=labels.label("entry_state", state),
        tone=TONES.get(state, ""),
        by="",
    )


def detail(row: LibraryEntry, rules: Playbook) -> tuple[tuple[str, str], ...]:
    """Return what only its kind says: a word and the text in the reader's language, a list by commas."""
    words = forms.named() | {"products": _("Products")}
    return tuple((words[name], _detail(row, name, rules)) for name in DETAILS.get(row.kind, ()))


def _detail(row: LibraryEntry, name: str, rules: Playbook) -> str:
    told = row.detail
    if name in PAIRS:
        return Text(zh=told.get(f"{name}_zh", ""), en=told.get(f"{name}_en", "")).told(language())
    if name == "segments":
        return _(", ").join(segment_name(rules, code) or code for code in listed(told, name))
    return _(", ").join(listed(told, name)) if name == "products" else str(told.get(name, ""))


def one(  # noqa: PLR0913 - what one page is made of
    row: LibraryEntry,
    *,
    actor: User,
    rules: Playbook,
    day: dt.date,
    versions: tuple[LibraryEntry, ...] = (),
    on: dt.date | None = None,
    then: LibraryEntry | None = None,
    kept: bool = False,
    refused: str = "",
) -> One:
    """Return the page of one entry, with what the reader may do about it."""
    state, mine = row.state_on(day), row.written_by_id == actor.pk
    creates = may(actor.role, Thing.LIBRARY, Action.CREATE)
    decides = may(actor.role, Thing.LIBRARY, Action.UPDATE)
    manner = WORDS.get(row.kind, "")
    return One(
        line=line(row, day),
        row=row,
        manner=labels.label(manner, row.manner) if manner else "",
        history=labels.label("history", row.history) if row.kind == "opening" else "",
        segment=segment_name(rules, row.segment) or row.segment,
        decided_by=getattr(row, "decider", None) or "",
        ended_by=getattr(row, "ender", None) or "",
        mine=mine,
        can_change=creates and mine and state == "draft",
        can_decide=decides and not mine and state == "proposed",
        can_end=state != "ended" and (row.approved is not None or mine) and (creates or decides),
        can_copy=creates,
        can_renew=creates and bool(row.approved),
        details=detail(row, rules),
        versions=versions,
        on=on,
        then=then,
        kept=kept,
        refused=refused,
    )

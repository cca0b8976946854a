"""The rules in force, in words: what changed last night, what changes tonight, and every threshold."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import LibraryEntry
from tilth.domain import bank
from tilth.domain.library import queries as library
from tilth.domain.runs import queries as runs
from tilth.policy import conditions
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook import Playbook, describing
from tilth.web import shell
from tilth.web.customers import words
from tilth.web.format import amounts
from tilth.web.format.languages import chinese
from tilth.web.runs import playbook as told
from tilth.web.runs.playbook import Change

TEMPLATE = "homes/rules.html"
_SHARES = ("_share", "cultivation.under_served", "main_bank.coverage", "main_bank.activity")
ENDING, MOST = 14, 10
"""Entries of the library that end within so many days are named, so many at most."""
_SECTIONS: tuple[tuple[str, Promise, tuple[str, ...]], ...] = (
    ("list", gettext_lazy("The list of a day"), ("call_list.",)),
    ("tiers", gettext_lazy("Tiers"), ("tiers.basis", "tiers.bands.", "tier_cadence.", "tiers.weights.")),
    ("signs", gettext_lazy("Events and their lead times"), ("windows.",)),
    (
        "states",
        gettext_lazy("States of a customer"),
        ("lifecycle.", "familiar_categories", "investment_categories", "under_served_months", "cultivation."),
    ),
    ("main-bank", gettext_lazy("Main bank"), ("main_bank.",)),
    ("matching", gettext_lazy("Products by class of deposits"), ("grading.deposits.",)),
    ("contact", gettext_lazy("Who may be contacted, how often"), ("contact.",)),
)
"""Anchor, heading, and where its values stand in the playbook."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One value in words."""

    words: str
    value: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """Rules that belong together."""

    anchor: str
    title: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One segment of the scheme in force: its rank, its condition in words, how often it is contacted."""

    name: str
    rank: int
    when: str
    days: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """The rules of the night shown."""

    headline: SafeString
    version: str
    coming: tuple[Change, ...]
    """What differs for the coming night."""
    changed: tuple[Change, ...]
    """What differed from the night before."""
    scheme: str
    segments: tuple[Segment, ...]
    sections: tuple[Section, ...]
    ending: tuple[LibraryEntry, ...]
    library: bool
    """Whether the reader sees the library."""


@require_safe
@requires((Thing.PLAYBOOK, Action.LIST))
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules by which customers are chosen, and never a customer."""
    frame = shell.of(request, "rules")
    if frame.generation is None:
        return shell.page(request, TEMPLATE, shell=frame, page=None)
    night, today = frame.generation.business_date, frame.today
    book = bank.playbook_of(night)
    coming = _coming(book, bank.playbook_of(today))
    changed = told.changes(list(runs.changed_rules(night)), book)
    reads = may(frame.actor.role, Thing.LIBRARY, Action.LIST)
    page = Page(
        headline=_headline(coming, changed),
        version=book.version,
        coming=coming,
        changed=changed,
        scheme=book.segments.scheme.label_zh if chinese() else book.segments.scheme.label_en,
        segments=tuple(_segments(book)),
        sections=tuple(_sections(book)),
        ending=_ending(today) if reads else (),
        library=reads,
    )
    return shell.page(request, TEMPLATE, shell=frame, page=page)


def _ending(today: dt.date) -> tuple[LibraryEntry, ...]:
    return library.ending(day=today, within=ENDING, most=MOST)


def _coming(now: Playbook, following: Playbook) -> tuple[Change, ...]:
    if following is now or following == now:
        return ()
    found = describing.differences(now, following)
    return told.changes(
        [
            {"path": one.path, "before": one.before, "after": one.after, "unit": one.meaning.unit}
            for one in found
        ],
        following,
    )


def _headline(coming: tuple[Change, ...], changed: tuple[Change, ...]) -> SafeString:
    if coming:
        text = ngettext("<b>{n} rule changes</b> tonight", "<b>{n} rules change</b> tonight", len(coming))
        first = coming[0]
    elif changed:
        text = ngettext(
            "<b>{n} rule changed</b> last night", "<b>{n} rules changed</b> last night", len(changed)
        )
        first = changed[0]
    else:
        return format_html("{}", _("The same rules as the night before; none changes tonight."))
    said = format_html(text, n=amounts.count(len(coming or changed)))
    return format_html(
        _("{said}: first “{rule}”, {before} → {after}."),
        said=said,
        rule=first.words,
        before=first.before,
        after=first.after,
    )


def _sections(book: Playbook) -> Iterator[Section]:
    names = told.names(book)
    known = [(one, told.told(one.path, names)) for one in describing.entries(book)]
    for anchor, title, starts in _SECTIONS:
        found = [
            Rule(words=said, value=_value(one), unit=str(told.UNITS.get(one.meaning.unit, "")))
            for one, said in known
            if said and one.path.startswith(starts) and not one.path.rpartition(".")[2].startswith("label_")
        ]
        yield Section(anchor=anchor, title=str(title), rules=tuple(found))


def _value(one: describing.Described) -> str:
    if one.path.endswith(_SHARES):
        return amounts.share(float(one.value))
    return told.value(one.value)


def _segments(book: Playbook) -> Iterator[Segment]:
    for one in sorted(book.segments.scheme.segments, key=lambda one: one.priority):
        yield Segment(
            name=one.label_zh if chinese() else one.label_en,
            rank=one.priority,
            when=words.say(conditions.parse(one.when), words.vocabulary(book)),
            days=one.cadence_days,
        )

"""The rows of a network: who somebody is, what both are to each other, from where the bank knows it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from tilth.domain import guards
from tilth.domain.network import ties
from tilth.domain.network.graph import Network
from tilth.domain.network.people import Person
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy.subjects.relation import CIRCLES, SOURCES, RelationRules
from tilth.web.file.reading import Reading
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Row:
    """One tie as the table shows it."""

    key: str
    """The customer's number, or that of the record of somebody by name."""
    name: str
    person: Person | None
    """None for whoever is no customer."""
    role: str
    """What the other is."""
    back: str
    """What the nearer one is to the other."""
    via: str
    """Through whom, where it is two ties away; empty next to the customer."""
    source: str
    since: dt.date | None
    told_on: dt.date | None
    ended_on: dt.date | None
    by: str
    minor: bool
    record: UUID | None
    """The record that people wrote; None for what was fed."""
    owner: str
    """Under whose number it was written."""
    undo: bool
    """The reader has just written it and may take it back."""

    @property
    def aum(self) -> Decimal | None:
        """The assets of a customer; None for anybody else."""
        return self.person.aum if self.person else None


@dataclass(frozen=True, kw_only=True)
class Group:
    """The rows of one circle."""

    code: str
    label: str
    rows: tuple[Row, ...]


def role(rules: RelationRules, kind: str, gender: str | None) -> str:
    """Return what somebody of a sex is called who is this to somebody; the code of a tie that was dropped."""
    tie = rules.by_code.get(kind)
    return tie.words(gender).told(language()) if tie else kind


def back(rules: RelationRules, kind: str, gender: str | None) -> str:
    """Return what the other end is called."""
    tie = rules.by_code.get(kind)
    return role(rules, tie.inverse, gender) if tie else ""


def name(told: Told, found: Mapping[str, Person]) -> str:
    """Return how whoever stands at the far end is called; of a minor no name is kept."""
    if told.other in found:
        return found[told.other].name
    return _("under age") if told.minor else told.name or "—"


def groups(of: Reading, rules: RelationRules, network: Network, kinds: Iterable[Told]) -> tuple[Group, ...]:
    """Return the circles that have a row, in their order; the nearer ties first."""
    ordered = sorted(kinds, key=lambda one: (network.layer[one.one], -_weight(one, network), one.other))
    found = []
    for code, words in CIRCLES.items():
        rows = tuple(_row(of, rules, network, one) for one in ordered if rules.circle(one.kind) == code)
        if rows:
            found.append(Group(code=code, label=words.told(language()), rows=rows))
    return tuple(found)


def before(of: Reading, walk: Walk, network: Network) -> tuple[Row, ...]:
    """Return what people wrote that is no longer so, the last ended first; two queries at most."""
    told = ties.past(walk.actor, walk.generation, **of.known, rules=walk.rules)
    others = {one.other for one in told if not one.named} - network.people.keys()
    known = {**network.people, **walk.people(others)}
    there = [one for one in told if one.named or one.other in known]
    return tuple(_row(of, walk.rules, replace(network, people=known), one) for one in there)


def _weight(told: Told, network: Network) -> Decimal:
    person = network.people.get(told.other)
    return person.aum if person else Decimal(-1)


def _row(of: Reading, rules: RelationRules, network: Network, told: Told) -> Row:
    far, near = network.people.get(told.other), network.people.get(told.one)
    fresh = told.made_at is not None and of.at.who.at - told.made_at <= guards.UNDO
    return Row(
        key=told.other,
        name=name(told, network.people),
        person=far,
        role=role(rules, told.kind, far.gender if far else None),
        back=back(rules, told.kind, near.gender if near else None),
        via=near.name if near and told.one != network.centre else "",
        source=_source(told.source),
        since=told.since,
        told_on=told.told_on,
        ended_on=told.ended_on,
        by=told.by,
        minor=told.minor,
        record=told.id,
        owner=told.other if told.back else told.one,
        undo=fresh and told.made_by == of.at.actor.pk,
    )


def _source(code: str) -> str:
    if code == ties.FED:
        return _("core system")
    if code == ties.MET:
        return _("people around")
    return SOURCES[code].told(language()) if code in SOURCES else code

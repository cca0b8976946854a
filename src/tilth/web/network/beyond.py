"""What a network is for: who brought whom, who can introduce you, whom to meet."""

from dataclasses import dataclass

from tilth.data.models import Dismissal
from tilth.domain.network import introductions, meeting, referrals
from tilth.domain.network.graph import Network
from tilth.domain.network.introductions import Way
from tilth.domain.network.people import Person
from tilth.domain.network.referrals import Tree
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy.network import worth
from tilth.policy.subjects.dismissal import DISMISSAL
from tilth.policy.subjects.relation import REFERRAL, RelationRules
from tilth.web import fields
from tilth.web.act_form import ActForm
from tilth.web.file.reading import Reading
from tilth.web.format.languages import language
from tilth.web.network import aside, rows
from tilth.web.network.aside import Aside

SHOWN = 6
"""People worth meeting who are named."""


@dataclass(frozen=True, kw_only=True)
class Worth:
    """Somebody to meet."""

    key: str
    name: str
    person: Person | None
    what: str
    """What they are, and of whom where that is not the customer."""
    reason: str
    own: bool
    """The reader keeps them: nobody has to introduce."""
    near: str
    """Number of the customer around whom they are."""
    aside: Aside | None
    """Why it was set aside; None for what is suggested."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One tie on a way: what the next one is, and who."""

    what: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Led:
    """One way to somebody in words."""

    first: str
    steps: tuple[Step, ...]
    length: int
    unsaid: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """What the network of one customer leads to."""

    tree: Tree | None
    """None where nobody was brought by anybody."""
    worth: tuple[Worth, ...]
    aside: tuple[Worth, ...]
    """Suggestions that were set aside."""
    why: tuple[tuple[str, str], ...]
    """Reasons for which one is set aside; none for whoever may not."""
    error: str
    """Why nothing was set aside or suggested again; empty unless that was refused."""
    choices: tuple[tuple[str, str], ...]
    """Whom one can be introduced to: key and name."""
    to: str
    """Key of who is to be met; empty where nobody was chosen."""
    ways: tuple[Led, ...]
    others: tuple[str, ...]
    """Numbers of customers whom it names beside the network's."""


def beyond(of: Reading, walk: Walk, found: Network) -> Beyond:
    """Return what the network leads to; a tree where there are referrals, ways where somebody is chosen."""
    rules = walk.rules
    has_tree = any(one.one == found.centre and rules.circle(one.kind) == REFERRAL for one in found.ties)
    tree = referrals.tree(walk, **of.known) if has_tree else None
    choices = _choices(found)
    asked = fields.text_of(of.given, "to")
    to = asked if asked in dict(choices) else ""
    begins = introductions.begins(found, to)
    ways = introductions.ways(walk, target=to, begins=begins) if to else ()
    wanted = _worth(of, walk, found)
    named = (one.customer_id for way in ways for one in way.people)
    return Beyond(
        tree=tree,
        worth=tuple(one for one in wanted if one.aside is None)[:SHOWN],
        aside=tuple(one for one in wanted if one.aside is not None)[:SHOWN],
        why=aside.choices(of.at.actor.role),
        error=_error(of),
        choices=choices,
        to=to,
        ways=tuple(_led(one, rules) for one in ways),
        others=(*(tree.customer_ids if tree else ()), *named),
    )


def _choices(found: Network) -> tuple[tuple[str, str], ...]:
    """Return everybody around whom the reader does not keep, the customer in the middle first."""
    named = {one.other: rows.name(one, found.people) for one in found.ties}
    centre = found.people[found.centre]
    return tuple((key, named.get(key, centre.name)) for key in introductions.choices(found))


def _led(way: Way, rules: RelationRules) -> Led:
    names = {one.customer_id: one for one in way.people}
    steps = []
    for one in way.ties:
        next_one = names.get(one.other)
        what = rows.role(rules, one.kind, next_one.gender if next_one else None)
        steps.append(Step(what=what, name=next_one.name if next_one else one.name or "—"))
    return Led(first=way.people[0].name, steps=tuple(steps), length=way.steps, unsaid=way.unsaid)


def _error(of: Reading) -> str:
    """Return what was wrong with an act on a suggestion; empty where nothing was."""
    wrong = of.wrong if isinstance(of.wrong, ActForm) and of.wrong.act.subject is DISMISSAL else None
    return "" if wrong is None else " ".join(str(error) for error in wrong.non_field_errors())


def _worth(of: Reading, walk: Walk, found: Network) -> tuple[Worth, ...]:
    """Return whom to meet around a valued customer: by reason, then by assets; family by name is left out.

    One query where there is anybody.
    """
    rules, today = walk.rules, of.at.frame.today
    if of.figures.aum < rules.valued_from:
        return ()
    strongest = meeting.strongest(rules, found.ties, found.people, today=today)
    hidden = meeting.hidden(walk.actor, walk.generation, strongest)
    order = list(worth.REASONS)
    made: dict[str, tuple[int, Worth]] = {}
    for one in found.ties:
        person = found.people.get(one.other)
        code = meeting.reason(rules, one, person, centre=found.centre, today=today)
        if one.other != found.centre and one.other not in made and code:
            row = hidden.get((one.one, one.other))
            made[one.other] = (order.index(code), _somebody(rules, one, found, code, row))
    ranked = sorted(made.values(), key=lambda one: (one[0], -(one[1].person.aum if one[1].person else 0)))
    return tuple(one for _, one in ranked)


def _somebody(rules: RelationRules, one: Told, found: Network, code: str, row: Dismissal | None) -> Worth:
    person, near = found.people.get(one.other), found.people.get(one.one)
    what = rows.role(rules, one.kind, person.gender if person else None)
    whose = f"{near.name} · " if near and one.one != found.centre else ""
    return Worth(
        key=one.other,
        name=rows.name(one, found.people),
        person=person,
        what=f"{whose}{what}",
        reason=worth.REASONS[code].told(language()),
        own=person is not None and person.own,
        near=one.one,
        aside=aside.told(row),
    )

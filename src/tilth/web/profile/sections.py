"""The profile item by item: what is known with its source and day, what is not, and what would help most."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.domain.profile import queries
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.profile.items import Item
from tilth.policy.profile.share import Share
from tilth.policy.profile.useful import Fullness, fullness, weight
from tilth.policy.subjects.detail import DetailRules
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.format.languages import language
from tilth.web.profile.rows import TRAITS, Group, Row, groups, made

HELPS = 3
"""Missing items that are named, the most useful first."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A missing item that would help, how much, and with what."""

    row: Row
    points: int
    helps: str


@dataclass(frozen=True, kw_only=True)
class ProfileDetails:
    """All that is written into the profile of one customer."""

    figures: PublishedCustomer
    groups: tuple[Group, ...]
    traits: tuple[Row, ...]
    full: Fullness
    wanted: tuple[Wanted, ...]
    others: int
    """Missing items that help and are not named."""
    share: Share | None
    """How much of the customer's money lies here; None where nobody told of any elsewhere."""
    writes: bool


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `details` asks, to be sent together with other reads."""
    if not may(at.actor.role, Thing.DETAIL, Action.LIST):
        return ()
    return (queries.asked(at.actor, at.generation, customer_id=customer_id),)


def details(of: Reading) -> Part | None:
    """Return the profile's items to whoever may read them; one query."""
    role, rules, customer = of.at.actor.role, of.at.playbook.of(DetailRules), of.figures
    if not may(role, Thing.DETAIL, Action.LIST):
        return None
    writes = may(role, Thing.DETAIL, Action.CREATE) and customer.one_with is None
    items, written = rules.of(customer.kind), _written(of, rules)
    asked_of = (*items, *_forgotten(written, rules))
    rows = {
        one.code: made(of, one, written.get(one.code, queries.NOTHING), writes=writes) for one in asked_of
    }
    shown = [one for one in rows.values() if one.values or one.before or not one.item.retired]
    full = fullness(items, {code for code, one in rows.items() if one.values}, rules.weights)
    wanted = _wanted(rules, full, rows)
    page = ProfileDetails(
        figures=customer,
        groups=tuple(group for group in groups(shown) if group.code != TRAITS),
        traits=tuple(one for one in shown if one.item.group == TRAITS),
        full=full,
        wanted=wanted,
        others=len(full.missing) - len(wanted),
        share=queries.share(customer.aum, items, written),
        writes=writes,
    )
    return Part(template="profile/details.html", page=page)


def _written(of: Reading, rules: DetailRules) -> Mapping[str, queries.Of]:
    who = (of.at.actor, of.at.generation)
    return queries.of_customer(*who, **of.known, several=rules.several, today=of.at.frame.today)


def _forgotten(written: Mapping[str, queries.Of], rules: DetailRules) -> Iterator[Item]:
    """Yield items that were written and that the vocabulary does not have any more: they stay to be read."""
    for code, one in written.items():
        if rules.item(code) is None:
            group = (*one.holds, *one.before)[0].kind
            about = {"source": "PROF-33", "about": "It is in the vocabulary no more."}
            yield Item(code=code, zh=code, en=code, group=group, type="text", retired=True, helps=(), **about)


def _wanted(rules: DetailRules, full: Fullness, rows: Mapping[str, Row]) -> tuple[Wanted, ...]:
    helps = {one.code: one.words for one in rules.helps}
    separator = "、" if language().startswith("zh") else ", "
    return tuple(
        Wanted(
            row=rows[item.code],
            points=weight(item, rules.weights),
            helps=separator.join(helps[code].told(language()) for code in item.helps),
        )
        for item in full.missing[:HELPS]
    )

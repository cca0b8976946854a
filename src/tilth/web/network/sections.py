"""The network of one customer: household with its roll-up, the drawing and the table, the form that adds."""

from dataclasses import dataclass
from typing import Any

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.domain.network import graph, households, ties
from tilth.domain.network.graph import Network
from tilth.domain.network.households import Household
from tilth.domain.network.ties import Told
from tilth.domain.network.walk import Walk
from tilth.policy import tiers
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.relation import RELATION, RelationRules
from tilth.web import fields
from tilth.web.act_form import ActForm
from tilth.web.charts import Chart
from tilth.web.customers.sections import Slice, stacked
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.network import drawing, rows
from tilth.web.network.beyond import Beyond, beyond
from tilth.web.network.forms import RelationForm
from tilth.web.network.rows import Group, Row

SHOWN = ("all", "family", "company", "referral")
"""Which ties the drawing and the table show."""
LAYERS = ("2", "1")


@dataclass(frozen=True, kw_only=True)
class HouseholdPage:
    """The household of one customer; None for whoever stands alone in sight."""

    figures: PublishedCustomer
    home: Household | None
    slices: tuple[Slice, ...]
    kin: tuple[tuple[str, str, str, str], ...]
    """Of whoever is tied to a member and lives elsewhere: number, name, role, the other household's head."""
    tier: str
    """The tier of what they have together today, by the bank's weights; empty where that is not told."""
    named: tuple[tuple[str, str], ...]
    """Of members who are no customers: name, empty for a minor, and role."""

    @property
    def size(self) -> int:
        """How many members there are."""
        return len(self.home.members) + len(self.named) if self.home else 0


@dataclass(frozen=True, kw_only=True)
class NetworkPage:
    """Who is around one customer."""

    figures: PublishedCustomer
    groups: tuple[Group, ...]
    before: tuple[Row, ...]
    """What people wrote that is no longer so."""
    people: int
    """People and companies shown, the customer left out."""
    lines: int
    chart: Chart | None
    more: bool
    layers: str
    shown: str
    form: RelationForm | None
    """None for whoever may not write a relation down."""
    open: bool
    beyond: Beyond

    @property
    def choices(self) -> tuple[str, ...]:
        """Which ties can be chosen."""
        return SHOWN

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """The colour of each circle that is there, and its name."""
        return tuple((drawing.COLOURS[one.code], one.label) for one in self.groups)


@dataclass(frozen=True, kw_only=True)
class AroundPage:
    """The household of one customer and who is around."""

    home: HouseholdPage
    network: NetworkPage


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what the part begins with, to be sent together with other reads."""
    if not may(at.actor.role, Thing.RELATION, Action.LIST):
        return ()
    before = ties.asked_past(at.actor, at.generation, customer_id=customer_id)
    return (*ties.asked(at.actor, at.generation, (customer_id,)), before)


def around(of: Reading) -> Part | None:
    """Return household and network, of one walk over the ties: what both look at is read once."""
    if not may(of.at.actor.role, Thing.RELATION, Action.LIST):
        return None
    walk = Walk(of.at.actor, of.at.generation, of.at.playbook.of(RelationRules))
    walk.look_ahead(of.figures.customer_id)
    home, others = _household(of, walk)
    network, more = _network(of, walk)
    page = AroundPage(home=home, network=network)
    return Part(template="network/around.html", page=page, others=tuple(sorted({*others, *more})))


def _household(of: Reading, walk: Walk) -> tuple[HouseholdPage, tuple[str, ...]]:
    """Return the household's card, and whom it names."""
    home, rules = households.of_customer(walk, **of.known, today=of.at.frame.today), walk.rules
    page = HouseholdPage(
        figures=of.figures,
        home=home,
        slices=_slices(home),
        kin=_kin(home, rules),
        tier=_tier(of, home),
        named=tuple((one.name, rows.role(rules, one.kind, None)) for one in (home.named if home else ())),
    )
    return page, home.customer_ids if home else ()


def _tier(of: Reading, home: Household | None) -> str:
    held, rule = home.rollup if home else None, of.at.playbook.tiers
    return tiers.standing(tiers.weighted(held.parts, rule.weights), rule).band.code if held else ""


def _slices(home: Household | None) -> tuple[Slice, ...]:
    """Return the household's allocation as parts of its assets."""
    held = home.rollup if home else None
    return stacked(held.parts, held.assets) if held and held.assets > 0 else ()


def _kin(home: Household | None, rules: RelationRules) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (
            one.person.customer_id,
            one.person.name,
            rows.role(rules, one.kind, one.person.gender),
            one.head.name,
        )
        for one in (home.kin if home else ())
    )


def _network(of: Reading, walk: Walk) -> tuple[NetworkPage, tuple[str, ...]]:
    """Return who is around, as drawing and table, and whom it names."""
    at, rules = of.at, walk.rules
    layers = _one_of(of, "layers", LAYERS)
    shown = _one_of(of, "show", SHOWN)
    found = graph.around(walk, **of.known, layers=int(layers))
    chosen = _chosen(found, rules, shown)
    led, before = beyond(of, walk, found), rows.before(of, walk, found)
    wrong = of.wrong if isinstance(of.wrong, ActForm) and of.wrong.act.subject is RELATION else None
    writes = may(at.actor.role, Thing.RELATION, Action.CREATE) and of.figures.one_with is None
    page = NetworkPage(
        figures=of.figures,
        groups=rows.groups(of, rules, found, chosen),
        before=before,
        people=len({one.other for one in chosen}),
        lines=len(chosen),
        chart=drawing.drawn(rules, found, chosen) if chosen else None,
        more=found.more,
        layers=layers,
        shown=shown,
        form=RelationForm(rules, today=at.frame.today, wrong=_adding(wrong)) if writes else None,
        open=wrong is not None or "add" in of.given,
        beyond=led,
    )
    gone = [one.key for one in before if one.person]
    return page, (*found.customer_ids, *led.others, *gone)


def _adding(wrong: ActForm | None) -> ActForm | None:
    return wrong if wrong is not None and not wrong.act.of_row else None


def _chosen(found: Network, rules: RelationRules, shown: str) -> tuple[Told, ...]:
    """Return the ties of a circle that hang together with the customer; all of them for `all`."""
    if shown == SHOWN[0]:
        return found.ties
    mine = [one for one in found.ties if rules.circle(one.kind) == shown]
    near = {one.other for one in mine if one.one == found.centre} | {found.centre}
    return tuple(one for one in mine if one.one in near)


def _one_of(of: Reading, name: str, known: tuple[str, ...]) -> str:
    """Return what the address chooses; the first for nothing, and for anything else."""
    asked = fields.text_of(of.given, name)
    return asked if asked in known else known[0]

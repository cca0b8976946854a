"""Where everybody stands in the drawing of a network, and what the drawing is told.

The customer stands in the middle, each circle of ties has its side, who is two ties away stands behind
whoever leads there. Places follow from the ties alone: the same network is always drawn alike.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from tilth.domain.network.graph import Network
from tilth.domain.network.ties import Told
from tilth.policy.subjects.relation import CIRCLES, RelationRules
from tilth.web.charts import Chart
from tilth.web.format import amounts
from tilth.web.format.languages import language
from tilth.web.network import rows

COLOURS = {"family": "c6", "company": "c3", "referral": "c2", "other": "c4"}
_NEAR, _FAR, _STEP = 100.0, 190.0, 34.0
_NAMED = 60
"""Beyond so many people only those next to the customer are named in the drawing."""


def drawn(rules: RelationRules, network: Network, shown: tuple[Told, ...]) -> Chart:
    """Return the drawing of these ties; its rows stand beside it, so that it has no table of its own."""
    leads = _leads(shown, network)
    places = _places(rules, network, leads)
    far = len(places) > _NAMED
    return Chart(
        id="network",
        kind="graph",
        title=_("Network"),
        about=_("The customer in the middle, who is around and what they are; the table says the same."),
        data={
            "nodes": [_centre(network), *(_node(rules, network, one, places, far) for one in leads.values())],
            "links": [_link(rules, network, one) for one in shown if {one.one, one.other} <= places.keys()],
        },
        head=(),
        rows=(),
        height="l",
    )


def _leads(shown: Iterable[Told], network: Network) -> dict[str, Told]:
    """Return everybody but the customer → the first tie that leads there."""
    found: dict[str, Told] = {}
    for one in sorted(shown, key=lambda one: network.layer[one.one]):
        if one.other != network.centre:
            found.setdefault(one.other, one)
    return found


def _places(rules: RelationRules, network: Network, leads: dict[str, Told]) -> dict[str, tuple[float, float]]:
    """Return where everybody stands: by circle around the middle, then behind whoever leads there."""
    near = [one for one in leads.values() if one.one == network.centre]
    order = {code: place for place, code in enumerate(CIRCLES)}
    near.sort(key=lambda one: order[rules.circle(one.kind)])
    behind: dict[str, list[Told]] = defaultdict(list)
    for one in leads.values():
        if one.one != network.centre:
            behind[one.one].append(one)
    weights = [math.sqrt(max(len(behind[one.other]), 1)) for one in near]
    places, turned, whole = {network.centre: (0.0, 0.0)}, 0.0, sum(weights) or 1
    for one, weight in zip(near, weights, strict=True):
        width = 2 * math.pi * weight / whole
        angle = turned + width / 2 - math.pi / 2
        places[one.other] = _at(angle, _NEAR)
        places |= _fan(behind[one.other], angle, width)
        turned += width
    return places


def _fan(told: list[Told], angle: float, width: float) -> dict[str, tuple[float, float]]:
    """Return the places behind somebody, in the same sector, in rows one behind the other."""
    fit = max(int(width * _FAR / _STEP), 1)
    found = {}
    for number, one in enumerate(told):
        row, place = divmod(number, fit)
        there = min(len(told) - row * fit, fit)
        turn = angle + width * ((place + 0.5) / there - 0.5)
        found[one.other] = _at(turn, _FAR + row * _STEP)
    return found


def _at(angle: float, far: float) -> tuple[float, float]:
    return round(math.cos(angle) * far * 1.35, 1), round(math.sin(angle) * far, 1)


def _centre(network: Network) -> dict[str, Any]:
    person = network.people[network.centre]
    return {"id": network.centre, "name": person.name, "title": person.name, "x": 0, "y": 0} | {
        "colour": "c1", "size": 40, "shape": _shape(person.kind), "dashed": False, "named": True
    }  # fmt: skip


def _node(
    rules: RelationRules,
    network: Network,
    told: Told,
    places: dict[str, tuple[float, float]],
    far: bool,  # noqa: FBT001 - whether only those next to the customer are named
) -> dict[str, Any]:
    person = network.people.get(told.other)
    near = network.people.get(told.one)
    called, x_y = rows.name(told, network.people), places.get(told.other, (0.0, 0.0))
    what = rows.role(rules, told.kind, person.gender if person else None)
    whose = f" · {near.name}" if near and told.one != network.centre else ""
    money = f"\n{amounts.short(person.aum, language=language())}" if person else ""
    return {
        "id": told.other,
        "name": called,
        "title": f"{called}\n{what}{whose}{money}",
        "x": x_y[0],
        "y": x_y[1],
        "colour": COLOURS[rules.circle(told.kind)],
        "size": 22 if told.one == network.centre else 15,
        "shape": _shape(person.kind if person else ""),
        "dashed": person is None,
        "named": not far or told.one == network.centre,
    }


def _shape(kind: str) -> str:
    return "roundRect" if kind == "company" else "circle"


def _link(rules: RelationRules, network: Network, told: Told) -> dict[str, Any]:
    person = network.people.get(told.other)
    code = rules.circle(told.kind)
    return {
        "source": told.one,
        "target": told.other,
        "text": rows.role(rules, told.kind, person.gender if person else None),
        "arrow": code == "referral",
        "colour": "c2" if code == "referral" else "line-2",
    }

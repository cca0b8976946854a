"""People with a second customer number, and twins who are two, in the demo manager's sub-branch (IDN-02)."""

from itertools import groupby, pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.demo_bank.columns import NEVER, ordinal
from tilth.connectors.demo_bank.people import identity
from tilth.connectors.demo_bank.people.customers import customer_id
from tilth.connectors.demo_bank.people.network import Network
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.planted.script import Facts

ALIKE = ("name", "gender", "birth_date", "birth_calendar", "employer", "employer_id", "mobile")
BY_EAR = ("name",)
CHANGED = ((), ("mobile",), BY_EAR, ("employer", "employer_id"), ())
"""What each second number says otherwise than the first; all have another kind of document."""
_OF_ONE = ("name", "employer", "employer_id")
"""What twins do not share."""
Row = dict[str, object]
SOUNDS = {"明": "鸣", "晨": "辰", "志": "智", "文": "雯", "宇": "雨", "清": "青", "云": "芸", "国": "帼"}
"""Characters, each with one of the same sound."""


def plant(plan: Plan, network: Network, people: Population, customers: pa.Table) -> tuple[pa.Table, Facts]:
    """Return the customers with second numbers among them, and which they are, for truth.json."""
    chosen = _chosen(plan, network, people)
    seconds, twins = chosen[: len(CHANGED)], chosen[len(CHANGED) : len(CHANGED) + 1]
    told = {pair[1]: _second(customers, pair, others) for pair, others in zip(seconds, CHANGED, strict=False)}
    told |= {second: _twin(customers, first) for first, second in twins}
    return _changed(customers, told), {"one_person": _numbers(seconds), "twins": _numbers(twins)}


def _second(customers: pa.Table, pair: tuple[int, int], others: tuple[str, ...]) -> Row:
    """Return what a second number says of whoever has the first."""
    first, second = pair
    told: Row = {name: customers[name][first].as_py() for name in ALIKE if name not in others}
    if others == BY_EAR:
        told["name"] = "".join(SOUNDS.get(sign, sign) for sign in str(customers["name"][first].as_py()))
    return told | {"id_type": "passport", "id_number": f"E{20_000_000 + second}"}


def _twin(customers: pa.Table, first: int) -> Row:
    told: Row = {name: customers[name][first].as_py() for name in ALIKE if name not in _OF_ONE}
    name = str(customers["name"][first].as_py())
    number = identity.of_a_twin(str(customers["id_number"][first].as_py()))
    return told | {"name": name[:-1] + ("竹" if name[-1] == "兰" else "兰"), "id_number": number}


def _changed(customers: pa.Table, told: dict[int, Row]) -> pa.Table:
    """Return the customers with other values at some places."""
    for name in sorted({name for row in told.values() for name in row}):
        at = {place: row[name] for place, row in told.items() if name in row}
        mask = np.zeros(len(customers), dtype=bool)
        mask[list(at)] = True
        column = customers[name].combine_chunks()
        plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        values = pa.array([at[place] for place in sorted(at)], plain.type)
        whole = pc.replace_with_mask(plain, pa.array(mask), values)
        customers = customers.set_column(customers.schema.get_field_index(name), name, whole)
    return customers


def _chosen(plan: Plan, network: Network, people: Population) -> list[tuple[int, int]]:
    """Return pairs of unmarried people of one manager each, not the demo's own, the smallest first."""
    start, here = ordinal(plan.start), people.unit == network.posts[0]
    fit = here & (people.owner > 0) & ~people.company & ~people.scripted & ~people.married
    fit &= (people.closed == NEVER) & (people.opened <= start) & (people.born < start - 20 * YEAR)
    places = np.flatnonzero(fit)
    places = places[np.lexsort((people.assets[places], people.owner[places]))]
    found = []
    for _owner, own in groupby(places.tolist(), key=lambda place: int(people.owner[place])):
        found += list(pairwise(own))[:6:2]
    return found


def _numbers(pairs: list[tuple[int, int]]) -> list[list[str]]:
    return [sorted(customer_id(place) for place in pair) for pair in pairs]

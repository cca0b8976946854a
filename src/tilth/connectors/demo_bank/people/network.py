"""The bank itself: head office, branches by city, sub-branches, and its staff."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from tilth.connectors.demo_bank.columns import NONE, Whole, booleans, listed, numbered
from tilth.connectors.demo_bank.people import identity, names
from tilth.connectors.demo_bank.streams import stream

BANK = "田畴银行"
CITIES = (
    "杭州",
    "苏州",
    "南京",
    "宁波",
    "无锡",
    "绍兴",
    "嘉兴",
    "常州",
    "合肥",
    "南通",
    "金华",
    "台州",
    "芜湖",
    "扬州",
    "镇江",
    "湖州",
    "温州",
    "泰州",
    "盐城",
    "徐州",
    "淮安",
    "衢州",
    "舟山",
    "丽水",
)
_PLACES_1 = "城东西南北湖江河山桥新古青白清平安文"
_PLACES_2 = "源溪门园岭塘港湾坪浦洲庄"
_PER_SUB_BRANCH = ("branch_head", "supervisor", "lobby", "teller", "teller")
_PER_BRANCH = ("planner", "marketing", "branch_head")
_HEAD_OFFICE = ("admin", "admin", "compliance", "compliance", "marketing", "supervisor")
_MOBILES_OF_STAFF = 90_000_000
"""Staff take their mobiles from the far end of the range, customers from the near one."""


@dataclass(frozen=True, kw_only=True)
class Network:
    """Units and staff; a unit or a person is known by its place in the lists."""

    city: tuple[int, ...]
    """The city of each branch."""
    branch_of: tuple[int, ...]
    """The branch of each sub-branch."""
    rm_sub: Whole
    """The sub-branch of each relationship manager; they are the first of the staff, and the last has left."""
    roles: tuple[str, ...]
    posts: tuple[int, ...]
    """The unit of each member of staff."""
    wealth_of: Whole
    """The wealth manager, as staff, of each sub-branch."""
    staff_names: pa.Array

    @property
    def units(self) -> int:
        """The number of units: head office, branches, sub-branches."""
        return 1 + len(self.city) + len(self.branch_of)

    def unit_of_sub(self, subs: Whole) -> Whole:
        """Return the units that sub-branches are."""
        return subs + 1 + len(self.city)

    @cached_property
    def city_of_unit(self) -> Whole:
        """The city of each unit, as its place in CITIES."""
        subs = [self.city[branch] for branch in self.branch_of]
        return np.array([self.city[0], *self.city, *subs], dtype=np.int64)

    def first(self, role: str, unit: int | None = None) -> int:
        """Return the first member of staff with a role, of one unit if given."""
        for person, (name, post) in enumerate(zip(self.roles, self.posts, strict=True)):
            if name == role and unit in (None, post):
                return person
        raise LookupError(role)


def unit_ids(count: int) -> pa.Array:
    """Return the numbers of units."""
    return numbered("B", np.arange(1, count + 1, dtype=np.int64), 4)


def staff_ids(count: int) -> pa.Array:
    """Return the numbers of staff."""
    return numbered("S", np.arange(1, count + 1, dtype=np.int64), 5)


def build(*, seed: int, customers: int) -> Network:
    """Return the network for a bank of that size: one manager per 150 (tiny) to 900 (large) customers."""
    managers = max(4, round(customers / min(900, 150 * max(1.0, customers / 600) ** 0.24)))
    subs = max(3, math.ceil(managers / 4))
    branches = min(len(CITIES), max(2, math.ceil(subs / 6)))
    branch_of = tuple(sub % branches for sub in range(subs))
    rm_sub = np.append(np.arange(managers) % subs, subs - 1)
    posts = [(1 + branches + int(sub), "rm") for sub in rm_sub]
    wealth_of = len(posts) + np.arange(subs) // 2
    posts += [(1 + branches + sub, "wealth") for sub in range(0, subs, 2)]
    posts += [(1 + branches + sub, role) for sub in range(subs) for role in _PER_SUB_BRANCH]
    posts += [(1 + branch, role) for branch in range(branches) for role in _PER_BRANCH]
    posts += [(0, role) for role in _HEAD_OFFICE]
    return Network(
        city=tuple(range(branches)),
        branch_of=branch_of,
        rm_sub=rm_sub,
        roles=tuple(role for _, role in posts),
        posts=tuple(unit for unit, _ in posts),
        wealth_of=wealth_of,
        staff_names=names.people(stream(seed, "staff"), len(posts)),
    )


def branches_table(network: Network, schema: pa.Schema) -> pa.Table:
    """Return the feed's branches."""
    count, branches = network.units, len(network.city)
    ids = unit_ids(count)
    parents = [NONE] + [0] * branches + [1 + branch for branch in network.branch_of]
    levels = [0] + [1] * branches + [2] * len(network.branch_of)
    cities = [CITIES[place] for place in network.city_of_unit]
    columns = [
        ids,
        pa.array(_unit_names(network, cities)),
        listed(np.array(parents), ids),
        listed(np.array(levels), ("head_office", "branch", "sub_branch")),
        pa.array(cities),
    ]
    return pa.table(columns, names=schema.names)


def staff_table(network: Network, schema: pa.Schema) -> pa.Table:
    """Return the feed's staff."""
    count = len(network.roles)
    numbers = np.arange(1, count + 1, dtype=np.int64)
    active = np.ones(count, dtype=np.int8)
    active[len(network.rm_sub) - 1] = 0
    columns = [
        staff_ids(count),
        network.staff_names,
        pa.array(network.roles),
        listed(np.array(network.posts), unit_ids(network.units)),
        identity.mobiles(_MOBILES_OF_STAFF, count),
        identity.emails("s", numbers),
        booleans(active),
    ]
    return pa.table(columns, names=schema.names)


def _unit_names(network: Network, cities: list[str]) -> list[str]:
    found = [f"{BANK}总行"] + [f"{BANK}{city}分行" for city in cities[1 : 1 + len(network.city)]]
    for sub, city in enumerate(cities[1 + len(network.city) :]):
        place = _PLACES_1[sub % len(_PLACES_1)] + _PLACES_2[(sub // len(_PLACES_1) + sub) % len(_PLACES_2)]
        found.append(f"{BANK}{city}{place}支行")
    return found

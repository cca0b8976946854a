"""The linkage rule (C-24): nobody can put an ID number or a card together from all that they are shown.

What the adversary knows, besides every text a role is shown of one person through all channels:

- the make of a mainland ID number: district 6, day of birth 8, sequence 3 (odd for men), check digit;
- today, so that an exact age and a month and day give the year of birth, and a decade ten years;
- the list of districts, and that the district of the number is that of the address, as far as it is shown;
- the city, which is no secret; events and segment, where they give an age away (43, or at least 50 or 60);
- the addresses of the people whom the role may unmask, in clear.

Consistent numbers are counted exactly: remainders modulo 11 of the parts are folded over one another.
"""

import datetime as dt
import functools
import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from support.soak import scale
from tilth.policy import masks, roles
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.registry import KINDS, Kind, showing
from tilth.policy.registry.showing import CHANNELS, RELATIONS, Show

TODAY = dt.date(2026, 11, 23)
OLDEST = 100
WEIGHTS = [pow(2, 17 - place, 11) for place in range(17)]
CHECK = "10X98765432"
PERSONS = scale(200, 10_000)
RULE = Callable[[str, str, str, Kind | str], Show]

PROVINCES = ("浙江省", "四川省", "广东省", "辽宁省", "陕西省")
CITIES = ("安宁市", "和平市", "永丰市", "长兴市", "太康市", "新化市")
DISTRICTS = ("东湖区", "西山区", "南岭区", "北原区", "清河县", "白云县", "青田县")
# Every city has another number of districts, from one to seven: a city of one gives its district away.
PLACES = {
    f"{11 + p:02}{1 + c:02}{1 + d:02}": (province, f"{province[0]}{city}", district)
    for p, province in enumerate(PROVINCES)
    for c, city in enumerate(CITIES)
    for d, district in enumerate(DISTRICTS[: 1 + (p + c) % len(DISTRICTS)])
}


@dataclass(frozen=True)
class Person:
    """One synthetic person; the number is right in all its parts."""

    id_number: str
    name: str
    gender: str
    born: dt.date
    place: tuple[str, str, str]
    account: str

    @property
    def age(self) -> int:
        """Whole years today."""
        return TODAY.year - self.born.year - ((TODAY.month, TODAY.day) < (self.born.month, self.born.day))

    def values(self) -> dict[str, object]:
        """Return what the bank holds, by kind of data."""
        return {
            "customer_name": self.name,
            "gender": self.gender,
            "birth_date": self.born,
            "age": self.age,
            "id_type": "resident_id",
            "id_number": self.id_number,
            "address": "".join(self.place) + "文三路90号",
            "city": self.place[1],
            "account_number": self.account,
            "event": "retirement_talk" if self.age == 43 else "deposit_maturing",
            "standing": "senior" if self.age >= 60 else "steady" if self.age >= 50 else "young",
        }


def check_digit(first17: str) -> str:
    """Return the eighteenth character (GB 11643)."""
    return CHECK[_remainder(first17) % 11]


def _remainder(digits: str, start: int = 0) -> int:
    return sum(int(digit) * WEIGHTS[start + place] for place, digit in enumerate(digits)) % 11


def persons(count: int) -> list[Person]:
    """Return synthetic people, the same ones every time."""
    chance = random.Random(24)
    made = []
    for _ in range(count):
        code = chance.choice(list(PLACES))
        born = TODAY - dt.timedelta(days=chance.randrange(1, 99 * 365))
        gender = chance.choice("FM")
        sequence = chance.randrange(500) * 2 + (gender == "M")
        first17 = f"{code}{born:%Y%m%d}{sequence:03}"
        name = chance.choice("张王李赵欧") + chance.choice(["三", "小红", "建国"])
        account = f"6222{chance.randrange(10**15):015}"
        made.append(Person(first17 + check_digit(first17), name, gender, born, PLACES[code], account))
    return made


Plan = frozenset[tuple[str, Show]]
"""Which kinds a role is shown, and how, through some relations and channels together."""
Told = dict[str, set[str]]
"""Texts by kind of data that somebody was shown of one person."""
WATCHED = tuple(Person("", "", "F", TODAY, PROVINCES[:3], "").values())


def plans(rule: RULE) -> dict[Plan, str]:
    """Return every different plan with one example: each cell, each relation whole, a role over all time."""
    found: dict[Plan, str] = {}
    for role in roles.CODES:
        mine = [relation for relation in RELATIONS if showing.sees(role, relation)]
        groups = {f"{role} {one} {channel}": [(one, channel)] for one in mine for channel in CHANNELS}
        groups |= {f"{role} {one}": [(one, channel) for channel in CHANNELS] for one in mine}
        groups[role] = list(itertools.product(mine, CHANNELS))
        for said, cells in groups.items():
            found.setdefault(plan(role, cells, rule), said)
    return found


def plan(role: str, cells: Iterable[tuple[str, str]], rule: RULE) -> Plan:
    """Return what a role is shown through some relations and channels, unmasking included."""
    ways = {(kind, rule(role, *cell, kind)) for cell in cells for kind in WATCHED}
    if cells and may(role, Thing.PERSONAL_DATA, Action.UNMASK):
        ways |= {(kind, Show.CLEAR) for kind in showing.UNMASKABLE if kind in WATCHED}
    return frozenset(way for way in ways if way[1] is not Show.HIDDEN)


def told(person: Person, ways: Plan) -> Told:
    """Return the texts of one person under a plan."""
    values, seen = person.values(), {}
    for kind, way in ways:
        seen.setdefault(kind, set()).add(showing.show(values[kind], way, kind))
    return seen


def consistent(seen: Told) -> int:
    """Return how many ID numbers agree with everything that was shown."""
    for number in seen.get("id_number", set()):
        if len(number) == 18:
            return 1
    ends = {(number[0], number[-1]) for number in seen.get("id_number", set())}
    first = "".join(sorted({first for first, _ in ends}))
    parts = (
        _areas(_key(seen, "address", "city"), first),
        _days(_key(seen, *AGES)),
        _sequences(_key(seen, "gender")),
    )
    left = _fold(_fold(parts[0], parts[1]), parts[2])
    return sum(count for rest, count in left.items() if all(CHECK[rest] == last for _, last in ends))


Key = tuple[tuple[str, frozenset[str]], ...]
AGES = ("birth_date", "age", "event", "standing")


def _key(seen: Told, *kinds: str) -> Key:
    return tuple((kind, frozenset(seen[kind])) for kind in kinds if kind in seen)


@functools.cache
def _areas(shown: Key, first: str) -> Counter[int]:
    seen = {kind: set(texts) for kind, texts in shown}
    return Counter(
        _remainder(code) for code, place in PLACES.items() if _lives(place, seen) and first in ("", code[0])
    )


@functools.cache
def _sequences(shown: Key) -> Counter[int]:
    seen = {kind: set(texts) for kind, texts in shown}
    return Counter(_remainder(f"{number:03}", 14) for number in range(1000) if _sex(number, seen))


@functools.cache
def _days(shown: Key) -> Counter[int]:
    """Return the days of birth that agree with birthday, age, events and segment, by remainder."""
    seen = {kind: set(texts) for kind, texts in shown}
    month_days = {text[-5:] for text in seen.get("birth_date", set())}
    if len(month_days) > 1:
        return Counter()
    years = _calendar()
    return Counter(
        rest
        for month_day in month_days or years
        for age, rest in years.get(month_day, ())
        if _age_fits(age, seen)
    )


def _fold(one: Counter[int], other: Counter[int]) -> Counter[int]:
    both: Counter[int] = Counter()
    for (a, many), (b, more) in itertools.product(one.items(), other.items()):
        both[(a + b) % 11] += many * more
    return both


def _lives(place: tuple[str, str, str], seen: Told) -> bool:
    whole = "".join(place)
    for address in seen.get("address", set()):
        shown = address.removesuffix("***")
        if not (whole.startswith(shown) or shown.startswith(whole)):
            return False
    return all(place[1] == city for city in seen.get("city", set()))


def _sex(sequence: int, seen: Told) -> bool:
    return all((gender == "M") == bool(sequence % 2) for gender in seen.get("gender", set()))


def _age_fits(age: int, seen: Told) -> bool:
    for text in seen.get("age", set()):
        low, _, high = text.partition("–")
        if not int(low) <= age <= int(high or low):
            return False
    if "retirement_talk" in seen.get("event", set()) and age != 43:
        return False
    floors = {"senior": (60, OLDEST), "steady": (50, 59), "young": (0, 49)}
    return all(floors[word][0] <= age <= floors[word][1] for word in seen.get("standing", set()))


@functools.cache
def _calendar() -> dict[str, list[tuple[int, int]]]:
    """Return age and remainder of every day of birth in reach, by month and day."""
    found: dict[str, list[tuple[int, int]]] = {}
    day = TODAY
    while day > TODAY.replace(year=TODAY.year - OLDEST):
        age = TODAY.year - day.year - ((TODAY.month, TODAY.day) < (day.month, day.day))
        found.setdefault(f"{day:%m-%d}", []).append((age, _remainder(f"{day:%Y%m%d}", 6)))
        day -= dt.timedelta(days=1)
    return found


@dataclass
class Attack:
    """What came of trying every plan on every person."""

    tried: int = 0
    rebuilt: int = 0
    """At most 1,000 numbers left, where a part of the number is shown."""
    least: int = 10**12
    parts_shown: int = 0


def attack(people: Iterable[Person], rule: RULE) -> Attack:
    """Try to put the ID number of every person together, under every plan."""
    found, ways = Attack(), plans(rule)
    for person in people:
        for way in ways:
            seen = told(person, way)
            left = consistent(seen)
            found.tried += 1
            found.least = min(found.least, left)
            found.parts_shown += "id_number" in seen
            found.rebuilt += "id_number" in seen and left <= 1_000
    return found


def showing_two_characters(role: str, relation: str, channel: str, kind: Kind | str) -> Show:
    """Break the rule: the first and the last character of the number stand on the detail page."""
    if kind == "id_number" and channel == "detail":
        return Show.MASKED
    return showing.how(role, relation, channel, kind)


def showing_them_without_the_year(role: str, relation: str, channel: str, kind: Kind | str) -> Show:
    """Keep the rule another way: with the two characters, nothing that tells the year of birth."""
    if kind in ("age", "event", "standing"):
        return Show.HIDDEN
    return showing_two_characters(role, relation, channel, kind)


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("11010519491231002") == "X"
    assert all(check_digit(person.id_number[:17]) == person.id_number[17] for person in persons(50))


def test_consistent_numbers_are_counted_as_by_trying_them_all() -> None:
    for person in persons(8):
        ends = {f"{person.id_number[0]}***{person.id_number[17]}"}
        seen = {
            "id_number": ends,
            "age": {str(person.age)},
            "birth_date": {f"{person.born:%m-%d}"},
            "gender": {person.gender},
            "city": {person.place[1]},
        }
        born = f"{person.born:%Y%m%d}"
        areas = [code for code, place in PLACES.items() if place[1] == person.place[1]]
        tried = [
            f"{code}{born}{number:03}"
            for code in areas
            for number in range(1000)
            if code[0] == person.id_number[0] and (number % 2 == 1) == (person.gender == "M")
        ]
        assert consistent(seen) == sum(check_digit(number) == person.id_number[17] for number in tried)
        assert any(number == person.id_number[:17] for number in tried)


def test_nobody_can_rebuild_an_id_number_from_all_they_are_shown() -> None:
    ways, found = plans(showing.how), attack(persons(PERSONS), showing.how)
    print(
        f"FIGURE linkage: {PERSONS} persons × {len(roles.CODES)} roles × {len(CHANNELS)} channels"
        f" ({len(ways)} different views), {found.rebuilt} rebuilt, at least {found.least} numbers left,"
        f" {found.parts_shown} views with a part of the number"
    )
    assert found.rebuilt == 0
    assert found.parts_shown == 0
    # The day of birth, the gender and the district are known to whoever looks after somebody: 500 sequences.
    assert found.least >= 500


def test_other_peoples_customers_leave_more_than_a_thousand_numbers_unless_an_event_tells_the_age() -> None:
    mine = [plan("supervisor", itertools.product(("team",), CHANNELS), showing.how)]
    for person in persons(PERSONS):
        if person.age != 43:
            assert consistent(told(person, mine[0])) > 1_000


def test_two_characters_beside_a_birthday_and_an_age_would_be_too_much() -> None:
    people = persons(min(PERSONS, 200))
    found = attack(people, showing_two_characters)
    assert found.parts_shown > 0
    assert found.least < 60
    assert found.rebuilt > len(people)


def test_two_characters_would_be_safe_where_nothing_tells_the_year() -> None:
    found = attack(persons(min(PERSONS, 200)), showing_them_without_the_year)
    assert found.parts_shown > 0
    assert found.rebuilt == 0
    assert found.least > 1_000


@pytest.mark.parametrize("kind", ["id_number", "birth_date"])
def test_a_value_in_clear_is_noticed(kind: str) -> None:
    def rule(role: str, relation: str, channel: str, shown: Kind | str) -> Show:
        return Show.CLEAR if shown == kind else showing_two_characters(role, relation, channel, shown)

    assert attack(persons(20), rule).rebuilt > 0


def test_nobody_is_shown_more_of_a_card_than_its_last_four() -> None:
    ways = plans(showing.how)
    for person in persons(min(PERSONS, 200)):
        for way in ways:
            texts = told(person, way).get("account_number", set())
            assert texts <= {masks.card(person.account)}
            assert all(text == f"****{person.account[-4:]}" for text in texts)
    assert KINDS["account_number"].mask == "card"

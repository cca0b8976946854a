"""The feed's customers: the population's codes turned into names, numbers and words."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.demo_bank.columns import NONE, Whole, dates, decimals, listed, numbered, ordinal
from tilth.connectors.demo_bank.people import identity, names
from tilth.connectors.demo_bank.people.network import CITIES, Network, staff_ids, unit_ids
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.people.profiles import ALL
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.streams import stream
from tilth.lake.arrow import arrow_schema
from tilth.policy import codes
from tilth.ports.feed import BY_NAME

_EDUCATION = ("高中及以下", "中专", "大专", "本科", "硕士及以上")
_MARITAL = ("未婚", "已婚")
_CLASSES = ("核心", "重点", "一般")
_SIZES = ("大型", "中型", "小型", "微型")
_STREETS = (
    "禾丰路",
    "云帆街",
    "青石巷",
    "望江路",
    "育才路",
    "新港大道",
    "杨柳街",
    "振兴路",
    "福星路",
    "静安里",
)
_OTHER_EMPLOYERS = 400
SCHEMA = arrow_schema(BY_NAME["customers"])


def customer_ids(count: int) -> pa.Array:
    """Return the numbers of the first `count` customers."""
    return numbered("C", np.arange(1, count + 1, dtype=np.int64), 9)


def customer_id(place: int) -> str:
    """Return one customer's number."""
    return f"C{place + 1:09d}"


def customers_table(plan: Plan, network: Network, people: Population) -> pa.Table:
    """Return all customers that ever join, in order; `closed_on` is filled in night by night."""
    count = len(people)
    numbers = np.arange(1, count + 1, dtype=np.int64)
    cities = listed(network.city_of_unit[people.unit], CITIES)
    called = _names(plan, people, cities)
    columns = {
        "customer_id": customer_ids(count),
        "kind": listed(people.company.astype(np.int8), tuple(codes.CUSTOMER_KINDS)),
        "name": called,
        "gender": listed(_only(~people.company, np.where(people.female, 0, 1)), tuple(codes.GENDERS)),
        "birth_date": dates(people.born),
        "birth_calendar": listed(_only(~people.company, people.lunar.astype(np.int8)), ("solar", "lunar")),
        "id_type": listed(people.company.astype(np.int8), ("resident_id", "registration")),
        "id_number": _id_numbers(people),
        "mobile": identity.mobiles(1, count),
        "phone": _phones(people, numbers),
        "email": pc.if_else(pa.array(numbers % 3 == 0), identity.emails("c", numbers), None),
        "address": _addresses(cities, numbers),
        "city": cities,
        **_work(plan, people, called),
        "education": listed(_only(~people.company, people.education), _EDUCATION),
        "marital_status": listed(_only(_grown(plan, people), people.married.astype(np.int8)), _MARITAL),
        "annual_income": decimals(people.income, pa.decimal128(18, 2), empty=people.income == 0),
        "risk_level": listed(people.risk, ("C1", "C2", "C3", "C4", "C5")),
        "risk_assessed_on": dates(people.risk_on),
        "opened_on": dates(people.opened),
        "closed_on": dates(people.closed),
        "branch_id": listed(people.unit, unit_ids(network.units)),
        "rm_id": listed(people.owner, staff_ids(len(network.roles))),
        "company_class": listed(_only(people.company, people.education % 3), _CLASSES),
        "company_size": listed(_only(people.company, np.minimum(people.education, 3)), _SIZES),
    }
    return pa.table([columns[name] for name in SCHEMA.names], names=SCHEMA.names)


def _only(here: np.ndarray, codes: np.ndarray) -> np.ndarray:
    return np.where(here, codes, NONE)


def _grown(plan: Plan, people: Population) -> np.ndarray:
    found: np.ndarray = ~people.company & (people.born < ordinal(plan.start) - 22 * YEAR)
    return found


def _names(plan: Plan, people: Population, cities: pa.DictionaryArray) -> pa.Array:
    draw = stream(plan.seed, "names")
    persons = names.people(draw, len(people))
    firms = names.companies(draw, cities.dictionary_decode(), people.industry)
    return pc.if_else(pa.array(people.company), firms, persons)


def _id_numbers(people: Population) -> pa.Array:
    anywhere = np.arange(len(people)) % 20_000
    born = np.where(people.company, anywhere, people.born).astype(np.int32)
    persons = identity.resident_numbers(born, people.female)
    return pc.if_else(pa.array(people.company), identity.registration_numbers(len(people)), persons)


def _phones(people: Population, numbers: Whole) -> pa.Array:
    return pc.if_else(pa.array(people.company), identity.landlines(numbers), None)


def _addresses(cities: pa.DictionaryArray, numbers: Whole) -> pa.Array:
    streets = pa.array(_STREETS).take(numbers * 7 % len(_STREETS))
    houses = pa.array([f"{house}号" for house in range(1, 400)]).take(numbers * 11 % 399)
    return pc.binary_join_element_wise(cities.dictionary_decode(), "市", streets, houses, "")


def _work(plan: Plan, people: Population, called: pa.Array) -> dict[str, pa.Array]:
    jobs = list(dict.fromkeys(job for profile in ALL for job in profile.occupations))
    first = np.array([jobs.index(one.occupations[0]) if one.occupations else -1 for one in ALL])
    table = [[jobs.index(job) for job in one.occupations] or [NONE] for one in ALL]
    wide = np.array([row + row[:1] * (8 - len(row)) for row in table])
    occupation = np.where(first[people.profile] < 0, NONE, wide[people.profile, people.work % 8])
    draw = stream(plan.seed, "employers")
    cities = pa.array([CITIES[place % len(CITIES)] for place in range(_OTHER_EMPLOYERS)])
    others = names.companies(draw, cities, np.arange(_OTHER_EMPLOYERS) % len(names.INDUSTRIES))
    here = people.employer >= 0
    employed = np.array([one.employed for one in ALL])[people.profile] & ~here
    elsewhere = np.where(employed, draw.integers(0, _OTHER_EMPLOYERS, len(people)), NONE)
    inside = called.take(pa.array(np.maximum(people.employer, 0)))
    ids = customer_ids(len(people)).take(pa.array(np.maximum(people.employer, 0)))
    return {
        "occupation": listed(occupation, jobs),
        "employer": pc.if_else(pa.array(here), inside, listed(elsewhere, others).dictionary_decode()),
        "employer_id": pc.if_else(pa.array(here), ids, None),
        "industry": listed(_only(people.company | here | employed, people.industry), names.INDUSTRIES),
    }

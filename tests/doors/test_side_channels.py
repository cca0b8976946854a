"""Search, filter, sort, count and places tell nothing about people out of sight, or hidden fields (F6)."""

import itertools

import pytest

from doors import bank, calls
from doors.calls import verdict
from support import soak
from tilth.policy import masks

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("unlimited")]
LIST = "/api/v1/customers"
FOREIGN = ("B2-rm1-c1", "B3-rm1-c1", bank.RESTRICTED)
SORTS = soak.scale(("aum",), ("aum", "name", "overdue"))
ROLES = ("rm", "wealth", "supervisor", "branch_head")
UNKNOWN = {
    "name": "canary-0000-B9-rm9-c9",
    "mobile": "13900000001",
    "tail": "0001",
    "id_number": "330106199912310019",
    "email": "nobody@example.com",
    "address": "浙江省杭州市西湖区无名路1号",
    "customer_id": "B9-rm9-c9",
}


def told(doors: bank.Doors, who: str, **given: str) -> tuple[int, object]:
    answer = doors.clients[who].get(LIST, given)
    return answer.status_code, answer.json()


def page(doors: bank.Doors, who: str, text: str) -> tuple[int, bytes]:
    return calls.plain(doors.clients[who].get("/customers/", {"q": text}), text)


def values(customer: str) -> dict[str, str]:
    person = bank.person(customer)
    return person | {"tail": person["mobile"][-4:], "customer_id": customer}


def test_searching_for_foreign_values_is_searching_for_unknown_ones(doors: bank.Doors) -> None:
    different, asked = [], 0
    for who, sort, (field, unknown) in itertools.product(ROLES, SORTS, UNKNOWN.items()):
        nobody = told(doors, who, text=unknown, sort=sort)
        for customer in FOREIGN:
            asked += 1
            found = told(doors, who, text=values(customer)[field], sort=sort)
            if found != nobody:
                different.append((who, customer, field, sort, found))
    print(f"FIGURE side channels: {asked} searches, {len(different)} tell")
    assert different == []


def test_the_page_of_results_tells_no_more(doors: bank.Doors) -> None:
    different, asked = [], 0
    for who, (field, unknown) in itertools.product(ROLES, UNKNOWN.items()):
        nobody = page(doors, who, unknown)
        for customer in FOREIGN:
            asked += 1
            if page(doors, who, values(customer)[field]) != nobody:
                different.append((who, customer, field))
    print(f"FIGURE side channels: {asked} pages, {len(different)} tell")
    assert different == []


def test_what_is_masked_cannot_be_searched_by_parts(doors: bank.Doors) -> None:
    person = bank.person("B1-rm1-c1")
    for part in (
        person["mobile"][:7],
        person["mobile"][3:7],
        person["id_number"][:6],
        person["id_number"][6:14],
    ):
        status, answer = told(doors, "rm", text=part)
        assert (status, answer["total"]) == (200, 0), part
    for field in ("email", "address"):
        assert told(doors, "rm", text=person[field])[1]["total"] == 0


def test_the_own_phone_is_found_by_its_end_and_whole(doors: bank.Doors) -> None:
    person = bank.person("B1-rm1-c1")
    for text in (person["mobile"], person["mobile"][-4:]):
        status, answer = told(doors, "rm", text=text)
        assert (status, [one["customer_id"] for one in answer["items"]]) == (200, ["B1-rm1-c1"])
        assert answer["items"][0]["mobile"] == masks.phone(person["mobile"])


def test_counts_are_of_what_is_in_sight(doors: bank.Doors) -> None:
    assert {who: told(doors, who)[1]["total"] for who in ROLES} == {
        "rm": 3,
        "wealth": 2,
        "supervisor": 5,
        "branch_head": 6,
    }


def test_a_place_of_a_foreign_row_is_a_place_of_nobody(doors: bank.Doors) -> None:
    for sort, value in (("aum", "1000.00"), ("name", ""), ("overdue", "0")):
        for customer in FOREIGN:
            here = told(doors, "rm", sort=sort, after=f"{value}~{customer}")
            there = told(doors, "rm", sort=sort, after=f"{value}~{UNKNOWN['customer_id']}")
            assert here[0] == 200
            if sort == "name":
                assert here == there


def test_nobody_searches_without_the_right(doors: bank.Doors) -> None:
    answer = doors.clients["planner"].get(LIST, {"text": "canary"})
    assert verdict(answer) == "refused"

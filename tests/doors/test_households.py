"""The number of a household leaves as a digest: it groups who is seen and names nobody who is not (B2)."""

import pytest
from django.conf import settings

from doors import bank, calls, oracle
from doors.calls import Call
from integration.doors import town
from tilth.access import households
from tilth.data import models

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
HEAD, HIDDEN_HEAD = "B1-rm1-c1", bank.RESTRICTED
"""The smallest number of the one family is somebody of the bank, that of the other under restriction."""


@pytest.fixture
def families(doors: bank.Doors) -> dict[str, str]:
    """Make two families of the town, each spread over managers and branches; customer → household."""
    made = {one: HIDDEN_HEAD if one.endswith("c2") else HEAD for one in bank.OWNERS}
    for customer_id, household_id in made.items():
        models.PublishedCustomer.objects.unscoped().filter(customer_id=customer_id).update(
            household_id=household_id
        )
    return made


def answered(doors: bank.Doors, families: dict[str, str]) -> dict[tuple[str, str], str]:
    """Return what every role is answered for every customer in sight."""
    found = {}
    for who in town.ROLES:
        for customer in families:
            answer = calls.send(doors.clients[who], Call(url="api:customer"), "api", customer)
            if answer.status_code == 200:
                assert oracle.sees(who, customer)
                found[who, customer] = answer.json()["household_id"]
    return found


def test_no_household_number_is_a_customer_s(doors: bank.Doors, families: dict[str, str]) -> None:
    found = answered(doors, families)
    numbers = set(models.PublishedCustomer.objects.unscoped().values_list("customer_id", flat=True))
    print(f"FIGURE households: {len(found)} answered, {len(set(found.values()) & numbers)} name a customer")
    assert len(found) > 20
    assert set(found.values()) & numbers == set()
    assert not any(number in told for told in found.values() for number in numbers)


def test_it_groups_the_members_in_sight_for_everybody_alike(
    doors: bank.Doors, families: dict[str, str]
) -> None:
    found = answered(doors, families)
    grouped = {(families[customer], told) for (_who, customer), told in found.items()}
    assert len(grouped) == len(set(families.values())) == 2
    assert {told for _family, told in grouped} == {households.told(one) for one in set(families.values())}


def test_a_known_number_cannot_be_tried_without_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = households.told(HEAD)
    assert ours == households.told(HEAD) != households.told(HIDDEN_HEAD)
    monkeypatch.setattr(settings, "SECRET_KEY", "another-bank")
    assert households.told(HEAD) != ours
    assert households.told(None) is None

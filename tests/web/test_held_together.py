"""What is held together: every number opens its customers, rates of elsewhere name source and year."""

import pytest
from django.test import Client
from pydantic import ValidationError

from support import figures
from tilth.data import models
from tilth.policy.playbook.benchmarks import Benchmarks
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_book import chen  # noqa: F401 - a fixture
from web.test_left_out import names

HERE = "/book/held/"


@pytest.fixture(autouse=True)
def _held(small_bank: bank.Bank) -> None:
    """Of thirty one is closed, nine hold a fund, four of these insurance as well, three are rich."""
    rows = models.PublishedCustomer.objects.unscoped()
    rows.update(categories=["demand_deposit"], aum=1_000)
    number = "C{:05d}".format
    rows.filter(customer_id=number(29)).update(closed_on=bank.DAY, categories=["fund", "insurance"])
    rows.filter(customer_id__in=[number(one) for one in range(1, 10)]).update(
        categories=["demand_deposit", "fund"]
    )
    rows.filter(customer_id__in=[number(one) for one in range(1, 5)]).update(
        categories=["demand_deposit", "fund", "insurance"]
    )
    rows.filter(customer_id__in=[number(one) for one in (1, 5, 20)]).update(aum=200_000)


def on(client: Client, address: str, code: str, *, part: bool = False) -> dict[str, int]:
    page = client.get(address, headers={"HX-Request": "true"} if part else None)
    found = figures.on(address, page.content.decode())
    return {one.link: int(one.value) for one in found if one.code == code}


@pytest.mark.requirement("TAG-05")
def test_every_pair_opens_the_customers_who_hold_both(lin: Client) -> None:
    assert f'hx-get="{HERE}"' in lin.get("/book/").content.decode()
    with at_most(9):
        pairs = on(lin, HERE, "held_both", part=True)
    assert list(pairs.values()) == [9, 4, 4]
    for address, number in pairs.items():
        assert len(names(lin, address)) == number, address
    matrix = on(lin, HERE, "held_both")
    assert len(matrix) == 6
    assert sorted(matrix.values()) == [4, 4, 4, 4, 9, 9]
    assert on(lin, HERE, "penetration")["/customers/?owner=own&category=fund"] == 9
    assert "已忽略" in text(lin.get("/customers/?beside=weather"))


@pytest.mark.requirement("PROD-11", "BEN-03")
def test_rates_below_the_limit_stand_beside_dated_ones_of_elsewhere(lin: Client) -> None:
    below = on(lin, HERE, "held_below", part=True)
    assert list(below.values()) == [0, 7, 3]
    for address, number in below.items():
        assert len(names(lin, address)) == number, address
    [(address, few)] = on(lin, HERE, "cultivation", part=True).items()
    assert len(names(lin, address)) == few == 26
    words = text(lin.get(HERE))
    assert "26.9%" in words
    assert "台湾全体客户，原文未注明来源，2014" in words
    assert "只供对照，不作目标" in words


def test_a_head_sees_what_is_held_in_the_branch(chen: Client) -> None:  # noqa: F811
    pairs = on(chen, "/branch/held/?branch=B1", "held_both", part=True)
    assert [*pairs.values()] == [9, 4, 4]
    for address, number in pairs.items():
        assert len(names(chen, address)) == number, address
    assert chen.get("/branch/held/?branch=B9").status_code == 404


def test_a_book_without_anybody_says_so(small_bank: bank.Bank) -> None:
    models.PublishedCustomer.objects.unscoped().update(closed_on=bank.DAY)
    assert "没有客户" in text(signed_in(small_bank.manager).get(HERE))


@pytest.mark.requirement("TRAP-32", part="benchmarks of other figures than those of holding")
@pytest.mark.parametrize(
    "bent",
    [{"zh": ""}, {"en": ""}, {"year": None}, {"category": "weather"}, {"share": "1.2"}],
)
def test_a_rate_without_source_year_or_category_is_refused(bent: dict[str, object]) -> None:
    rate = {"category": "fund", "share": "0.17", "zh": "调查", "en": "a survey", "year": 2025}
    assert Benchmarks.model_validate({"held": [rate]}).held[0].year == 2025
    with pytest.raises(ValidationError):
        Benchmarks.model_validate({"held": [rate | bent]})
    with pytest.raises(ValidationError, match="twice"):
        Benchmarks.model_validate({"held": [rate, rate]})

"""Results of talks: each figure of the page is its rows (LIST-14, B3, AFT-06)."""

from decimal import Decimal

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.support import at_most, text
from web.test_record import ADDRESS, GOOD

PAGE = "/results/"


def record(lin: Client, key: str, **more: str) -> None:
    assert lin.post(ADDRESS, GOOD | more | {"key": key}).status_code == 302


@pytest.mark.requirement("LIST-14", "AFT-06")
def test_each_figure_opens_its_rows(lin: Client) -> None:
    assert "还没有登记" in text(lin.get(PAGE))
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    rows.update(external_inflow_30=Decimal(80_000), last_contact_on=bank.DAY)
    record(lin, "one", maturity="renewed", renewed="300000", new_money="20000", from_bank="rural")
    record(lin, "two", won="confirmed", won_amount="50000", won_bank="cmb", purpose="greeting")
    record(lin, "three", won="refused", won_amount="30000")
    page = lin.get(PAGE)
    assert "2 : 1" in text(page)
    for figure, money in (("renewed", "300,000.00"), ("confirmed", "50,000.00"), ("refused", "30,000.00")):
        link = f'href="/results/?figure={figure}&amp;manager=S1#behind"'
        assert f"{link}>1</a>" in page.content.decode()
        behind = text(lin.get(f"{PAGE}?figure={figure}&manager=S1"))
        assert money in behind
        assert "赵国强" in behind
    assert "招商银行" in text(lin.get(f"{PAGE}?figure=confirmed"))
    under = lin.get(f"{PAGE}?figure=confirmed&sort=renewed&then=-money").content.decode()
    assert 'href="?figure=confirmed&amp;sort=renewed&amp;then=money"' in under
    assert 'href="?figure=confirmed&amp;then=-money&amp;sort=-renewed"' in under
    assert under.count("aria-sort") == 2
    for sort, way in (("renewed", "descending"), ("-business", "ascending"), ("manager", "ascending")):
        ordered = lin.get(f"{PAGE}?figure=confirmed&sort={sort}").content.decode()
        assert ordered.count("aria-sort") == ordered.count(f'aria-sort="{way}"') == 1
        assert f'href="?figure=confirmed&amp;sort={sort[1:] if sort[0] == "-" else f"-{sort}"}"' in ordered
    assert lin.get(f"{PAGE}?figure=nonsense").status_code == 404


def test_a_figure_of_more_rows_than_are_shown_says_so(
    lin: Client, small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tilth.domain.outcomes.queries.MOST", 1)
    for key in ("one", "two"):
        record(lin, key, maturity="moved")
    answer = lin.get(f"{PAGE}?figure=moved&manager=S1")
    assert "显示最近 1 条" in text(answer)
    assert "then=" not in answer.content.decode()
    assert '<span class="num">2</span></h2>' in answer.content.decode()


def test_what_was_taken_back_counts_nowhere(lin: Client) -> None:
    record(lin, "one", maturity="moved")
    [made] = models.Contact.objects.unscoped()
    assert "figure=moved" in lin.get(PAGE).content.decode()
    lin.post(f"/customers/C00001/contacts/{made.pk}/undo/")
    assert "figure=moved" not in lin.get(PAGE).content.decode()


def test_results_cost_three_statements_and_two_for_the_rows(lin: Client) -> None:
    record(lin, "one", maturity="moved")
    lin.get(PAGE)
    with at_most(8):
        lin.get(PAGE)
    with at_most(11):
        lin.get(f"{PAGE}?figure=moved")

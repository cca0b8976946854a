"""The pages of the deals: board, list, forecast, one opportunity; who sees what, and figures that agree."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.test import Client

from integration.doors import town
from subjects.conftest import NOON
from support import published
from tilth.data.models import Need, Opportunity, PublishedCustomer, User
from tilth.domain.deals import orders, past
from tilth.domain.products import queries as products
from tilth.kernel.ids import uuid7
from web.conftest import compiled_messages, day, signed_in  # noqa: F401 - fixtures
from web.support import at_most, text

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, BESIDE, FOREIGN = "B1-rm1-c1", "B1-rm2-c1", "B2-rm3-c1"
DAY = published.DAY
SOON = DAY + dt.timedelta(days=30)
Of = Callable[[str], Client]
_PART = {"hx-request": "true"}


@pytest.fixture
def of(bank: town.Town) -> Of:
    past._of.cache_clear()
    return lambda role: signed_in(bank.users[role])


def written(customer: str, by: User, **told: object) -> Opportunity:
    """Store an opportunity as it stands, of whoever looks after its customer."""
    given = {
        "source": "contact",
        "type": "full",
        "category": "time_deposit",
        "amount": Decimal(100_000),
        "stage": "contact",
        "stage_on": DAY,
        "opened_on": DAY,
        "expected_on": SOON,
        "state": "open",
    }
    row = Opportunity(customer_id=customer, made_by=by, made_at=NOON, **(given | told))
    row.staff_id = customer.rsplit("-", 1)[0]
    row.save(force_insert=True)
    return row


def test_a_board_without_anything_says_how_one_opens(of: Of) -> None:
    page = text(of("rm").get("/deals/"))
    assert "没有跟进中的商机" in page
    assert "客户表达意向时自动建立" in page
    assert "没有跟进中的商机" in text(of("rm").get("/deals/list/"))
    assert "没有跟进中的商机" in text(of("rm").get("/deals/forecast/"))


@pytest.mark.requirement("CONS-01")
def test_each_sees_the_deals_of_the_customers_in_sight(of: Of, bank: town.Town) -> None:
    by = bank.users["rm"]
    written(MINE, by)
    written(BESIDE, by)
    written(FOREIGN, by)
    seen = {
        role: {
            number
            for number in (MINE, BESIDE, FOREIGN)
            if f"/customers/{number}/deals/" in of(role).get("/deals/").content.decode()
        }
        for role in ("rm", "branch_head", "compliance")
    }
    assert seen == {"rm": {MINE}, "branch_head": {MINE, BESIDE}, "compliance": set()}
    assert of("teller").get("/deals/").status_code == 403


def test_a_card_is_moved_by_its_menu_and_a_refusal_is_said_on_the_board(of: Of, bank: town.Town) -> None:
    row = written(MINE, bank.users["rm"], stage="investigate")
    rm = of("rm")
    page = rm.get("/deals/").content.decode()
    assert f'action="/customers/{MINE}/deals/{row.pk}/to/"' in page
    assert re.findall(r'name="to" value="(\w+)"', page) == ["contact", "qualify", "present"]
    refused = rm.post(f"/customers/{MINE}/deals/{row.pk}/to/", {"to": "present"}, headers=_PART)
    assert refused.status_code == 422
    assert "先有需求，再有产品" in text(refused)
    moved = rm.post(f"/customers/{MINE}/deals/{row.pk}/to/", {"to": "qualify"}, headers=_PART)
    assert moved.status_code == 200
    row.refresh_from_db()
    assert row.stage == "qualify"
    assert (
        of("branch_head").post(f"/customers/{MINE}/deals/{row.pk}/to/", {"to": "contact"}).status_code == 403
    )
    assert rm.post(f"/customers/{FOREIGN}/deals/{row.pk}/to/", {"to": "contact"}).status_code == 404


@pytest.mark.requirement("CONS-05")
@pytest.mark.requirement("REL-11")
def test_figures_agree_with_the_rows_behind_them(of: Of, bank: town.Town) -> None:
    by = bank.users["rm"]
    early = DAY - dt.timedelta(days=20)
    ended = NOON - dt.timedelta(days=3)
    sale = {
        "bought_on": DAY - dt.timedelta(days=3),
        "bought_amount": Decimal(5),
        "price": Decimal(1),
        "expected_return": Decimal(2),
        "stop_loss": Decimal(0),
        "preference": "C2",
    }
    written(FOREIGN, by, state="won", stage="close", ended_at=ended, opened_on=early, **sale)
    written(FOREIGN, by, state="dropped", stage="qualify", reason="rate", ended_at=ended, opened_on=early)
    written(MINE, by, amount=Decimal(200_000))
    written(MINE, by, amount=None, expected_on=SOON + dt.timedelta(days=40))
    rm = of("rm")
    listed = rm.get("/deals/list/").content.decode()
    # one won of two, drawn: (1 + 10 × 1/2) ÷ (2 + 10) = 1/2
    assert "50%" in listed
    assert "¥100,000.00" in listed
    told = text(rm.get("/deals/forecast/"))
    assert told.count("2026-04") == 1
    assert "¥200,000.00" in told
    month = text(rm.get("/deals/list/?month=2026-04-01"))
    assert "¥200,000.00" in month
    board = text(rm.get("/deals/"))
    assert "2 笔商机" in board
    assert "1 笔金额未定" in board
    assert "17 天" in board


def test_the_page_of_a_deal_tells_its_way_and_takes_its_acts(of: Of, bank: town.Town) -> None:
    by = bank.users["rm"]
    row = written(MINE, by, stage="investigate", psychology="comparison")
    Need(
        customer_id=MINE,
        staff_id="B1-rm1",
        made_by=by,
        made_at=NOON,
        kind="safe_box",
        dimension="right",
        explicit="hidden",
        nature="created",
        phase="brewing",
        priority=4,
        noticed_on=DAY,
        source="talk",
        state="open",
    ).save(force_insert=True)
    rm, here = of("rm"), f"/customers/{MINE}/deals/{row.pk}/"
    page = rm.get(here).content.decode()
    assert "缺口：本行没有对应的产品类别" in page
    assert "给能对照的事实" in page
    assert len(re.findall(r'data-key="[1-9qweras]" aria-keyshortcuts', page)) == 15
    need = Need.objects.unscoped().get()
    assert rm.post(f"{here}act/meet-need/", {"need": str(need.pk)}).headers["Location"] == f"{here}?done"
    assert rm.post(f"{here}act/move/", {"stage": "present"}).status_code == 302
    wrong = rm.post(f"{here}act/win/", {"bought_on": "2026-03-31"})
    assert wrong.status_code == 422
    assert rm.post(f"{here}signal/nods/").status_code == 302
    assert "连连点头" in text(rm.get(here))
    assert rm.post(f"{here}signal/winks/").status_code == 404
    assert rm.post(f"{here}act/open-up/", {}).status_code == 404
    assert of("teller").get(here).status_code == 403
    assert rm.get(f"/customers/{MINE}/deals/{uuid7()}/").status_code == 404


def test_the_tab_shows_needs_and_deals_and_takes_new_ones(of: Of, bank: town.Town) -> None:
    written(MINE, bank.users["rm"])
    rm = of("rm")
    given = {
        "kind": "home",
        "dimension": "liability",
        "explicit": "explicit",
        "nature": "individual",
        "phase": "comparing",
        "priority": "1",
        "source": "talk",
    }
    assert rm.post(f"/customers/{MINE}/needs/notice/", given).status_code == 302
    tab = text(rm.get(f"/customers/{MINE}/deals/"))
    assert "第 4 期（共 6 期） · 比较期" in tab
    assert "按揭 · 贷款" in tab
    wrong = text(rm.post(f"/customers/{MINE}/needs/notice/", given | {"nature": "forecast"}))
    assert "预测需求要有日期" in wrong
    assert "定期" in tab


@pytest.mark.parametrize(
    "query",
    ["?month=nonsense", "?stage=close&after=-1", "?owner=%00", "?after=99999999", "?sort=-nothing&after=x"],
)
def test_what_an_address_cannot_mean_is_left_out(of: Of, query: str) -> None:
    assert of("rm").get(f"/deals/list/{query}").status_code == 200


def test_an_opportunity_is_opened_from_the_board_for_whoever_is_chosen(of: Of) -> None:
    assert "mode=deal" in of("rm").get("/deals/").content.decode()
    found = of("rm").get(f"/palette/?mode=deal&q={MINE}").content.decode()
    assert "新建商机：为哪位客户？" in found
    assert f'href="/customers/{MINE}/deals/#opportunitys"' in found
    assert "mode=deal" not in of("branch_head").get("/deals/").content.decode()
    assert "新建商机" not in of("branch_head").get(f"/palette/?mode=deal&q={MINE}").content.decode()


@pytest.mark.parametrize("sort", orders.SORTS)
def test_every_heading_of_the_list_orders_both_ways_page_by_page(
    of: Of, bank: town.Town, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "PAGE", 3)
    told: tuple[tuple[str, dict[str, object]], ...] = (
        (MINE, {"stage": "contact", "category": "fund", "amount": Decimal(300)}),
        (BESIDE, {"stage": "investigate", "category": None, "amount": None}),
        (MINE, {"stage": "qualify", "amount": Decimal(100), "expected_on": SOON + dt.timedelta(days=2)}),
        (BESIDE, {"stage": "investigate", "category": "fund", "expected_on": SOON + dt.timedelta(days=1)}),
    )
    rows = [str(written(customer, bank.users["rm"], **one).pk) for customer, one in told]
    head = of("branch_head")
    forth, back = ([row for page in _pages(head, way + sort) for row in page] for way in ("", "-"))
    assert sorted(forth) == sorted(rows)
    closing = [rows[1]] if sort in ("amount", "category") else []
    assert forth[len(forth) - len(closing) :] == closing == back[len(back) - len(closing) :]
    assert back == [row for row in reversed(forth) if row not in closing] + closing


def _pages(client: Client, sort: str) -> Iterator[list[str]]:
    """Yield the opportunities of each page of the list, by their addresses."""
    address = f"/deals/list/?sort={sort}"
    while address:
        page = client.get(address).content.decode()
        yield re.findall(r'<th scope="row"><a href="[^"]+/deals/([^/"]+)/"', page)
        more = re.search(r'<a href="(/deals/list/[^"]+after=[^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else ""


def test_many_deals_stay_within_columns_and_questions(of: Of, bank: town.Town) -> None:
    by = bank.users["rm"]
    row = written(MINE, by)
    held = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    copies = [Opportunity(**(held | {"id": uuid7()})) for _number in range(300)]
    Opportunity.objects.unscoped().bulk_create(copies)
    rm = of("rm")
    rm.get("/deals/")
    with at_most(25):
        board = rm.get("/deals/").content.decode()
    assert board.count(f"/customers/{MINE}/deals/") == 3 * 12
    assert "还有 289 笔" in board
    listed = rm.get("/deals/list/").content.decode()
    assert listed.count(f"/customers/{MINE}/deals/") == 100
    assert listed.count("after=") == 1


@pytest.mark.requirement("TRAP-18")
@pytest.mark.parametrize(("level", "peace"), [("C2", True), ("C4", False)])
def test_the_page_names_products_that_suit_and_says_who_is_left_in_peace(
    of: Of, bank: town.Town, level: str, *, peace: bool
) -> None:
    for number, grade in (("F1", "R2"), ("F2", "R4")):
        published.product(bank.generation, number, category="fund", name=f"基金{number}", risk_level=grade)
    products._on_sale.cache_clear()
    mine = PublishedCustomer.objects.unscoped().filter(customer_id=MINE)
    mine.update(risk_level=level, risk_assessed_on=DAY, birth_date=dt.date(1990, 1, 1))
    row = written(MINE, bank.users["rm"], category="fund")
    page = text(of("rm").get(f"/customers/{MINE}/deals/{row.pk}/"))
    assert "基金F1" in page
    assert ("基金F2" in page) is not peace
    assert ("不生成成交建议" in page) is peace

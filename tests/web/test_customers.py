"""One customer, and the list of customers: whose they are, why, found, paged."""

import datetime as dt
import re

import pytest
from django.test import Client

from tilth.data import models
from tilth.policy.subjects.kit import TABS
from web import bank
from web.conftest import signed_in
from web.support import at_most, text


def names(page: str) -> list[str]:
    return re.findall(r'<a class="name" href="[^"]+"[^>]*>([^<]+)</a>', page)


@pytest.mark.requirement("TIER-03", "TIER-15", "TRAP-05")
def test_a_customer_shows_tier_gap_cadence_and_holdings(lin: Client) -> None:
    words = text(lin.get("/customers/C00001/"))
    assert "资产 ¥76.4万" in words
    assert "差 ¥23.6万 到 白金" in words
    assert "每 30 天" in words
    assert "按等级" in words
    assert "2026-04-02" not in words
    assert "04-02 周四" in words
    assert "储蓄国债 3 年" in text(lin.get("/customers/C00001/wealth/"))


@pytest.mark.requirement("PROF-06")
def test_why_shows_thresholds_and_actual_values(lin: Client) -> None:
    words = text(lin.get("/customers/C00001/growth/"))
    assert "≥ ¥100,000.00 ¥764,017.00" in words
    assert "还差 ¥235,983.00" in words
    assert "定期存款占比 在 40% 与 60% 之间 40.0%" in words
    assert "职业 含 医、教、doctor、teacher 医生" in words
    listed = text(lin.get("/customers/C00001/"))
    assert "今日名单第 2 位" in listed
    assert "规则手册 default-1" in listed


def test_who_is_not_listed_learns_the_cause_and_when_it_lifts(lin: Client) -> None:
    assert "不在今日名单。 近几天内已有双向联络。 04-04 周六 起解除。" in text(lin.get("/customers/C00025/"))


def test_a_wish_not_to_be_disturbed_stands_above_everything(lin: Client, small_bank: bank.Bank) -> None:
    models.DoNotDisturb.objects.create(
        customer_id="C00001",
        channel="any",
        starts_on=bank.DAY,
        ends_on=dt.date(2026, 5, 1),
        reason="出国",
        created_by=small_bank.manager,
    )
    models.DoNotDisturb.objects.create(
        customer_id="C00001",
        channel="sms",
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2025, 2, 1),
        created_by=small_bank.manager,
    )
    words = text(lin.get("/customers/C00001/"))
    assert "免打扰 所有渠道 · 03-31 至 05-01 · 出国" in words
    assert words.count("免打扰 所有渠道") == 1
    assert "免打扰 短信" not in words


@pytest.mark.requirement("SEG-21")
def test_an_assumed_segment_is_called_assumed(lin: Client) -> None:
    assert "推定：不熟客，尚未有人确认。" in text(lin.get("/customers/C00001/growth/"))
    assert "尚未有人确认" not in text(lin.get("/customers/C00009/growth/"))


@pytest.mark.parametrize("customer", ["C00900", "NOBODY"])
def test_somebody_else_s_customer_and_nobody_look_the_same(lin: Client, customer: str) -> None:
    for address in (f"/customers/{customer}/", f"/customers/{customer}/timeline/"):
        assert lin.get(address).status_code == 404


def test_a_head_of_branch_sees_the_branch_and_not_the_next(small_bank: bank.Bank) -> None:
    client = signed_in(small_bank.head)
    assert client.get("/customers/C00001/").status_code == 200
    assert client.get("/customers/C00900/").status_code == 404


def test_the_file_of_somebody_else_s_customer_answers_as_that_of_nobody(lin: Client) -> None:
    foreign, unknown = (lin.get(f"/customers/{customer}/").content for customer in ("C00900", "NOBODY"))
    assert foreign == unknown


def test_roles_without_customers_are_turned_away(small_bank: bank.Bank) -> None:
    teller = signed_in(small_bank.teller)
    for address in ("/customers/", "/customers/C00001/", "/customers/C00001/timeline/"):
        assert teller.get(address).status_code == 403


def test_a_number_that_is_no_number_is_not_found(lin: Client) -> None:
    for customer in ("%00", "a%00b", "x" * 65):
        assert lin.get(f"/customers/{customer}/").status_code == 404


def test_compliance_must_say_whom_it_looks_for(small_bank: bank.Bank) -> None:
    officer = signed_in(small_bank.officer)
    for query in ("", "周", "8007", "zm"):
        answer = officer.get("/customers/", {"q": query})
        assert "写明要找谁" in text(answer)
        assert names(answer.content.decode()) == []
    for query in ("郑淑芬", "13800078007", bank.identity(7), "C00007"):
        assert names(officer.get("/customers/", {"q": query}).content.decode()) == ["郑*"]


def test_a_search_of_the_whole_bank_that_meets_too_many_shows_nobody(small_bank: bank.Bank) -> None:
    crowd = [
        bank.person(small_bank.generation, 1000 + n, f"同名客户{n:03d}", bank.Decimal(1000))
        for n in range(201)
    ]
    models.PublishedCustomer.objects.unscoped().bulk_create(crowd)
    answer = signed_in(small_bank.officer).get("/customers/", {"q": "同名客户"})
    assert "符合的超过 200 人" in text(answer)
    assert names(answer.content.decode()) == []


@pytest.mark.parametrize("query", ["%", "***", "_ _", "..."])
def test_wildcards_alone_find_nobody(lin: Client, query: str) -> None:
    answer = lin.get("/customers/", {"q": query})
    assert "这等于查所有人" in text(answer)
    assert names(answer.content.decode()) == []


def test_a_head_reads_masked_names_and_no_birthday(small_bank: bank.Bank) -> None:
    head = signed_in(small_bank.head)
    page = head.get("/customers/C00001/").content.decode()
    assert "赵国强" not in page
    assert "赵*" in page
    assert " 岁" not in page
    assert "#cake" not in page
    assert "<dt>生日</dt>" not in head.get("/customers/C00001/profile/").content.decode()
    assert "<dt>生日</dt>" in signed_in(small_bank.manager).get("/customers/C00001/profile/").content.decode()
    assert "1963" not in page
    listed = head.get("/customers/", {"sort": "name"}).content.decode()
    assert "zhaoguoqiang" not in listed
    assert "赵国强" not in listed


def test_no_page_of_a_customer_holds_a_clear_number(lin: Client) -> None:
    clear = (bank.mobile(1), bank.identity(1), "kehu1@", "江南大道101号")
    for address in ("", *(f"{tab}/" for tab in TABS if tab != "overview"), "record/"):
        page = lin.get(f"/customers/C00001/{address}").content.decode()
        assert not [value for value in clear if value in page], address
        assert "tel:" not in page


@pytest.mark.requirement("REC-02", "GOV-01")
def test_a_view_and_a_search_are_in_the_audit_without_the_text(lin: Client) -> None:
    lin.get("/customers/C00005/")
    lin.get("/customers/", {"q": "13800078007"})
    view, search = models.AuditEntry.objects.unscoped().filter(action__in=("view", "search")).order_by("id")
    assert (view.customer_ids, view.subject_type) == (["C00005"], "customer")
    assert search.customer_ids == ["C00007"]
    assert "13800078007" not in str(search.detail)


def test_the_customer_page_needs_few_queries(lin: Client) -> None:
    lin.get("/customers/C00001/")
    with at_most(6):
        assert lin.get("/customers/C00001/").status_code == 200


def test_the_list_is_by_assets_and_holds_my_customers_only(lin: Client) -> None:
    answer = lin.get("/customers/")
    found = names(answer.content.decode())
    assert len(found) == 30
    assert found[0] == "林可心"
    assert "旁人客" not in found
    assert "30 人" in text(answer)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("周敏", ["周敏华"]),
        ("敏华", ["周敏华"]),
        ("zhoumin", ["周敏华"]),
        ("zmh", ["周敏华"]),
        ("8007", ["郑淑芬"]),
        ("13800078007", ["郑淑芬"]),
        ("138 0007 8007", ["郑淑芬"]),
        ("008613800078007", ["郑淑芬"]),
        ("138.0007.8007", ["郑淑芬"]),
        ("１３８０００７８００７", ["郑淑芬"]),
        ("0007-8007", ["郑淑芬"]),
        ("0900 8900", []),
        ("330108197001011007", ["郑淑芬"]),
        ("13809008900", []),
        ("8900", []),
        ("C00007", ["郑淑芬"]),
        ("c00007", ["郑淑芬"]),
        ("旁人", []),
        ("100%", []),
        ("'; drop table", []),
    ],
)
def test_search_finds_by_what_people_remember(lin: Client, query: str, found: list[str]) -> None:
    assert names(lin.get("/customers/", {"q": query}).content.decode()) == found


@pytest.mark.requirement("CAD-04", part="the overdue sorted by tier and segment as well")
def test_filters_narrow_and_say_when_nothing_is_left(lin: Client) -> None:
    private = names(lin.get("/customers/", {"tier": "private"}).content.decode())
    assert sorted(private) == sorted(bank.NAMES[n] for n in range(0, 30, 6))
    overdue = names(lin.get("/customers/", {"overdue": "1", "sort": "overdue"}).content.decode())
    assert overdue == bank.NAMES[:8]
    familiar = lin.get("/customers/", {"side": "familiar", "q": "无此人"})
    assert "没有符合的客户" in text(familiar)


def test_nonsense_in_the_address_shows_the_list(lin: Client) -> None:
    answer = lin.get("/customers/", {"tier": "gold", "sort": "height", "after": "x~", "before": "\x00"})
    assert answer.status_code == 200
    assert len(names(answer.content.decode())) == 30


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1E+999999", "9" * 400, "2026-02-30"])
@pytest.mark.parametrize("sort", ["aum", "gap", "overdue", "due", "contact"])
def test_a_place_that_no_row_can_have_shows_the_first_page(lin: Client, sort: str, value: str) -> None:
    for side in ("after", "before"):
        answer = lin.get("/customers/", {"sort": sort, side: f"{value}~C00001"})
        assert answer.status_code == 200


@pytest.mark.parametrize("sort", ["aum", "-name", "overdue", "-held", "segment"])
def test_paging_forth_and_back_meets_everybody_once(lin: Client, small_bank: bank.Bank, sort: str) -> None:
    extra = [
        bank.person(
            small_bank.generation, 100 + n, f"客户{n:03d}", bank.Decimal(1000 * (n % 7)), overdue_days=n % 5
        )
        for n in range(95)
    ]
    models.PublishedCustomer.objects.unscoped().bulk_create(extra)
    pages, address = [], f"/customers/?sort={sort}"
    while address:
        page = lin.get(address).content.decode()
        pages.append(names(page))
        link = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = f"/customers/{link[1].replace('&amp;', '&')}" if link else ""
    assert [len(page) for page in pages] == [50, 50, 25]
    assert len({name for page in pages for name in page}) == 125
    back = re.search(r'href="(\?[^"]*before=[^"]*)"', page)
    assert back is not None
    before = lin.get(f"/customers/{back[1].replace('&amp;', '&')}").content.decode()
    assert names(before) == pages[1]


def test_the_list_needs_few_queries(lin: Client) -> None:
    lin.get("/customers/")
    with at_most(9):
        assert lin.get("/customers/").status_code == 200


def test_with_htmx_the_results_alone_are_sent(lin: Client) -> None:
    page = lin.get("/customers/", {"q": "周"}, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<div id="results">')


@pytest.mark.requirement("PROF-33", "SEG-20")
def test_a_rule_says_what_was_learned_when_and_by_whom_to_whoever_may_read_it(
    lin: Client, small_bank: bank.Bank
) -> None:
    before = text(lin.get("/customers/C00001/growth/"))
    assert "得知" not in before
    models.Detail.objects.create(
        customer_id="C00001",
        staff_id="S1",
        made_by=small_bank.manager,
        made_at=bank.MORNING - dt.timedelta(days=30),
        kind="work",
        item="life_stage",
        choice="retired",
        source="talk",
        learned_on=bank.MORNING.date() - dt.timedelta(days=30),
    )
    words = text(lin.get("/customers/C00001/growth/"))
    assert "所处阶段：已退休" in words
    assert f"得知，{small_bank.manager.name}登记" in words

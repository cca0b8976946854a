"""Kinds of the library, its versions and its one search: what is refused, in force, found."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password
from django.db import DatabaseError, connection, transaction
from django.test import Client

from support import library as library_of
from support import published
from support.standing import Begin
from tilth.data import models
from tilth.domain import days
from tilth.domain.acting import Unclear, Who
from tilth.domain.library import operations, queries, search, spelt
from tilth.domain.products import queries as products
from tilth.kernel.ids import uuid7
from tilth.policy import library, playbook
from tilth.policy.library import Written
from tilth.policy.library_kinds import avoided, recognised
from tilth.policy.playbook import Text
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

pytestmark = [pytest.mark.django_db]
PAGE = "/library/"
BUNDLE = {"products": ["W1"], "price_zh": "免年费", "price_en": "No fee", "segments": ["small_starter"]}
EN = {"换房先问日子": "Home move"}
PAIR = {"whom_zh": "财务部", "pain_zh": "融资成本高", "gain_zh": "利息少付"}
SOURCED = {"source": "个贷部台账", "as_of": "2026-03-01"}


def made(kind: str, manner: str = "", name: str = "换房先问日子", **other: Any) -> Written:
    given = {"about": "any", "text": Text(zh="先把日子排出来。", en="First the days."), "owner": "零售业务部"}
    says = Text(zh=name, en=EN.get(name, "Words") if name else "")
    return Written(**{**given, "kind": kind, "manner": manner, "says": says, "valid_from": bank.DAY, **other})


def _made() -> bank.Bank:
    found = bank.build()
    password = make_password(None)
    models.User.objects.create(
        username="zhou", name="总行zhou", role="marketing", staff_id="H-z", password=password
    )
    return found


@pytest.fixture
def office(day: None, standing: Begin[bank.Bank]) -> bank.Bank:
    return standing(_made)


def who(by: models.User, office: bank.Bank, *, on: dt.date = bank.TODAY) -> Who:
    at = dt.datetime.combine(on, dt.time(9), days.ZONE)
    return Who(by=by, at=at, generation=office.generation, today=on, key=uuid7())


def zhou() -> models.User:
    return models.User.objects.get(username="zhou")


def kept(office: bank.Bank, one: Written, *, of: UUID | None = None, on: dt.date = bank.TODAY) -> Any:
    row = operations.write(who(zhou(), office, on=on), one, of=of, send=True)
    return operations.decide(who(office.officer, office, on=on), row.pk, approve=True, why="")


@pytest.mark.requirement("PROD-04")
@pytest.mark.requirement("NEG-01")
@pytest.mark.requirement("NEG-02")
@pytest.mark.requirement("NEG-04")
@pytest.mark.requirement("TRAP-10")
@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (made("card", "one_sentence"), ""),
        (made("card", "one_sentence", about="fund"), ""),
        (made("card", "loud"), "unknown"),
        (made("card", "one_sentence", about="birthday"), "unknown"),
        (made("card", "one_sentence", name=""), "unnamed"),
        (made("card", "one_sentence", text=Text(zh="保本", en="Safe")), "banned"),
        (made("topic", "work", name="内幕消息"), "banned"),
        (made("topic", "money"), "unknown"),
        (made("icebreaker", "busy", text=Text(zh="您好{amount}", en="Hello")), "unfilled"),
        (made("benefit", detail=PAIR), ""),
        (made("benefit", detail=PAIR | {"gain_zh": ""}), "unpaired"),
        (made("benefit", detail=PAIR | {"gain_zh": "没有风险"}), "banned"),
        (made("evidence", "statistics", detail=SOURCED), ""),
        (made("evidence", "statistics", detail={"source": "台账"}), "unsourced"),
        (made("evidence", "statistics", detail={"as_of": "2026-03-01"}), "unsourced"),
        (made("evidence", "statistics", detail=SOURCED | {"as_of": "2027-01-01"}), "unsourced"),
        (made("evidence", "statistics", detail=SOURCED | {"as_of": "soon"}), "unsourced"),
        (made("bundle", detail=BUNDLE), ""),
        (made("bundle", detail=BUNDLE | {"products": []}), "unbundled"),
        (made("bundle", detail=BUNDLE | {"segments": ["nobody"]}), "unknown"),
        (made("case", "best", detail={"learned_zh": "先问再说"}), ""),
        (made("case", "best"), "unlearned"),
        (made("case", "best", name="王女士换房", detail={"learned_zh": "先问"}), "recognised"),
        (made("case", "best", detail={"learned_zh": "账号 6222 0210"}), "recognised"),
    ],
)
def test_what_each_kind_says_and_what_is_refused(written: Written, fault: str) -> None:
    found = library.fault(written, playbook.default(), today=bank.TODAY)
    assert (found.code if found else "") == fault


@pytest.mark.requirement("SOL-06")
def test_nobody_is_recognised_in_a_case() -> None:
    for told in ("欧阳先生不在，张建业先生来了", "李某", "Mrs Smith", "13800138000", "4417 2211"):
        assert recognised(told), told
    for told in ("客户说要换房", "先生都不在", "三口之家 2 个孩子", "2026 年 3 月", "用了 15 个工作日"):
        assert not recognised(told), told


@pytest.mark.requirement("NEG-13")
@pytest.mark.parametrize(
    ("topic", "name", "avoid", "left"),
    [
        ("work", "手上的工作", "丈夫的生意", 1),
        ("family", "家里人", "丈夫的生意", 1),
        ("weather", "天气", "丈夫的生意", 0),
        ("sport", "晨跑", "晨跑", 1),
        ("children", "孩子上学", "孩子", 1),
        ("season", "过节", "", 0),
    ],
)
def test_a_topic_that_touches_what_is_avoided_is_left_out(
    topic: str, name: str, avoid: str, left: int
) -> None:
    assert avoided(topic, name, [avoid]) == left


def test_each_approved_change_is_a_version_and_what_was_in_force_can_be_told(office: bank.Bank) -> None:
    first = kept(office, made("card", "one_sentence"))
    later = bank.TODAY + dt.timedelta(days=10)
    second = kept(office, made("card", "one_sentence", valid_from=later), of=first.pk)
    first.refresh_from_db()
    assert (first.version, second.version, second.first, first.replaced_on) == (1, 2, first.pk, later)
    for day, found in ((bank.DAY, None), (bank.TODAY, first), (later - dt.timedelta(days=1), first)):
        assert queries.on(queries.versions(first), day, zone=days.ZONE) == found, day
    assert queries.on(queries.versions(first), later, zone=days.ZONE) == second
    assert (first.state_on(bank.TODAY), first.state_on(later)) == ("in_force", "replaced")
    assert [one.pk for one in queries.page(state="replaced", day=later).items] == [first.pk]
    assert [one.pk for one in queries.page(state="in_force", day=later).items] == [second.pk]
    page = text(signed_in(office.manager).get(f"{PAGE}{first.pk}/?on={bank.TODAY}"))
    assert f"{bank.TODAY} 有效" in page
    assert "第 2 版" in page
    with pytest.raises(Unclear, match="not there"):
        operations.write(who(zhou(), office), made("topic", "work"), of=first.pk)
    third = kept(office, made("card", "one_sentence"), of=second.pk)
    second.refresh_from_db()
    assert (third.version, third.first, second.replaced_on) == (3, first.pk, bank.TODAY)


def test_a_version_is_declined_and_the_one_before_stays(office: bank.Bank) -> None:
    first = kept(office, made("topic", "work"))
    draft = operations.write(who(zhou(), office), made("topic", "work"), of=first.pk, send=True)
    operations.decide(who(office.officer, office), draft.pk, approve=False, why="太长")
    first.refresh_from_db()
    assert (first.state_on(bank.TODAY), first.replaced_on) == ("in_force", None)
    with pytest.raises(DatabaseError), transaction.atomic():
        models.LibraryEntry.objects.filter(pk=draft.pk).update(version=1, first=first.pk, approved=True)


@pytest.mark.parametrize(
    "asked",
    ["换房", "房", "huanfang", "hf", "HUAN fang", "先问日子", "xwrz", "home move", "Home", "换房 日子"],
)
def test_one_search_finds_chinese_pinyin_initials_and_english(office: bank.Bank, asked: str) -> None:
    row = kept(office, made("evidence", "statistics", detail=SOURCED))
    kept(office, made("topic", "weather", name="冬至", text=Text(zh="今天风大。", en="Windy.")))
    with at_most(2):
        found = search.find(office.manager, asked, day=bank.TODAY)
    assert [one.pk for one in found.items] == [row.pk]
    assert not search.find(office.manager, asked, kind="card", day=bank.TODAY).items


@pytest.mark.parametrize("asked", ["", " ", "%", "_", "a", "？！", "\\"])
def test_what_holds_nothing_to_look_for_is_said(office: bank.Bank, asked: str) -> None:
    assert search.find(office.manager, asked, day=bank.TODAY).short


def test_readers_find_what_is_in_force_and_editors_their_drafts(office: bank.Bank) -> None:
    draft = operations.write(who(zhou(), office), made("card", "one_sentence"))
    coming = kept(office, made("card", "one_sentence", valid_from=bank.TODAY + dt.timedelta(days=3)))
    said = kept(office, made("card", "one_sentence"))
    ended = kept(office, made("card", "one_sentence"))
    operations.end(who(office.officer, office), ended.pk)
    lin, writer = signed_in(office.manager), signed_in(zhou())
    page = lin.get(PAGE, {"q": "huanfang"}).content.decode()
    assert f"{PAGE}{said.pk}/" in page
    assert not any(f"{PAGE}{one.pk}/" in page for one in (draft, coming, ended))
    page = writer.get(PAGE, {"q": "hf"}).content.decode()
    assert all(f"{PAGE}{one.pk}/" in page for one in (said, draft, coming))
    assert f"{PAGE}{ended.pk}/" not in page
    assert "请至少输入" in text(lin.get(PAGE, {"q": "?"}))
    assert "没有符合" in text(lin.get(PAGE, {"q": "没有这个词语"}))


def test_the_database_tells_of_drafts_to_nobody_who_may_not_list_the_library(office: bank.Bank) -> None:
    operations.write(who(zhou(), office), made("card", "one_sentence"))
    lin = signed_in(office.manager)
    assert "换房先问日子" not in text(lin.get(PAGE, {"q": "换房"}))


def test_a_search_is_bounded(office: bank.Bank) -> None:
    one = made("topic", "work")
    texts = spelt.searched(one)
    for _ in range(search.SHOWN + 1):
        library_of.kept(
            zhou(),
            "sent approved",
            by=office.officer,
            at=bank.MORNING,
            kind="topic",
            searched=texts,
            grams=spelt.grams(texts),
        )
    found = search.find(office.manager, "换房", day=bank.TODAY)
    assert (len(found.items), found.more) == (search.SHOWN, True)


@pytest.mark.parametrize("kind", ["card", "topic", "icebreaker", "benefit", "evidence", "bundle", "case"])
def test_every_kind_has_its_form_and_a_version_begins_with_what_was_said(
    office: bank.Bank, kind: str
) -> None:
    details = {"benefit": PAIR, "evidence": SOURCED, "bundle": BUNDLE, "case": {"learned_zh": "先问"}}
    manner = {"card": "one_sentence", "topic": "work", "icebreaker": "busy", "evidence": "expert"}
    code = manner.get(kind, "best" if kind == "case" else "")
    writer, decider = signed_in(zhou()), signed_in(office.officer)
    given = {"about": "any", "manner": code, "says_zh": "名称", "text_zh": "先问日子。", "owner": "零售部"}
    given |= {"valid_from": "2026-03-01", "do": "send"} | details.get(kind, {})
    given |= {"products": "W1，D1"} if kind == "bundle" else {}
    answer = writer.post(f"{PAGE}new/{kind}/", given)
    assert answer.status_code == 302, text(answer)
    row = models.LibraryEntry.objects.get()
    assert row.detail.get("products", ["W1", "D1"]) == ["W1", "D1"]
    decider.post(f"{PAGE}{row.pk}/decide/", {"do": "approve"})
    form = writer.get(f"{PAGE}new/{kind}/?from={row.pk}&as=version").content.decode()
    assert "先问日子。" in form
    assert writer.post(f"{PAGE}new/{kind}/", given | {"of": str(row.pk)}).status_code == 302
    newer = models.LibraryEntry.objects.exclude(pk=row.pk).get()
    decider.post(f"{PAGE}{newer.pk}/decide/", {"do": "approve"})
    newer.refresh_from_db()
    assert (newer.first, newer.version) == (row.pk, 2)
    assert "名称" in text(decider.get(f"{PAGE}{newer.pk}/"))


@pytest.mark.requirement("PROD-13")
def test_a_handbook_is_one_s_own_ordered_and_printed_without_what_lapsed(office: bank.Bank) -> None:
    rows = [kept(office, made("card", "one_sentence", name=f"{name}卡片")) for name in "甲乙丙"]
    lin, other = signed_in(office.manager), signed_in(office.neighbour)
    assert "手册还是空的" in text(lin.get(f"{PAGE}handbook/"))
    for row in rows:
        assert lin.post(f"{PAGE}{row.pk}/handbook/", {"do": "add"}).status_code == 302
        lin.post(f"{PAGE}{row.pk}/handbook/", {"do": "add"})
    assert "移出手册" in text(lin.get(f"{PAGE}{rows[0].pk}/"))
    lin.post(f"{PAGE}{rows[2].pk}/handbook/", {"do": "up"})
    assert _order(lin, "handbook/") == ["甲", "丙", "乙"]
    operations.end(who(office.officer, office), rows[0].pk)
    assert "1 条已失效" in text(lin.get(f"{PAGE}handbook/"))
    assert _order(lin, "handbook/print/") == ["丙", "乙"]
    assert _order(lin, f"handbook/print/?one={rows[1].pk}&one=x") == ["乙"]
    assert "Words" in text(lin.get(f"{PAGE}handbook/print/?both=1"))
    lin.post(f"{PAGE}{rows[1].pk}/handbook/", {"do": "remove"})
    assert _order(lin, "handbook/") == ["甲", "丙"]
    assert "手册还是空的" in text(other.get(f"{PAGE}handbook/"))
    assert "已经失效" in text(lin.post(f"{PAGE}{rows[0].pk}/handbook/", {"do": "add"}, follow=True))


def _order(client: Client, page: str) -> list[str]:
    told = text(client.get(f"{PAGE}{page}"))
    return sorted((one for one in "甲乙丙" if f"{one}卡片" in told), key=lambda one: told.index(f"{one}卡片"))


@pytest.mark.requirement("VIS-13")
@pytest.mark.requirement("SOL-04")
@pytest.mark.requirement("NEG-14")
def test_a_customer_s_page_leaves_out_avoided_topics_and_bundles_that_do_not_suit(office: bank.Bank) -> None:
    products._on_sale.cache_clear()
    calm = {"category": "wealth_product", "risk_level": "R2", "term_days": 90}
    published.product(office.generation, "W1", name="稳享九十天", **calm)
    published.product(office.generation, "F5", name="进取股票", **calm | {"risk_level": "R5"})
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(
        risk_level="C2", risk_assessed_on=bank.DAY, birth_date=dt.date(1980, 1, 1), segment="small_starter"
    )
    kept(office, made("topic", "work", name="手上的工作"))
    kept(office, made("topic", "weather", name="今天的天气"))
    kept(office, made("icebreaker", "looks_well", name="气色好"))
    kept(office, made("bundle", name="合适的套餐", detail=BUNDLE))
    kept(office, made("bundle", name="太险的套餐", detail=BUNDLE | {"products": ["W1", "F5"]}))
    kept(office, made("bundle", name="别人的套餐", detail=BUNDLE | {"segments": ["own_research"]}))
    lin = signed_in(office.manager)
    lin.post("/customers/C00001/avoid/", {"topics": "丈夫的生意"})
    page = text(lin.get("/customers/C00001/library/"))
    for said in (
        "今天的天气",
        "气色好",
        "合适的套餐",
        "丈夫的生意",
        "客户的缺点",
        "2 个套餐不适合",
        "1 个话题",
    ):
        assert said in page, said
    for unsaid in ("手上的工作", "太险的套餐", "别人的套餐"):
        assert unsaid not in page


def test_the_index_answers_a_search(office: bank.Bank) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'library_grams'")
        assert "gin" in str(cursor.fetchone())

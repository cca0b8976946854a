"""The profile of a customer: every item is written in place, read with its source, and never over another."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tilth.data import models
from tilth.domain.profile import queries
from tilth.policy import playbook
from tilth.policy.profile.items import Item
from tilth.policy.profile.share import kept_here
from tilth.policy.subjects.detail import DetailRules
from tilth.web.profile import rows
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

HERE = "/customers/C00001/profile/"
ITEMS = playbook.default().of(DetailRules).of("person")
_VALUES = {"text": "春风茶社", "number": "3", "day": "1999-05-20"}
FORM = 'action="/customers/C00001/profile/'


def written() -> dict[str, models.Detail]:
    return {row.item: row for row in models.Detail.objects.unscoped().filter(customer_id="C00001")}


def agreed(small_bank: bank.Bank, decision: str = "granted") -> None:
    models.Consent.objects.create(
        customer_id="C00001",
        purpose="sensitive",
        channel="any",
        decision=decision,
        text_version="1",
        evidence="同意书",
        decided_at=bank.MORNING,
        recorded_by=small_bank.manager,
    )


def value(item: Item) -> str:
    return _VALUES.get(item.type) or next(iter(item.values))


def put(client: Client, item: str, said: str, **more: Any) -> Any:
    return client.post(f"{HERE}{item}/", {"value": said, "source": "interview", **more})


@pytest.mark.requirement(
    "PROF-04", "PROF-06", "PROF-07", "PROF-08", "PROF-10", "PROF-11", "PROF-15", "PROF-33"
)
@pytest.mark.requirement("PROF-05")
@pytest.mark.requirement("PROF-12")
@pytest.mark.requirement("PROF-13")
@pytest.mark.requirement("PROF-16", part="the reminder on the day; it comes where the feed knows it")
@pytest.mark.requirement("PROF-17")
@pytest.mark.requirement("PROF-18")
@pytest.mark.requirement("PROF-19", part="the matching of events, which do not exist yet")
@pytest.mark.requirement("PROF-28", "PROF-31", "PROF-33", "LIFE-05")
@pytest.mark.requirement("PROF-34", part="the forecast of needs reads it")
@pytest.mark.requirement("PROF-36", part="prospects, which do not exist yet")
def test_every_item_is_written_and_read_with_its_source(lin: Client, small_bank: bank.Bank) -> None:
    agreed(small_bank)
    mine = [item for item in ITEMS if not item.core]
    for item in mine:
        answer = put(lin, item.code, value(item))
        assert (item.code, answer.status_code, answer.url) == (
            item.code,
            302,
            f"{HERE}?done=item-{item.code}#item-{item.code}",
        )
    assert written().keys() == {item.code for item in mine}
    words = text(lin.get(HERE))
    for item in mine:
        assert item.zh in words
        if item.type == "choice":
            assert next(iter(item.values.values())).zh in words
    assert words.count("面谈") >= len([one for one in mine if one.group != "traits"])
    assert words.count("春风茶社") >= len([one for one in mine if one.type == "text"])
    assert "有用的信息已知 100%" in words
    assert "还不知道" not in words


@pytest.mark.requirement("PROF-25")
def test_what_would_help_most_is_asked_first(lin: Client, small_bank: bank.Bank) -> None:
    words = text(lin.get(HERE))
    assert "有用的信息已知 0%" in words
    assert "其他往来银行 +9 有助于：资产占比、更准的分群" in words
    put(lin, "other_bank", "icbc", amount="350000")
    words = text(lin.get(HERE))
    assert "+9" not in words
    assert "工商银行 ¥35万" in words
    told = re.search(r"有用的信息已知 (\d+)%", words)
    weights = playbook.default().of(DetailRules).weights
    whole = sum(weights[code] for item in ITEMS for code in item.helps)
    assert told is not None
    assert int(told[1]) == 9 * 100 // whole


@pytest.mark.requirement("MAIN-03")
def test_the_share_of_assets_is_told_where_anybody_told_of_the_rest(
    lin: Client, small_bank: bank.Bank
) -> None:
    assert "的资产在本行" not in text(lin.get(HERE))
    put(lin, "other_bank", "icbc")
    assert "的资产在本行" not in text(lin.get(HERE))
    aum = models.PublishedCustomer.objects.unscoped().get(customer_id="C00001").aum
    put(lin, "other_bank", "cmb", amount=str(aum))
    put(lin, "other_bank", "abc", amount=str(aum))
    put(lin, "other_bank", "abc", amount=str(2 * aum))
    assert "25% 的资产在本行" in text(lin.get(HERE))


@pytest.mark.parametrize(
    ("here", "elsewhere", "percent"),
    [
        ("0", ["1"], 0),
        ("1", ["1"], 50),
        ("1", ["2", None], 33),
        ("2", ["1"], 67),
        ("5", ["995"], 1),
        ("4", ["996"], 0),
        ("9", [None], None),
        ("0", ["0.01"], 0),
        ("-100", ["100"], None),
        ("9", [], None),
    ],
)
def test_a_share_is_rounded_half_up_and_unknown_without_an_estimate(
    here: str, elsewhere: list[str | None], percent: int | None
) -> None:
    found = kept_here(Decimal(here), [one if one is None else Decimal(one) for one in elsewhere])
    assert (found and found.percent) == percent


def test_the_form_of_one_item_stands_in_its_place_and_only_there(lin: Client) -> None:
    traits = [one for one in ITEMS if one.group == "traits"]
    assert lin.get(HERE).content.decode().count(FORM) == len(traits)
    page = lin.get(f"{HERE}?item=talks").content.decode()
    row = page.partition('id="item-talks"')[2].partition("</form>")[0]
    assert "沟通风格" in row
    assert 'name="instead" value=""' in row
    refused = put(lin, "talks", "loudly")
    assert refused.status_code == 422
    assert 'id="detail_talks_value_error"' in refused.content.decode()
    assert not written()


def test_two_who_write_at_once_are_shown_what_stands_there(lin: Client, small_bank: bank.Bank) -> None:
    put(lin, "decides", "quick")
    late = put(lin, "decides", "asks")
    assert late.status_code == 422
    words = text(late)
    assert "有人刚刚改过这一项" in words
    assert "当场决定" in words
    newest = written()["decides"]
    assert f'name="instead" value="{newest.pk}"' in late.content.decode()
    assert put(lin, "decides", "asks", instead=str(newest.pk)).status_code == 302
    rows = models.Detail.objects.unscoped().filter(item="decides").order_by("made_at")
    assert {row.choice for row in rows} == {"quick", "asks"}
    assert "此前 1 条" in text(lin.get(f"{HERE}?item=decides"))


def test_what_was_just_written_is_taken_back_and_the_one_before_stands_again(lin: Client) -> None:
    put(lin, "decides", "quick")
    first = written()["decides"]
    put(lin, "decides", "asks", instead=str(first.pk))
    second = models.Detail.objects.unscoped().get(item="decides", choice="asks")
    taken = lin.post(f"/customers/C00001/details/{second.pk}/take-back/")
    assert (taken.status_code, taken.url) == (302, f"{HERE}?done")
    assert "当场决定" in text(lin.get(HERE))


def test_a_value_left_empty_is_no_longer_so(lin: Client) -> None:
    put(lin, "price_sensitive", "yes")
    newest = written()["price_sensitive"]
    assert put(lin, "price_sensitive", "", instead=str(newest.pk)).status_code == 302
    assert written()["price_sensitive"].outdated_on == bank.TODAY
    assert "对价格敏感：未知" in text(lin.get(HERE))
    assert put(lin, "price_sensitive", "").status_code == 422
    put(lin, "price_sensitive", "yes")
    late = put(lin, "price_sensitive", "no")
    assert (late.status_code, "有人刚刚改过这一项" in text(late)) == (422, True)


@pytest.mark.requirement("TRAP-20")
def test_what_is_sensitive_waits_for_consent(lin: Client, small_bank: bank.Bank) -> None:
    for decision in ("", "withdrawn"):
        if decision:
            agreed(small_bank, decision)
        answer = put(lin, "children", "2")
        assert answer.status_code == 422
        assert "请先征得客户同意" in text(answer)
    assert not written()


def test_what_the_core_says_and_what_nobody_knows_is_not_written(lin: Client) -> None:
    core = put(lin, "employer", "自己说")
    assert (core.status_code, "以核心系统为准" in text(core)) == (422, True)
    assert put(lin, "shoe_size", "43").status_code == 404
    assert put(lin, "special", "密码是 834201").status_code == 422
    assert not written()


def test_a_retired_item_and_a_retired_choice_stay_to_be_read(
    lin: Client, small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(lin, "talks", "brief")
    put(lin, "found_us", "lobby")
    before = playbook.default()
    rules = before.of(DetailRules)
    changed = tuple(
        one.model_copy(update={"retired": True})
        if one.code == "talks"
        else one.model_copy(update={"choices": one.choices[:1]})
        if one.code == "found_us"
        else one
        for one in rules.items
    )
    after = before.model_copy(update={"detail": rules.model_copy(update={"items": changed})})
    put(lin, "clubs", "书法社")
    changed = tuple(one for one in changed if one.code != "clubs")
    after = before.model_copy(update={"detail": rules.model_copy(update={"items": changed})})
    monkeypatch.setattr("tilth.domain.bank.playbook_of", lambda _day: after)
    words = text(lin.get(HERE))
    assert "直接简短" in words
    assert "lobby" in words
    assert "书法社" in words
    assert put(lin, "talks", "detail", instead=str(written()["talks"].pk)).status_code == 422


def test_only_who_keeps_the_customer_writes_and_others_see_by_their_role(
    small_bank: bank.Bank, lin: Client
) -> None:
    put(lin, "talks", "brief")
    head = signed_in(small_bank.head)
    put(lin, "talks", "warm", instead=str(written()["talks"].pk))
    page = head.get(f"{HERE}?item=talks")
    assert "重人情" in text(page)
    assert "此前 1 条" in text(page), "whoever reads it reads its history"
    assert FORM not in page.content.decode()
    assert put(head, "talks", "detail").status_code == 403
    assert signed_in(small_bank.neighbour).post(f"{HERE}talks/", {"value": "detail"}).status_code == 404


def test_the_page_costs_the_same_with_two_thousand_details(lin: Client, small_bank: bank.Bank) -> None:
    day, by = bank.DAY, small_bank.manager
    row = {"customer_id": "C00001", "staff_id": "S1", "made_by": by, "made_at": bank.MORNING}
    models.Detail.objects.unscoped().bulk_create(
        models.Detail(kind="plans", item="change", value=f"第{n}次", source="talk", learned_on=day, **row)
        for n in range(2100)
    )
    with at_most(15):
        page = lin.get(HERE)
    assert page.status_code == 200
    words = text(page)
    assert words.count("次 交谈") == rows.SHOWN
    assert f"还有 {queries.MOST - rows.SHOWN} 条" in words


@pytest.mark.requirement("TRAP-15")
def test_what_was_confided_stands_with_its_writer_and_is_not_there_for_a_colleague(
    lin: Client, small_bank: bank.Bank
) -> None:
    agreed(small_bank)
    put(lin, "private_life", "春风茶社的秘密")
    assert "仅您本人、客户经理的上级和合规人员可见" in text(lin.get(f"{HERE}?item=private_life"))
    assert "春风茶社的秘密" in text(lin.get(HERE))
    (row,) = models.Detail.objects.unscoped().filter(item="private_life")
    assert row.restricted
    models.Detail.objects.unscoped().filter(pk=row.pk).update(made_by=small_bank.neighbour)
    for page in (HERE, "/customers/C00001/timeline/", "/customers/C00001/", "/customers/C00001/growth/"):
        assert "春风茶社的秘密" not in text(lin.get(page))
    leader = signed_in(small_bank.head)
    assert "春风茶社的秘密" in text(leader.get(HERE))

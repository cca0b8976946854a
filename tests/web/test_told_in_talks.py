"""What a record tells beside its result: stored with it, taken back with it, asked again next time."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.support import text
from web.test_record import ADDRESS, GOOD

SOON = "2026-04-08"
TOLD = {
    "interest": "fund",
    "interest_amount": "50000",
    "interest_on": SOON,
    "maturity": "renewed",
    "renewed": "300000",
    "new_money": "20000",
    "from_bank": "rural",
    "fact_kind": ["avoid", "address"],
    "fact": ["丈夫的生意", "叫周姐"],
}
KINDS = (models.Interest, models.Maturity, models.Fact, models.WonMoney)


def stored() -> list[int]:
    return [kind.objects.unscoped().filter(voided_at=None).count() for kind in KINDS]


def came(amount: int) -> None:
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    rows.update(external_inflow_30=Decimal(amount), last_contact_on=bank.DAY)


@pytest.mark.requirement("REC-05")
def test_all_that_a_talk_tells_is_stored_with_it_and_taken_back_with_it(lin: Client) -> None:
    assert lin.post(ADDRESS, GOOD | TOLD).status_code == 302
    [made] = models.Contact.objects.unscoped()
    [interest] = models.Interest.objects.unscoped()
    assert (interest.contact_id, interest.kind, interest.amount) == (made.pk, "fund", 50_000)
    assert interest.due_on == dt.date.fromisoformat(SOON)
    [matured] = models.Maturity.objects.unscoped()
    assert (matured.renewed, matured.new_money, matured.from_bank) == (300_000, 20_000, "rural")
    assert {one.text for one in models.Fact.objects.unscoped().filter(contact=made)} == {
        "丈夫的生意",
        "叫周姐",
    }
    assert stored() == [1, 1, 2, 0]
    assert lin.post(f"/customers/C00001/contacts/{made.pk}/undo/").status_code == 302
    assert stored() == [0, 0, 0, 0]


@pytest.mark.requirement("REC-05")
def test_what_the_profile_lacks_most_is_asked_and_written_into_it(lin: Client) -> None:
    page = text(lin.get(ADDRESS))
    assert "画像最缺的" in page
    assert page.index("其他往来银行") < page.index("有自己的企业")
    told = {"detail-other_bank": "cmb", "detail-other_bank-amount": "350,000", "detail-owns_business": "yes"}
    assert lin.post(ADDRESS, GOOD | told).status_code == 302
    [made] = models.Contact.objects.unscoped()
    rows = {row.item: row for row in models.Detail.objects.unscoped()}
    assert {row.contact_id for row in rows.values()} == {made.pk}
    assert (rows["other_bank"].choice, rows["other_bank"].amount) == ("cmb", 350_000)
    assert (rows["owns_business"].choice, rows["owns_business"].source) == ("yes", "talk")
    assert 'name="detail-other_bank"' not in lin.get(ADDRESS).content.decode()
    lin.post(f"/customers/C00001/contacts/{made.pk}/undo/")
    assert not models.Detail.objects.unscoped().filter(voided_at=None).exists()
    assert 'name="detail-other_bank"' in lin.get(ADDRESS).content.decode()


def test_an_answer_that_a_colleague_wrote_meanwhile_becomes_a_note(lin: Client) -> None:
    lin.post("/customers/C00001/profile/owns_business/", {"value": "no", "source": "visit"})
    assert lin.post(ADDRESS, GOOD | {"detail-owns_business": "yes"}).status_code == 302
    [made] = models.Contact.objects.unscoped()
    [note] = models.Fact.objects.unscoped().filter(contact=made)
    assert (note.kind, note.text) == ("other", "有自己的企业：是")


def test_who_was_not_spoken_with_answered_nothing(lin: Client) -> None:
    unanswered = GOOD | {"outcome": "no_answer", "two_way": "", "effect": ""}
    refused = lin.post(ADDRESS, unanswered | {"detail-owns_business": "yes"})
    assert refused.status_code == 422
    assert not models.Detail.objects.unscoped().exists()


@pytest.mark.requirement("PROF-20")
@pytest.mark.requirement("PROF-02")
def test_the_next_call_leaves_unsaid_what_was_learned_and_addresses_as_wished(lin: Client) -> None:
    lin.post(ADDRESS, GOOD | TOLD)
    page = text(lin.get(ADDRESS))
    assert "丈夫的生意" in page
    assert "叫周姐" in page
    assert page.index("丈夫的生意") < page.index("叫周姐") < page.index("结果")


def test_an_open_interest_is_moved_ended_and_stands_again_when_the_talk_is_taken_back(lin: Client) -> None:
    lin.post(ADDRESS, GOOD | TOLD)
    [one] = models.Interest.objects.unscoped()
    assert f'name="interest-{one.pk}"' in lin.get(ADDRESS).content.decode()
    moved = {f"interest-{one.pk}": "moved", f"interest-{one.pk}-on": "2026-04-20", "key": "second"}
    assert lin.post(ADDRESS, GOOD | moved).status_code == 302
    one.refresh_from_db()
    assert (one.due_on, one.state) == (dt.date(2026, 4, 20), "open")
    lin.post(f"/customers/C00001/contacts/{one.settled_in_id}/undo/")
    one.refresh_from_db()
    assert (one.due_on, one.moved_from_on, one.settled_in_id) == (dt.date.fromisoformat(SOON), None, None)
    assert lin.post(ADDRESS, GOOD | {f"interest-{one.pk}": "taken", "key": "third"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "taken"
    assert f'name="interest-{one.pk}"' not in lin.get(ADDRESS).content.decode()


def test_what_came_in_after_a_contact_is_asked_once(lin: Client) -> None:
    """B3: the night's inflow is proposed, answered with amount and bank, and proposed no more."""
    assert 'name="won"' not in lin.get(ADDRESS).content.decode()
    came(80_000)
    assert "80,000" in text(lin.get(ADDRESS)).replace("8万", "80,000")
    more = {"won": "confirmed", "won_amount": "90000", "won_bank": "cmb"}
    refused = lin.post(ADDRESS, GOOD | more)
    assert (refused.status_code, "没有到账这么多" in text(refused)) == (422, True)
    assert not models.Contact.objects.unscoped().exists()
    assert lin.post(ADDRESS, GOOD | more | {"won_amount": "80000"}).status_code == 302
    [won] = models.WonMoney.objects.unscoped()
    assert (won.amount, won.from_bank, won.answer, won.came_on) == (80_000, "cmb", "confirmed", bank.DAY)
    assert 'name="won"' not in lin.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"interest": "fund"}, "写上意向的日期"),
        ({"interest": "fund", "interest_on": "2026-03-01"}, "写上意向的日期"),
        ({"interest_amount": "5"}, "选择金额对应的意向"),
        ({"maturity": "renewed"}, "续存的要填续存金额"),
        ({"renewed": "5"}, "选择到期资金的去向"),
        ({"won": "confirmed", "won_amount": "5"}, "选择来源银行"),
        ({"won": "refused"}, "金额请填大于零"),
        ({"fact_kind": "avoid", "fact": "x" * 501}, "500"),
        ({"fact_kind": "gossip", "fact": "x"}, "选择情况的类别"),
        ({"interest": "fund", "interest_on": SOON, "interest_amount": "1.234"}, "两位小数"),
        ({"fact_kind": "other", "fact": "网银密码是 482913"}, "密码"),
        ({"detail-leisure": "网银密码是 482913"}, "密码"),
        ({"detail-leisure": "x" * 501}, "太长"),
        ({"detail-other_bank": "moon"}, "从选项中选择"),
        ({"detail-other_bank": "cmb", "detail-other_bank-amount": "much"}, "两位小数"),
        ({"detail-other_bank-amount": "5", "detail-other_bank": ""}, "钱在哪家银行"),
        ({"detail-shoe_size": "43"}, "没有这一项"),
        ({"detail-other_bank": "cmb", "detail-other_bank-amount": "1e9999999"}, "两位小数"),
        ({f"detail-{one}": "x" for one in ("leisure", "clubs", "holidays", "post")}, "三条"),
    ],
)
def test_what_cannot_be_meant_is_said_and_nothing_is_stored(
    lin: Client, told: dict[str, str], said: str
) -> None:
    answer = lin.post(ADDRESS, GOOD | told)
    assert (answer.status_code, said in text(answer)) == (422, True), text(answer)[:400]
    assert not models.Contact.objects.unscoped().exists()
    assert stored() == [0, 0, 0, 0]


@pytest.mark.requirement("AFT-06")
@pytest.mark.parametrize(
    ("purpose", "said", "is_"),
    [("greeting", "", "care"), ("due_notice", "", "business"), ("service", "care", "care")],
)
def test_a_contact_is_business_or_care(lin: Client, purpose: str, said: str, is_: str) -> None:
    lin.post(ADDRESS, GOOD | {"purpose": purpose, "nature": said})
    assert [one.nature for one in models.Contact.objects.unscoped()] == [is_]


def test_what_was_recorded_in_a_file_can_be_undone_there(lin: Client) -> None:
    answer = lin.post(ADDRESS, GOOD | {"origin": "customer_timeline"})
    where = answer.headers["Location"]
    [made] = models.Contact.objects.unscoped()
    assert where == f"/customers/C00001/timeline/?recorded={made.pk}"
    undo = f"/customers/C00001/contacts/{made.pk}/undo/"
    assert f'action="{undo}"' in lin.get(where).content.decode()
    assert lin.post(undo, {"origin": "customer"}).headers["Location"].startswith("/customers/C00001/")
    assert undo not in lin.get(where).content.decode()
    assert undo not in lin.get("/customers/C00001/timeline/?recorded=nonsense").content.decode()


def test_while_it_is_sent_save_cannot_be_pressed_again(lin: Client) -> None:
    page = lin.get(ADDRESS).content.decode()
    assert 'hx-disabled-elt="find footer [type=submit]"' in page
    assert page.index("<footer>") < page.index('class="btn btn-primary" type="submit"')

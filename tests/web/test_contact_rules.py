"""A customer's rules of contact, the people around the file, and values in clear."""

import datetime as dt

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

ONE = "/customers/C00001/"
HTMX = {"HX-Request": "true"}
WHY = {"columns": ["mobile", "address"], "why": "identity"}
INVITE = {
    "staff_id": "P1",
    "purpose": "planner",
    "reason": "养老规划",
    "starts_on": "2026-04-01",
    "ends_on": "2026-06-30",
}


@pytest.fixture
def gao(small_bank: bank.Bank) -> Client:
    """Compliance, signed in."""
    return signed_in(small_bank.officer)


@pytest.fixture
def zhong(small_bank: bank.Bank) -> Client:
    """The supervisor of the manager's branch, signed in."""
    return signed_in(small_bank.supervisor)


def test_a_consent_is_recorded_shown_and_withdrawn_in_two_clicks(lin: Client) -> None:
    given = {"purpose": "marketing", "channel": "sms", "decision": "granted", "text_version": "marketing-1"}
    answer = lin.post(f"{ONE}consents/", given)
    assert answer.headers["Location"] == f"{ONE}rules/?done"
    page = lin.get(f"{ONE}rules/?done")
    assert "营销 · 短信 已同意 · marketing-1 · 04-01 周三 10:30 · 林晓岚" in text(page)
    assert "已记录，即刻生效。" in text(page)
    assert page.content.decode().count("确认撤回") == 1
    lin.post(f"{ONE}consents/withdraw/", {"purpose": "marketing", "channel": "sms"})
    words = text(lin.get(f"{ONE}rules/"))
    assert "营销 · 短信 已撤回" in words
    assert "已同意 · marketing-1" in words


def test_who_said_no_is_not_asked_again_soon(lin: Client) -> None:
    asked = {"purpose": "marketing", "channel": "sms", "text_version": "marketing-1"}
    lin.post(f"{ONE}consents/", asked | {"decision": "refused"})
    answer = lin.post(f"{ONE}consents/", asked | {"decision": "granted"})
    assert answer.status_code == 422
    assert "客户不久前刚拒绝过，09-28 起可联络。" in text(answer)


@pytest.mark.parametrize(
    ("part", "form", "sentence"),
    [
        ("consents/", {"decision": "granted", "text_version": ""}, "同意须写明客户同意的文本版本。"),
        ("consents/", {"unasked": "on"}, "写明凭证在哪：表单、录音。"),
        ("wishes/", {"starts_on": "2026-04-05", "ends_on": "2026-04-01"}, "结束日不能早于开始日。"),
        ("wishes/", {"starts_on": "soon"}, "日期写成 YYYY-MM-DD。"),
        ("wishes/", {"channel": ""}, "选一个渠道。"),
        ("wishes/", {"topic": ""}, "选一个事由，或选「全部」。"),
        ("wishes/", {"reason": ""}, "写明客户的原话或原因。"),
        ("wishes/", {"endless": ""}, "给出最后一天，或勾选「直至撤回」，二者选一。"),
        ("wishes/", {"ends_on": "2026-04-05"}, "给出最后一天，或勾选「直至撤回」，二者选一。"),
        ("wishes/", {"topic": "everything"}, "这会关闭全部渠道、全部事由，且没有期限"),
        ("wishes/", {"reason": "密码是 123456"}, "不得留存：删去后再提交。"),
        ("stops/", {"kind": "restricted"}, "restricted"),
        ("times/", {"day1": "morning"}, "时段写成 09:00-12:00，多个用逗号隔开。"),
        ("times/", {"zone": "Mars/Base"}, "时区写成 Asia/Shanghai。"),
    ],
)
def test_what_is_wrong_is_said_on_the_page_and_nothing_is_stored(
    lin: Client, part: str, form: dict[str, str], sentence: str
) -> None:
    whole = {
        "consents/": {"purpose": "greeting", "channel": "any", "decision": "refused"},
        "wishes/": {"channel": "any", "topic": "invite", "endless": "on", "reason": "出国"},
        "stops/": {"kind": "bereaved"},
        "times/": {"zone": "Asia/Shanghai"},
    }[part]
    answer = lin.post(ONE + part, whole | form)
    assert answer.status_code == 422
    assert sentence in text(answer)
    for model in (models.Consent, models.DoNotDisturb, models.Suppression, models.ContactPreference):
        assert not model.objects.unscoped().exists()


@pytest.mark.requirement("CHAN-01", part="channels that one customer prefers")
def test_a_wish_is_added_and_ended(lin: Client) -> None:
    given = {"channel": "phone", "topic": "invite", "endless": "on", "reason": "出国"}
    lin.post(f"{ONE}wishes/", given)
    [wish] = models.DoNotDisturb.objects.unscoped()
    assert (wish.channel, wish.topic, wish.starts_on, wish.ends_on) == ("phone", "invite", bank.TODAY, None)
    other = f"/customers/C00002/wishes/{wish.pk}/end/"
    assert lin.post(other).status_code == 404
    assert lin.post(f"{ONE}wishes/{wish.pk}/end/").status_code == 302
    wish.refresh_from_db()
    assert wish.ends_on == bank.DAY
    assert lin.post(f"{ONE}wishes/{wish.pk}/end/").status_code == 404


def test_an_empty_wish_closes_nothing_and_everything_takes_one_more_word(lin: Client) -> None:
    assert lin.post(f"{ONE}wishes/", {}).status_code == 422
    whole = {"channel": "any", "topic": "everything", "endless": "on", "reason": "不要再联络"}
    answer = lin.post(f"{ONE}wishes/", whole)
    assert answer.status_code == 422
    assert 'name="sure"' in answer.content.decode()
    assert not models.DoNotDisturb.objects.unscoped().exists()
    assert lin.post(f"{ONE}wishes/", whole | {"sure": "on"}).status_code == 302
    [wish] = models.DoNotDisturb.objects.unscoped()
    assert (wish.channel, wish.topic, wish.ends_on) == ("any", "", None)


def test_a_stop_is_set_by_the_manager_and_lifted_by_compliance(lin: Client, gao: Client) -> None:
    assert lin.post(f"{ONE}stops/", {"starts_on": "2026-04-01"}).status_code == 422
    assert lin.post(f"{ONE}stops/", {"kind": "deceased"}).status_code == 302
    [stop] = models.Suppression.objects.unscoped()
    page = lin.get(ONE)
    assert "任何人不得联络此客户。 已停止联络（已故）。" in text(page)
    assert "clearance" not in page.content.decode()
    assert lin.post(f"{ONE}stops/{stop.pk}/lift/").status_code == 403
    assert gao.post(f"{ONE}stops/{stop.pk}/lift/").status_code == 302
    assert "任何人不得联络此客户" not in text(lin.get(ONE))


def test_a_restricted_customer_is_there_for_compliance_alone(lin: Client, gao: Client) -> None:
    assert gao.post(f"{ONE}stops/", {"kind": "restricted"}).status_code == 302
    assert lin.get(ONE).status_code == 404
    assert gao.get(ONE).status_code == 200


def test_suitable_times_are_kept_line_by_line(lin: Client) -> None:
    times = {"zone": "Asia/Shanghai", "day1": "9:00-12:00, 14:00-17:00", "day3": "18:00-20:00"}
    assert lin.post(f"{ONE}times/", times).status_code == 302
    [kept] = models.ContactPreference.objects.unscoped()
    assert [(one["weekday"], one["from"]) for one in kept.windows] == [
        (1, "09:00"),
        (1, "14:00"),
        (3, "18:00"),
    ]
    page = lin.get(f"{ONE}rules/").content.decode()
    assert 'value="09:00-12:00, 14:00-17:00"' in page
    assert "不在客户方便的时段，18:00 后可联络。" in page


def test_values_in_clear_need_a_reason_and_are_in_the_audit(lin: Client) -> None:
    without = lin.post(f"{ONE}reveal/", {"columns": ["mobile"]}, headers=HTMX)
    assert without.status_code == 422
    assert "写明事由：会记入审计。" in text(without)
    assert bank.mobile(1) not in without.content.decode()
    answer = lin.post(f"{ONE}reveal/", WHY, headers=HTMX)
    assert "手机 13800018001 地址 浙江省杭州市滨江区江南大道101号" in text(answer)
    assert "kehu1@example.com" not in text(answer)
    assert 'data-expires="60"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    entries = models.AuditEntry.objects.unscoped().filter(action="unmask").order_by("id")
    assert [(one.customer_ids, one.why, one.detail) for one in entries] == [
        (["C00001"], "identity", {"field": "mobile"}),
        (["C00001"], "identity", {"field": "address"}),
    ]


def test_another_reason_needs_words_and_no_password(lin: Client) -> None:
    assert "用自己的话写明。" in text(lin.post(f"{ONE}reveal/", WHY | {"why": "other"}))
    answer = lin.post(f"{ONE}reveal/", WHY | {"why": "other", "more": "密码是 123456"})
    assert answer.status_code == 422
    assert bank.mobile(1) not in answer.content.decode()


def test_without_a_script_the_clear_values_are_a_page_that_is_not_kept(lin: Client) -> None:
    answer = lin.post(f"{ONE}reveal/", WHY)
    assert "此页不留存" in text(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_identity_number_and_others_customers_stay_closed(
    lin: Client, zhong: Client, gao: Client
) -> None:
    assert lin.post(f"{ONE}reveal/", WHY | {"columns": ["id_number"]}).status_code == 422
    assert zhong.post(f"{ONE}reveal/", WHY).status_code == 403
    assert lin.post("/customers/C00900/reveal/", WHY).status_code == 404
    assert bank.mobile(900) in text(gao.post("/customers/C00900/reveal/", WHY))


@pytest.mark.requirement("ROLE-03", part="an inbox of referrals, and the plan")
def test_an_invited_planner_sees_the_file_masked_and_until_its_end(
    zhong: Client, small_bank: bank.Bank
) -> None:
    planner = signed_in(small_bank.planner)
    assert planner.get(ONE).status_code == 404
    missing = zhong.post(f"{ONE}participants/", INVITE | {"ends_on": ""})
    assert missing.status_code == 422
    assert "写明到哪天止：参与必须有期限。" in text(missing)
    models.Participant.objects.create(
        customer_id="C00001",
        staff_id="P1",
        purpose="planner",
        reason="养老规划",
        starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2099, 1, 1),
        invited_by=small_bank.supervisor,
    )
    words = text(planner.get(ONE))
    assert "赵*" in words
    assert "赵国强" not in words
    assert "联络规则" not in words
    assert planner.get(f"{ONE}rules/").status_code == 403
    assert planner.get("/customers/", {"q": "赵"}).status_code == 403


def test_a_leader_invites_and_ends(zhong: Client, lin: Client) -> None:
    assert zhong.post(f"{ONE}participants/", INVITE).status_code == 302
    [one] = models.Participant.objects.unscoped()
    words = text(lin.get(f"{ONE}people/"))
    assert "苏文清 P1 参与中 理财规划 · 养老规划" in words
    assert "邀请同事" not in words
    assert lin.post(f"{ONE}participants/", INVITE).status_code == 403
    assert zhong.post(f"/customers/C00002/participants/{one.pk}/end/").status_code == 404
    assert zhong.post(f"{ONE}participants/{one.pk}/end/").status_code == 302
    again = zhong.post(f"{ONE}participants/{one.pk}/end/")
    assert again.status_code == 422
    assert "早已结束，未作更改。" in text(again)


def test_nobody_who_cannot_take_part_is_invited(zhong: Client) -> None:
    for staff_id, sentence in (("S1", "管户经理本就能看到"), ("ZZ", "此工号不能担任")):
        answer = zhong.post(f"{ONE}participants/", INVITE | {"staff_id": staff_id})
        assert answer.status_code == 422
        assert sentence in text(answer)


@pytest.mark.requirement("ROLE-12")
def test_a_leader_hands_the_customer_over_and_the_history_says_so(zhong: Client, lin: Client) -> None:
    move = {"to_staff_id": "S3", "cause": "rebalance", "note": ""}
    answer = zhong.post(f"{ONE}transfer/", move)
    assert answer.headers["Location"] == f"{ONE}network/?done"
    assert lin.get(ONE).status_code == 404
    words = text(zhong.get(f"{ONE}people/"))
    assert "方知遥 S3 现管户" in words
    assert "林晓岚 S1 记录之前" in words
    same = zhong.post(f"{ONE}transfer/", move)
    assert same.status_code == 422
    assert "客户已在其名下：另选一位经理。" in text(same)


def test_a_customer_handed_out_of_sight_leads_back_to_the_list(zhong: Client) -> None:
    answer = zhong.post(f"{ONE}transfer/", {"to_staff_id": "S2", "cause": "request"})
    assert answer.headers["Location"] == "/customers/"
    assert zhong.get(ONE).status_code == 404


def test_who_looked_is_told_to_who_sees_the_customer(lin: Client, zhong: Client) -> None:
    zhong.get(ONE)
    words = text(lin.get(f"{ONE}people/"))
    assert "钟主管 V1 主管 查看档案" in words


@pytest.mark.parametrize("part", ["rules/", "people/"])
def test_others_customers_and_nobody_look_the_same(lin: Client, part: str) -> None:
    foreign, unknown = (lin.get(f"/customers/{customer}/{part}") for customer in ("C00900", "NOBODY"))
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content


@pytest.mark.parametrize(("part", "most"), [("rules/", 15), ("people/", 28)])
def test_the_pages_need_few_queries(lin: Client, part: str, most: int) -> None:
    lin.get(ONE + part)
    with at_most(most):
        assert lin.get(ONE + part).status_code == 200

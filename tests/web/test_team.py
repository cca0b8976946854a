"""A leader's page: whose customers, who stands in, and hand-overs that are confirmed before they hold."""

import datetime as dt

import pytest
from django.test import Client

from integration.doors import town
from support import published
from support.standing import Begin
from tilth.data import models
from web import bank
from web.support import at_most, text

LAST = bank.TODAY + dt.timedelta(days=10)


def _made() -> town.Town:
    """The town, with somebody who has left branch B1 and left two customers behind."""
    made = town.build()
    published.staff(made.generation, "B1-gone", name="离任者", active=False)
    for number in (1, 2, 3):
        published.customer(made.generation, f"B1-gone-c{number}", rm_id="B1-gone", aum=number * 1000)
    return made


@pytest.fixture
def house(standing: Begin[town.Town]) -> town.Town:
    """The town, with somebody who has left branch B1 and left two customers behind."""
    return standing(_made)


def client_of(house: town.Town, role: str) -> Client:
    client = Client()
    client.force_login(house.users[role])
    return client


@pytest.fixture
def head(house: town.Town) -> Client:
    """The branch head B1, signed in."""
    return client_of(house, "branch_head")


def cover(**values: str) -> dict[str, str]:
    given = {"absent": "B1-rm1", "substitute": "B1-rm2", "reason": "年假", "ends_on": LAST.isoformat()}
    return given | {"starts_on": bank.TODAY.isoformat()} | values


ADDRESSES = ("/team/", "/team/cover/", "/team/hand-over/", "/team/hand-over/?from=B1-rm1")


def test_the_page_is_for_those_who_lead(house: town.Town) -> None:
    for role in town.ROLES:
        client = client_of(house, role)
        leads = role in ("supervisor", "branch_head", "region_head")
        assert {client.get(address).status_code for address in ADDRESSES} == {200 if leads else 403}, role
        before = models.Cover.objects.count()
        assert client.post("/team/cover/", cover()).status_code == (302 if leads else 403), role
        assert models.Cover.objects.count() == before + leads, role


@pytest.mark.requirement("ROLE-07", part="tasks that a supervisor assigns, and the weekly review")
def test_managers_are_shown_with_their_customers_and_nobody_else_s(head: Client) -> None:
    answer = head.get("/team/")
    words = text(answer)
    assert "B1-rm1 2" in words
    assert "离任者 (B1-gone) 已离职，名下仍有 3 位客户。" in words
    assert "B2-rm1" not in words
    assert town.CANARY not in words


def test_a_region_sees_its_branches_and_not_the_next(house: town.Town) -> None:
    words = text(client_of(house, "region_head").get("/team/"))
    assert "B2-rm1" in words
    assert "B3-rm1" not in words


def test_managers_come_page_by_page(head: Client, house: town.Town) -> None:
    for number in range(60):
        published.staff(house.generation, f"B1-x{number:02}")
    first = head.get("/team/").context["page"]
    rest = head.get("/team/", {"after": first.following}).context["page"]
    numbers = [row.manager.staff_id for row in (*first.rows, *rest.rows)]
    assert len(first.rows) == 50
    assert rest.following == ""
    assert numbers == sorted(["B1-rm1", "B1-rm2", *(f"B1-x{number:02}" for number in range(60))])


def test_the_message_of_a_cover_says_its_days_as_english_pages_do(head: Client) -> None:
    head.cookies["django_language"] = "en"
    answer = head.post("/team/cover/", cover(), follow=True)
    assert "B1-rm2 stands in for B1-rm1 from Wed 1 Apr to 11 Apr." in text(answer)


def test_a_cover_is_arranged_told_shown_and_ended(head: Client) -> None:
    answer = head.post("/team/cover/", cover(), follow=True)
    assert "B1-rm2 自 04-01 周三 至 04-11 代管 B1-rm1 的客户。" in text(answer)
    stored = models.Cover.objects.get()
    assert (stored.absent_staff_id, stored.substitute_staff_id, stored.ends_on) == ("B1-rm1", "B1-rm2", LAST)
    assert "年假" in text(head.get("/team/"))
    ended = head.post(f"/team/cover/{stored.pk}/end/", follow=True)
    assert "代管已结束" in text(ended)
    assert "年假" not in text(head.get("/team/"))
    assert "此前已经结束" in text(head.post(f"/team/cover/{stored.pk}/end/", follow=True))


def test_a_cover_of_another_branch_does_not_exist(house: town.Town, head: Client) -> None:
    elsewhere = models.Cover.objects.create(
        absent_staff_id="B2-rm1",
        substitute_staff_id="B1-rm1",
        reason="x",
        starts_on=bank.TODAY,
        ends_on=LAST,
        arranged_by=house.users["region_head"],
    )
    assert head.post(f"/team/cover/{elsewhere.pk}/end/").status_code == 404
    assert models.Cover.objects.get().ended_at is None


UNCLEAR_COVERS = (
    ({"absent": ""}, "请填写谁不在岗。"),
    ({"absent": "B2-rm1"}, "你的下属中没有此姓名或工号的客户管理人"),
    ({"absent": "nobody"}, "你的下属中没有此姓名或工号的客户管理人"),
    ({"substitute": "B1-gone"}, "此人已不在岗"),
    ({"substitute": "B1-rm1"}, "不能自己代管自己"),
    ({"reason": " "}, "请写明原因"),
    ({"reason": "密码 password: hunter2pass"}, "密码"),
    ({"ends_on": ""}, "请填写到哪天为止。"),
    ({"ends_on": "tomorrow"}, "日期写成 YYYY-MM-DD。"),
    ({"ends_on": "2026-03-01"}, "结束日不能早于开始日。"),
    ({"starts_on": "2026-03-01", "ends_on": "2026-03-02"}, "这一天已过"),
    ({"ends_on": "2028-03-01"}, "最长一年零一天"),
)


def test_what_does_not_fit_is_told_at_its_field(head: Client) -> None:
    for given, said in UNCLEAR_COVERS:
        answer = head.post("/team/cover/", cover(**given))
        assert answer.status_code == 422, given
        assert said in text(answer), given
    assert not models.Cover.objects.exists()


def hand_over(client: Client, **values: object):
    given = {"from": "B1-gone", "to": ["B1-rm1", "B1-rm2"], "cause": "leaver", "note": "离职"}
    return client.post("/team/hand-over/", given | values, follow=True)


def owners() -> list[str | None]:
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id__startswith="B1-gone")
    return list(rows.order_by("-aum").values_list("rm_id", flat=True))


def test_nothing_moves_before_it_is_confirmed(head: Client) -> None:
    asked = hand_over(head)
    words = text(asked)
    assert asked.status_code == 200
    assert "把 离任者 的 3 位客户移交出去？" in words
    assert "B1-rm1 2 B1-rm2 B1-rm2 1" in words
    assert owners() == ["B1-gone"] * 3
    done = hand_over(head, count=3)
    assert "离任者 的 3 位客户现归 B1-rm1、B1-rm2。" in text(done)
    assert owners() == ["B1-rm1", "B1-rm2", "B1-rm1"]
    assert "已离职" not in text(done)


def test_a_number_that_changed_is_shown_once_more(head: Client) -> None:
    answer = hand_over(head, count=2)
    assert "客户数已有变化" in text(answer)
    assert owners() == ["B1-gone"] * 3


UNCLEAR_HAND_OVERS = (
    ({"to": []}, "请至少选一位接手人。"),
    ({"to": ["B2-rm1"]}, "其中有人已不在你的下属之列。"),
    ({"other": "B2-rm1"}, "你的下属中没有此姓名或工号的客户管理人"),
    ({"other": "B1-gone"}, "你的下属中没有此姓名或工号的客户管理人"),
    ({"cause": ""}, "请写明为何移交。"),
    ({"note": "x" * 201}, "不超过 200 字。"),
)


def test_an_unclear_hand_over_moves_nobody(head: Client) -> None:
    for given, said in UNCLEAR_HAND_OVERS:
        answer = hand_over(head, count=3, **given)
        assert answer.status_code == 422, given
        assert said in text(answer), given
        assert owners() == ["B1-gone"] * 3, given


def test_an_empty_book_and_a_stranger_are_told_plainly(head: Client, house: town.Town) -> None:
    published.staff(house.generation, "B1-new", name="新人")
    assert "新人 名下没有客户" in text(head.get("/team/hand-over/?from=B1-new"))
    for number in ("B2-rm1", "nobody", "\x00"):
        answer = head.get("/team/hand-over/", {"from": number})
        assert answer.status_code in (200, 422)
        assert "的客户 " not in text(answer)


@pytest.mark.requirement("ROLE-12")
def test_a_region_head_hands_over_to_another_branch(house: town.Town) -> None:
    client = client_of(house, "region_head")
    done = hand_over(client, to=[], other="B2-rm1", count=3)
    assert "现归 B2-rm1" in text(done)
    assert owners() == ["B2-rm1"] * 3


def test_participations_below_are_shown_with_their_end_and_noted(head: Client, house: town.Town) -> None:
    models.Participant.objects.create(
        customer_id="B1-rm1-c1",
        staff_id="B1-planner",
        purpose="planner",
        reason="plan",
        invited_by=house.users["branch_head"],
        starts_on=bank.TODAY,
        ends_on=LAST,
    )
    words = text(head.get("/team/"))
    assert "B1-planner · 理财规划 · B1-rm1-c1" in words
    noted = models.AuditEntry.objects.unscoped().filter(action="list").last()
    assert noted.customer_ids == ["B1-rm1-c1"]


def test_the_page_asks_little(head: Client) -> None:
    head.get("/team/")
    with at_most(16):
        head.get("/team/")


def test_before_the_first_night_there_is_nobody_to_lead(db) -> None:
    client = Client()
    client.force_login(published.user("h", role="branch_head", staff_id="H1"))
    assert "第一次夜间运行后，你的客户管理人显示在这里。" in text(client.get("/team/"))
    assert client.get("/team/cover/").status_code == 404


def chosen(client: Client, *names: str, **values: object):
    given = {"from": "B1-gone", "to": ["B1-rm1"], "cause": "leaver", "note": "", "which": "some"}
    return client.post("/team/hand-over/", given | {"pick": list(names)} | values, follow=True)


def test_ticked_customers_alone_are_handed_over(head: Client) -> None:
    asked = chosen(head, "B1-gone-c2")
    assert "把 离任者 的 1 位客户移交出去？" in text(asked)
    assert owners() == ["B1-gone"] * 3
    chosen(head, "B1-gone-c2", count=1)
    assert owners() == ["B1-gone", "B1-rm1", "B1-gone"]


def test_ticks_of_other_pages_are_carried_and_can_be_taken_out(head: Client) -> None:
    carried = {"picked": '["B1-gone-c1", "B1-gone-c2"]', "shown": '["B1-gone-c2", "B1-gone-c3"]'}
    page = chosen(head, "B1-gone-c3", find="1", **carried).context["page"]
    assert page.picks.numbers == ("B1-gone-c1", "B1-gone-c3")
    assert page.which == "some"
    chosen(head, "B1-gone-c3", count=2, **carried)
    assert owners() == ["B1-rm1", "B1-gone", "B1-rm1"]


def test_those_that_match_are_handed_over(head: Client) -> None:
    chosen(head, which="match", text="B1-gone-c3", count=1)
    assert owners() == ["B1-rm1", "B1-gone", "B1-gone"]


UNCLEAR_CHOICES = (
    ((), {}, "请至少勾选一位客户"),
    (("B1-gone-c1",), {"which": "all"}, "已勾选客户"),
    ((), {"picked": "{", "shown": "1"}, "请至少勾选一位客户"),
)


def test_an_unclear_choice_moves_nobody(head: Client) -> None:
    for names, given, said in UNCLEAR_CHOICES:
        answer = chosen(head, *names, count=1, **given)
        assert answer.status_code == 422, given
        assert said in text(answer), given
        assert owners() == ["B1-gone"] * 3


def test_a_hand_over_is_shown_and_taken_back_on_the_page(head: Client, house: town.Town) -> None:
    hand_over(head, count=3)
    words = text(head.get("/team/"))
    assert "离任者 → B1-rm1、B1-rm2 · 3 位客户 · 经理离职" in words
    act = models.HandOver.objects.get()
    back = head.post(f"/team/hand-over/{act.pk}/take-back/", follow=True)
    assert "已撤回，3 位客户回到原处。" in text(back)
    assert owners() == ["B1-gone"] * 3
    again = head.post(f"/team/hand-over/{act.pk}/take-back/", follow=True)
    assert "此前已经撤回" in text(again)
    other = client_of(house, "rm").post(f"/team/hand-over/{act.pk}/take-back/")
    assert other.status_code == 403
    missing = head.post("/team/hand-over/00000000-0000-0000-0000-000000000000/take-back/")
    assert missing.status_code == 404


def test_who_moved_on_is_named_when_a_hand_over_is_taken_back(head: Client) -> None:
    hand_over(head, count=3)
    act = models.HandOver.objects.get()
    head.post("/customers/B1-gone-c3/transfer/", {"to_staff_id": "B1-rm2", "cause": "request", "note": ""})
    back = text(head.post(f"/team/hand-over/{act.pk}/take-back/", follow=True))
    assert "已撤回，2 位客户回到原处。" in back
    assert "(B1-gone-c3)" in back


def test_somebody_is_found_by_name_and_two_of_one_name_by_number(head: Client, house: town.Town) -> None:
    published.staff(house.generation, "B1-x1", name="宋春云")
    hand_over(head, to=[], other="宋春云", count=3)
    assert owners() == ["B1-x1"] * 3
    published.staff(house.generation, "B1-x2", name="宋春云")
    assert "或不止一位" in text(head.post("/team/cover/", cover(substitute="宋春云")))
    head.post("/team/cover/", cover(substitute="B1-x2"))
    assert models.Cover.objects.get().substitute_staff_id == "B1-x2"


def test_customers_without_a_manager_are_said_and_given_to_somebody(head: Client, house: town.Town) -> None:
    published.customer(house.generation, "free", rm_id=None, branch_id="B1")
    assert "1 位客户未分管，无人联络。" in text(head.get("/team/"))
    assert "from=unassigned" in head.get("/branch/").content.decode()
    assert "未分管客户" in text(head.get("/team/hand-over/?from=unassigned"))
    given = {"from": "unassigned", "to": ["B1-rm1"], "cause": "rebalance", "note": "", "count": 1}
    answer = head.post("/team/hand-over/", given, follow=True)
    assert "1 位未分管客户现归 B1-rm1。" in text(answer)
    assert "未分管，无人联络" not in text(answer)


def test_both_forms_name_the_causes_alike(head: Client) -> None:
    one = text(head.get("/team/hand-over/?from=B1-gone"))
    other = text(head.get("/customers/B1-rm1-c1/people/"))
    for word in ("经理调岗", "经理离职", "客户升级到另一服务", "均衡名下客户"):
        assert word in one, word
        assert word in other, word

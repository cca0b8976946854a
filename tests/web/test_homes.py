"""First pages: where each role begins, what stands there, and what is left when a role is taken away."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from integration.doors import town
from support import published
from support.standing import Begin
from support.tasks import task
from tilth.data import models
from tilth.policy import roles
from tilth.policy.conditions import COLUMNS
from tilth.web import first, shell
from web import bank
from web.conftest import signed_in
from web.support import at_most, text


@pytest.fixture
def house(standing: Begin[town.Town]) -> town.Town:
    """The town with somebody of every role."""
    return standing(town.build)


def test_every_role_begins_on_a_page_of_its_own_that_it_may_open(house: town.Town) -> None:
    for role in roles.CODES:
        client = signed_in(house.users[role])
        answer = client.get("/", follow=True)
        assert answer.status_code == 200, role
        assert answer.wsgi_request.path == first.address(role), role
        menu = shell.menu(role)
        assert menu[0].name == first.name(role), role


@pytest.mark.requirement("ROLE-07", part="tasks that a supervisor assigns, and the weekly review")
def test_a_supervisor_sees_how_far_each_manager_is(small_bank: bank.Bank) -> None:
    client = signed_in(small_bank.supervisor)
    with at_most(15):
        page = client.get("/team/progress/")
    told = text(page)
    assert "团队进度" in told
    rows = page.context["page"].rows
    mine = next(row for row in rows if row.manager.staff_id == small_bank.manager.staff_id)
    assert mine.listed.value == 20
    for figure in (mine.dialled, mine.listed, mine.spoken):
        assert client.get(figure.link).status_code == 200


def test_what_is_due_today_leads_to_its_rows(house: town.Town) -> None:
    for customer, days in (
        ("B1-rm1-c1", 0),
        ("B1-rm1-c2", 0),
        ("B1-rm2-c1", 0),
        ("B1-rm2-c2", -1),
        ("B2-rm1-c1", 0),
    ):
        task(house, customer, days)
    client = signed_in(house.users["supervisor"])
    page = client.get("/team/progress/").context["page"]
    assert [(row.manager.staff_id, row.promised.value) for row in page.rows] == [("B1-rm1", 2), ("B1-rm2", 1)]
    for number in (*(row.promised for row in page.rows), page.cards[2].value):
        items = client.get(number.link).context["page"]
        assert sum(len(group.lines) for group in items.groups) == number.value


def test_a_planner_sees_what_was_asked_by_whom_and_until_when(house: town.Town) -> None:
    planner = house.users["planner"]
    day = published.DAY + dt.timedelta(days=1)
    for customer, ends in (("B2-rm1-c2", 10), ("B1-rm1-c1", 2), ("B1-rm2-c1", -1)):
        models.Participant.objects.create(
            customer_id=customer,
            staff_id=planner.staff_id,
            purpose="planner",
            reason="how to divide the money",
            starts_on=day - dt.timedelta(days=5),
            ends_on=day + dt.timedelta(days=ends),
            invited_by=house.users["branch_head"],
        )
    client = signed_in(planner)
    page = client.get("/", follow=True)
    assert [line.asked.customer_id for line in page.context["page"].lines] == ["B1-rm1-c1", "B2-rm1-c2"]
    assert [line.left for line in page.context["page"].lines] == [2, 10]
    told = text(page)
    assert "how to divide the money" in told
    assert "branch_head" in told
    assert town.CANARY not in told
    models.Participant.objects.unscoped().update(ended_at=dt.datetime.now(dt.UTC))
    assert "目前没有人请你参与" in text(client.get("/asked-of-me/"))


@pytest.mark.requirement("ROLE-04", part="the queue, the lead, the memo, the special channel")
def test_hall_and_counter_see_who_is_there_and_no_customer(house: town.Town) -> None:
    day = published.DAY + dt.timedelta(days=1)
    models.Cover.objects.create(
        absent_staff_id="B1-rm2",
        substitute_staff_id="B1-rm1",
        reason="leave",
        starts_on=day,
        ends_on=day,
        arranged_by=house.users["branch_head"],
    )
    for role in ("lobby", "teller"):
        client = signed_in(house.users[role])
        page = client.get("/", follow=True)
        assert [one.staff_id for one, _role in page.context["page"].there] == ["B1-rm1"]
        assert [one.staff_id for one, _role in page.context["page"].away] == ["B1-rm2"]
        assert "2 位经理中今天 1 位在岗" in text(page)
        assert "/customers/" not in page.content.decode()
        assert town.CANARY not in page.content.decode()


def test_marketing_reads_the_rules_in_words_and_no_customer(house: town.Town) -> None:
    client = signed_in(house.users["marketing"])
    page = client.get("/", follow=True)
    told = text(page)
    for said in ("规则与前一晚相同", "每日名单", "稳健养老", "年龄 ≥ 50"):
        assert said in told
    for said in ("主办行：资产占比，至少 50.0%", "日均存款二级匹配的产品 定期、理财"):
        assert said in told
    assert not re.search(r"call_list|contains\(|kind =|windows\.", told)
    assert town.CANARY not in told
    client.cookies["django_language"] = "en"
    told = text(client.get("/rules/"))
    assert "Age ≥ 50" in told
    assert "Share of time deposits ≥ 80%" in told
    assert not re.search(r"call_list|contains\(|kind =|windows\.|product count", told)
    assert [name for name in COLUMNS if "_" in name and name in told] == []


def test_no_page_that_tells_a_rule_shows_a_column(small_bank: bank.Bank) -> None:
    client = signed_in(small_bank.manager)
    client.cookies["django_language"] = "en"
    for page in ("growth/", "rules/"):
        told = text(client.get(f"/customers/C00001/{page}"))
        assert "Share of time deposits" in told or page == "rules/"
        assert [name for name in COLUMNS if "_" in name and name in told] == []
        assert not re.search(r"product count|contains\(|kind =|coalesce", told)


def test_a_changed_rule_is_told_first(house: town.Town) -> None:
    changes = [{"path": "call_list.size", "before": "20", "after": "25", "unit": "customers"}]
    models.RunReport.objects.create(
        business_date=published.DAY,
        finished_at=dt.datetime.now(dt.UTC),
        status="published",
        report={"playbook": {"changes": changes}},
    )
    page = signed_in(house.users["marketing"]).get("/rules/")
    assert "昨晚变了 1 条规则" in text(page)
    assert "20 → 25" in text(page)


def test_a_role_taken_away_while_its_only_page_is_open(house: town.Town) -> None:
    user = house.users["marketing"]
    client = signed_in(user)
    assert client.get("/rules/").status_code == 200
    models.User.objects.filter(pk=user.pk).update(role="teller")
    answer = client.get("/rules/")
    assert answer.status_code == 403
    assert "若岗位刚有变动，首页列有现在能用的内容。" in text(answer)
    assert 'href="/"' in answer.content.decode()
    assert client.get("/").headers["Location"] == reverse("hall")
    part = client.get("/rules/", headers={"hx-request": "true"})
    assert (part.status_code, part.headers["HX-Retarget"]) == (403, "#toast")

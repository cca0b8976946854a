"""The bell says what concerns the reader today, and each line leads to its rows."""

import datetime as dt

import pytest

from integration.doors import town
from support import published
from support.standing import Begin
from support.tasks import TODAY, task
from tilth.data import models
from web.conftest import signed_in
from web.support import at_most, text

PART = {"hx-request": "true"}


@pytest.fixture
def house(standing: Begin[town.Town]) -> town.Town:
    """The town with somebody of every role, on the morning after its night."""
    made = standing(town.build)
    models.RunReport.objects.create(
        business_date=published.DAY,
        finished_at=dt.datetime.now(dt.UTC),
        status="published",
        report={"quarantine": {"faults": 3}},
    )
    return made


def hand_over(house: town.Town, customer: str, to: str) -> None:
    models.Transfer.objects.create(
        customer_id=customer,
        from_staff_id=customer[:6],
        from_branch_id=customer[:2],
        to_staff_id=to,
        cause="rebalance",
        moved_by=house.users["branch_head"],
    )
    models.Transfer.objects.unscoped().update(moved_at=dt.datetime(2026, 3, 31, 9, tzinfo=dt.UTC))


def test_a_manager_hears_of_today_of_covers_and_of_who_came(house: town.Town) -> None:
    client = signed_in(house.users["rm"])
    task(house, "B1-rm1-c1", 0)
    task(house, "B1-rm1-c2", -1)
    hand_over(house, "B1-rm2-c1", "B1-rm1")
    models.Cover.objects.create(
        absent_staff_id="B1-rm2",
        substitute_staff_id="B1-rm1",
        reason="leave",
        starts_on=TODAY + dt.timedelta(days=5),
        ends_on=TODAY + dt.timedelta(days=9),
        arranged_by=house.users["branch_head"],
    )
    with at_most(7):
        page = client.get("/bell/", headers=PART)
    lines = {line.code: line for line in page.context["page"].lines}
    assert list(lines) == ["due", "coming", "aside", "handed"]
    assert "今天有 1 项承诺到期" in text(page)
    assert "你自 04-06 周一 起代管" in text(page)
    rows = client.get(lines["due"].link).context["page"].groups
    assert sum(len(group.lines) for group in rows) == lines["due"].text.value == 1
    assert lines["handed"].link.endswith("/customers/B1-rm2-c1/")
    assert client.get(lines["handed"].link).status_code == 200
    assert client.get(lines["aside"].link).status_code == 200
    assert "<!doctype" not in page.content.decode().lower()
    assert "<!doctype" in client.get("/bell/").content.decode().lower()


def test_many_handed_over_are_counted_and_all_named_on_its_page(house: town.Town) -> None:
    for number in range(7):
        customer = f"B1-rm2-x{number}"
        published.customer(house.generation, customer, branch_id="B1", rm_id="B1-rm2")
        hand_over(house, customer, "B1-rm1")
    client = signed_in(house.users["rm"])
    part = client.get("/bell/", headers=PART)
    assert part.context["page"].more == 2
    assert "还有 2 位" in text(part)
    whole = client.get("/bell/").context["page"].lines
    assert sum(line.code == "handed" for line in whole) == 7


def test_a_leader_hears_of_the_team_and_who_sees_no_night_has_no_bell(house: town.Town) -> None:
    task(house, "B1-rm2-c1", 0)
    head = signed_in(house.users["branch_head"])
    (due, aside) = head.get("/bell/", headers=PART).context["page"].lines
    assert (due.code, due.text.value, aside.code) == ("due", 1, "aside")
    rows = head.get(due.link).context["page"].groups
    assert sum(len(group.lines) for group in rows) == 1
    admin = signed_in(house.users["admin"])
    (line,) = admin.get("/bell/", headers=PART).context["page"].lines
    assert line.link.endswith("/quarantine/")
    for role in ("teller", "marketing", "security_admin"):
        client = signed_in(house.users[role])
        assert client.get("/bell/").status_code == 403
        assert "/bell/" not in client.get("/", follow=True).content.decode()


def test_nothing_waits(house: town.Town) -> None:
    models.RunReport.objects.all().delete()
    assert "没有等你处理的事" in text(signed_in(house.users["rm"]).get("/bell/"))


def test_the_bell_says_how_much_is_new_before_it_is_opened(house: town.Town) -> None:
    client = signed_in(house.users["rm"])
    task(house, "B1-rm1-c1", 0)
    hand_over(house, "B1-rm2-c1", "B1-rm1")
    first = client.get("/").content.decode()
    assert 'hx-get="/bell/new/" hx-trigger="load delay:1s"' in first
    with at_most(7):
        assert client.get("/bell/new/", headers=PART).context["page"].new == 3
    opened = client.get("/bell/", headers=PART)
    assert len(opened.context["page"].lines) == 3
    assert 'id="bell-news" hx-swap-oob="true"></span>' in opened.content.decode()
    assert client.get("/bell/new/", headers=PART).context["page"].new == 0
    task(house, "B1-rm1-c2", 0)  # more of what is known is no news
    hand_over(house, "B1-rm2-c2", "B1-rm1")
    news = client.get("/bell/new/", headers=PART)
    assert text(news).split() == ["1", "条新消息"]
    assert "hx-get" not in news.content.decode()
    client.get("/bell/")
    assert text(client.get("/bell/new/", headers=PART)).strip() == ""

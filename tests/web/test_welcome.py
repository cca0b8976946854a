"""The first three minutes: offered once, walked on the real pages without a script, remembered, declined."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from tilth.policy.permissions import GRANTS, may
from tilth.web import tours
from web import bank
from web.conftest import ROOT
from web.support import at_most, text


def tour_of(client: Client, value: str, following: str = "/welcome/"):
    return client.post("/preferences/", {"choice": "tour", "value": value, "next": following})


def test_the_first_page_offers_the_tour_until_it_is_declined(lin: Client) -> None:
    assert "三分钟看懂一天怎么过。" in text(lin.get("/"))
    assert "三分钟看懂" not in text(lin.get("/customers/"))
    assert tour_of(lin, "done", "/").headers["Location"] == "/"
    assert "三分钟看懂" not in text(lin.get("/"))


def test_a_manager_walks_three_steps_on_the_real_pages(lin: Client, small_bank: bank.Bank) -> None:
    with at_most(8):
        page = lin.get("/welcome/")
    assert [step.address for step in page.context["page"].steps] == [
        "/?tour=1",
        "/?tour=2",
        "/welcome/why/?tour=3",
    ]
    first = lin.get("/?tour=1")
    assert "第 1 步，共 3 步" in text(first)
    assert 'value="/?tour=2"' in first.content.decode()
    assert tour_of(lin, "1", "/?tour=2").headers["Location"] == "/?tour=2"
    assert "已走 1 / 3 步" in text(lin.get("/welcome/"))
    tour_of(lin, "2")
    customer = lin.get("/welcome/why/?tour=3").headers["Location"]
    assert customer.endswith("/?tour=3")
    last = lin.get(customer)
    assert last.status_code == 200
    assert "第 3 步，共 3 步" in text(last)
    assert 'name="next" value="/welcome/"' in last.content.decode()
    tour_of(lin, "done")
    assert "已走 3 / 3 步" in text(lin.get("/welcome/"))
    small_bank.manager.refresh_from_db()
    assert small_bank.manager.tour == "done"


def test_an_address_that_names_no_step_shows_no_bar(lin: Client) -> None:
    for wrong in ("0", "4", "x", ""):
        assert lin.get(f"/?tour={wrong}").context["shell"].bar is None


@pytest.mark.parametrize("role", sorted(GRANTS))
def test_every_role_has_a_tour_of_pages_that_it_may_see(role: str) -> None:
    found = tours.tour(role, "1")
    assert len(found.steps) <= tours.STEPS
    assert [step.done for step in found.steps] == [number == 0 for number in range(len(found.steps))]
    if found.steps:
        assert found.steps[-1].reached == "done"
    for step in found.steps:
        view = resolve(reverse(step.stop.view)).func
        assert all(may(role, *need) for need in view.needs), step.stop.view
    assert tours.tour(role, "done").following is None


def test_a_step_that_does_not_exist_is_refused(lin: Client) -> None:
    assert tour_of(lin, "7").status_code == 400


def test_the_people_of_a_demo_come_in_with_one_press(small_bank: bank.Bank, monkeypatch) -> None:
    assert "演示银行" not in text(Client().get("/sign-in/"))
    monkeypatch.setattr(settings, "TILTH_DEMO", True)
    page = Client().get("/sign-in/")
    assert "演示银行，点选身份进入" in text(page)
    assert 'name="username" value="rm"' in page.content.decode()
    assert "理财经理" in text(page)


def test_the_gallery_is_there_in_a_demo_only_and_asks_for_nobody(lin: Client, monkeypatch) -> None:
    assert lin.get("/gallery/").status_code == 404
    monkeypatch.setattr(settings, "TILTH_DEMO", True)
    with at_most(7):
        page = lin.get("/gallery/")
    assert page.status_code == 200
    assert "组件与状态" in text(page)
    assert Client().get("/gallery/").headers["Location"] == "/sign-in/?next=/gallery/"


def test_the_gallery_shows_every_component() -> None:
    folder = ROOT / "src/tilth/web/templates"

    def drawn(path: Path) -> set[str]:
        found = set(re.findall(r'"(\w+/\w+\.html)" (?:%|import)', path.read_text("utf-8")))
        return found.union(*(drawn(folder / name) for name in found))

    shown = set().union(*(drawn(path) for path in folder.glob("gallery/*.html")))
    missing = {f"components/{path.name}" for path in folder.glob("components/*.html")} - shown
    assert missing <= {"components/wishes.html"}, "show it in templates/gallery"

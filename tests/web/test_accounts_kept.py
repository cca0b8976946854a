"""A security administrator opens and closes accounts and ends sessions: nobody else, never the own one."""

import re

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from integration.doors import town
from support.standing import Begin
from tilth.data import models
from tilth.domain import ordered
from tilth.domain.staff import keeping
from web.conftest import signed_in
from web.support import at_most, text


@pytest.fixture
def house(standing: Begin[town.Town]) -> town.Town:
    """The town with somebody of every role."""
    return standing(town.build)


def account(name: str) -> models.User:
    return models.User.objects.get(username=name)


def is_in(client: Client) -> bool:
    return client.get("/preferences/").status_code == 200


def test_who_left_is_closed_and_signed_out_with_one_press(house: town.Town) -> None:
    client, gone = signed_in(house.users["security_admin"]), signed_in(house.users["wealth"])
    models.PublishedStaff.objects.filter(staff_id="B1-rm2").update(active=False)
    with at_most(11):
        page = client.get("/", follow=True)
    assert "1 人 已离职 仍可登录" in text(page)
    left = client.get("/accounts/?state=left")
    assert [line.account.username for line in left.context["page"].lines] == ["wealth"]
    assert left.context["page"].found.left == 1
    assert left.context["page"].lines[0].account.held.browsers == 1
    assert is_in(gone)
    told = client.post("/accounts/close/", {"account": left.context["page"].leaving}, follow=True)
    assert "已停用 1 个账号" in text(told)
    assert not is_in(gone)
    assert (account("wealth").is_active, account("rm").is_active) == (False, True)
    client.post(f"/accounts/{account('wealth').pk}/open/")
    assert account("wealth").is_active
    entry = (
        models.AuditEntry.objects.unscoped().filter(action="change", subject_type="tilth_user").latest("id")
    )
    assert (entry.user_id, entry.subject_id) == (house.users["security_admin"].pk, str(account("wealth").pk))


def test_an_account_is_opened_and_its_password_told_once(house: town.Town) -> None:
    client = signed_in(house.users["security_admin"])
    given = {"staff_id": "B2-rm1", "username": "new-one", "role": "rm"}
    page = client.post("/accounts/open/", given)
    found = re.search(r'id="password">([^<]+)<', page.content.decode())
    assert found is not None
    assert "no-store" in page.headers["Cache-Control"]
    made = models.User.objects.get(username="new-one")
    assert (made.role, made.staff_id, made.is_active) == ("rm", "B2-rm1", True)
    came = Client().post("/sign-in/", {"username": "new-one", "password": found[1]})
    assert came.status_code == 302
    hashed = models.User.objects.defer(None).filter(pk=made.pk).values_list("password", flat=True).get()
    assert check_password(found[1], hashed)
    again = client.post("/accounts/open/", given | {"username": "another"})
    assert again.status_code == 422
    assert "此工号已有启用的账号" in text(again)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"staff_id": "nobody"}, "没有此工号的在职人员"),
        ({"username": "rm"}, "已有同名账号"),
        ({"username": "a b"}, "登录名不能有空格"),
        ({"role": "god"}, "选择岗位"),
        ({"staff_id": "H-admin", "role": "audit_admin"}, "此工号已有启用的账号"),
    ],
)
def test_what_may_not_be_opened_is_refused_in_words(house: town.Town, given: dict, said: str) -> None:
    whole = {"staff_id": "B2-rm1", "username": "new-one", "role": "rm"} | given
    answer = signed_in(house.users["security_admin"]).post("/accounts/open/", whole)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not models.User.objects.filter(username="new-one").exists()


def test_one_person_never_holds_two_administrations(house: town.Town) -> None:
    client = signed_in(house.users["security_admin"])
    client.post("/accounts/close/", {"account": house.users["admin"].pk})
    given = {"staff_id": "H-admin", "username": "second", "role": "audit_admin"}
    assert "担任过另一类管理员" in text(client.post("/accounts/open/", given))


def test_sessions_of_somebody_end_and_nobody_ends_the_own_account(house: town.Town) -> None:
    me = house.users["security_admin"]
    client, other = signed_in(me), signed_in(house.users["rm"])
    told = client.post(f"/accounts/{house.users['rm'].pk}/sessions/end/", follow=True)
    assert "已退出 1 处登录" in text(told)
    assert (is_in(other), account("rm").is_active) == (False, True)
    entry = models.AuditEntry.objects.unscoped().filter(action="sign_out").latest("id")
    assert (entry.user_id, entry.subject_id, entry.detail) == (me.pk, str(account("rm").pk), {"ended": 1})
    assert "不能停用或启用自己的账号" in text(
        client.post("/accounts/close/", {"account": me.pk}, follow=True)
    )
    client.post(f"/accounts/{me.pk}/sessions/end/")
    assert is_in(client)
    assert account("security_admin").is_active


def test_compliance_reviews_and_changes_nothing(house: town.Town) -> None:
    client = signed_in(house.users["compliance"])
    page = client.get("/accounts/?q=B1-rm1")
    assert [line.account.username for line in page.context["page"].lines] == ["rm"]
    assert "停用" not in re.sub(r"已停用|已离职未停用", "", text(page))
    for address in ("/accounts/open/", "/accounts/close/", f"/accounts/{account('rm').pk}/open/"):
        assert client.post(address, {"account": account("rm").pk}).status_code == 403
    assert account("rm").is_active


def walked(client: Client, sort: str, **asked: str) -> list[keeping.Account]:
    """Walk the accounts page by page in an order."""
    found, after = [], ""
    while True:
        page = client.get("/accounts/", {"sort": sort, "after": after, **asked}).context["page"]
        found += [line.account for line in page.lines]
        if not (after := page.found.following):
            return found


VALUES = {
    "staff": lambda one: one.staff_id or None,
    "username": lambda one: one.username,
    "state": lambda one: 2 if not one.is_open else int(not one.gone),
    "seen": lambda one: one.held and one.held.seen_at,
}


@pytest.mark.parametrize("code", keeping.SORTS)
def test_accounts_stand_by_every_head_both_ways_page_by_page(
    house: town.Town, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(keeping, "PAGE", 4)
    client = signed_in(house.users["security_admin"])
    signed_in(house.users["wealth"])
    models.PublishedStaff.objects.filter(staff_id="B1-rm2").update(active=False)
    models.PublishedStaff.objects.filter(staff_id="B1-rm1").update(name_pinyin="aaa")
    everybody = set(models.User.objects.values_list("pk", flat=True))
    for sort in (code, f"-{code}"):
        found = walked(client, sort)
        assert len(found) == len(everybody)
        assert {one.number for one in found} == everybody
        if code in VALUES:
            values = [VALUES[code](one) for one in found]
            there = [value for value in values if value is not None]
            down = (code in keeping.DOWN) != sort.startswith("-")
            assert there == sorted(there, reverse=down)
            assert values[: len(there)] == there
    if code == "name":
        assert walked(client, "name")[0].staff_id == "B1-rm1"


def test_the_order_of_accounts_stands_in_the_address_with_what_else_is_asked(house: town.Town) -> None:
    client = signed_in(house.users["security_admin"])
    page = client.get("/accounts/?state=open&q=r&sort=role").content.decode()
    assert page.count("aria-sort") == page.count('aria-sort="ascending"') == 1
    assert 'href="?q=r&amp;state=open&amp;sort=-role"' in page
    usual = client.get("/accounts/?sort=height").content.decode()
    assert 'href="?sort=-username"' in usual
    assert "sort=seen" not in signed_in(house.users["compliance"]).get("/accounts/").content.decode()


def test_more_accounts_than_can_be_ordered_stand_by_sign_in_name_and_say_so(
    house: town.Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordered, "READ", 2)
    client = signed_in(house.users["security_admin"])
    assert "按登录名排列" in text(client.get("/accounts/?sort=role"))
    assert "按登录名排列" not in text(client.get("/accounts/"))

"""What somebody is told who looks too fast, and where compliance sees and ends it; in both languages."""

import pytest
from django.test import Client

from integration.doors import town
from support.standing import Begin
from tilth.data import models
from tilth.policy.walks import WalkSettings
from web.support import at_most, text

LIMITS = WalkSettings()


@pytest.fixture
def house(standing: Begin[town.Town]) -> town.Town:
    return standing(town.build)


def client_of(house: town.Town, role: str) -> Client:
    client = Client()
    client.force_login(house.users[role])
    return client


def walk(client: Client, number: int) -> None:
    for one in range(number):
        client.get(f"/customers/C{one:05}/")


def speak(house: town.Town, role: str, client: Client, language: str) -> None:
    client.post("/preferences/", {"choice": "language", "value": language})
    house.users[role].refresh_from_db()


def test_slowed_says_how_long_to_wait_and_the_next_try_is_a_link(house: town.Town) -> None:
    client = client_of(house, "rm")
    walk(client, LIMITS.refused.slow)
    answer = client.get("/customers/C99999/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "15")
    assert "no-store" in answer["Cache-Control"]
    assert "请慢一点" in text(answer)
    assert "你在查询不属于你或并不存在的客户。 请等 15 秒再继续。" in text(answer)
    assert 'href="/customers/C99999/"' in answer.content.decode()
    speak(house, "rm", client, "en")
    said = text(client.get("/customers/C99998/"))
    assert "A little slower" in said
    assert (
        "You are asking for customers who are not yours or do not exist. Wait 15 seconds, then go on." in said
    )
    assert client.get("/customers/B1-rm1-c1/").status_code == 200


def test_stopped_says_why_until_when_and_who_can_end_it(house: town.Town) -> None:
    client = client_of(house, "rm")
    walk(client, LIMITS.refused.stop + 1)
    answer = client.get("/")
    assert answer.status_code == 429
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert "暂停查看" in text(answer)
    assert "之前不再向你显示任何客户信息。已通知合规，合规可提前解除。" in text(answer)
    speak(house, "rm", client, "en")
    said = text(client.get("/customers/"))
    assert "Stopped for now" in said
    assert "Compliance has been told and can end this sooner." in said


def test_a_part_of_a_page_is_told_in_its_place_and_a_form_keeps_what_was_written(house: town.Town) -> None:
    client = client_of(house, "rm")
    walk(client, LIMITS.refused.stop + 1)
    headers = {"HX-Request": "true", "HX-Target": "palette-list"}
    part = client.get("/palette/", {"q": "canary"}, headers=headers)
    assert (part.status_code, part["HX-Reswap"]) == (429, "innerHTML")
    assert "<html" not in part.content.decode()
    assert "t-fail" in part.content.decode()
    assert "HX-Retarget" not in part
    sent = client.post("/customers/B1-rm1-c1/skip/", {"reason": "away"}, headers=headers)
    assert (sent.status_code, sent["HX-Retarget"]) == (429, "#toast")
    assert "t-toast" in sent.content.decode()
    assert models.Skip.objects.unscoped().count() == 0


def test_programs_are_told_as_json(house: town.Town) -> None:
    client = client_of(house, "rm")
    walk(client, LIMITS.refused.slow)
    slowed = client.get("/api/v1/customers/C99999")
    assert (slowed.status_code, slowed["Retry-After"], slowed.json()["error"]) == (429, "15", "slowed")
    assert "wait 15 seconds" in slowed.json()["detail"]
    walk(client, LIMITS.refused.stop + 1)
    stopped = client.get("/api/v1/today")
    assert (stopped.status_code, stopped.json()["error"]) == (429, "stopped")
    assert "until" in stopped.json()["detail"]


def test_compliance_sees_walks_and_lifts_a_stop(house: town.Town) -> None:
    manager, officer = client_of(house, "rm"), client_of(house, "compliance")
    assert "没有人翻查过快" in text(officer.get("/audit/walks/"))
    walk(manager, LIMITS.refused.stop + 1)
    said = text(officer.get("/audit/walks/"))
    assert "rm 查询被拒的客户号 41 上限 20 暂停 至" in said
    assert "rm 查询被拒的客户号 21 上限 20 限速" in said
    answer = officer.post("/audit/walks/lift/", {"account": str(house.users["rm"].pk)}, follow=True)
    assert "rm 可以继续了。" in text(answer)
    assert "解除人：compliance" in text(answer)
    assert manager.get("/").status_code == 200
    again = officer.post("/audit/walks/lift/", {"account": str(house.users["rm"].pk)}, follow=True)
    assert "这个账号已不受任何限制。" in text(again)
    speak(house, "compliance", officer, "en")
    said = text(officer.get("/audit/walks/"))
    assert "asked for numbers that were refused 41 free: 20 stopped until" in said
    assert "翻查" not in said


def test_nobody_lifts_the_own_stop_and_only_readers_of_the_audit_lift(house: town.Town) -> None:
    officer = client_of(house, "compliance")
    walk(officer, LIMITS.refused.stop + 1)
    assert officer.get("/customers/B1-rm1-c1/").status_code == 429
    page = officer.get("/audit/walks/")
    assert page.status_code == 200
    assert "须由他人解除" in text(page)
    own = officer.post("/audit/walks/lift/", {"account": str(house.users["compliance"].pk)}, follow=True)
    assert "自己的暂停不能自己解除" in text(own)
    assert officer.get("/customers/B1-rm1-c1/").status_code == 429
    for role in ("rm", "branch_head", "admin", "security_admin"):
        client = client_of(house, role)
        assert client.get("/audit/walks/").status_code == 403
        assert client.post("/audit/walks/lift/", {"account": "1"}).status_code == 403
    watcher = client_of(house, "audit_admin")
    watcher.post("/audit/walks/lift/", {"account": str(house.users["compliance"].pk)})
    assert officer.get("/customers/B1-rm1-c1/").status_code == 200


@pytest.mark.parametrize("account", ["", "x", "9" * 40, "-1", "٣"])
def test_an_account_that_is_none_has_nothing_to_lift(house: town.Town, account: str) -> None:
    answer = client_of(house, "compliance").post("/audit/walks/lift/", {"account": account}, follow=True)
    assert "这个账号已不受任何限制。" in text(answer)


def test_the_walks_cost_few_statements_however_many(house: town.Town) -> None:
    walk(client_of(house, "rm"), LIMITS.refused.stop + 1)
    officer = client_of(house, "compliance")
    officer.get("/audit/walks/")
    with at_most(8):
        officer.get("/audit/walks/")

"""One's own sign-ins and password: seen, ended elsewhere, changed; nobody else's can be reached."""

import hashlib

import pytest
from django.db import connection
from django.test import Client

from tilth.access import sessions
from tilth.data import models
from tilth.data.security import guarding
from tilth.kernel.ids import uuid7
from web import bank
from web.support import text

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36"
OLD = "password"
NEW = "a much longer password 7"


def entered(name: str = "lin", *, agent: str = CHROME, password: str = OLD) -> Client:
    client = Client(headers={"user-agent": agent})
    answer = client.post("/sign-in/", {"username": name, "password": password})
    assert answer.status_code == 302, answer.content
    return client


def is_in(client: Client) -> bool:
    return client.get("/preferences/").status_code == 200


def kept() -> list[models.Session]:
    return list(models.Session.objects.unscoped().order_by("opened_at"))


def test_the_database_keeps_no_key_of_a_session(small_bank: bank.Bank) -> None:
    client = entered()
    key = client.cookies["sessionid"].value
    (one,) = kept()
    assert one.digest == hashlib.sha256(key.encode()).hexdigest() == sessions.digest(key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM tilth_session s")
        assert key not in cursor.fetchone()[0]
    assert (one.user_id, one.about["browser"], one.about["system"]) == (
        small_bank.manager.pk,
        "Chrome",
        "Windows",
    )


def test_one_sessions_content_opens_under_no_other_key(small_bank: bank.Bank) -> None:
    """Whoever owns the database copies a row of somebody's to a key that they know: nobody is signed in."""
    client, key = entered(), "planted" * 4
    (held,) = kept()
    held.digest, held.id = sessions.digest(key), uuid7()
    held.save(force_insert=True)
    thief = Client()
    thief.cookies["sessionid"] = key
    assert (is_in(thief), is_in(client)) == (False, True)


def test_one_sees_where_one_is_signed_in_and_signs_out_there(small_bank: bank.Bank) -> None:
    here, there = entered(), entered(agent="Mozilla/5.0 (iPhone) Safari/604.1")
    page = text(here.get("/account/"))
    assert ["Chrome · Windows" in page, "Safari · iPhone" in page, "本浏览器" in page] == [True] * 3
    number = models.Session.objects.unscoped().get(about__system="iPhone").id
    assert here.post("/account/sessions/end/", {"session": str(number)}).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert "已退出其他 1 处登录" in text(here.get("/account/"))
    assert models.AuditEntry.objects.unscoped().filter(action="sign_out", detail={"ended": 1}).count() == 1


def test_one_signs_out_everywhere_else(small_bank: bank.Bank) -> None:
    here, *others = (entered() for _ in range(3))
    here.post("/account/sessions/end/", {"session": "others"})
    assert (is_in(here), [is_in(one) for one in others]) == (True, [False, False])


@pytest.mark.parametrize("given", ["", "x", "00000000-0000-0000-0000-000000000000", "a\x00"])
def test_what_is_no_session_of_ones_own_ends_nothing(small_bank: bank.Bank, given: str) -> None:
    here, there = entered(), entered()
    assert here.post("/account/sessions/end/", {"session": given}).status_code == 302
    assert (is_in(here), is_in(there)) == (True, True)


def test_nobody_ends_anothers_session(small_bank: bank.Bank) -> None:
    models.User.objects.create_user("wang", "password", role="rm", staff_id="S-wang")
    mine, other = entered(), entered("wang")
    number = models.Session.objects.unscoped().exclude(user_id=small_bank.manager.pk).get().id
    mine.post("/account/sessions/end/", {"session": str(number)})
    assert is_in(other)
    assert str(number) not in mine.get("/account/").content.decode()


def test_a_sixth_browser_ends_the_one_unused_for_longest(small_bank: bank.Bank) -> None:
    first, *rest = (entered() for _ in range(guarding.SESSIONS))
    assert is_in(first)
    sixth = entered()
    alive = [is_in(one) for one in (first, *rest, sixth)]
    assert (alive.count(True), alive[-1]) == (guarding.SESSIONS, True)


def test_a_new_password_is_audited_and_ends_all_other_sessions(small_bank: bank.Bank) -> None:
    here, there = entered(), entered()
    given = {"present": "password", "new": NEW, "again": NEW}
    answer = here.post("/account/password/", given)
    assert answer.status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert "密码已修改" in text(here.get("/account/"))
    assert Client().post("/sign-in/", {"username": "lin", "password": "password"}).status_code == 422
    assert is_in(entered(password=NEW))
    changes = models.AuditEntry.objects.unscoped().filter(action="change", subject_type="tilth_user")
    assert changes.order_by("-id")[0].detail["fields"] == ["password_digest"]
    assert changes.order_by("-id")[0].user_id == small_bank.manager.pk


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"present": "wrong"}, "当前密码不对"),
        ({"again": "other"}, "两次输入的新密码不一致"),
        ({"new": "short", "again": "short"}, "太短：请至少使用十二个字符"),
        ({"new": ""}, "请输入新密码"),
        ({"new": "x" * 201, "again": "x" * 201}, "200"),
    ],
)
def test_a_password_that_does_not_do_changes_nothing(
    small_bank: bank.Bank, given: dict[str, str], said: str
) -> None:
    here, there = entered(), entered()
    answer = here.post("/account/password/", {"present": "password", "new": NEW, "again": NEW} | given)
    assert (answer.status_code, said in text(answer)) == (422, True), text(answer)
    assert NEW not in answer.content.decode()
    assert (is_in(here), is_in(there)) == (True, True)


def guess(client: Client, present: str) -> str:
    return text(client.post("/account/password/", {"present": present, "new": NEW, "again": NEW}))


def test_whoever_guesses_the_present_password_waits_in_that_session_alone(small_bank: bank.Bank) -> None:
    here, there = entered(), entered()
    assert all("当前密码不对" in guess(here, f"guess {n}") for n in range(5))
    for present in ("another guess", OLD):
        assert "错误密码过多" in guess(here, present)
    assert is_in(here)
    wrong = models.AuditEntry.objects.unscoped().filter(action="sign_in_failed")
    assert {(one.subject_id, one.user_id) for one in wrong} == {
        (str(small_bank.manager.pk), small_bank.manager.pk)
    }
    assert wrong.count() == 5
    assert is_in(entered())  # the door itself stays open to whoever knows the password
    assert there.post("/account/password/", {"present": OLD, "new": NEW, "again": NEW}).status_code == 302

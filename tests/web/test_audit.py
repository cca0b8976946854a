"""The pages of the audit: who saw whom, for those who watch over it and for nobody else."""

import csv
import io
import math
import time

import pytest
from django.db import connection
from django.test import Client

from integration.doors import town
from support.soak import scale
from tilth.access import audit, scopes
from tilth.access.audit import Event
from tilth.data import models
from tilth.web.audit import export, pages
from web.support import at_most, text

LOOKED = ["B1-rm1-c1", "B1-rm1-c2"]


@pytest.fixture
def house(db) -> town.Town:
    """The town, in which the manager has opened two customers and listed one."""
    made = town.build()
    scopes.enter(made.users["rm"], made.generation, address="10.1.2.3", request="r-1")
    audit.note(Event.VIEW, customers=LOOKED, subject_type="customer", detail={"channel": "page"})
    audit.note(Event.LIST, customers=LOOKED[:1], subject_type="customer", why="=1+1")
    return made


def client_of(house: town.Town, role: str) -> Client:
    client = Client()
    client.force_login(house.users[role])
    return client


@pytest.fixture
def officer(house: town.Town) -> Client:
    """Compliance, signed in."""
    return client_of(house, "compliance")


ADDRESSES = ("/audit/", "/audit/customers/?customers=B1-rm1-c1", "/audit/person/?who=rm")


def test_only_those_who_watch_over_the_audit_read_it(house: town.Town) -> None:
    for role in town.ROLES:
        client = client_of(house, role)
        allowed = role in ("compliance", "audit_admin")
        answers = [client.get(address) for address in ADDRESSES]
        assert [answer.status_code for answer in answers] == [200 if allowed else 403] * 3, role
        assert all(("10.1.2.3" in text(answer)) is allowed for answer in answers), role
        exported = client.post("/audit/export/", {"kind": "newest"})
        assert exported.status_code == (200 if role == "compliance" else 403), role


def test_the_newest_entries_come_first_and_by_kind(officer: Client) -> None:
    answer = officer.get("/audit/")
    assert [line.action for line in answer.context["page"].lines][:3] == ["列出", "打开", "改动"]
    assert "rm B1-rm1 客户经理" in text(answer)
    only = text(officer.get("/audit/?action=view"))
    assert only.count("10.1.2.3") == 1
    assert "B1-rm1-c2" in only


def test_a_day_without_entries_says_so(officer: Client) -> None:
    assert "那段时间没有记录" in text(officer.get("/audit/?day=2020-01-01"))


UNREADABLE = (
    ("/audit/?day=yesterday", "日期写成 YYYY-MM-DD。"),
    ("/audit/?action=eat", "没有这种记录。"),
    ("/audit/customers/?customers=+", "请至少填写一个客户号。"),
    ("/audit/customers/?customers=C1&since=2026-03-02&until=2026-03-01", "首日晚于末日，请对调。"),
    ("/audit/customers/?customers=C1&since=2020-03-02&until=2026-03-01", "一次最多查询一年。"),
    ("/audit/person/?who=nobody", "没有此用户名或工号的账号。"),
    ("/audit/person/?who=%00", ""),
)


def test_a_question_that_does_not_read_is_told_at_its_field(officer: Client) -> None:
    for address, said in UNREADABLE:
        answer = officer.get(address)
        assert answer.status_code == 422, address
        assert said in text(answer), address


def test_numbers_are_taken_as_they_are_pasted_up_to_200(officer: Client) -> None:
    asked = "B1-rm1-c1，B1-rm1-c2;\nB1-rm1-c1 nobody"
    words = text(officer.get("/audit/customers/", {"customers": asked}))
    assert words.count("10.1.2.3") == 2
    many = " ".join(f"C{number}" for number in range(201))
    answer = officer.get("/audit/customers/", {"customers": many})
    assert answer.status_code == 422
    assert "201 个客户号过多，一次最多 200 个。" in text(answer)


def test_a_person_is_found_by_name_or_staff_number(officer: Client, house: town.Town) -> None:
    for asked in ("rm", "B1-rm1"):
        assert text(officer.get("/audit/person/", {"who": asked})).count("10.1.2.3") == 2
    assert "10.1.2.3" not in text(officer.get("/audit/person/", {"who": "wealth"}))


def test_asking_is_noted_and_so_is_taking_away(officer: Client, house: town.Town) -> None:
    officer.get("/audit/customers/?customers=B1-rm1-c1")
    officer.post("/audit/export/", {"kind": "customers", "customers": "B1-rm1-c1"})
    noted = models.AuditEntry.objects.unscoped().filter(user_id=house.users["compliance"].pk)
    found = {one.action: one for one in noted.order_by("id")}
    assert found["audit"].customer_ids == found["export"].customer_ids == ["B1-rm1-c1"]
    assert found["export"].detail["rows"] == 3


def test_a_file_holds_whole_entries_and_no_formula(officer: Client) -> None:
    answer = officer.post("/audit/export/", {"kind": "person", "who": "rm"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="tilth-audit-person-')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["action"], row["customers"], row["why"]) for row in rows] == [
        ("list", "B1-rm1-c1", "'=1+1"),
        ("view", "B1-rm1-c1 B1-rm1-c2", ""),
    ]


def test_a_file_ends_at_its_limit_and_the_note_says_so(
    officer: Client, house: town.Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST", 1)
    answer = officer.post("/audit/export/", {"kind": "person", "who": "rm"})
    assert answer.content.decode("utf-8-sig").count("\n") == 2
    noted = models.AuditEntry.objects.unscoped().get(action="export")
    assert (noted.detail["rows"], noted.detail["cut"]) == (1, True)


def test_an_export_of_nothing_known_is_refused(officer: Client) -> None:
    for given in ({"kind": "all"}, {}, {"kind": "person", "who": "nobody"}):
        assert officer.post("/audit/export/", given).status_code == 400, given


def test_the_pages_lead_through_all_entries_once(officer: Client, house: town.Town) -> None:
    scopes.enter(house.users["wealth"], house.generation)
    for number in range(230):
        audit.note(Event.EXPORT, customers=[f"C{number:03}"], subject_type="customer")
    address, seen = "/audit/person/?who=wealth", []
    for _ in range(3):
        page = officer.get(address).context["page"]
        seen += [line.customers[0] for line in page.lines]
        address = f"/audit/person/?{page.following}"
    assert page.following == ""
    assert seen == [f"C{number:03}" for number in reversed(range(230))]


def test_a_place_that_does_not_read_is_the_beginning(officer: Client) -> None:
    for junk in ("", "x", "2026-01-01_1", "2026-01-01T00:00+00:00_-1", "_", "1_1" * 99):
        assert pages.place(junk) is None, junk
        assert officer.get("/audit/", {"before": junk}).status_code == 200, junk


def verified(broken: int) -> None:
    """Note a verification as the command does, for which nobody is signed in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tilth.user', '', true)")
    with audit.job("audit verify"):
        audit.note(Event.VERIFY, detail={"links": 9, "broken": broken})


def test_the_page_says_how_the_chain_stands(officer: Client, settings) -> None:
    assert "七天内未验证" in text(officer.get("/audit/"))
    assert "尚无" in text(officer.get("/audit/"))
    path = settings.TILTH_DATA / "audit/heads.log"
    path.parent.mkdir()
    path.write_text(f"tilth-audit-head 2026-03-31 1234 {'ab' * 32} 2026-03-31T10:00:00+00:00 mark\n")
    verified(0)
    words = text(officer.get("/audit/"))
    assert "2026-03-31 · 第 1,234 环" in words
    assert "2026-03-31 18:00" in words
    assert "完整" in words
    verified(2)
    assert "审计链不完整" in text(officer.get("/audit/"))


def test_a_damaged_file_of_heads_breaks_no_page(officer: Client, settings) -> None:
    path = settings.TILTH_DATA / "audit/heads.log"
    path.parent.mkdir()
    for junk in (b"", b"\xff\xfe", b"a b c d e f\n", b"tilth-audit-head 1 2 3 4 5\n"):
        path.write_bytes(junk)
        assert officer.get("/audit/").status_code == 200


def test_each_page_asks_little(officer: Client) -> None:
    for address in ADDRESSES:
        officer.get(address)
        with at_most(12):
            officer.get(address)


def test_many_entries_are_answered(officer: Client, house: town.Town) -> None:
    number = scale(20_000, 1_000_000)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "INSERT INTO tilth_audit_entry (at, action, user_id, role, address, request, subject_type,"
            " subject_id, customer_ids, why, detail) SELECT now() - n * interval '0.6 second', 'view',"
            " n %% 500, 'rm', '', '', 'customer', '', ARRAY['C' || n %% 20000], '', '{}'"
            " FROM generate_series(1, %s) n",
            [number],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
        # what autovacuum does between the inserts of a real day
        cursor.execute("SELECT gin_clean_pending_list('audit_customers')")
        cursor.execute("ANALYZE tilth_audit_entry")
    asked = " ".join(f"C{one}" for one in range(200))
    officer.get("/audit/")
    for address in (*ADDRESSES, "/audit/?action=unmask", f"/audit/customers/?customers={asked}"):
        began = time.perf_counter()
        assert officer.get(address).status_code == 200
        took = time.perf_counter() - began
        print(f"FIGURE {address[:31]} over {number:,} entries: {took * 1000:.0f} ms")
        assert took < scale(math.inf, 1), "at full size, on a quiet machine"

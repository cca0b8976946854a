"""Tonight's events and open reasons: the page of a book and of a branch, and closing one (LIST-14)."""

import datetime as dt
import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from support import figures, published
from tilth.data import models
from tilth.domain.events import queries, standing
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

HTMX = {"HX-Request": "true"}
WHY = {"key": "0191-a", "reason": "done_otherwise", "note": ""}


def closing(customer_id: str, event_id: str) -> str:
    return reverse("close_event", args=[customer_id, event_id])


def shown(client: Client, address: str) -> list[str]:
    """Return the names of the rows of an address, over all its pages."""
    found, following = [], address
    while following:
        page = client.get(following).content.decode()
        found += re.findall(r'class="name" href="/customers/([^/]+)/', page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        following = f"/events/{more[1].replace('&amp;', '&')}" if more else ""
    return found


def test_what_is_new_and_what_is_left_stand_on_one_page(lin: Client, small_bank: bank.Bank) -> None:
    bank.reason(small_bank, "C00022", back=5)
    bank.reason(small_bank, "C00023", "stop_loss", amount=None)
    words = text(lin.get("/events/"))
    assert "今晚事项" in words
    assert "03-26 起未结" in words
    assert "C00022" in shown(lin, "/events/?state=earlier")
    assert "C00023" not in shown(lin, "/events/?state=earlier")
    assert "C00023" in shown(lin, "/events/?state=tonight")
    assert shown(lin, "/events/?listed=no") == ["C00022", "C00023"]
    assert "今日 #3" in text(lin.get("/events/?listed=yes&kind=large_outflow"))
    assert "近几天内已有双向联络。 04-04 起恢复" in text(lin.get("/events/?listed=no"))


def test_every_count_is_the_number_of_its_rows(lin: Client, small_bank: bank.Bank) -> None:
    bank.reason(small_bank, "C00022", back=5)
    bank.reason(small_bank, "C00023", "stop_loss")
    checked = {}
    for page in ("/", "/book/", "/events/", "/events/?state=earlier"):
        for one, wrong in figures.walk(lambda there: lin.get(there).content.decode(), [page]):
            if one.link.startswith("/events/"):
                assert wrong is None, str(wrong)
                checked[one.code] = one.value
    assert {"events", "events_of_kind", "also", "also_of_kind"} <= set(checked)
    assert checked["also"] == 2


def test_it_costs_the_same_however_many_there_are(lin: Client, small_bank: bank.Bank) -> None:
    for number in range(60):
        bank.reason(small_bank, f"C{number % 30:05d}", back=number)
    with at_most(16):
        lin.get("/events/")
    everybody = shown(lin, "/events/")
    assert len(everybody) > 60
    for sort, way in (("due", "ascending"), ("amount", "descending"), ("-due", "descending")):
        page = lin.get(f"/events/?sort={sort}").content.decode()
        assert page.count("aria-sort") == page.count(f'aria-sort="{way}"') == 1
        following = re.search(r'rel="next" href="\?([^"]+)"', page)[1].replace("&amp;", "&")
        second = lin.get(f"/events/?{following}").content.decode()
        back = re.search(r'rel="prev" href="\?([^"]+)"', second)[1].replace("&amp;", "&")
        names = re.compile(r'class="name" href="/customers/([^/]+)/')
        assert names.findall(lin.get(f"/events/?{back}").content.decode()) == names.findall(page)


@pytest.mark.parametrize("code", standing.SORTS)
def test_every_head_orders_both_ways_page_by_page(lin: Client, small_bank: bank.Bank, code: str) -> None:
    for number in range(60):
        bank.reason(small_bank, f"C{number % 30:05d}", back=number)

    def walked(sort: str) -> list[str]:
        pages = [lin.get("/events/", {"sort": sort}).context["page"]]
        while following := pages[-1].found.following:
            pages.append(lin.get("/events/", {"sort": sort, "after": following}).context["page"])
        back = lin.get("/events/", {"sort": sort, "before": pages[-1].found.previous}).context["page"]
        assert [line.row.event_id for line in back.lines] == [line.row.event_id for line in pages[-2].lines]
        return [line.row.event_id for page in pages for line in page.lines]

    ahead, back = walked(code), walked(f"-{code}")
    assert len(ahead) == len(set(ahead)) > 60
    assert set(ahead) == set(back)
    assert ahead != back
    page = lin.get("/events/", {"sort": code, "state": "earlier"}).content.decode()
    if code != "owner":  # no column of a manager's own events
        assert page.count("aria-sort") == page.count('aria-sort="ascending"') == 1
        assert f'href="?state=earlier&amp;sort=-{code}"' in page
    assert f'<option value="{code}" selected>' in page


def test_more_events_than_a_page_counts_stand_by_money_and_the_page_says_so(
    lin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "COUNTED", 3)
    answer = lin.get("/events/?sort=customer")
    assert "排不了这个顺序" in text(answer)
    assert 'aria-sort="descending"' in answer.content.decode()
    assert "排不了这个顺序" not in text(lin.get("/events/?sort=-due"))


@pytest.mark.parametrize("after", ["x", "~", "9~", "1e5~k", "\x00~k", "2026-13-01~k", "5~" + "k" * 999])
def test_a_place_that_does_not_read_is_no_error(lin: Client, after: str) -> None:
    for sort in ("due", "amount", "-due", "customer", "-listed"):
        assert lin.get("/events/", {"after": after, "sort": sort, "kind": "nothing"}).status_code == 200


@pytest.mark.parametrize("branch", ["\x00", "a\x00b", "nowhere", "B" * 999])
@pytest.mark.parametrize("page", ["/events/", "/customers/"])
def test_a_branch_that_is_none_is_no_error_to_who_sees_the_bank(
    small_bank: bank.Bank, page: str, branch: str
) -> None:
    assert signed_in(small_bank.officer).get(page, {"branch": branch}).status_code == 200


@pytest.mark.requirement("LIST-14")
def test_a_reason_is_closed_with_a_reason_and_leaves_at_once(lin: Client, small_bank: bank.Bank) -> None:
    number = bank.reason(small_bank, "C00022", back=5)
    address = closing("C00022", number)
    assert "03-26 转出" in text(lin.get("/customers/C00022/"))
    assert "为何无需再办" in text(lin.get(address, headers=HTMX))
    assert lin.post(address, {"key": "0191-a"}, headers=HTMX).status_code == 422
    answer = lin.post(address, WHY | {"note": "已在柜台办妥"}, headers=HTMX)
    assert answer["HX-Trigger-After-Settle"] == "tilth:saved"
    assert "已办结" in text(answer)
    assert "C00022" not in shown(lin, "/events/")
    assert shown(lin, "/events/?state=done") == ["C00022"]
    assert "已用其他方式处理 · 林晓岚" in text(lin.get("/events/?state=done"))
    for page in ("/customers/C00022/", "/customers/C00022/record/"):
        assert "03-26 转出" not in text(lin.get(page)), page
    [made] = models.ReasonClosure.objects.unscoped()
    assert (made.event_id, made.reason, made.staff_id, made.kind) == (
        number,
        "done_otherwise",
        "S1",
        "large_outflow",
    )


def test_it_is_closed_from_the_customer_and_leads_back_there(lin: Client, small_bank: bank.Bank) -> None:
    number = bank.reason(small_bank, "C00022", back=5)
    address = closing("C00022", number)
    assert f'href="{address}?from=customer"' in lin.get("/customers/C00022/").content.decode()
    form = lin.get(f"{address}?from=customer").content.decode()
    assert form.count('href="/customers/C00022/"') == 3
    assert 'name="from" value="customer"' in form
    answer = lin.post(address, WHY | {"from": "customer"}, follow=True)
    assert answer.redirect_chain == [("/customers/C00022/", 302)]
    assert "03-26 转出" not in text(answer)
    other = closing("C00022", bank.reason(small_bank, "C00022", "stop_loss"))
    scripted = lin.post(other, WHY | {"key": "0191-b", "from": "customer"}, headers=HTMX)
    assert (scripted.status_code, scripted["HX-Redirect"]) == (204, "/customers/C00022/")
    assert "/close/?from=customer" not in lin.get("/customers/C00022/").content.decode()


def test_sent_twice_it_is_closed_once(lin: Client, small_bank: bank.Bank) -> None:
    number, other = bank.reason(small_bank, "C00022"), bank.reason(small_bank, "C00023")
    for _again in range(2):
        assert lin.post(closing("C00022", number), WHY).status_code == 302
    lin.post(closing("C00022", number), WHY | {"key": "0191-b", "reason": "declined"})
    assert [one.reason for one in models.ReasonClosure.objects.unscoped()] == ["done_otherwise"]
    assert lin.post(closing("C00023", other), WHY, headers=HTMX).status_code == 409
    assert "C00023" in shown(lin, "/events/")


def test_it_is_opened_again_on_the_same_day_only(
    lin: Client, small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = bank.reason(small_bank, "C00022")
    lin.post(closing("C00022", number), WHY)
    [made] = models.ReasonClosure.objects.unscoped()
    back = reverse("reopen_event", args=["C00022", made.pk])
    assert lin.post(back).status_code == 302
    assert "C00022" in shown(lin, "/events/")
    lin.post(closing("C00022", number), WHY | {"key": "0191-b", "reason": "wrong_data"})
    second = models.ReasonClosure.objects.unscoped().get(voided_at=None)
    monkeypatch.setattr("tilth.domain.bank.now", lambda _day: bank.MORNING + dt.timedelta(days=1))
    late = lin.post(reverse("reopen_event", args=["C00022", second.pk]), headers=HTMX)
    assert late.status_code == 409
    assert "已过撤销时限" in text(late)


def test_what_the_night_does_not_keep_open_cannot_be_closed(lin: Client, small_bank: bank.Bank) -> None:
    birthday = published.event(small_bank.generation, "C00022", "birthday", bank.DAY).event_id
    acted = bank.reason(small_bank, "C00023", state="acted_on")
    for customer_id, number in (("C00022", birthday), ("C00023", acted), ("C00022", "nobody")):
        assert lin.post(closing(customer_id, number), WHY).status_code == 404
    assert "C00023" not in shown(lin, "/events/")
    assert shown(lin, "/events/?state=done") == ["C00023"]


def test_a_talk_since_the_night_takes_it_off_and_an_attempt_does_not(
    lin: Client, small_bank: bank.Bank
) -> None:
    bank.reason(small_bank, "C00022", back=5)
    call = {"channel": "phone", "purpose": "service"}
    lin.post("/customers/C00022/record/", call | {"key": "0190-a", "outcome": "no_answer"})
    assert "C00022" in shown(lin, "/events/")
    talked = {"key": "0190-b", "outcome": "connected", "intention": "weak", "step": "none"}
    lin.post("/customers/C00022/record/", call | talked)
    assert "C00022" not in shown(lin, "/events/")
    assert "已谈过" in text(lin.get("/events/?state=done"))


@pytest.mark.requirement("ROLE-06", part="alerts that reach the head at once")
def test_a_branch_sees_all_of_it_and_only_looks(lin: Client, small_bank: bank.Bank) -> None:
    number = bank.reason(small_bank, "C00022")
    models.PublishedBranchTotal.objects.unscoped().delete()
    for user in (small_bank.head, small_bank.supervisor):
        client = signed_in(user)
        assert "C00022" in shown(client, "/events/?owner=S1")
        assert 'id="close-' not in client.get("/events/").content.decode()
        assert client.post(closing("C00022", number), WHY).status_code == 403
    assert shown(signed_in(small_bank.neighbour), "/events/") == []
    assert signed_in(small_bank.neighbour).post(closing("C00022", number), WHY).status_code == 404
    assert "请指明客户" in text(signed_in(small_bank.officer).get("/events/"))
    assert signed_in(small_bank.teller).get("/events/").status_code == 403


def test_the_branch_page_counts_its_events(lin: Client, small_bank: bank.Bank) -> None:
    published.branch_total(small_bank.generation, "B1", customers=30)
    bank.reason(small_bank, "C00022")
    head = signed_in(small_bank.head)
    [one] = [
        one for one in figures.on("/branch/", head.get("/branch/").content.decode()) if one.code == "events"
    ]
    assert len(shown(head, one.link)) == one.value > 20


def test_events_of_a_covered_book_are_marked(small_bank: bank.Bank) -> None:
    models.Cover.objects.create(
        absent_staff_id="S1",
        substitute_staff_id="S2",
        reason="年假",
        starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2100, 1, 1),
        arranged_by=small_bank.head,
    )
    number = bank.reason(small_bank, "C00022")
    shen = signed_in(small_bank.neighbour)
    assert "代管 · 林晓岚" in text(shen.get("/events/?owner=covered"))
    assert shen.post(closing("C00022", number), WHY).status_code == 302


def test_from_an_event_one_records_for_what_suits_it(lin: Client, small_bank: bank.Bank) -> None:
    bank.reason(small_bank, "C00022", "take_profit", detail={"return_bp": 2040})
    bank.reason(small_bank, "C00022", "risk_assessment_expiring", detail={"risk_level": "C3"})
    page = lin.get("/events/?listed=no").content.decode()
    for kind, purpose in (("take_profit", "asset_report"), ("risk_assessment_expiring", "due_notice")):
        assert f"/customers/C00022/record/?from=events&amp;event={kind}" in page
        form = lin.get(f"/customers/C00022/record/?from=events&event={kind}", headers=HTMX).content.decode()
        assert f'<option value="{purpose}" selected>' in form
    talked = {
        "key": "0190-b",
        "outcome": "connected",
        "intention": "weak",
        "step": "none",
        "origin": "events",
    }
    answer = lin.post("/customers/C00022/record/", talked | {"channel": "phone", "purpose": "service"})
    assert answer["Location"] == "/events/"


def test_nothing_open_says_so(small_bank: bank.Bank) -> None:
    words = text(signed_in(small_bank.neighbour).get("/events/"))
    assert "没有未结事项" in words
    assert "没有符合的事项" in text(signed_in(small_bank.neighbour).get("/events/?kind=stop_loss"))


def test_the_dead_are_marked_wherever_they_are_shown(lin: Client, small_bank: bank.Bank) -> None:
    models.Suppression.objects.create(
        customer_id="C00002",
        kind="deceased",
        reason="讣告",
        starts_on=bank.DAY,
        recorded_by=small_bank.manager,
    )
    for address in (
        "/",
        "/print/",
        "/customers/",
        "/customers/C00002/",
        "/palette/?q=陈婉仪",
        "/events/?kind=large_outflow",
    ):
        assert "data-deceased" in lin.get(address).content.decode(), address
    assert "data-deceased" not in lin.get("/customers/C00003/").content.decode()
    key = json.loads(lin.get("/api/v1/customers", {"text": "陈婉仪"}).content)
    assert [one["deceased"] for one in key["items"]] == [True]


def test_the_palette_tells_a_wrong_number(lin: Client, small_bank: bank.Bank) -> None:
    wrong = {"key": "0190-w", "outcome": "wrong_number", "step": "none"}
    lin.post("/customers/C00001/record/", wrong | {"channel": "phone", "purpose": "maintain"})
    assert "<s " in lin.get("/palette/?q=赵国强").content.decode()


def test_a_board_does_not_count_on_and_on(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("tilth.domain.events.queries", "tilth.web.book.pages"):
        monkeypatch.setattr(f"{module}.COUNTED", 5)
    page = lin.get("/book/")
    assert "超过 5 项未结事项" in text(page)
    assert not [one for one in figures.on("/book/", page.content.decode()) if one.code == "events"]

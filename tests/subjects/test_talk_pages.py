"""The negotiation of an opportunity: opened on its page, written by its forms, sheets for the team alone."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from doors.calls import plain
from integration.doors import town
from subjects.conftest import As
from support import published
from tilth.data.models import Negotiation, Offer, Opportunity
from tilth.domain.records import negotiation, opportunity
from tilth.policy import promising
from web.bank import TODAY
from web.conftest import compiled_messages, day, signed_in  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SECRET = "twenty-below"
SHEET = {
    "goal_long": "their payroll",
    "goal_short": "the rate",
    "main": "the rate",
    "bottom_line": SECRET,
    "walk_away": "no papers",
}
OFFERED = {
    "side": "ours",
    "risk": "low",
    "amount": "400000.00",
    "concession": "25",
    "terms": "price: list\nterm: a year\nfees: none\ncollateral: a flat\nservice: by phone",
    "reasons": "a steady income",
    "question": "Is that right?",
}


def opened(as_: As, category: str = "loan") -> Opportunity:
    soon = published.DAY + dt.timedelta(days=20)
    told = {"source": "contact", "type": "full", "expected_on": soon, "category": category}
    return opportunity.open_up(as_("rm"), MINE, **told)


def read(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("NEG-12")
def test_the_page_of_an_opportunity_opens_its_negotiation(bank: town.Town, as_: As) -> None:
    about, client = opened(as_), signed_in(bank.users["rm"])
    talks = reverse("deal_talks", args=[MINE, about.pk])
    assert f'hx-get="{talks}"' in read(client, reverse("deal", args=[MINE, about.pk]))
    whole, part = read(client, talks), read(client, talks, HX_Request="true")
    assert "<html" in whole
    assert "<html" not in part
    for page in (whole, part):
        assert "What is the money used for?" in page or "这笔钱打算怎么用" in page
    other = reverse("deal_talks", args=[MINE, opened(as_, "fund").pk])
    assert "怎么用" not in read(client, other)
    assert "used for?" not in read(client, other)


@pytest.mark.requirement("NEG-05")
@pytest.mark.requirement("NEG-07")
def test_sheet_and_offer_are_written_on_it_and_a_leader_approves(bank: town.Town, as_: As) -> None:
    about, client = opened(as_), signed_in(bank.users["rm"])
    given = {"deal": str(about.pk)}
    for subject, act, told in (("negotiation", "draw-up", SHEET), ("offer", "put", OFFERED)):
        address = reverse("deal_talk", args=[MINE, about.pk, subject, act])
        assert client.post(address, given | told).status_code == 302
    talks = reverse("deal_talks", args=[MINE, about.pk])
    assert SECRET in read(client, talks)
    made = Offer.objects.unscoped().get()
    assert made.state == "waits"
    approve = reverse("deal_talk_row", args=[MINE, about.pk, "offer", "approve", made.pk])
    head = signed_in(bank.users["supervisor"])
    assert approve not in read(client, talks)
    assert approve in read(head, talks)
    assert head.post(approve, {"yes": "yes"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "made"


@pytest.mark.requirement("NEG-07")
@pytest.mark.requirement("NEG-08")
def test_hints_stand_there_and_one_beside_the_first_offer_of_the_other_side(bank: town.Town, as_: As) -> None:
    about, client = opened(as_), signed_in(bank.users["rm"])
    talks = reverse("deal_talks", args=[MINE, about.pk])
    hint = "一般不接受对方的首次报价"
    assert read(client, talks).count(hint) == 1
    address = reverse("deal_talk", args=[MINE, about.pk, "offer", "put"])
    for _number in range(2):
        client.post(address, OFFERED | {"deal": str(about.pk), "side": "theirs"})
    assert read(client, talks).count(hint) == 2


def test_what_is_refused_is_said_in_its_form(bank: town.Town, as_: As) -> None:
    about, client = opened(as_), signed_in(bank.users["rm"])
    address = reverse("deal_talk", args=[MINE, about.pk, "offer", "put"])
    answer = client.post(address, OFFERED | {"deal": str(about.pk), "question": "Why?"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Offer.objects.unscoped().count() == 0
    for subject, act in (("offer", "approve"), ("offer", "nothing"), ("gift", "give")):
        address = reverse("deal_talk", args=[MINE, about.pk, subject, act])
        assert client.post(address, {}).status_code == 404


@pytest.mark.requirement("NEG-05")
@pytest.mark.requirement("TRAP-15")
@pytest.mark.parametrize("role", ["supervisor", "branch_head", "compliance"])
def test_a_sheet_changes_no_byte_for_others(bank: town.Town, as_: As, role: str) -> None:
    about, client = opened(as_), signed_in(bank.users[role])
    pages = [
        reverse("deal_talks", args=[MINE, about.pk]),
        reverse("deal", args=[MINE, about.pk]),
        reverse("customer_deals", args=[MINE]),
        reverse("customer_timeline", args=[MINE]),
    ]
    before = [plain(client.get(one), MINE) for one in pages]
    negotiation.draw_up(as_("rm"), MINE, deal=str(about.pk), **SHEET)
    assert Negotiation.objects.unscoped().count() == 1
    assert [plain(client.get(one), MINE) for one in pages] == before


@pytest.mark.requirement("NEG-03")
def test_the_form_warns_before_it_is_saved_and_whoever_reads_it_later_sees_that_it_did(
    bank: town.Town,
) -> None:
    client, address = signed_in(bank.users["rm"]), reverse("commitment_promise", args=[MINE])
    told = {"kind": "mortgage", "due_on": (TODAY + dt.timedelta(days=1)).isoformat()}
    honest = promising.earliest(TODAY, 15)
    answer = client.post(address, told)
    assert answer.status_code == 422
    assert f"此事至少需要 15 个工作日，最早可承诺 {honest}" in answer.content.decode()
    assert client.post(address, told | {"reason": "all papers are there"}).status_code == 302
    page = read(signed_in(bank.users["supervisor"]), reverse("customer_deals", args=[MINE]))
    assert "不顾提示承诺" in page
    assert "all papers are there" in page

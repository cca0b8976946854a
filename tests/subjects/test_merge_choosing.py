"""Two numbers that are to be one: what differs is chosen, the stricter no stands, undone both go."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.test import Client

from integration.doors import town
from subjects.conftest import As
from tilth.data.models import Consent, Detail, Merge, PublishedCustomer
from tilth.domain.acting import Unclear
from tilth.domain.contacts import gate
from tilth.domain.merges import choosing, operations
from tilth.domain.profile import queries
from tilth.domain.records import consent, detail, relation
from tilth.kernel.ids import uuid7
from tilth.policy import playbook
from tilth.policy.contact_gate import Request, decide
from tilth.policy.subjects.detail import DetailRules
from web.conftest import compiled_messages, day, signed_in  # noqa: F401 - fixtures
from web.support import text

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
A, B = "B1-rm1-c1", "B1-rm1-c2"
RULES = playbook.default()
Of = Callable[[str], Client]


@pytest.fixture
def of(bank: town.Town) -> Of:
    return lambda role: signed_in(bank.users[role])


def merged(as_: As, *, chosen: tuple[Detail, ...] = ()) -> Merge:
    who, details = as_("branch_head", minutes=10), [one.pk for one in chosen]
    return operations.merge(who, A, merged_id=B, cause="same_document", details=details)


def stands(as_: As, item: str, customer: str = A) -> str | None:
    who = as_("branch_head")
    found = queries.of_customer(
        who.by, who.generation, customer_id=customer, several=frozenset(), today=who.today
    ).get(item, queries.NOTHING)
    return found.newest.choice if found.newest else None


def told(as_: As) -> tuple[Detail, Detail]:
    """Let an older detail stand under the number that stays, a newer one under the other."""
    mine = detail.tell(as_("rm"), A, item="talks", value="brief")
    return mine, detail.tell(as_("rm", minutes=5), B, item="talks", value="detail")


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_the_newer_stands_and_the_older_where_it_is_chosen_until_it_is_undone(as_: As) -> None:
    mine, theirs = told(as_)
    row = merged(as_)
    assert (stands(as_, "talks"), row.chosen, row.written) == ("detail", {}, {})
    operations.undo(as_("branch_head", minutes=11), row.pk)
    for chosen, choice in ((mine, "brief"), (theirs, "detail")):
        before = set(Detail.objects.unscoped().values_list("pk", "customer_id", "made_at"))
        row = merged(as_, chosen=(chosen,))
        assert stands(as_, "talks") == choice
        assert (stands(as_, "talks", B), len(row.written.get("detail", ()))) == (None, int(chosen is mine))
        operations.undo(as_("branch_head", minutes=12), row.pk)
        assert (stands(as_, "talks"), stands(as_, "talks", B)) == ("brief", "detail")
        assert set(Detail.objects.unscoped().values_list("pk", "customer_id", "made_at")) == before


def test_only_what_differs_can_be_chosen_and_by_whom_it_stands(as_: As) -> None:
    mine, _ = told(as_)
    for item, value in (("leisure", "sings"), ("other_bank", "icbc"), ("decides", "quick")):
        detail.tell(as_("rm"), A, item=item, value=value)
        detail.tell(as_("rm"), B, item=item, value=value)
    detail.tell(as_("rm"), B, item="other_bank", value="cmb")
    who, numbers = as_("branch_head"), {"customer_id": A, "merged_id": B}
    found = choosing.differing(
        who.by, who.generation, **numbers, rules=RULES.of(DetailRules), today=who.today
    )
    assert [(one.item.code, one.newer.choice) for one in found] == [("talks", "detail")]
    alike = Detail.objects.unscoped().get(customer_id=A, item="decides")
    for wrong in (alike, replace_pk(mine)):
        with pytest.raises(Unclear, match="has changed meanwhile"):
            merged(as_, chosen=(wrong,))
    assert Merge.objects.unscoped().count() == 0


def replace_pk(row: Detail) -> Detail:
    return Detail(id=uuid7(), item=row.item)


@pytest.mark.parametrize(("mine", "theirs"), [("any", "any"), ("any", "phone"), ("phone", "any")])
def test_a_no_of_one_number_stands_though_the_other_said_yes_later(as_: As, mine: str, theirs: str) -> None:
    said = {"purpose": "marketing", "text_version": "2026-01", "evidence": "form 7", "asked": False}
    consent.record(as_("rm"), B, **said, decision="refused", channel=mine)
    consent.record(as_("rm", minutes=5), A, **said, decision="granted", channel=theirs)
    who = as_("branch_head", minutes=10)
    [one] = choosing.stricter(who.by, who.generation, customer_id=A, merged_id=B)
    assert (one.decision, one.channel) == ("refused", mine)
    before = set(Consent.objects.unscoped().values_list("pk", "customer_id"))
    row = merged(as_)
    assert len(row.written["consent"]) == 1
    later = who.at + dt.timedelta(minutes=30)
    assert held(A, later) == {"kind": "refused"}
    consent.record(as_("rm", minutes=20), A, **said, decision="granted", channel=mine)
    assert held(A, later) != {"kind": "refused"}, "what the customer says afterwards counts"
    operations.undo(as_("branch_head", minutes=25), row.pk)
    now = set(Consent.objects.unscoped().values_list("pk", "customer_id"))
    assert before <= now
    assert len(now - before) == 1


def held(customer: str, at: dt.datetime) -> object:
    history = gate.history(published_row(customer), at, RULES)
    return decide(history, Request(at, "phone", "introduce"), RULES).detail


def published_row(customer: str) -> PublishedCustomer:
    return PublishedCustomer.objects.unscoped().get(customer_id=customer)


def test_the_page_shows_what_differs_what_moves_and_keeps_what_was_chosen(as_: As, of: Of) -> None:
    mine, _ = told(as_)
    relation.tie(as_("rm"), B, kind="friend", name="Li Lei")
    head, address = of("branch_head"), f"/customers/{A}/merge/"
    page = head.get(f"{address}?with={B}")
    beside = text(page)
    assert all(word in beside for word in ("沟通", "一并转移的待办与关系", "关系")), beside
    assert page.content.decode().count('name="detail-talks"') == 2
    given = {"merged_id": B, "cause": "same_document", "note": "", "detail-talks": str(mine.pk)}
    wrong = head.post(address, given | {"cause": ""})
    assert wrong.status_code == 422
    assert f'value="{mine.pk}" checked' in wrong.content.decode()
    assert head.post(address, given).status_code == 302
    assert stands(as_, "talks") == "brief"


def test_programs_choose_as_the_page_does(as_: As, of: Of) -> None:
    mine, _ = told(as_)
    body = {"merged_id": B, "cause": "same_document", "details": [str(mine.pk)]}
    answer = of("branch_head").post(
        f"/api/v1/customers/{A}/merges", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code == 201, answer.content
    assert stands(as_, "talks") == "brief"

"""Two numbers of one person on pages and by the API: merged, found by either, answered by the survivor."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from integration.doors import town
from tilth.data.models import Memo
from tilth.domain.merges import queries
from web.conftest import compiled_messages, day, signed_in  # noqa: F401 - fixtures
from web.support import text

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
A, B = "B1-rm1-c1", "B1-rm1-c2"
MINE, THEIRS = f"/customers/{A}/", f"/customers/{B}/"
Of = Callable[[str], Client]


@pytest.fixture
def of(bank: town.Town) -> Of:
    return lambda role: signed_in(bank.users[role])


def test_a_head_looks_at_both_merges_and_undoes(of: Of) -> None:
    head, rm = of("branch_head"), of("rm")
    rm.post(f"{THEIRS}memos/note-down/", {"demand": "a safe box", "due_on": "2026-12-31"})
    assert "与另一个号归并" in text(head.get(f"{MINE}network/"))
    assert "与另一个号归并" not in text(rm.get(f"{MINE}network/"))
    assert rm.get(f"{MINE}merge/").status_code == 403
    beside = text(head.get(f"{MINE}merge/?with={B}"))
    assert all(word in beside for word in (A, B, "服务备忘录", "并入号的 1 条记录"))
    wrong = head.post(f"{MINE}merge/", {"merged_id": "B1-rm2-c1", "cause": "same_document"})
    assert (wrong.status_code, "管户经理不同" in text(wrong)) == (422, True)
    unsaid = head.post(f"{MINE}merge/", {"merged_id": B})
    assert (unsaid.status_code, "选一个原因" in text(unsaid)) == (422, True)
    assert (
        head.post(f"{MINE}merge/", {"merged_id": B, "look": "1"}).headers["Location"].endswith(f"?with={B}")
    )
    sent = head.post(f"{MINE}merge/", {"merged_id": B, "cause": "same_document", "note": "same card"})
    assert sent.headers["Location"] == f"{MINE}network/?done"
    assert Memo.objects.unscoped().get().customer_id == A
    section = text(rm.get(f"{MINE}network/"))
    assert all(word in section for word in (f"{B} 已并入此号", "证件相同", "移动了 1 条记录"))
    merge = queries.Merge.objects.unscoped().get().pk
    assert head.post(f"{MINE}merge/{merge}/undo/").headers["Location"] == f"{MINE}network/?done"
    again = head.post(f"{MINE}merge/{merge}/undo/")
    assert (again.status_code, "已撤销过" in text(again)) == (422, True)
    assert head.post(f"{MINE}merge/{merge + 1}/undo/").status_code == 404


def test_the_merged_number_answers_with_the_survivor_and_is_found_as_it(of: Of) -> None:
    head, rm = of("branch_head"), of("rm")
    head.post(f"{MINE}merge/", {"merged_id": B, "cause": "renumbered"})
    assert rm.get(THEIRS).headers["Location"] == f"{MINE}?merged={B}"
    assert rm.get(f"{THEIRS}wealth/").headers["Location"] == f"{MINE}wealth/?merged={B}"
    assert f"{B} 已并入此客户" in text(rm.get(f"{MINE}?merged={B}"))
    own = rm.get(f"{THEIRS}?number")
    assert f"此客户号已并入 {A}" in text(own)
    assert 'id="record-top"' not in own.content.decode()
    for address in (f"/customers/?q={B}", "/customers/", f"/palette/?q={B}"):
        page = rm.get(address).content.decode()
        assert (MINE in page, THEIRS in page) == (True, False), address
    given = {"channel": "sms", "topic": "everything", "starts_on": "2026-04-01", "endless": "on"}
    wish = rm.post(f"{THEIRS}wishes/", given | {"reason": "told at the branch"})
    assert (wish.status_code, "此客户号已并入另一客户号" in text(wish)) == (422, True)


def test_by_the_api(of: Of) -> None:
    head, rm, path = of("branch_head"), of("rm"), f"/api/v1/customers/{A}/merges"
    given = json.dumps({"merged_id": B, "cause": "opened_twice"})
    assert rm.post(path, given, content_type="application/json").status_code == 403
    made = head.post(path, given, content_type="application/json")
    assert made.status_code == 201
    (told,) = rm.get(path).json()
    assert (told["merged_id"], told["cause"], told["undone_at"]) == (B, "opened_twice", None)
    memo = json.dumps({"demand": "x", "due_on": "2026-12-31"})
    there = rm.post(f"/api/v1/customers/{B}/memos/note-down", memo, content_type="application/json")
    assert (there.status_code, there.json()["error"]) == (409, "one_with_another")
    assert head.post(f"{path}/{told['id']}/undo").status_code == 200
    refused = head.post(f"{path}/{told['id']}/undo")
    assert (refused.status_code, refused.json()["error"]) == (422, "unclear")

"""One value in clear: whose, why, and the note that is written first."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from integration.doors.town import Town
from support.acting import who
from tilth.access import personal, scopes
from tilth.data import models
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.contacts import operations as contacts
from tilth.domain.records import participant as participants
from tilth.domain.unmasking import operations
from tilth.vault import ring

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 4, 1)
CUSTOMER = "B1-rm1-c1"
ADDRESS = "上海市静安区南京西路一号"
Enter = Callable[[str], models.User]


@pytest.fixture
def sealed(bank: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town, with one customer's address under seal."""
    monkeypatch.setattr(settings, "TILTH_KEYRING", tmp_path / "keyring.json")
    keys = ring.create(tmp_path / "keyring.json", "intl")
    address = keys.seal(ADDRESS, table="customers", column="address", row=CUSTOMER)
    models.PublishedCustomer.objects.unscoped().filter(customer_id=CUSTOMER).update(address=address)
    return bank


def reveal(
    bank: Town,
    by: models.User,
    *,
    customer_id: str = CUSTOMER,
    column: str = "address",
    why: str = "a letter",
) -> str:
    return operations.reveal(who(by, bank.generation, AT), customer_id, column=column, why=why)


@pytest.mark.parametrize("role", ["rm", "compliance"])
def test_the_owner_and_compliance_see_it_and_the_audit_says_why(
    sealed: Town, enter: Enter, role: str
) -> None:
    by = enter(role)
    assert reveal(sealed, by) == ADDRESS
    assert reveal(sealed, by, column="email") == ""
    scopes.regain_privileges()
    rows = models.AuditEntry.objects.unscoped().filter(action="unmask").order_by("id")
    assert not any("letter" in row.why for row in rows)  # people's own words lie sealed
    said = [personal.reason(row.why, CUSTOMER) for row in rows]
    assert [
        (row.user_id, row.customer_ids, why, row.detail) for row, why in zip(rows, said, strict=True)
    ] == [
        (by.pk, [CUSTOMER], "a letter", {"field": "address"}),
        (by.pk, [CUSTOMER], "a letter", {"field": "email"}),
    ]


def test_nothing_is_shown_without_a_note(sealed: Town, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit refuses: an action that no database knows how to write."""
    by = enter("rm")
    monkeypatch.setattr("tilth.access.walks._LOOK", f"SELECT no_such_note({', '.join(['%s'] * 12)})")
    with pytest.raises(Exception, match="no_such_note"):
        reveal(sealed, by)


def test_others_are_refused_with_a_sentence(sealed: Town, enter: Enter) -> None:
    for role in ("branch_head", "planner", "security_admin"):
        with pytest.raises(guards.NotAllowedError, match="may not unmask"):
            reveal(sealed, enter(role))
    with pytest.raises(guards.CustomerNotVisibleError):
        reveal(sealed, enter("wealth"))
    participants.invite(
        who(enter("branch_head"), sealed.generation, AT),
        CUSTOMER,
        staff_id="B1-rm2",
        purpose="b_manager",
        reason="stands by",
        starts_on=TODAY,
        ends_on=TODAY,
    )
    scopes.regain_privileges()
    models.Participant.objects.unscoped().update(ends_on=dt.date(2099, 1, 1))
    with pytest.raises(guards.NotAllowedError, match="not in your own book"):
        reveal(sealed, enter("wealth"))


def test_what_is_unclear_is_refused(sealed: Town, enter: Enter) -> None:
    by = enter("rm")
    with pytest.raises(Unclear, match="cannot be shown"):
        reveal(sealed, by, column="id_number")
    with pytest.raises(Unclear, match="Say why"):
        reveal(sealed, by, why=" ")
    with pytest.raises(guards.AuthenticationDataError):
        reveal(sealed, by, why="客户密码是 886421")


def test_a_password_in_a_contacts_text_is_refused_and_not_repeated(bank: Town, enter: Enter) -> None:
    by = enter("rm")

    def add(content: str) -> models.Contact:
        record = contacts.Record(
            customer_id=CUSTOMER,
            key="1",
            channel="phone",
            outcome="connected",
            two_way=True,
            purpose="maintain",
            content=content,
        )
        return contacts.add(who(by, bank.generation, AT), record=record)

    with pytest.raises(contacts.AuthenticationDataError, match="holds a password") as caught:
        add("客户说密码是 886421")
    assert "886421" not in str(caught.value)
    assert add("客户忘记密码，已告知到柜台重置").content == "客户忘记密码，已告知到柜台重置"

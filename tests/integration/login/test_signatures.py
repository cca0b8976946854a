"""What somebody signed stays as it was, and a role writes what its permissions name, in raw SQL as well."""

from typing import Any

import pytest

from integration.doors import town
from integration.login.conftest import Enter, Web
from integration.login.test_attacks import CONTACT
from integration.login.test_who_asks import refused
from tilth.data.security import grants
from tilth.policy.permissions import GRANTS, Action, Thing

pytestmark = pytest.mark.postgres
SUPPRESSION = (
    "INSERT INTO tilth_suppression (id, customer_id, kind, starts_on, reason, recorded_by_id, created_at)"
    " VALUES (gen_random_uuid(), 'B1-rm1-c1', %s, '2026-04-01', 'said so', %s, now()) RETURNING id"
)
WISH = (
    "INSERT INTO tilth_do_not_disturb (id, customer_id, channel, topic, reason, source, starts_on,"
    " created_at, created_by_id) VALUES (gen_random_uuid(), 'B1-rm1-c1', 'any', '', '', '', '2026-04-01',"
    " now(), %s)"
)
TASK = (
    "INSERT INTO tilth_task (id, customer_id, staff_id, user_id, kind, text, due_on, made_at)"
    " VALUES (gen_random_uuid(), 'B1-rm1-c1', %s, %s, 'task', 'x', '2026-04-02', now())"
)
CONSENT = (
    "INSERT INTO tilth_consent (id, customer_id, purpose, channel, decision, text_version, evidence,"
    " decided_at, recorded_by_id, created_at) VALUES (gen_random_uuid(), 'B1-rm1-c1', 'marketing', 'any',"
    " 'granted', 'v1', '', now(), %s, now())"
)
HAND_OVER = (
    "INSERT INTO tilth_hand_over (id, from_staff_id, to_staff_ids, customers, cause, made_by_id, made_at)"
    " VALUES (gen_random_uuid(), 'B1-rm1', '{B1-rm2}', 2, 'move', %s, now())"
)
INVITED = (
    "INSERT INTO tilth_participant (id, customer_id, staff_id, purpose, reason, starts_on, ends_on,"
    " invited_by_id, created_at) VALUES (gen_random_uuid(), 'B1-rm1-c1', 'B1-rm2', 'b_manager', 'x',"
    " '2000-01-01', '2100-01-01', %s, now())"
)
NEVER = {
    "tilth_hand_over": "made_by_id = 4, made_at = '2020-01-01', customers = 99",
    "tilth_contact": "content = 'never said'",
    "tilth_suppression": "kind = 'deceased', starts_on = '2020-01-01', reason = 'other'",
    "tilth_task": "made_at = '2020-01-01'",
    "tilth_skip": "reason = 'other', note = 'x'",
    "tilth_do_not_disturb": "reason = 'x', source = 'y'",
    "tilth_participant": "purpose = 'x'",
    "tilth_number_mark": "number_index = 'x'",
}


def lifted(bank: town.Town, owner: Web) -> None:
    """A stop that the manager recorded and compliance lifted."""
    owner.execute(
        "INSERT INTO tilth_suppression (id, customer_id, kind, starts_on, reason, recorded_by_id, created_at,"
        " lifted_at, lifted_by_id) VALUES (gen_random_uuid(), 'B1-rm1-c1', 'complaint_open', '2026-04-01',"
        " 'said so', %s, now(), now(), %s)",
        [bank.users["rm"].pk, bank.users["compliance"].pk],
    )
    owner.commit()


@pytest.mark.parametrize("table", list(NEVER))
@pytest.mark.parametrize("role", ["rm", "supervisor", "compliance"])
def test_what_was_signed_is_no_column_that_changes(enter: Enter, role: str, table: str) -> None:
    assert "denied" in refused(enter(role), f"UPDATE {table} SET {NEVER[table]}")


def test_no_row_of_records_changes_in_its_author_or_moment(bank: town.Town) -> None:
    """Over all tables: who, when and about whom are no columns that the login changes."""
    for table, held in grants.columns().items():
        kept = {"id", "customer_id", "staff_id", "user_id", "made_by_id", "recorded_by_id", "created_by_id"}
        kept |= {"created_at", "made_at", "contacted_at", "given_at", "moved_at", "decided_at", "marked_at"}
        changing = set(held.get("UPDATE", ()))
        # of a decision that somebody else makes, who and when are filled in together
        decided = {"decided_at"} if "decided_by_id" in changing else set()
        assert not (kept - decided) & changing, table


def test_a_stop_lifted_by_compliance_stays_lifted_by_compliance(
    bank: town.Town, owner: Web, enter: Enter
) -> None:
    lifted(bank, owner)
    for change in ("lifted_by_id = NULL, lifted_at = NULL", "lifted_at = '2020-01-01'"):
        assert enter("rm").execute(f"UPDATE tilth_suppression SET {change}").rowcount == 0
        said = refused(
            enter("compliance"), f"UPDATE tilth_suppression SET {change} WHERE lifted_at IS NOT NULL"
        )
        assert "stays" in said


ANEW = {
    "tilth_segment_assignment": (
        (
            "INSERT INTO tilth_segment_assignment (customer_id, scheme, segment, reason, confirmed_by_id,"
            " confirmed_at) VALUES ('B1-rm1-c1', 'four_types', 'own_research', '', %s, now())"
        ),
        "segment = 'small_starter'",
        "confirmed_by_id",
    ),
    "tilth_contact_preference": (
        (
            "INSERT INTO tilth_contact_preference (customer_id, zone, windows, recorded_by_id, changed_at)"
            " VALUES ('B1-rm1-c1', 'Asia/Shanghai', '[]', %s, now())"
        ),
        "avoid = '{weather}'",
        "recorded_by_id",
    ),
    "tilth_cadence_agreement": (
        (
            "INSERT INTO tilth_cadence_agreement (customer_id, days, agreed_on, recorded_by_id)"
            " VALUES ('B1-rm1-c1', 9, '2026-04-01', %s)"
        ),
        "days = 90",
        "recorded_by_id",
    ),
}
"""Rows that are written anew as a whole: how one is made, what of it changes, who signs."""


@pytest.mark.parametrize("table", list(ANEW))
def test_what_is_written_anew_is_signed_by_whoever_writes_it(
    bank: town.Town, owner: Web, enter: Enter, table: str
) -> None:
    made, change, signer = ANEW[table]
    others = bank.users["compliance"].pk
    owner.execute(made, [others])
    owner.commit()
    update = f"UPDATE {table} SET {change}"
    for signed in ("", f", {signer} = {others}", f", {signer} = {bank.users['wealth'].pk}"):
        said = refused(enter("rm"), update + signed)
        assert "signs it" in said or "whoever asks" in said
    web = enter("rm")
    assert web.execute(f"{update}, {signer} = {bank.users['rm'].pk}").rowcount == 1
    web.rollback()
    owner.execute(f"DELETE FROM {table}")
    owner.commit()


def test_a_hand_over_is_taken_back_once(bank: town.Town, owner: Web, enter: Enter) -> None:
    owner.execute(HAND_OVER, [bank.users["branch_head"].pk])
    owner.commit()
    back = "UPDATE tilth_hand_over SET taken_back_at = now(), taken_back_by_id = %s, returned = 2"
    web = enter("branch_head")
    assert web.execute(back, [bank.users["branch_head"].pk]).rowcount == 1
    web.commit()
    for change in ("taken_back_at = NULL, taken_back_by_id = NULL, returned = NULL", "returned = 1"):
        assert "stays" in refused(enter("supervisor"), f"UPDATE tilth_hand_over SET {change}")
    owner.execute("DELETE FROM tilth_hand_over")
    owner.commit()


def test_what_is_voided_its_own_writer_takes_up_again_and_nobody_else(
    bank: town.Town, owner: Web, enter: Enter
) -> None:
    web = enter("rm")
    me = bank.users["rm"].pk
    web.execute(TASK, ["B1-rm1", me])
    web.execute("UPDATE tilth_task SET voided_at = now(), voided_by_id = %s", [me])
    web.commit()
    owner.execute(INVITED, [bank.users["supervisor"].pk])
    owner.commit()
    anew = "UPDATE tilth_task SET voided_at = NULL, voided_by_id = NULL"
    assert "stays" in refused(enter("wealth"), anew)
    assert enter("rm").execute(anew).rowcount == 1
    owner.execute("DELETE FROM tilth_participant")
    owner.commit()


ABOUT = {
    "tilth_contact": Thing.CONTACT,
    "tilth_task": Thing.TASK,
    "tilth_consent": Thing.CONSENT,
    "tilth_do_not_disturb": Thing.DO_NOT_DISTURB,
    "tilth_suppression": Thing.SUPPRESSION,
}
WRITES: dict[str, tuple[str, Any]] = {
    "tilth_contact": (CONTACT, lambda user: [user.staff_id, user.pk]),
    "tilth_task": (TASK, lambda user: [user.staff_id, user.pk]),
    "tilth_consent": (CONSENT, lambda user: [user.pk]),
    "tilth_do_not_disturb": (WISH, lambda user: [user.pk]),
    "tilth_suppression": (SUPPRESSION, lambda user: ["complaint_open", user.pk]),
}


@pytest.mark.parametrize("table", list(WRITES))
@pytest.mark.parametrize("role", ["rm", "supervisor", "branch_head", "region_head", "compliance", "planner"])
def test_a_role_adds_what_its_permissions_name(bank: town.Town, enter: Enter, role: str, table: str) -> None:
    statement, values = WRITES[table]
    given = values(bank.users[role])
    if Action.CREATE in GRANTS[role].get(ABOUT[table], ()):
        web = enter(role)
        assert web.execute(statement, given).rowcount == 1
        web.rollback()
    else:
        assert "row-level security" in refused(enter(role), statement, given)


@pytest.mark.parametrize("role", ["rm", "compliance"])
def test_processing_is_restricted_by_compliance_alone(bank: town.Town, enter: Enter, role: str) -> None:
    given = ["restricted", bank.users[role].pk]
    if role == "rm":
        assert "row-level security" in refused(enter(role), SUPPRESSION, given)
    else:
        web = enter(role)
        web.execute(SUPPRESSION, given)
        web.rollback()


def test_a_manager_stops_contacts_and_lifts_no_stop(bank: town.Town, owner: Web, enter: Enter) -> None:
    web = enter("rm")
    [[number]] = web.execute(SUPPRESSION, ["complaint_open", bank.users["rm"].pk]).fetchall()
    web.commit()
    lift = "UPDATE tilth_suppression SET lifted_at = now(), lifted_by_id = %s WHERE id = %s"
    assert enter("rm").execute(lift, [bank.users["rm"].pk, number]).rowcount == 0
    web = enter("compliance")
    assert web.execute(lift, [bank.users["compliance"].pk, number]).rowcount == 1
    web.commit()


def test_a_contact_is_taken_back_by_its_writer_alone(bank: town.Town, enter: Enter) -> None:
    web = enter("rm")
    web.execute(CONTACT, ["B1-rm1", bank.users["rm"].pk])
    web.commit()
    void = "UPDATE tilth_contact SET voided_at = now(), voided_by_id = %s"
    for role in ("supervisor", "compliance", "wealth"):
        assert enter(role).execute(void, [bank.users[role].pk]).rowcount == 0
    web = enter("rm")
    assert web.execute(void, [bank.users["rm"].pk]).rowcount >= 1
    web.rollback()


def test_a_role_written_by_hand_writes_nothing(bank: town.Town, enter: Enter) -> None:
    web = enter("supervisor")
    web.execute("""SET LOCAL "tilth"."role" = 'rm'""")
    values = [bank.users["supervisor"].staff_id, bank.users["supervisor"].pk]
    assert "nobody has entered" in refused(web, CONTACT, values)

"""Statements of an attacker with the pages' login: each is refused, or answers nothing."""

import psycopg
import pytest

from integration.doors import town
from integration.login.conftest import Enter, Web, proof
from integration.login.test_who_asks import refused
from support import keys
from tilth.data.security import grants
from tilth.domain.audit import verifying

pytestmark = pytest.mark.postgres
NOTE = "SELECT tilth_note(%s, %s, %s, '{}', %s, %s)"
SAID = ("view", "list", "search", "unmask", "clearance", "export", "refusal", "lookers", "audit")
FORGED = {
    "a change": ("change", "tilth_contact", "x", "", '{"history": "abc"}'),
    "a change that never was": ("change", "tilth_contact", "x", "", '{"history": 999999}'),
    "a publication": ("publish", "generation", "8", "", '{"owners": "1"}'),
    "a verification": ("verify", "", "", "", '{"broken": 0}'),
    "a pause of a colleague": ("pause", "account", "7", "name", "{}"),
    "a repair": ("repair", "guards", "", "init", "{}"),
    "a sweep": ("sweep", "tilth_gift", "", "retention", "{}"),
    "a walk": ("walk", "account", "7", "stopped", "{}"),
    "the end of a walk": ("walk", "account", "7", "lifted", "{}"),
    "somebody's sign-in": ("sign_in", "account", "7", "", "{}"),
    "somebody's sign-out": ("sign_out", "account", "7", "", "{}"),
    "somebody's wrong password": ("sign_in_failed", "account", "7", "", '{"device": "x"}'),
    "wrong passwords from this place": ("sign_in_failed", "account", "{me}", "", "{}"),
    "something new": ("anything", "", "", "", "{}"),
    "nothing": (None, "", "", "", "{}"),
}
UNSEALED = {
    "tilth_about(text[], timestamptz, timestamptz, timestamptz, bigint, integer)": (
        "SELECT * FROM tilth_about('{C1}', '-infinity', 'infinity', NULL, NULL, 10)"
    ),
    "tilth_attempts(text, text, date, text)": "SELECT * FROM tilth_attempts('B1-rm1-c1', '', '2000-01-01')",
    "tilth_deal_steps(uuid)": "SELECT * FROM tilth_deal_steps(gen_random_uuid())",
    "tilth_library_found(text[], text[], text, date, boolean, integer)": (
        "SELECT tilth_library_found('{}', '{}', '', current_date, true, 9)"
    ),
    "tilth_promises_kept(date)": "SELECT * FROM tilth_promises_kept('2030-01-01')",
    "tilth_deals_closed(date)": "SELECT * FROM tilth_deals_closed('2030-01-01')",
    "tilth_deals_stayed(date)": "SELECT * FROM tilth_deals_stayed('2030-01-01')",
    "tilth_end_sessions(text, uuid)": "SELECT nullif(tilth_end_sessions('', NULL), 0)",
    "tilth_end_sessions_of(bigint, text)": "SELECT tilth_end_sessions_of(1, '')",
    "tilth_enter(bigint, integer, text, text, text, date)": "SELECT tilth_enter(1, 1, '', '', '', NULL)",
    "tilth_answered(text[])": "SELECT * FROM tilth_answered('{B1-rm1}')",
    "tilth_made(text[], date, date)": "SELECT * FROM tilth_made('{B1-rm1}', '2020-01-01', '2030-01-01')",
    "tilth_entered()": "SELECT nullif(tilth_entered(), false)",
    "tilth_feed_of(text)": "SELECT tilth_feed_of('a')",
    "tilth_habit(text, integer, integer)": "SELECT nullif(tilth_habit('opened', 366, 1), 0)",
    "tilth_hold(text[])": "SELECT tilth_hold('{a}')",
    "tilth_keep_session(text, text, bigint, integer, boolean, jsonb, text)": (
        "SELECT tilth_keep_session('a', 'b', 1, 60, true, '{}', '')"
    ),
    "tilth_left_on(text)": "SELECT tilth_left_on('B1-rm1-c1')",
    "tilth_leftovers()": "SELECT * FROM tilth_leftovers()",
    "tilth_look(text, text, text, text[], text, jsonb, text, text, text[], integer, interval, interval)": (
        "SELECT * FROM tilth_look('view', 'customer', 'C1', array['C1'], '', '{}', 'opened', 'C1', '{}', 0,"
        " '100 years', '1 minute')"
    ),
    "tilth_let_in(bigint, boolean, text)": "SELECT tilth_let_in(1, false, '')",
    "tilth_lookers(text, timestamptz, timestamptz, bigint, integer)": (
        "SELECT * FROM tilth_lookers('B1-rm1-c1', '-infinity', NULL, NULL, 10)"
    ),
    "tilth_note(text, text, text, text[], text, jsonb)": (
        "SELECT tilth_note('view', 'x', 'x', '{}', '', '{}')"
    ),
    "tilth_open_account(text, text, text, text, text, text)": (
        "SELECT tilth_open_account('x', 'x', 'compliance', 'x', 'x', '')"
    ),
    "tilth_own_sessions(text)": "SELECT * FROM tilth_own_sessions('')",
    "tilth_password(text, text)": "SELECT * FROM tilth_password('compliance', '')",
    "tilth_reads_audit()": "SELECT nullif(tilth_reads_audit(), false)",
    "tilth_session_of(text)": "SELECT * FROM tilth_session_of('a')",
    "tilth_sessions_held(text)": "SELECT * FROM tilth_sessions_held('')",
    "tilth_set_password(text, text)": "SELECT tilth_set_password('x', '')",
    "tilth_sign_in_pauses(text, text, text)": "SELECT * FROM tilth_sign_in_pauses('7', '', '192.0.2.7')",
    "tilth_sign_in_stamp(text, text)": "SELECT * FROM tilth_sign_in_stamp('compliance', '')",
    "tilth_sign_in_waits(text, text, text, text)": "SELECT * FROM tilth_sign_in_waits('7', '', '', '')",
    "tilth_turn(text, text)": "SELECT tilth_turn('x', '')",
    "tilth_walked(bigint, text, text, integer, integer)": "SELECT tilth_walked(7, 'lifted', 'opened', 1, 1)",
}
"""Function → a statement of whoever wrote all settings by hand: it is refused, or answers nothing."""
TELLS_NOTHING = {
    "tilth_actor()": "a setting of the transaction itself",
    "tilth_among(text, text)": "a setting of the transaction itself",
    "tilth_bound()": "who is connected",
    "tilth_clock()": "the time",
    "tilth_day()": "the pages' day where it is sealed, else the calendar's",
    "tilth_end_session(text)": "ends the session of a digest, which only its browser's key gives",
    "tilth_flag(text)": "a setting of the transaction itself",
    "tilth_generation()": "a setting of the transaction itself",
    "tilth_recorded(text, text, date)": "what the caller's own policies show, and tilth_attempts",
    "tilth_role()": "a setting of the transaction itself",
}
CONTACT = (
    "INSERT INTO tilth_contact (id, customer_id, staff_id, user_id, contacted_at, contact_on, channel,"
    " two_way, outcome, purpose, content, next_step, effect, idempotency_key, version, created_at)"
    " VALUES (gen_random_uuid(), 'B1-rm1-c1', %s, %s, '2026-04-01 10:00+08', '2026-04-01', 'phone', true,"
    " 'connected', 'maintain', 'x', '', '', gen_random_uuid()::text, 1, now())"
)
COVER = (
    "INSERT INTO tilth_cover (id, absent_staff_id, substitute_staff_id, reason, starts_on, ends_on,"
    " arranged_by_id, created_at) VALUES (gen_random_uuid(), %s, %s, 'x', %s, %s, %s, now())"
)
TRANSFER = (
    "INSERT INTO tilth_transfer (id, customer_id, from_staff_id, from_branch_id, to_staff_id, to_branch_id,"
    " cause, note, moved_by_id, moved_at) VALUES (gen_random_uuid(), 'B1-rm1-c1', 'B1-rm1', 'B1', %s, %s, %s,"
    " '', %s, '2001-01-01')"
)


@pytest.mark.parametrize("what", list(FORGED))
@pytest.mark.parametrize("role", ["rm", "compliance"])
def test_what_the_database_says_itself_nobody_says(
    bank: town.Town, enter: Enter, role: str, what: str
) -> None:
    web, me = enter(role), str(bank.users[role].pk)
    values = [me if one == "{me}" else one for one in FORGED[what]]
    assert "do not say" in refused(web, NOTE, values)


@pytest.mark.parametrize("what", list(FORGED))
def test_neither_by_way_of_a_look(bank: town.Town, enter: Enter, what: str) -> None:
    action, kind, subject, why, detail = FORGED[what]
    values = [action, kind, str(bank.users["rm"].pk) if subject == "{me}" else subject, why, detail]
    look = (
        "SELECT tilth_look(%s, %s, %s, '{}', %s, %s, '', '', '{}', 0, interval '1 hour', interval '1 hour')"
    )
    refused(enter("rm"), look, values)


def test_pages_say_what_they_do(bank: town.Town, enter: Enter) -> None:
    web = enter("rm")
    for action in SAID:
        web.execute(NOTE, [action, "x", "x", "", "{}"])
    own = str(bank.users["rm"].pk)
    for action in ("sign_in", "sign_out"):
        web.execute(NOTE, [action, "account", own, "", "{}"])
    web.execute(NOTE, ["sign_in_failed", "account", own, "", '{"device": "x"}'])
    web.rollback()


def test_a_condition_blinds_no_verification(bank: town.Town, owner: Web, enter: Enter) -> None:
    condition = "(SELECT tilth_note('change', 'tilth_contact', 'x', '{}', '', '{\"history\": \"abc\"}')) > 0"
    refused(enter("rm"), f"SELECT count(*) FROM published_customer WHERE {condition}")
    found = verifying.verify(owner, ring=keys.RING).broken
    assert not [one for one in found if "tilth_contact" in one]


@pytest.mark.parametrize("role", ["rm", "compliance", "audit_admin"])
def test_a_walk_is_told_by_whoever_walks_and_lifted_by_another_reader(
    bank: town.Town, enter: Enter, role: str
) -> None:
    tell = "SELECT tilth_walked(%s, %s, 'opened', 1, 1)"
    own, other = bank.users[role].pk, bank.users["wealth"].pk
    refused(enter(role), tell, [own, "lifted"])
    refused(enter(role), tell, [other, "stopped"])
    refused(enter(role), tell, [own, "anything"])
    enter(role).execute(tell, [own, "stopped"])
    if role == "rm":
        refused(enter(role), tell, [other, "lifted"])
    else:
        enter(role).execute(tell, [other, "lifted"])


def test_a_person_pauses_nobody(bank: town.Town, enter: Enter) -> None:
    refused(enter("rm"), "SELECT * FROM tilth_sign_in_pauses('7', '', '192.0.2.7')")


@pytest.mark.parametrize("function", grants.FUNCTIONS)
def test_settings_written_by_hand_open_no_function(bank: town.Town, enter: Enter, function: str) -> None:
    """Over all functions that the login may call: a younger one must be in one of the two lists."""
    assert (function in UNSEALED) != (function in TELLS_NOTHING)
    if function in TELLS_NOTHING:
        return
    web = enter("rm")
    web.execute(NOTE, ["view", "customer", "C1", "", "{}"])
    held = {"user": bank.users["compliance"].pk, "role": "compliance", "reads_audit": "true"}
    for name, value in {**held, "bank_wide": "true", "staff": "B1-rm1"}.items():
        web.execute(f"""SET LOCAL "tilth"."{name}" = '{value}'""")
    try:
        found = web.execute(UNSEALED[function]).fetchall()
    except psycopg.errors.InsufficientPrivilege:
        found = []
    web.rollback()
    assert [row for row in found if any(value is not None for value in row)] == []


def test_what_is_somebodys_own_takes_the_seal(bank: town.Town, owner: Web, enter: Enter) -> None:
    person = bank.users["wealth"].pk
    owner.execute(
        "INSERT INTO tilth_saved_view (id, user_id, name, name_before, filters, columns, created_at)"
        " VALUES (gen_random_uuid(), %s, 'mine', '', '{}', '{}', now())",
        [person],
    )
    owner.commit()
    web = enter("rm")
    web.execute(f"""SET LOCAL "tilth"."user" = '{person}'; SET LOCAL "tilth"."role" = 'compliance'""")
    for statement in (
        "SELECT name FROM tilth_saved_view",
        "UPDATE tilth_saved_view SET name = 'x' RETURNING 1",
        "DELETE FROM tilth_saved_view RETURNING 1",
        "UPDATE tilth_user SET theme = 'dark' RETURNING 1",
        "SELECT id FROM tilth_quarantine_row",
    ):
        assert web.execute(statement).fetchall() == []
    refused(
        web,
        "INSERT INTO tilth_saved_view (id, user_id, name, name_before, filters, columns, created_at)"
        " VALUES (gen_random_uuid(), %s, 'planted', '', '{}', '{}', now())",
        [person],
    )


def test_a_saved_view_is_tracked(bank: town.Town, owner: Web, enter: Enter) -> None:
    web = enter("supervisor")
    web.execute(
        "INSERT INTO tilth_saved_view (id, user_id, name, name_before, filters, columns, created_at)"
        " VALUES (gen_random_uuid(), %s, 'mine', '', '{}', '{}', now())",
        [bank.users["supervisor"].pk],
    )
    web.execute("UPDATE tilth_saved_view SET name = 'other'")
    web.execute("DELETE FROM tilth_saved_view")
    web.commit()
    told = owner.execute(
        "SELECT detail ->> 'label' FROM tilth_audit_entry WHERE action = 'change'"
        " AND subject_type = 'tilth_saved_view' AND user_id = %s ORDER BY id",
        [bank.users["supervisor"].pk],
    ).fetchall()
    assert told == [("insert",), ("update",), ("delete",)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tilth_user SET last_login = '2001-01-01'",
        "INSERT INTO tilth_outbox (topic, payload) VALUES ('x', '{}')",
        "SELECT tilth_write('view', 'x', 'x', '{}', '', '{}')",
        "SELECT tilth_sealed()",
    ],
)
def test_rights_that_no_page_needs_are_gone(enter: Enter, statement: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedColumn)):
        enter("rm").execute(statement)


def test_an_author_stays(bank: town.Town, enter: Enter) -> None:
    web = enter("rm")
    web.execute(CONTACT, ["B1-rm1", bank.users["rm"].pk])
    web.commit()
    me = bank.users["supervisor"].pk
    for change in (
        f"user_id = {me}, staff_id = 'S00099', content = 'other'",
        "staff_id = 'B1-supervisor'",
        f"user_id = {me}",
        "created_at = '2001-01-01'",
        "id = gen_random_uuid()",
    ):
        assert "denied" in refused(enter("rm"), f"UPDATE tilth_contact SET {change}")


@pytest.mark.parametrize(
    ("to_staff", "to_branch", "cause"),
    [
        ("S99999", None, "move"),
        ("S99999", "B9999", "upgrade"),
        (None, "B9999", "move"),
        ("B1-teller", None, "move"),
        ("B2-rm1", None, "move"),
    ],
)
def test_a_transfer_goes_to_somebody_who_can_have_it(
    bank: town.Town, enter: Enter, to_staff: str | None, to_branch: str | None, cause: str
) -> None:
    values = [to_staff, to_branch, cause, bank.users["supervisor"].pk]
    assert "may send nobody" in refused(enter("supervisor"), TRANSFER, values)


def test_a_transfer_is_of_its_own_moment(bank: town.Town, enter: Enter) -> None:
    web = enter("supervisor")
    web.execute(TRANSFER, ["B1-rm2", None, "move", bank.users["supervisor"].pk])
    found = "SELECT moved_at > now() - interval '1 day' FROM tilth_ownership_change c JOIN tilth_transfer t"
    # the customer is out of the supervisor's sight only where the branch is: here it stays
    assert web.execute(f"{found} USING (customer_id)").fetchone() == (True,)
    web.rollback()


@pytest.mark.parametrize(
    ("absent", "substitute", "starts", "ends"),
    [
        ("B1-rm1", "B1-supervisor", "2026-04-01", "2026-04-02"),
        ("B1-rm1", "S99999", "2026-04-01", "2026-04-02"),
        ("B1-rm1", "B2-rm1", "2026-04-01", "2026-04-02"),
        ("B1-rm1", "B1-rm2", "2026-04-01", "2099-01-01"),
        ("B1-rm1", "B1-rm2", "2098-12-01", "2099-01-01"),
        ("B2-rm1", "B1-rm1", "2026-04-01", "2026-04-02"),
    ],
)
def test_a_cover_names_managers_below_and_ends_within_a_year(  # noqa: PLR0917 - one row of a table
    bank: town.Town, enter: Enter, absent: str, substitute: str, starts: str, ends: str
) -> None:
    refused(enter("supervisor"), COVER, [absent, substitute, starts, ends, bank.users["supervisor"].pk])


def test_a_cover_is_ended_and_nothing_else(bank: town.Town, enter: Enter) -> None:
    web = enter("supervisor")
    web.execute(COVER, ["B1-rm1", "B1-rm2", "2026-04-01", "2026-04-02", bank.users["supervisor"].pk])
    web.commit()
    for change in ("ends_on = '2026-05-01'", "reason = 'y'", "substitute_staff_id = 'B1-rm1'"):
        refused(enter("supervisor"), f"UPDATE tilth_cover SET {change}")
    web = enter("supervisor")
    web.execute("UPDATE tilth_cover SET ended_at = now()")
    web.commit()
    refused(enter("supervisor"), "UPDATE tilth_cover SET ended_at = NULL")


def test_a_stranger_reaches_what_a_sign_in_needs(bank: town.Town, web: Web) -> None:
    made = proof(web, "enter", None, None, "r", "192.0.2.9", None)
    web.execute("SELECT tilth_enter(NULL, NULL, '192.0.2.9', 'r', %s, NULL)", [made])
    web.execute(NOTE, ["sign_in_failed", "account", "7", "", "{}"])
    assert web.execute("SELECT * FROM tilth_sign_in_pauses('7', '', '192.0.2.9')").fetchone() == (0, 0)
    stamp = "SELECT account FROM tilth_sign_in_stamp('rm', %s)"
    assert web.execute(stamp, [proof(web, "stamp", "rm")]).fetchone() == (bank.users["rm"].pk,)
    web.rollback()

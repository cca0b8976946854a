"""What the pages' login may do, as a list: everything that is not here is taken from it (`login.py`)."""

import functools
from importlib import resources

from tilth.data.security.policies import (
    CLOSURES,
    HAND_OVERS,
    LATER,
    MARKS,
    PUBLISHED,
    READ_ONLY,
    RECORDS,
    SAVED_VIEWS,
    WORK,
)

_READ = (
    "published_customer",
    *PUBLISHED,
    *LATER,
    "published_book",
    "published_branch_total",
    "published_staff",
    "published_branch",
    "tilth_audit_entry",
    "tilth_cover",
    "tilth_generation",
    "tilth_point_night",
    "tilth_publication",
    "tilth_quarantine_row",
    "tilth_role",
    "tilth_run_report",
    "tilth_staff_change",
    "tilth_transaction_night",
    "django_content_type",
    "django_migrations",
    HAND_OVERS,
    SAVED_VIEWS,
    *READ_ONLY,
    *RECORDS,
    *WORK,
    *MARKS,
    *CLOSURES,
)
_ADD = (*RECORDS, *WORK, *MARKS, *CLOSURES, HAND_OVERS, SAVED_VIEWS, "tilth_cover")
_CHANGE = ("tilth_cadence_agreement", "tilth_contact_preference", "tilth_segment_assignment", SAVED_VIEWS)
"""Written anew as a whole, each by whoever signs it last; of all others single columns change (`COLUMNS`)."""
_VOIDED = ("voided_at", "voided_by_id")
_TAKE_AWAY = (SAVED_VIEWS,)
_OF_ACCOUNTS = (
    "id",
    "username",
    "name",
    "role",
    "staff_id",
    "language",
    "theme",
    "updown",
    "tour",
    "is_active",
    "created_at",
    "password_digest",
)
"""What the pages read of accounts: all but the hash of the password."""
_OF_OWN_ACCOUNT = ("language", "theme", "updown", "tour")
"""What a person changes of the own account by the tables; the password goes through a function."""

_OF_TASKS = (
    *("kind", "step", "text", "due_on", "due_at", "place", "party"),
    *("done_at", "came", "settled_in_id", "moved_from_on", "moved_from_at"),
    *_VOIDED,
)
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "tilth_user": {"SELECT": _OF_ACCOUNTS, "UPDATE": _OF_OWN_ACCOUNT},
    "tilth_contact": {"UPDATE": (*_VOIDED, "clearance_id", "idempotency_key", "version")},
    "tilth_cover": {"UPDATE": ("ended_at",)},
    "tilth_do_not_disturb": {"UPDATE": ("starts_on", "ends_on")},
    HAND_OVERS: {"UPDATE": ("taken_back_at", "taken_back_by_id", "returned")},
    "tilth_number_mark": {"UPDATE": _VOIDED},
    "tilth_participant": {"UPDATE": ("ended_at",)},
    "tilth_reason_closure": {"UPDATE": _VOIDED},
    "tilth_skip": {"UPDATE": _VOIDED},
    "tilth_suppression": {"UPDATE": ("lifted_at", "lifted_by_id")},
    "tilth_task": {"UPDATE": _OF_TASKS},
}
"""Table → privilege → columns, where the login may not have the whole row: what was signed stays."""
FUNCTIONS = (
    "tilth_about(text[], timestamptz, timestamptz, timestamptz, bigint, integer)",
    "tilth_actor()",
    "tilth_among(text, text)",
    "tilth_answered(text[])",
    "tilth_attempts(text, text, date, text)",
    "tilth_bound()",
    "tilth_clock()",
    "tilth_day()",
    "tilth_end_session(text)",
    "tilth_end_sessions(text, uuid)",
    "tilth_enter(bigint, integer, text, text, text, date)",
    "tilth_entered()",
    "tilth_flag(text)",
    "tilth_generation()",
    "tilth_habit(text, integer, integer)",
    "tilth_hold(text[])",
    "tilth_in_sight(integer, text, text, text, boolean)",
    "tilth_keep_session(text, text, bigint, integer, boolean, jsonb, text)",
    "tilth_leftovers()",
    "tilth_look(text, text, text, text[], text, jsonb, text, text, text[], integer, interval, interval)",
    "tilth_lookers(text, timestamptz, timestamptz, bigint, integer)",
    "tilth_made(text[], date, date)",
    "tilth_note(text, text, text, text[], text, jsonb)",
    "tilth_own_sessions(text)",
    "tilth_password(text, text)",
    "tilth_reads_audit()",
    "tilth_recorded(text, text, date)",
    "tilth_role()",
    "tilth_session_of(text)",
    "tilth_set_password(text, text)",
    "tilth_sign_in_pauses(text, text, text)",
    "tilth_sign_in_stamp(text, text)",
    "tilth_sign_in_waits(text, text, text, text)",
    "tilth_turn(text, text)",
    "tilth_walked(bigint, text, text, integer, integer)",
)
"""Functions of ours that the login may call; trigger functions need no right and have none."""


@functools.cache
def tables() -> dict[str, tuple[str, ...]]:
    """Return table → the privileges of the pages' login on all of its columns, in alphabetical order."""
    held = {"DELETE": _TAKE_AWAY, "INSERT": _ADD, "SELECT": _READ, "UPDATE": _CHANGE}
    named = sorted({table for given in held.values() for table in given})
    return {table: tuple(one for one, given in held.items() if table in given) for table in named}


@functools.cache
def builtins() -> frozenset[str]:
    """Return the names of PostgreSQL's own stable and volatile functions that the login may call.

    Immutable ones answer from their arguments alone and are not named.
    """
    text = resources.files("tilth.data.security").joinpath("builtins.txt").read_text("ascii")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())

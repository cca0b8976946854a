"""What the pages' login may do, as a list: everything that is not here is taken from it (`login.py`)."""

import functools
from importlib import resources

from tilth.data.guard import Guard
from tilth.data.security import guarding

_READ = (
    "django_content_type",
    "django_migrations",
    "published_branch",
    "published_product",
    "published_staff",
    "tilth_generation",
    "tilth_point_night",
    "tilth_publication",
    "tilth_role",
    "tilth_run_report",
    "tilth_staff_change",
    "tilth_transaction_night",
)
"""Tables about no customer, without policies: read whole, never written."""
FUNCTIONS = (
    "tilth_about(text[], timestamptz, timestamptz, timestamptz, bigint, integer)",
    "tilth_actor()",
    "tilth_among(text, text)",
    "tilth_answered(text[])",
    "tilth_attempts(text, text, date, text)",
    "tilth_bound()",
    "tilth_clock()",
    "tilth_day()",
    "tilth_deal_steps(uuid)",
    "tilth_library_found(text[], text[], text, date, boolean, integer)",
    "tilth_deals_closed(date)",
    "tilth_deals_stayed(date)",
    "tilth_promises_kept(date)",
    "tilth_end_session(text)",
    "tilth_end_sessions(text, uuid)",
    "tilth_end_sessions_of(bigint, text)",
    "tilth_enter(bigint, integer, text, text, text, date)",
    "tilth_entered()",
    "tilth_feed_of(text)",
    "tilth_flag(text)",
    "tilth_generation()",
    "tilth_habit(text, integer, integer)",
    "tilth_hold(text[])",
    "tilth_keep_session(text, text, bigint, integer, boolean, jsonb, text)",
    "tilth_left_on(text)",
    "tilth_leftovers()",
    "tilth_let_in(bigint, boolean, text)",
    "tilth_look(text, text, text, text[], text, jsonb, text, text, text[], integer, interval, interval)",
    "tilth_lookers(text, timestamptz, timestamptz, bigint, integer)",
    "tilth_made(text[], date, date)",
    "tilth_note(text, text, text, text[], text, jsonb)",
    "tilth_open_account(text, text, text, text, text, text)",
    "tilth_own_sessions(text)",
    "tilth_password(text, text)",
    "tilth_reads_audit()",
    "tilth_recorded(text, text, date)",
    "tilth_role()",
    "tilth_session_of(text)",
    "tilth_sessions_held(text)",
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
    held = {
        table: tuple(sorted(one for one, columns in rights.items() if not columns))
        for table, rights in _held()
    }
    return {
        table: given for table, given in sorted((held | dict.fromkeys(_READ, ("SELECT",))).items()) if given
    }


@functools.cache
def columns() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return table → privilege → columns, where the login may not have the whole row."""
    narrowed = {table: {one: of for one, of in rights.items() if of} for table, rights in _held()}
    return {table: rights for table, rights in sorted(narrowed.items()) if rights}


def _held() -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    """Return each guarded table with what its model lets the pages' login do."""
    return [
        (model._meta.db_table, one.rights)  # noqa: SLF001 - Django's documented door
        for model, one in guarding.stated()
        if isinstance(one, Guard)
    ]


@functools.cache
def builtins() -> frozenset[str]:
    """Return the names of PostgreSQL's own stable and volatile functions that the login may call.

    Immutable ones answer from their arguments alone and are not named.
    """
    text = resources.files("tilth.data.security").joinpath("builtins.txt").read_text("ascii")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())

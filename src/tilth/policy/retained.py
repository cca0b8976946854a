"""How each table answers for what it keeps: swept by a rule, gone along with another, otherwise, or kept.

Subjects answer by their declaration; what else there is answers here. A table without an answer fails the
build, and so does an answer without its table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tilth.policy.subjects import BY_NAME, DECLARED, Subject


@dataclass(frozen=True, kw_only=True)
class Swept:
    """Its rows go by a rule of `RETENTION` once the period is over."""

    rule: str
    day: str
    """The column of the record's own day or moment."""
    customer: str = ""
    """The column that names the customer; empty: it is about none."""
    staff: tuple[str, ...] = ()
    """Columns that name members of staff, one or several of them in each."""
    waits: str = ""
    """Why a row may stay although its period is over; `tilth.domain.retention` knows the condition."""


@dataclass(frozen=True, kw_only=True)
class Along:
    """Its rows go in the transaction in which the rows of another table go."""

    table: str


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """Its rows go without the sweep; the sentence says by what."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Stays:
    """Its rows do not go; the sentence says why that is right."""

    why: str


Answer = Swept | Along | Otherwise | Stays
IN_FORCE = "a stop in force stays while the bank's feed still names its customer"
_WAITS = {"suppression": IN_FORCE}
_STAFF = {"cover": ("absent_staff_id", "substitute_staff_id")}
"""Subjects that are about people of the bank and name no customer."""
_NIGHT = Otherwise(why="each night brings it anew and drops what is older than the night before")
_NOBODY = Stays(why="numbers and days of the machinery: nobody is in it")
_PROOF = Stays(why="part of the proof who could see whom: it is as old as the audit that tells of it")
_OTHERS: Mapping[str, Answer] = {
    "tilth_action_tick": Swept(rule="staff", day="since", staff=("staff_id",)),
    "tilth_audit_entry": Stays(why="a chain without its beginning proves nothing: it is archived whole"),
    "tilth_audit_link": Stays(why="a chain without its beginning proves nothing: it is archived whole"),
    "tilth_calendar_feed": Stays(why="the digest of a person's own address: no customer is in it"),
    "tilth_day_summary": Swept(rule="staff", day="day", staff=("staff_id",)),
    "tilth_diary": Otherwise(why="a line goes with its record, in the same statement"),
    "tilth_generation": _NOBODY,
    "tilth_hand_over": Swept(rule="staff", day="made_at", staff=("from_staff_id", "to_staff_ids")),
    "tilth_library_entry": Stays(why="what the bank let its people say and when: no customer is in it"),
    "tilth_number_mark": Swept(rule="dealings", day="marked_at", customer="customer_id"),
    "tilth_outbox": Swept(rule="log", day="created_at"),
    "tilth_ownership_change": _PROOF,
    "tilth_point_night": Otherwise(why="nights older than [history] of bank.toml are dropped with the next"),
    "tilth_publication": _NOBODY,
    "tilth_quarantine_row": Along(table="tilth_run_report"),
    "tilth_reason_closure": Swept(rule="dealings", day="closed_at", customer="customer_id"),
    "tilth_role": _NOBODY,
    "tilth_run_report": Swept(rule="log", day="finished_at"),
    "tilth_handbook_mark": Stays(why="what somebody chose of the library: no customer is in it"),
    "tilth_saved_view": Stays(why="what somebody chose for the pages: no customer is in it"),
    "tilth_session": Otherwise(why="an expired one is taken away by the next sign-in"),
    "tilth_staff_change": _PROOF,
    "tilth_standing_change": Otherwise(why="rows older than ten years are dropped with the next publication"),
    "tilth_transaction_night": Otherwise(why="nights older than [history] of bank.toml are dropped"),
    "tilth_week_plan": Swept(rule="staff", day="week", staff=("staff_id",)),
    "tilth_user": Stays(why="as long as the audit names the person, which it does for ever"),
}


def _of(subject: Subject) -> Swept:
    """Return the answer that a declaration gives."""
    staff = _STAFF.get(subject.name, ())
    return Swept(
        rule=subject.retention,
        day=subject.happened,
        customer="" if staff else "customer_id",
        staff=staff,
        waits=_WAITS.get(subject.name, ""),
    )


ANSWERS: Mapping[str, Answer] = {**{one.table: _of(one) for one in DECLARED}, **_OTHERS}
"""Table → its answer; published tables and histories answer alike and are not named."""
_SUBJECTS = {BY_NAME[name].table: name for name in BY_NAME}


def answer(table: str) -> Answer | None:
    """Return how a table answers; None: nobody said."""
    if table.startswith("published_"):
        return _NIGHT
    if table.endswith("_history"):
        of = table.removesuffix("_history")
        return Along(table=of) if isinstance(ANSWERS.get(of), Swept) else ANSWERS.get(of)
    return ANSWERS.get(table)


def swept() -> dict[str, Swept]:
    """Return the tables that are swept, by name."""
    return {table: one for table, one in sorted(ANSWERS.items()) if isinstance(one, Swept)}


def subject_of(table: str) -> Subject | None:
    """Return the subject whose records a table holds, if it is one."""
    name = _SUBJECTS.get(table)
    return BY_NAME[name] if name else None

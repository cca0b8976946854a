"""The plan of a week: what its numbers propose, and what of it was done (PLAN-13).

The text says numbers and no names, what fell short beside what was reached, and no praise.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tilth.policy.words import Words, joined

ROWS = ("dialled", "contacts", "new", "appointed", "came", "kept")
"""What is planned and counted, by the names of the figures of work."""
MOST = 9_999
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a week before it begins."""

    places: int = 0
    """Names that the week's working days have places for, no more than can be reached."""
    listed: int = 0
    """Names put down for the week."""
    owed: int = 0
    """Customers whose contact is due by the end of the week by their cadence."""
    new_customers: int = 0
    """Customers of the book in their first months."""
    new_parts: int = 0
    existing_parts: int = 1
    """How contacts are meant to be shared out (PLAN-12)."""
    appointed_before: int = 0
    """Contacts of the week before that made an appointment."""
    appointments: int = 0
    """Appointments that lie in the week."""
    promises: int = 0
    """Promises that are due in it."""


def proposed(facts: Facts) -> dict[str, int]:
    """Return what a week is proposed to bring, by row."""
    contacts = min(facts.places, max(facts.listed, facts.owed))
    parts = facts.new_parts + facts.existing_parts
    return {
        "dialled": facts.places,
        "contacts": contacts,
        "new": min(facts.new_customers, contacts * facts.new_parts // parts),
        "appointed": facts.appointed_before,
        "came": facts.appointments,
        "kept": facts.promises,
    }


_TOLD: Mapping[str, Words] = {
    "dialled": Words("Dialled {done} of {planned}.", "拨打 {done} / 计划 {planned}。"),
    "contacts": Words("Talks {done} of {planned}.", "双向联络 {done} / 计划 {planned}。"),
    "new": Words("With new customers {done} of {planned}.", "新客联络 {done} / 计划 {planned}。"),
    "appointed": Words("Appointments made {done} of {planned}.", "约访 {done} / 计划 {planned}。"),
    "came": Words("Customers met {done} of {planned}.", "面访到访 {done} / 计划 {planned}。"),
    "kept": Words("Promises kept {done} of {planned}.", "兑现承诺 {done} / 计划 {planned}。"),
}
_REACHED = Words("Reached", "达到计划")
_SHORT = Words("Fell short", "没有达到")
_NOTHING = Words("Nothing was planned, and nothing is recorded.", "没有计划，也没有记录。")


def review(planned: Mapping[str, int], done: Mapping[str, int], *, language: str) -> str:
    """Return the text that a week's numbers propose; rows without plan and deed are left out."""
    rows = [(code, planned[code], done[code]) for code in ROWS if planned[code] or done[code]]
    parts = []
    for heading, reached in ((_REACHED, True), (_SHORT, False)):
        said = [
            _TOLD[code].told(language).format(done=made, planned=meant)
            for code, meant, made in rows
            if (made >= meant) == reached
        ]
        if said:
            parts.append(f"{heading.told(language)}\n{joined(said, language)}")
    return "\n\n".join(parts) or _NOTHING.told(language)

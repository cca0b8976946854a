"""What people recorded on the pages, as a night reads it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A contact that took place, or an attempt."""

    contact_id: str
    customer_id: str
    staff_id: str
    contact_on: dt.date
    two_way: bool = True
    channel: str = "phone"
    outcome: str = "connected"


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """A contact that was allowed and is not recorded yet."""

    clearance_id: str
    customer_id: str
    given_on: dt.date


@dataclass(frozen=True, kw_only=True)
class DoNotDisturb:
    """A customer's wish to be left alone on a channel, about something or anything, from a day to a day."""

    setting_id: str
    customer_id: str
    channel: str = "phone"
    topic: str = ""
    starts_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Suppression:
    """A reason to contact nobody, from a day to a day."""

    suppression_id: str
    customer_id: str
    kind: str = "complaint_open"
    starts_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Consent:
    """The latest decision of a customer about marketing on a channel."""

    customer_id: str
    channel: str = "phone"
    decision: str = "granted"
    text_version: str = ""
    decided_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Preference:
    """The weekdays on which a customer has a suitable time, `1` Monday to `7` Sunday; none = any time."""

    customer_id: str
    weekdays: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """A customer handed over, which counts while the feed names the manager before."""

    customer_id: str
    from_staff_id: str | None = None
    to_staff_id: str | None = None
    to_branch_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """A segment that a person confirmed."""

    customer_id: str
    scheme: str
    segment: str


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """A contact interval that a customer agreed."""

    customer_id: str
    days: int


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A next step, an appointment or a call put off that is still open."""

    promise_id: str
    customer_id: str
    due_on: dt.date
    due_minute: int | None = None


@dataclass(frozen=True, kw_only=True)
class KeptPromise:
    """The latest day on which a promise to a customer was kept."""

    customer_id: str
    kept_on: dt.date


@dataclass(frozen=True, kw_only=True)
class NumberMark:
    """A number that turned out wrong."""

    customer_id: str
    number_index: str
    field: str = "mobile"
    marked_on: dt.date


@dataclass(frozen=True, kw_only=True)
class ReasonClosure:
    """An open reason that a person closed."""

    event_id: str
    customer_id: str
    closed_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Merge:
    """A number that is one with another, which stays."""

    customer_id: str
    survivor_id: str


@dataclass(frozen=True, kw_only=True)
class LibraryOpening:
    """An opening that head office wrote and another approved."""

    opening: str
    about: str = "any"
    turn: int = 0
    tone: str = "care"
    history: str = "any"
    segment: str = ""
    valid_from: dt.date
    valid_until: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Detail:
    """A value of an item of the profile that rules may read."""

    customer_id: str
    item: str
    value: str = ""
    number: int | None = None
    day: dt.date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Need:
    """An open need, by when it is to be met, and the opportunity that answers it."""

    need_id: str
    customer_id: str
    kind: str = "education"
    nature: str = "basic"
    phase: str = "brewing"
    priority: int = 1
    due_on: dt.date | None = None
    opportunity_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Opportunity:
    """An open opportunity, in its stage since a day."""

    opportunity_id: str
    customer_id: str
    category: str | None = None
    stage: str = "contact"
    amount: Decimal | None = None
    stage_on: dt.date
    expected_on: dt.date


@dataclass(frozen=True, kw_only=True)
class StageStay:
    """The median of days that the bank's opportunities stood in a stage, and of how many stays."""

    stage: str
    days: int
    stays: int


@dataclass(frozen=True, kw_only=True)
class Extracts:
    """What the workplace knows on that night."""

    contacts: tuple[Contact, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    do_not_disturb: tuple[DoNotDisturb, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    consents: tuple[Consent, ...] = ()
    preferences: tuple[Preference, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    segment_assignments: tuple[Assignment, ...] = ()
    cadence_agreements: tuple[Agreement, ...] = ()
    promises: tuple[Promise, ...] = ()
    kept_promises: tuple[KeptPromise, ...] = ()
    number_marks: tuple[NumberMark, ...] = ()
    reason_closures: tuple[ReasonClosure, ...] = ()
    merges: tuple[Merge, ...] = ()
    library_openings: tuple[LibraryOpening, ...] = ()
    details: tuple[Detail, ...] = ()
    needs: tuple[Need, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    stage_stays: tuple[StageStay, ...] = ()


NOTHING = Extracts()
"""Where nobody recorded anything."""

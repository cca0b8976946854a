"""The page that records a contact: whom with, why tonight, and the form."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from tilth.data.models import Contact, PublishedCustomer
from tilth.domain.contacts.clearances import Granted, Held
from tilth.domain.contacts.known import NOBODY, KnownOf
from tilth.domain.numbers import queries as numbers
from tilth.domain.wishes.queries import Wish
from tilth.policy import codes
from tilth.policy.best_times import Proposed
from tilth.web.call_card.card import Card
from tilth.web.contact_gate import words
from tilth.web.contacts.asking import Ask
from tilth.web.contacts.forms import ContactForm
from tilth.web.contacts.reminders import Proposal
from tilth.web.contacts.told import Told
from tilth.web.desk import places
from tilth.web.format import hours
from tilth.web.format.contact_points import contact_point
from tilth.web.reasons.chips import Chip

HOW = frozenset({"channel", "duration_minutes", "purpose", "effect", "two_way", "nature"})
"""What a contact says of itself besides what was said; most of it is known before anybody asks."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything the form's page shows."""

    customer: PublishedCustomer
    chips: tuple[Chip, ...]
    told: Told
    wishes: tuple[Wish, ...]
    avoid: tuple[str, ...]
    """What nobody brings up with the customer (PROF-20)."""
    earlier: KnownOf = NOBODY
    """What earlier talks told."""
    asks: tuple[Ask, ...] = ()
    """What would help most to know."""
    inflow: Decimal | None = None
    """What came in after a contact and is to be answered for; None where there is nothing to ask."""
    matures: bool = False
    """Money falls due or just fell due."""
    form: ContactForm
    theirs: Contact | None
    """What a colleague recorded since the form was opened; saved again, the form is stored beside it."""
    proposals: tuple[Proposal, ...] = ()
    """Days that the note names."""
    draft: str
    """Name of the draft that the browser keeps while the form is written."""
    origin: str
    """Where the person came from and goes back to: today, or the address of a tab of the file."""
    quick_days: tuple[tuple[str, dt.date], ...]
    again: Proposed
    """For when an attempt is proposed to be made again."""

    @property
    def told_more(self) -> bool:
        """Whether the part that a talk tells besides stands open: something was written there."""
        return self.form.learned_anything() or (self.form.is_bound and bool(self.form.errors))

    @property
    def how_open(self) -> bool:
        """Whether channel, minutes and purpose stand open: something there is missing or wrong."""
        wrong = set(self.form.errors) & HOW if self.form.is_bound else set()
        return self.card is None or bool(wrong) or not self.form["purpose"].value()

    @property
    def known(self) -> str:
        """Number of the newest contact that the form knows of."""
        return str(self.theirs.pk) if self.theirs else str(self.form["known"].value() or "")

    @property
    def number_missing(self) -> str:
        """Why there is no number to call; empty where there is one, and in the form about nobody."""
        if not self.told.suits or numbers.usable(self.customer, self.customer.wrong_numbers):
            return ""
        return words.why(numbers.missing(self.customer))

    @property
    def best(self) -> tuple[tuple[str, str], ...]:
        """Weekday, and the hours at which the number to call first reaches the customer best."""
        return hours.by_weekday(numbers.best(self.customer))

    @property
    def told_numbers(self) -> tuple[tuple[str, str], ...]:
        """Numbers that people were told: the contact point's own, and in words."""
        return tuple(
            (str(one.id), f"{contact_point(one.kind, one.place)} {one.shown}")
            for one in self.customer.told_points
            if one.kind in codes.NUMBERS
        )

    can_call: bool
    """Whether the role may ask the contact gate."""
    card: Card | None = None
    """What helps in the call; None in the form about nobody."""

    @property
    def of_file(self) -> bool:
        """Whether that is a tab of the customer's file."""
        return self.origin in places.FILE


@dataclass(frozen=True, kw_only=True)
class Cleared:
    """The contact gate's answer: a number to call, a reservation, or why not."""

    customer: PublishedCustomer
    channel: str
    answer: Granted | Held
    held: str
    """Why not, in words; empty for a yes."""
    origin: str
    at: dt.datetime
    purpose: str
    """What it was asked for, in words."""

    @property
    def number(self) -> str:
        """The clear number; empty for a no, for other channels, and where the bank has none."""
        return self.answer.number if isinstance(self.answer, Granted) else ""

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """The other numbers: of what kind and where, and in clear."""
        others = self.answer.others if isinstance(self.answer, Granted) else ()
        return tuple((contact_point(one.kind, one.place), one.number) for one in others)

    @property
    def seconds(self) -> int:
        """How long the number stays on the page: as long as the clearance holds."""
        if not isinstance(self.answer, Granted):
            return 0
        given = self.answer.clearance
        return int((given.valid_until - given.given_at).total_seconds())

    @property
    def of_file(self) -> bool:
        """Whether that is a tab of the customer's file."""
        return self.origin in places.FILE

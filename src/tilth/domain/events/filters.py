"""What narrows the events of tonight and the open reasons, and the condition that each part is (LIST-14)."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from tilth.access.scopes import Scope
from tilth.data.models import Contact, Generation, PublishedListEntry
from tilth.domain.contacts import made
from tilth.domain.customers import owners
from tilth.domain.reasons.queries import closed

ACTED_ON = "acted_on"
TONIGHT, EARLIER, DONE = "tonight", "earlier", "done"
STATES = (TONIGHT, EARLIER, DONE)
"""Told tonight for the first time, still open from before, acted on or closed; without: the first two."""
LISTED = ("yes", "no")
"""Whether the customer is on tonight's list."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked for; empty texts mean: no matter."""

    kind: str = ""
    state: str = ""
    """A word of `STATES`; empty: what is open."""
    listed: str = ""
    """A word of `LISTED`."""
    owner: str = ""
    """A word of `owners.WORDS`, or a manager's staff number."""
    branch: str = ""
    within: tuple[str, ...] = ()
    """The branch and those below it that are in sight."""
    sort: str = ""


def condition(filters: Filters, *, scope: Scope, generation: Generation) -> Q:
    """Return the condition of all parts but the kind, by which pages count."""
    rule = _state(filters.state, generation) & _owner(filters, scope, generation)
    if filters.listed:
        on_list = Q(Exists(_entries(generation)))
        rule &= on_list if filters.listed == "yes" else ~on_list
    return rule & Q(branch_id__among=list(filters.within)) if filters.branch else rule


def done(generation: Generation) -> Q:
    """Return: acted on by the night's own judgement, closed by a person, or talked about since the night."""
    talked = Contact.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), two_way=True, voided_at=None
    )
    talked = talked.filter(made.after(generation.business_date))
    return Q(state__isnull=False, state=ACTED_ON) | closed() | Q(Exists(talked))


def _state(wanted: str, generation: Generation) -> Q:
    if wanted == DONE:
        return done(generation)
    left = ~done(generation)
    if wanted == EARLIER:
        return left & Q(told_on__lt=generation.business_date)
    if wanted == TONIGHT:
        return left & (Q(told_on__isnull=True) | Q(told_on__gte=generation.business_date))
    return left


def _entries(generation: Generation) -> "QuerySet[PublishedListEntry]":
    entries = PublishedListEntry.objects.unscoped()
    return entries.filter(generation=generation.pk, customer_id=OuterRef("customer_id"))


def _owner(filters: Filters, scope: Scope, generation: Generation) -> Q:
    """Return the condition of a word or a staff number, as the list of customers has it."""
    return owners.condition(filters.owner, scope, generation, within=filters.within, column="owner_id")

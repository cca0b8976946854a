"""What narrows the list of customers, and the condition that each part is."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from tilth.access.scopes import Scope
from tilth.data.models import Contact, Generation, NumberMark, PublishedEvent
from tilth.domain.contacts import made
from tilth.domain.customers import owners
from tilth.domain.customers.worked import Worked
from tilth.domain.points import moves
from tilth.domain.points.moves import Move
from tilth.policy import key_actions

MATURITIES = ("deposit_maturing", "product_maturing", "loan_due")
"""Kinds of events on whose day money falls due."""
DUE_WITHIN = (7, 10, 30, 90)
"""Days within which something of the customer's may fall due."""
STATES = ("closed", "all")
"""Which customers besides the open ones: only closed ones, or both."""
NUMBERS = ("all",)
"""Which customer numbers: those too that are one with another."""
LISTED = ("all", "open", "done", "answered", "effective")
"""Names of tonight's lists: all, without a result, with one, that somebody answered, with a talk."""
WEEK = ("all", "open", "dialled", "connected")
"""Names of the week: all, those still to be reached, those with an attempt, those with a talk."""
CARE = ("week", "month")
"""Whose contact is due by the end of the running week or month, by their cadence (CAD-03)."""
MAIN_BANK = {"yes": True, "no": False, "unknown": None}
"""Whether this bank is the customer's main bank, by the night (MAIN-05)."""
_COLUMNS = ("tier", "segment", "lifecycle")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked for; empty texts mean: no matter."""

    text: str = ""
    tier: str = ""
    segment: str = ""
    lifecycle: str = ""
    category: str = ""
    """A product category that the customer holds."""
    beside: str = ""
    """Another one that the customer holds as well."""
    tag: str = ""
    """A mark that the bank's data give the customer."""
    due: int = 0
    """Something falls due within so many days."""
    below: Decimal = Decimal(0)
    """Assets below this amount; 0: no matter."""
    under: bool = False
    overdue: bool = False
    never: bool = False
    """Nobody has had a two-way contact with the customer yet."""
    numberless: bool = False
    """The customer has no number that can be called: none, or each is marked wrong (A20)."""
    main: str = ""
    """A word of `MAIN_BANK`."""
    side: str = ""
    owner: str = ""
    """A word of `owners.WORDS`, or a manager's staff number."""
    state: str = ""
    """A word of `STATES`; empty: customers not closed, and whoever a text finds."""
    listed: str = ""
    """A word of `LISTED`."""
    week: str = ""
    """A word of `WEEK`."""
    care: str = ""
    """A word of `CARE`."""
    cause: str = ""
    """Why the customer is not on tonight's list: a code of `codes.CAUSES`."""
    level: str = ""
    """How far the relationship has come: a code of `levels.codes.LEVELS`."""
    funnel: str = ""
    """The customer came to this stage: a code of `funnel.STAGES`."""
    owed: str = ""
    """The customer's account of care has contacts of this kind: a code of `codes.CARE_OWED`."""
    moved: Move | None = None
    """The customer went from one tier to another."""
    numbers: str = ""
    """A word of `NUMBERS`; empty: people, each under the number that stays."""
    worked: Worked | None = None
    """Somebody dialled or spoke with the customer in some days."""
    branch: str = ""
    within: tuple[str, ...] = ()
    """The branch and those below it that are in sight."""
    sort: str = "aum"


def condition(filters: Filters, *, scope: Scope, generation: Generation, today: dt.date) -> Q:
    """Return the condition of all parts but the text; `today` is the reader's day."""
    rule = _state(filters, generation) & _own(filters)
    if filters.due:
        rule &= due(generation, today=today, days=filters.due)
    if filters.listed:
        rule &= listed(filters.listed, generation)
    if filters.week:
        rule &= of_week(filters.week)
    if filters.care:
        rule &= owed(key_actions.span(filters.care, today).until)
    if filters.moved:
        rule &= moves.condition(filters.moved, generation)
    rule &= owners.condition(filters.owner, scope, generation, within=filters.within)
    return rule & Q(branch_id__among=list(filters.within)) if filters.branch else rule


def _own(filters: Filters) -> Q:
    """Return the condition of the parts that a customer's row answers alone."""
    same = {column: value for column in _COLUMNS if (value := getattr(filters, column))}
    parts = (
        (filters.category, Q(categories__contains=[filters.category])),
        (filters.beside, Q(categories__contains=[filters.beside])),
        (filters.below, Q(aum__lt=filters.below)),
        (filters.tag, Q(tags__contains=[filters.tag])),
        (filters.under, Q(under_served=True)),
        (filters.overdue, Q(overdue_days__gt=0)),
        (filters.never, Q(last_contact_on__isnull=True)),
        (filters.cause, Q(excluded_cause=filters.cause)),
        (filters.main, Q(main_bank=MAIN_BANK.get(filters.main))),
        (filters.side, Q(familiar=filters.side == "familiar")),
    )
    rule = Q(**same) & numberless() if filters.numberless else Q(**same)
    for asked, part in parts:
        if asked:
            rule &= part
    return rule & Q(**{f"care_{filters.owed}__gt": 0}) if filters.owed else rule


def numberless() -> Q:
    """Return: the bank has no number of the customer, or those it has are marked wrong.

    A mark counts for the number it was made for.
    """
    marks = NumberMark.objects.unscoped().filter(customer_id=OuterRef("customer_id"), voided_at=None)
    mobile = Exists(marks.filter(field="mobile", number_index=OuterRef("mobile_index")))
    phone = Exists(marks.filter(field="phone", number_index=OuterRef("phone_index")))
    return (Q(mobile__isnull=True) | Q(mobile)) & (Q(phone__isnull=True) | Q(phone))


def still_open(generation: Generation) -> Q:
    """Return: the customer is not closed on the night."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=generation.business_date)


def owed(until: dt.date) -> Q:
    """Return: a contact is due by a day by the customer's cadence, overdue ones among them."""
    return Q(next_contact_due_on__lte=until)


def due(generation: Generation, *, today: dt.date, days: int) -> Q:
    """Return: something falls due from today on within so many days.

    The row knows the first day after the night; where that has passed, the events tell whether more follows.
    """
    last = today + dt.timedelta(days=days)
    later = PublishedEvent.objects.unscoped().filter(
        generation=generation.pk,
        customer_id=OuterRef("customer_id"),
        kind__in=MATURITIES,
        due_on__gte=today,
        due_on__lte=last,
    )
    return Q(next_due_on__lte=last) & (Q(next_due_on__gte=today) | Q(Exists(later)))


def due_amount(generation: Generation, *, today: dt.date, days: int) -> Subquery:
    """Return what falls due of a customer from today on within so many days, in the base currency."""
    amounts = PublishedEvent.objects.unscoped().filter(
        generation=generation.pk,
        customer_id=OuterRef("customer_id"),
        kind__in=MATURITIES,
        due_on__gte=today,
        due_on__lte=today + dt.timedelta(days=days),
    )
    return Subquery(amounts.order_by().values("customer_id").annotate(total=Sum("amount")).values("total"))


def _state(filters: Filters, generation: Generation) -> Q:
    if filters.state == "closed":
        return Q(closed_on__lte=generation.business_date)
    if filters.state == "all" or (filters.text and not filters.state):
        return Q()
    return still_open(generation)


def listed(wanted: str, generation: Generation) -> Q:
    """Return: the customer is on tonight's list, with a result or without one, whoever called."""
    answers = Contact.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"),
        business_date=generation.business_date,
        list_rank__isnull=False,
        voided_at=None,
    )
    rule = Q(list_rank__isnull=False)
    if wanted == "all":
        return rule
    if wanted == "open":
        return rule & ~Q(Exists(answers))
    told = {"answered": made.HEARD, "effective": Q(two_way=True)}
    return rule & Q(Exists(answers.filter(told.get(wanted, Q()))))


def of_week(wanted: str) -> Q:
    """Return: the customer is a name of the week, and was tried or reached since, whoever called."""
    rule = Q(week_rank__isnull=False)
    return {
        "all": rule,
        "open": rule & ~Q(since_week(two_way=True)),
        "dialled": rule & Q(since_week()),
        "connected": rule & Q(since_week(two_way=True)),
    }[wanted]


def since_week(**more: bool) -> Exists:
    """Return: there was a contact, or an attempt, after the night that made the customer's week."""
    found = Contact.objects.unscoped().filter(customer_id=OuterRef("customer_id"), voided_at=None, **more)
    return Exists(found.filter(made.after(OuterRef("week_made_on"))))

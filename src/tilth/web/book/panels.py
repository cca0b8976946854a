"""The parts that a book and a branch share: cards with a bar, the pyramid, the penetration chart."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from tilth.domain.book.model import Tier, Totals
from tilth.policy.playbook.model import Cultivation
from tilth.policy.vocabulary import CATEGORIES
from tilth.web import charts, figures, labels
from tilth.web.figures import Number, Whose
from tilth.web.format import amounts
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Card:
    """One number with a bar: how much of what, and the mark where it should be."""

    label: str
    value: Number | str
    of: str = ""
    note: str = ""
    more: tuple[Number | SafeString, ...] = ()
    """Further figures beside the note."""
    late: bool = False
    width: float | None = None
    """Length of the bar, 0 to 100; None draws none."""
    mark: float | None = None
    """Where the target stands on the bar."""

    @property
    def mark_x(self) -> float:
        """Where the mark is drawn, so that it stays inside."""
        return min(self.mark or 0.0, 99.0)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One tier of the pyramid."""

    code: str
    customers: Number
    aum: Number | str
    share: str
    x: float
    width: float
    css: str


def portion(part: float, whole: float) -> float:
    """Return a share as the length of a bar, 0 to 100."""
    return round(min(1.0, part / whole) * 100, 1) if whole else 0.0


def standing(totals: Totals, whose: Whose, *, group: Cultivation, currency: str) -> tuple[Card, ...]:
    """Return the cards of what the night counted; each leads to the customers behind it."""
    late, under, all_ = totals.overdue, totals.under_served, totals.customers
    mean = totals.products_per_customer
    kinds = amounts.DASH if mean is None else f"{mean:.1f}"
    return (
        Card(
            label=figures.label("overdue"),
            value=figures.number("overdue", late, whose),
            of=_p("card", "of {n}").format(n=amounts.count(all_)),
            note=amounts.share(late / all_) if all_ else "",
            more=_waiting(totals, whose),
            late=late > 0,
            width=portion(late, all_),
        ),
        Card(
            label=figures.label("under_served"),
            value=figures.number("under_served", under, whose),
            of=_p("card", "of {n}").format(n=amounts.count(all_)),
            note=_(" · ").join(_invested(under, all_, kinds)),
            more=_compared(totals, whose, group, currency),
            width=portion(under, all_),
        ),
    )


def _invested(under: int, all_: int, kinds: str) -> tuple[str, ...]:
    share = (amounts.share(under / all_),) if all_ else ()
    return (*share, _("{n} kinds of products per customer").format(n=kinds))


def _compared(totals: Totals, whose: Whose, group: Cultivation, currency: str) -> tuple[SafeString, ...]:
    """Say how many of those to be developed are under-served, beside the reference for them alone (A14)."""
    few = totals.small
    if few is None or not few.customers:
        return ()
    below = f"{group.below:f}"
    text = format_html(
        _("below {amount}: {under} of {all}, {share} (reference {reference})"),
        amount=amounts.short(group.below, language=language(), currency=currency),
        under=figures.number("cultivation_under_served", few.under_served, whose, below=below),
        all=figures.number("cultivation", few.customers, whose, below=below),
        share=amounts.share(few.under_served / few.customers),
        reference=amounts.share(group.under_served, places=0),
    )
    return (text,)


def _waiting(totals: Totals, whose: Whose) -> tuple[Number, ...]:
    """Return for whom something has to happen first: a contact, a number."""
    told = (
        ("never", totals.never, _("{n} never contacted")),
        ("numberless", totals.numberless, _("{n} without a number to call")),
    )
    return tuple(
        figures.number(code, number, whose, text=text.format(n=amounts.count(number)))
        for code, number, text in told
        if number
    )


def pyramid(totals: Totals, whose: Whose, *, currency: str) -> tuple[Step, ...]:
    """Return the tiers from the top: how many, how much, which part of the assets."""
    most = max((tier.customers for tier in totals.tiers), default=0)
    return tuple(
        Step(
            code=tier.code,
            customers=figures.number("tier", tier.customers, whose, tier=tier.code),
            aum=_assets(tier, whose, currency),
            share=amounts.share(tier.aum / totals.of_tiers)
            if tier.aum is not None and totals.of_tiers
            else "",
            width=(width := portion(tier.customers, most)),
            x=round((100 - width) / 2, 1),
            css=f"ft{len(totals.tiers) - place}",
        )
        for place, tier in enumerate(totals.tiers)
    )


def _assets(tier: Tier, whose: Whose, currency: str) -> Number | str:
    """Return what a tier holds with the link to its customers; a dash in a night of an earlier version."""
    text = amounts.short(tier.aum, language=language(), currency=currency)
    return (
        text
        if tier.aum is None
        else figures.amount("tier_assets", tier.aum, whose, text=text, tier=tier.code)
    )


def penetration(totals: Totals, whose: Whose) -> charts.Chart | None:
    """Return the share of customers who hold each category; None without customers."""
    held = [(code, totals.penetration[code]) for code in CATEGORIES if totals.penetration.get(code)]
    if not held:
        return None
    names = [labels.label("category", code) for code, _share in held]
    texts = [amounts.share(share) for _code, share in held]
    row = charts.Series(
        name=_("Customers who hold it"), values=[round(share, 6) for _code, share in held], texts=texts
    )
    holders = [
        str(figures.number("penetration", totals.holders[code], whose, category=code))
        for code, _share in held
    ]
    return charts.Chart(
        id="penetration",
        kind="bars",
        title=figures.label("penetration"),
        note=_("share of customers who hold it"),
        about=_("Share of customers by product category; the highest is {share}.").format(
            share=amounts.share(max(share for _code, share in held))
        ),
        data=charts.series(names, row, unit="share"),
        head=(_("Category"), _("Customers who hold it"), _p("penetration", "Share")),
        rows=tuple(zip(names, holders, texts, strict=True)),
        height="l",
    )

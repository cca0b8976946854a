"""What templates write with: icons, tiers, amounts, days, words for codes."""

import datetime as dt
import functools
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import quote

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markupsafe import escape

from tilth.data.models import PublishedCustomer
from tilth.domain import bank
from tilth.domain.days import ZONE
from tilth.domain.numbers.queries import usable
from tilth.policy import codes
from tilth.policy.figure import BY_NUMBER, BY_PERSON
from tilth.policy.playbook import Text
from tilth.policy.subjects.kit import TABS
from tilth.policy.vocabulary import TIERS
from tilth.policy.words import Words
from tilth.web import labels
from tilth.web.book import coaching
from tilth.web.format import amounts, days, masks
from tilth.web.format.languages import chinese, language
from tilth.web.reasons import chips
from tilth.web.reasons.chips import Chip
from tilth.web.templating import vocabulary
from tilth.web.today import prepared
from tilth.web.today.rows import Held, Row


def _currency() -> str:
    return bank.settings_of_bank().base_currency


@vocabulary.function
def icon(name: str, css: str = "") -> SafeString:
    """Draw one icon of the sprite; it says nothing to a screen reader, the words beside it do."""
    return _icon(name, css)


# A page draws a hundred icons and tiers: what never changes while the server runs is written once.
@functools.lru_cache(maxsize=512)
def _icon(name: str, css: str) -> SafeString:
    address = static("dist/icons.svg")
    return format_html(
        '<svg class="ti {}" aria-hidden="true"><use href="{}#{}"></use></svg>', css, address, name
    )


@functools.lru_cache(maxsize=16)
def _address(view: str) -> str:
    return reverse(view, args=["CUSTOMER"])


@vocabulary.function
def customer_link(view: str, customer_id: str) -> str:
    """Return the address of a view about one customer."""
    return _address(view).replace("CUSTOMER", quote(customer_id, safe=""))


@vocabulary.function
def words(said: Words) -> str:
    """Return words in the reader's language."""
    return said.told(language())


@vocabulary.function
def by_person() -> str:
    """Return how lists count customers whose numbers are one: by person."""
    return BY_PERSON.told(language())


@vocabulary.function
def by_number() -> str:
    """Return how books count them: each customer number."""
    return BY_NUMBER.told(language())


@vocabulary.function
def tab_name(code: str) -> str:
    """Return the name of a tab of the customer's page."""
    return TABS[code].told(language())


@vocabulary.function
def tier(code: str) -> SafeString:
    """Draw a tier: as many dark furrows as it is high, and its name."""
    return _tier(code, language())


@functools.lru_cache(maxsize=64)
def _tier(code: str, language: str) -> SafeString:  # noqa: ARG001 - the name is in the reader's language
    height = TIERS.index(code) + 1 if code in TIERS else 0
    furrows = format_html_join(
        "",
        '<rect x="0" y="{}" width="{}" height="1.7" rx=".85" fill="currentColor"{}></rect>',
        (
            (
                f"{9.8 - 3 * place:.1f}",
                f"{13 - 1.3 * place:.1f}",
                SafeString("" if place < height else ' opacity=".22"'),
            )
            for place in range(len(TIERS))
        ),
    )
    return format_html(
        '<span class="t-tier t{}"><svg viewBox="0 0 13 12" aria-hidden="true">{}</svg>{}</span>',
        height,
        furrows,
        labels.label("tier", code),
    )


@vocabulary.function
def chip_row(row: Iterable[Chip]) -> SafeString:
    """Draw reasons as chips: an icon and words each, never colour alone."""
    return SafeString("".join(map(_chip, row)))


def _chip(chip: Chip) -> str:
    text = f'<span class="ell">{escape(chip.text)}</span>'
    return f'<span class="t-chip {escape(chip.tone)}">{icon(chip.icon)}{text}</span>'


@vocabulary.function
def listed(row: Row | Held, token: str) -> SafeString:
    """Draw one name of the list of the day; `token` goes into its form. One that is held keeps its place."""
    if isinstance(row, Held):
        return prepared.spot(row.spot, "li")
    return prepared.text(
        row, chips=chip_row(row.chips), rest=chip_row(row.more), language=language(), token=str(token)
    )


@vocabulary.function
def stays(card: str) -> SafeString:
    """Draw the place of a card beside the list that the asking page shows as it is."""
    return prepared.spot(card, "section")


@vocabulary.function
def deceased() -> SafeString:
    """Mark somebody as deceased."""
    return format_html('<span class="t-chip late" data-deceased>{}</span>', word("suppression", "deceased"))


@vocabulary.function
def facts(found: Iterable[coaching.Fact]) -> SafeString:
    """Draw what is behind of one manager's work."""
    chips = ((one.tone, icon(one.icon), one.text) for one in found)
    return format_html_join("", '<span class="t-chip {}">{}<span>{}</span></span> ', chips)


@vocabulary.function
def category_icon(code: str) -> SafeString:
    """Draw the icon of a product category."""
    return icon(labels.CATEGORY_ICONS.get(code, "file-analytics"))


@vocabulary.function
def word(kind: str, code: str | None) -> str:
    """Return the word for a code."""
    return labels.label(kind, code)


@vocabulary.function
def step(code: str, words: str = "") -> str:
    """Return a next step in words: the one chosen, and what was written beside it."""
    return labels.step(code, words)


@vocabulary.function
def numbers(row: PublishedCustomer, today: dt.date, css: str = "") -> SafeString:
    """Write the number to call first; before it, crossed out, those that are marked wrong."""
    parts, first = [], usable(row, row.wrong_numbers)
    told = {str(one.id): one for one in row.told_points}
    for field in codes.NUMBERS:
        number, wrong = getattr(row, field), row.wrong_numbers.get(field)
        if number and wrong:
            why = _("Marked wrong on {day} by {name}").format(
                day=plain_day(wrong.marked_on, today), name=wrong.by
            )
            parts.append(format_html('<s class="mut num {}" title="{}">{}</s>', css, why, number))
        if first == field or (first in told and told[first].kind == field):
            shown = told[first].shown if first in told else number
            parts.append(format_html('<span class="mut num {}">{}</span>', css, shown))
            break
    return format_html_join(" ", "{}", ((part,) for part in parts))


@vocabulary.filter_
def reason(why: str) -> str:
    """Write the reason of an entry of the audit: a code of the unmasking form in words, else as it is."""
    code, colon, more = why.partition(":")
    known = code in codes.UNMASK_REASONS
    return f"{labels.label('unmask_reason', code)}{colon}{more}" if known else why


@vocabulary.filter_
def money(amount: Decimal | None) -> str:
    """Write an amount in base currency, short: ¥76.4万."""
    return amounts.short(amount, language=language(), currency=_currency())


@vocabulary.filter_
def money_signed(amount: Decimal | None) -> str:
    """Write a change in base currency: +¥18.2万."""
    return amounts.signed(amount, language=language(), currency=_currency())


@vocabulary.filter_
def money_exact(amount: Decimal | None) -> str:
    """Write an amount in base currency to the cent."""
    return amounts.exact(amount, currency=_currency())


@vocabulary.filter_
def told(text: Text) -> str:
    """Write what a text of the playbook says in the reader's language."""
    return text.told(language())


@vocabulary.filter_
def money_enough(amount: Decimal) -> str:
    """Write an amount that has to be there, in whole units of the base currency, rounded up: ¥236,001."""
    return amounts.enough(amount, currency=_currency())


@vocabulary.function
def money_in(amount: Decimal | None, currency: str) -> str:
    """Write an amount in its own currency to the cent."""
    return amounts.exact(amount, currency=currency)


@vocabulary.filter_
def percent(value: Decimal | float | None, places: int = 1) -> str:
    """Write a share: 31.3%."""
    return amounts.share(value, places=places)


@vocabulary.filter_
def percent_signed(value: Decimal | float | None) -> str:
    """Write a gain or a loss: +20.4%, −9.4%."""
    if value is None:
        return amounts.DASH
    return amounts.basis_points(round(Decimal(str(value)) * 10_000))


@vocabulary.filter_
def count(value: int | None) -> str:
    """Write a number of people or things: 12,384."""
    return amounts.count(value)


@vocabulary.filter_
def day(value: dt.date | None, today: dt.date) -> str:
    """Write a day, with its weekday when it is near."""
    return days.near(value, today=today, language=language())


@vocabulary.filter_
def plain_day(value: dt.date | None, today: dt.date) -> str:
    """Write a day without weekday."""
    return days.plain(value, today=today, language=language())


@vocabulary.filter_
def dated(value: dt.date, today: dt.date) -> str:
    """Write a day with its weekday, however far it is away."""
    return days.dated(value, today=today, language=language())


@vocabulary.filter_
def away(value: dt.date, today: dt.date) -> str:
    """Write how far away a day is."""
    return days.away(value, today=today)


@vocabulary.filter_
def weekday(value: dt.date) -> str:
    """Write a day's weekday."""
    return days.weekday(value, language=language())


@vocabulary.filter_
def dial(number: str | None) -> str:
    """Write a phone number as a link may dial it."""
    return masks.dial(number)


@vocabulary.filter_
def grouped(number: str | None) -> str:
    """Write a number as people read it aloud: 138 0013 8000."""
    return masks.grouped(number)


@vocabulary.filter_
def initial(name: str | None) -> str:
    """Write the first sign of a name."""
    return masks.initial(name)


@vocabulary.filter_
def clock(moment: dt.datetime) -> str:
    """Write the time of day in the bank's zone: 15:30."""
    return f"{moment.astimezone(ZONE):%H:%M}"


@vocabulary.filter_
def moment(value: dt.datetime | None, today: dt.date) -> str:
    """Write a moment in the bank's zone: 04-01 周三 15:30."""
    if value is None:
        return amounts.DASH
    local = value.astimezone(ZONE)
    return f"{days.near(local.date(), today=today, language=language())} {local:%H:%M}"


@vocabulary.function
def today_words(value: dt.date) -> str:
    """Write the day of the pages' headings; in Chinese with its lunar date."""
    text = days.heading(value, language=language())
    if not chinese():
        return text
    return f"{text} · {chips.lunar_name(value)}"

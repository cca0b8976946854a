"""The card of one call, complete before it is drawn (LIST-09, NEG-11, NEG-14, PROF-20)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tilth.domain import bank
from tilth.domain.call_lists.worth import Worth
from tilth.domain.contact_times.queries import ContactTimes
from tilth.policy import best_times
from tilth.policy.contact_gate import Window
from tilth.policy.offers import Product, offered
from tilth.policy.playbook import Playbook
from tilth.policy.playbook.talk import ANY, Question
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability.judging import Investor
from tilth.policy.vocabulary import PROMISE
from tilth.web import labels, offers
from tilth.web.call_card.lines import Line
from tilth.web.format import hours
from tilth.web.format.languages import language
from tilth.web.reasons.chips import money
from tilth.web.reasons.worth import sentence

QUESTIONS, OBJECTIONS, SHOWN = 3, 3, 4


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the customer may say, and what can be answered."""

    says: str
    answer: str
    kept_by: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """All that helps in one call."""

    best: tuple[tuple[str, str], ...]
    """Weekday, and the hours at which the number to call first reaches the customer best."""
    best_now: bool
    times: tuple[tuple[str, str], ...]
    """Weekday, and the hours that suit on it; none: at any time, or nobody asked."""
    suits_now: bool
    lines: tuple[Line, ...]
    more: int
    """Reasons that are not shown."""
    worth: str
    """What the name is worth on the list, term by term; empty for who is on no list made by value."""
    questions: tuple[tuple[str, str], ...]
    """Kind in words, and what to ask."""
    offers: tuple[offers.Offer, ...]
    held_back: bool
    """Products with a grade are left out: there is no valid assessment."""
    silent: bool
    """Of this no products are spoken of."""
    objections: tuple[Answer, ...]
    words: tuple[str, ...]
    """Words that are not said."""
    matters: tuple[str, ...]
    """What is not spoken of."""


def card(  # noqa: PLR0913 - what one call is made of, told in keywords
    lines: tuple[Line, ...],
    *,
    worth: Worth | None,
    rules: Playbook,
    investor: Investor,
    on_sale: tuple[Product, ...],
    times: ContactTimes | None,
    best: tuple[Window, ...],
    now: dt.datetime,
) -> Card:
    """Return the card of a call for these reasons, the most urgent first; `now` is the bank's clock."""
    first = next((one for one in lines if one.kind != PROMISE), None)
    topic = rules.talk.topic(first.kind) if first else None
    day, about = now.date(), topic.code if topic else ANY
    found = offered(
        on_sale,
        categories=topic.categories if topic else (),
        investor=investor,
        rules=rules.of(CertificateRules),
        amount=first.amount if first else None,
        currency=bank.settings_of_bank().base_currency,
        day=day,
    )
    heard = [*rules.talk.heard(about, day)][:OBJECTIONS]
    windows = times.windows if times else ()
    unsaid = [(one.words, one.text.told(language())) for one in rules.talk.unsaid]
    return Card(
        best=hours.by_weekday(best),
        best_now=best_times.suits(now, best),
        times=hours.by_weekday(windows),
        suits_now=times is not None
        and any(one.holds(now.astimezone(ZoneInfo(times.zone))) for one in windows),
        lines=lines[:SHOWN],
        more=max(len(lines) - SHOWN, 0),
        worth=sentence(worth) if worth and (worth.money or worth.care) else "",
        questions=tuple(_asked(rules, about, first, day)),
        offers=tuple(map(offers.offer, found.products)),
        held_back=found.held_back,
        silent=topic is not None and not found.products and not found.held_back,
        objections=tuple(
            Answer(
                says=one.says.told(language()),
                answer=one.answer.told(language()),
                kept_by=one.owner.told(language()),
            )
            for one in heard
        ),
        words=tuple(text for words, text in unsaid if words),
        matters=tuple(text for words, text in unsaid if not words),
    )


def _asked(rules: Playbook, about: str, first: Line | None, day: dt.date) -> Iterator[tuple[str, str]]:
    """Yield the questions of a call, each of another kind; a fact that is not known leaves one out."""
    kinds: set[str] = set()
    for question in rules.talk.asked(about, day):
        if question.kind in kinds or len(kinds) == QUESTIONS:
            continue
        text = _filled(question, first)
        if text:
            kinds.add(question.kind)
            yield labels.label("question", question.kind), text


def _filled(question: Question, first: Line | None) -> str:
    """Return a question with the facts of its reason; empty where it names one that is not known."""
    amount = first.amount if first else None
    facts = {
        "amount": "" if amount is None else money(amount),
        "day": first.day if first else "",
        "product": first.product if first else "",
    }
    text = question.text.told(language())
    missing = any(f"{{{name}}}" in text and not value for name, value in facts.items())
    return "" if missing else text.format(**facts)

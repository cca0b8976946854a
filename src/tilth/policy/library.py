"""Entries of the bank's library that head office writes: their state on a day, and what none may say.

Sentences of the playbook and entries are judged alike: words nobody says, and facts that somebody fills in.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tilth.policy import library_kinds as kinds
from tilth.policy.codes import ENTRIES, EVENTS, HISTORIES, PROMISE, SIGNALS
from tilth.policy.library_kinds import OTHERS, Detail
from tilth.policy.playbook import Playbook, Text
from tilth.policy.playbook.openings import ANY
from tilth.policy.playbook.phrases import banned, unknown
from tilth.policy.playbook.talk import FACTS as OF_QUESTIONS
from tilth.policy.wording import first

LONGEST = 200
"""Characters of one sentence, as in the playbook."""
OWNED = 60
"""Characters of the name of whoever answers for it."""
REASONS = (*EVENTS, *SIGNALS, PROMISE, ANY)
"""What an opening may be about; questions and objections are about the same, a promise apart."""
CODE = "own_"
"""With what the code of an own opening begins; its number follows."""
_MONEY, _HELD = ("amount", "size", "day"), ("amount", "size", "day", "product")
_MOVED = (*_HELD, "gain")
_OF_REASONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*EVENTS, "child_turns_18", "spouse_birthday", "child_birthday"), ("day",)),
    **dict.fromkeys(("deposit_maturing", "deposit_matured", "product_maturing", "loan_due"), _HELD),
    **dict.fromkeys(("large_inflow", "large_outflow", "large_cash"), _MONEY),
    **dict.fromkeys(("take_profit", "stop_loss", "first_fund_in_profit"), _MOVED),
    **dict.fromkeys(("tier_up", "tier_down"), ("day", "tier")),
    **dict.fromkeys(("wedding_anniversary", "card_expiring", "certificate_expiring"), ("day",)),
    "near_next_tier": (*_MONEY, "next"),
    "account_anniversary": ("day", "years"),
    "retirement_talk": ("day", "age"),
    "post_purchase_followup": ("day", "product"),
}

_SHOWN = ("concentration", "rate_gap")
"""Signals whose figures name a product: a card knows it, an opening does not."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """One entry as somebody writes it."""

    kind: str
    about: str
    """The reason of the call, a code of `REASONS`; of a card, a benefit or evidence, a category or any."""
    manner: str = ""
    """A code of `library_kinds.MANNERS`: an opening's tone, a card's method; empty for kinds without."""
    history: str = ANY
    segment: str = ""
    """Only for customers of this segment; empty: for all. Openings only."""
    text: Text
    """What is said: the sentence, the question, the answer."""
    says: Text = Text(zh="", en="")  # noqa: RUF009 - it is frozen
    """What the customer says; of the other kinds, but openings and questions, what the entry is called."""
    detail: Detail = field(default_factory=dict)
    """What only its kind says, by the names of `library_kinds.DETAILS`."""
    owner: str
    """Who answers for it."""
    valid_from: dt.date
    valid_until: dt.date | None = None


class Fault(NamedTuple):
    """Why an entry may not be: a code, the word at fault, and what would be allowed."""

    code: str
    word: str = ""
    allowed: tuple[str, ...] = ()


def facts(kind: str, about: str) -> tuple[str, ...]:
    """Return what an entry may name in braces: what its reason can fill in."""
    if kind in (*OTHERS, "objection") or about in (PROMISE, ANY):
        return ()
    found = _OF_REASONS.get(about, _MONEY)
    if kind == "opening":
        return found
    return tuple(one for one in OF_QUESTIONS if one in found or (one == "product" and about in _SHOWN))


def abouts(kind: str) -> tuple[str, ...]:
    """Return what an entry of a kind can be about: reasons of calls, categories of products, or any."""
    if kind in OTHERS:
        return kinds.ABOUTS.get(kind, (ANY,))
    return REASONS if kind == "opening" else tuple(reason for reason in REASONS if reason != PROMISE)


def fault(one: Written, book: Playbook, *, today: dt.date) -> Fault | None:
    """Return the first reason why an entry may not be kept; None where it may."""
    return _codes(one, book) or _sentences(one, book) or _detail(one, today) or _days(one, today)


def _codes(one: Written, book: Playbook) -> Fault | None:
    segments = {segment.code for segment in book.segments.scheme.segments}
    opening = one.kind == "opening"
    for word, known in (
        (one.kind, tuple(ENTRIES)),
        (one.about, abouts(one.kind)),
        (one.manner, tuple(kinds.MANNERS.get(one.kind, ()))),
        (one.history, tuple(HISTORIES) if opening else (ANY,)),
        (one.segment, ("", *sorted(segments)) if opening else ("",)),
    ):
        if word not in known:
            return Fault("unknown", word, known)
    strange = next((word for word in kinds.listed(one.detail, "segments") if word not in segments), None)
    return None if strange is None else Fault("unknown", strange, tuple(sorted(segments)))


def _said(one: Written) -> Iterator[str]:
    """Yield what is said to customers: not what they say, and no case, which is for colleagues."""
    if one.kind != "case":
        yield from one.text.both
    if one.kind in OTHERS and one.kind != "case":
        yield from one.says.both
        yield from kinds.told(one.detail)


def _detail(one: Written, today: dt.date) -> Fault | None:
    if one.kind not in OTHERS:
        return None
    told = (*one.text.both, *one.says.both, *kinds.told(one.detail))
    return Fault(code) if (code := kinds.wrong(one.kind, one.detail, told, today=today)) else None


def _sentences(one: Written, book: Playbook) -> Fault | None:
    if not one.text.zh:
        return Fault("blank")
    if one.kind in (*OTHERS, "objection") and not one.says.zh:
        return Fault("unasked" if one.kind == "objection" else "unnamed")
    if not one.owner or len(one.owner) > OWNED:
        return Fault("unowned")
    unsaid = (word for row in book.talk.unsaid if row.words for word in row.text.both)
    texts = tuple(_said(one))
    if said := banned(texts, unsaid):
        return Fault("banned", said)
    if hit := first(texts, book.wording):
        return Fault("banned", hit.words)
    known = facts(one.kind, one.about)
    strange = (unknown(text, known) for text in texts)
    word = next((found for found in strange if found is not None), None)
    return None if word is None else Fault("unfilled", word, known)


def _days(one: Written, today: dt.date) -> Fault | None:
    if one.valid_until is not None and one.valid_until < one.valid_from:
        return Fault("backwards")
    return Fault("over") if one.valid_until is not None and one.valid_until < today else None


def state(  # noqa: PLR0913 - what decides it, told in keywords
    *,
    sent: bool,
    approved: bool | None,
    ended: bool,
    valid_from: dt.date,
    valid_until: dt.date | None,
    day: dt.date,
    replaced_on: dt.date | None = None,
) -> str:
    """Return the code of what has become of an entry on a day; `approved`: None while nobody decided.

    `replaced_on`: the first day of a newer version.
    """
    if ended:
        return "ended"
    if approved is None:
        return "proposed" if sent else "draft"
    if not approved:
        return "declined"
    if replaced_on is not None and replaced_on <= day:
        return "replaced"
    if day < valid_from:
        return "coming"
    return "over" if valid_until is not None and valid_until < day else "in_force"

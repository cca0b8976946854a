"""What the form of a record asks beside the result: interest, maturity, money that came, facts (REC-05).

- `interest`, `interest_amount`, `interest_on` (YYYY-MM-DD, required with one): what the customer wants.
- `interest-<number>` (taken, dropped, moved, open), `interest-<number>-on`: what became of an open one.
- `signal`: what the customer showed before a decision, where an opportunity is open.
- `maturity`, `renewed`, `new_money`, `from_bank`: what became of money that fell due.
- `won` (confirmed, refused), `won_amount`, `won_bank`: of what came in after a contact.
- `fact_kind`, `fact` (several, in pairs): what was learned.
- `detail-<item>`, `detail-<item>-amount`: what was answered to items of the profile.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from tilth.domain.contacts.learned import (
    MOST,
    MOVED,
    Answered,
    Came,
    Heard,
    Learned,
    Learnt,
    Matured,
    Settled,
)
from tilth.domain.tasks.hands import LATEST
from tilth.domain.told.maturity import wrong
from tilth.kernel import dates, ids
from tilth.kernel.text import visible
from tilth.policy import codes
from tilth.policy.subjects.buying_signal import SIGNALS
from tilth.policy.subjects.fact import KINDS as FACTS
from tilth.policy.subjects.interest import KINDS as INTERESTS
from tilth.policy.subjects.interest import SETTLED
from tilth.policy.subjects.maturity import RESULTS
from tilth.policy.subjects.won_money import ANSWERS
from tilth.policy.words import Codes
from tilth.web import fields
from tilth.web.contacts import asking
from tilth.web.format.languages import language

_INTEREST = "interest-"
FACT_LENGTH = 500


def _codes(known: Codes) -> fields.Choice:
    return fields.Choice(choices=[("", ""), *((code, code) for code in known)], required=False)


class MoreForm(forms.Form):
    """The fields of what a talk tells beside its result; none of them is demanded."""

    interest = _codes(INTERESTS)
    interest_amount = fields.Amount(min_value=0)
    interest_on = fields.Day(required=False)
    signal = _codes(SIGNALS)
    maturity = _codes(RESULTS)
    renewed = fields.Amount(min_value=0)
    new_money = fields.Amount(min_value=0)
    from_bank = _codes(codes.BANKS)
    won = _codes(ANSWERS)
    won_amount = fields.Amount(min_value=0)
    won_bank = _codes(codes.BANKS)
    day: dt.date
    settled: tuple[Settled, ...] = ()
    facts: tuple[Learnt, ...] = ()
    answers: tuple[Answered, ...] = ()

    def words(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return field → its codes in words."""
        known = {
            "interest": INTERESTS,
            "signal": SIGNALS,
            "maturity": RESULTS,
            "bank": codes.BANKS,
            "fact": FACTS,
        }
        return {
            name: tuple((code, words.told(language())) for code, words in found.items())
            for name, found in known.items()
        }

    def check_more(self, given: dict[str, Any]) -> None:
        """Check what one field alone cannot know, and read what may come several times."""
        self._check_interest(given)
        self._check_maturity(given)
        self._check_won(given)
        self.settled = tuple(self._read_settled())
        self.facts = tuple(self._read_facts())
        self.answers = tuple(self._read_answers())

    def _check_interest(self, given: dict[str, Any]) -> None:
        day, amount = given.get("interest_on"), given.get("interest_amount")
        if not given.get("interest"):
            if amount is not None:
                self.add_error("interest", _("Choose what the amount is for."))
            return
        if amount is not None and amount <= 0:
            self.add_error("interest_amount", _("Write an amount above nought, or none."))
        if "interest_on" not in self.errors and (day is None or not self.day <= day <= self.day + LATEST):
            self.add_error("interest_on", _("Give the interest its day: today or later, within a year."))

    def _check_maturity(self, given: dict[str, Any]) -> None:
        renewed, new, bank = (given.get(name) for name in ("renewed", "new_money", "from_bank"))
        if not given.get("maturity"):
            if renewed is not None or new is not None or bank:
                self.add_error("maturity", _("Choose what became of the money that fell due."))
            return
        found = wrong(given["maturity"], renewed=renewed, new_money=new, from_bank=bank or "")
        if found:
            self.add_error("maturity", _(found))

    def _check_won(self, given: dict[str, Any]) -> None:
        amount, bank = given.get("won_amount"), given.get("won_bank")
        if not given.get("won") or "won_amount" in self.errors:
            return
        if not amount:
            self.add_error("won_amount", _("Write an amount above nought."))
        if given["won"] == "confirmed" and not bank:
            self.add_error("won_bank", _("Say from which bank, or that it is not known."))

    def _read_settled(self) -> Iterator[Settled]:
        for name in self.data:
            number = ids.read(name.removeprefix(_INTEREST)) if name.startswith(_INTEREST) else None
            how = self.data.get(name) or ""
            if number is None or how not in SETTLED:
                continue
            day = dates.read_day(self.data.get(f"{name}-on", "")) if how == MOVED else None
            if how == MOVED and (day is None or not self.day <= day <= self.day + LATEST):
                self.add_error(None, _("Give an interest that is moved its new day, today or later."))
                continue
            yield Settled(interest_id=number, how=how, due_on=day)

    def _read_facts(self) -> Iterator[Learnt]:
        kinds, texts = self._several("fact_kind"), self._several("fact")
        for kind, written in zip(kinds[:MOST], texts[:MOST], strict=False):
            text = visible(written).strip()
            if text and kind not in FACTS:
                self.add_error(None, _("Choose what kind of fact it is."))
            elif len(text) > FACT_LENGTH:
                self.add_error(None, _("Keep a fact under 500 characters."))
            elif text:
                yield Learnt(kind=kind, text=text)

    def _read_answers(self) -> Iterator[Answered]:
        for one in asking.read(self.data):
            if isinstance(one, Answered):
                yield one
            else:
                self.add_error(None, one)

    def said(self, name: str) -> str:
        """Return what was written into a field that the page makes, to be shown again; empty for nothing."""
        return str(self._written.get(name) or "")

    @property
    def _written(self) -> Mapping[str, Any]:
        """What was sent: to be stored, or to be looked at while the form stays as it is."""
        return self.data if self.is_bound else self.initial

    def _several(self, name: str) -> list[str]:
        if isinstance(self._written, QueryDict):
            return self._written.getlist(name)
        one = self._written.get(name)
        return [one] if one else []

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the facts as they were written, to be shown again, and an empty one."""
        return (*zip(self._several("fact_kind"), self._several("fact"), strict=False), ("", ""))[:MOST]

    def learned_anything(self) -> bool:
        """Whether anything of it was written."""
        names = ("interest", "signal", "maturity", "won", "fact")
        asked = any(name.startswith(asking.FIELD) and self.said(name) for name in self._written)
        return asked or any(any(self._several(name)) for name in names)

    def learned(self) -> Learned:
        """Return it, ready to store."""
        given = self.cleaned_data
        heard = given["interest"] and Heard(
            kind=given["interest"], due_on=given["interest_on"], amount=given["interest_amount"]
        )
        matured = given["maturity"] and Matured(
            result=given["maturity"],
            renewed=given["renewed"],
            new_money=given["new_money"],
            from_bank=given["from_bank"],
        )
        came = given["won"] and Came(
            answer=given["won"], amount=given["won_amount"], from_bank=given["won_bank"]
        )
        return Learned(
            heard=heard or None,
            settled=self.settled,
            signal=given["signal"] or "",
            matured=matured or None,
            came=came or None,
            facts=self.facts,
            answers=self.answers,
        )

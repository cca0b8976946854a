"""What a proposal says in print: texts alone, in one language, of the version as it was stored."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tilth.domain.deals.papers import About
from tilth.policy import proposals
from tilth.policy.subjects.proposal import FREE, STATES
from tilth.web.format import amounts
from tilth.web.proposals import letters, words
from tilth.web.proposals.words import Line

LANGUAGES = {"zh": "zh-hans", "en": "en"}
"""Word of the address → language of the document."""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Who prints for whom, where and when: what stands on the paper beside the version itself."""

    customer: str
    reader: str
    """Whoever prints it; named behind every page."""
    branch: str
    day: dt.date
    valid_days: int


def told(found: About, of: Occasion, *, language: str) -> dict[str, Any]:
    """Return the texts of a version in a language of LANGUAGES."""
    with translation.override(LANGUAGES[language]):
        return _told(found, of, LANGUAGES[language]) | {"lang": language}


def _told(found: About, of: Occasion, said: str) -> dict[str, Any]:
    row, shown = found.row, words.shown(found.row)
    number = f"{proposals.number(found.versions[-1].drafted_on, row.first)} v{row.version}"
    until = (row.delivered_on or row.drafted_on) + dt.timedelta(days=of.valid_days)
    draft = _("Not approved: a draft") if row.state == "draft" else ""
    return {
        "fonts": list(letters.FAMILIES),
        "bank": of.branch,
        "title": row.title,
        "by": of.reader,
        "number": number,
        "dated": _("{day}, valid until {until}").format(day=row.drafted_on, until=until),
        "mark": " · ".join(one for one in (draft, of.reader, of.day.isoformat(), number) if one),
        "to": _("For {name}").format(name=of.customer),
        "first": _("Costs and risks first"),
        "warned": [_part(_("Costs"), row.costs), _part(_("Risks"), row.risks)],
        "needs": {"label": _("What you need, the first first"), "lines": _needs(shown, said)},
        "created": _part(_("What you may need as well"), row.created),
        "offers": _offers(shown, said),
        "said": [
            _part(label, text)
            for label, text in (
                (_("Bundle and price"), row.price),
                (_("What others do not offer"), row.difference),
            )
            if text
        ],
        "held": _held(shown, said),
        "otherwise": {
            "label": _("You may do otherwise"),
            "lines": [
                _("Nothing is bought by this paper. You may leave everything as it is, or take a part of it.")
            ],
        },
        "team": {
            "label": _("Who takes part"),
            "lines": [f"{one.name} · {one.part}" for one in words.team(row, found.names, said)],
        },
        "foot": _foot(found, shown, said),
    }


def _foot(found: About, shown: proposals.Shown | None, said: str) -> str:
    row = found.row
    parts = [_("Certificates of suitability: {numbers}").format(numbers=", ".join(words.numbers(shown)))]
    if shown is not None:
        parts.append(_("rules {version}, figures of {day}").format(version=shown.rules, day=shown.day))
    parts.append(STATES[row.state].told(said) if row.state in FREE else _("approved by a second person"))
    return " · ".join(parts)


def _part(label: str, text: str) -> dict[str, Any]:
    return {"label": label, "lines": [one.strip() for one in text.splitlines() if one.strip()]}


def _needs(shown: proposals.Shown | None, said: str) -> list[str]:
    if shown is None:
        return []
    return [
        name if day is None else _("{need}, needed on {day}").format(need=name, day=day)
        for name, day in words.needs(shown, said)
    ]


def _offers(shown: proposals.Shown | None, said: str) -> dict[str, Any]:
    head = [
        _("Proposed"),
        _("Category"),
        _("Amount"),
        _("Rate a year"),
        _("Term in days"),
        _("Risk"),
        _("Certificate"),
    ]
    rows = [] if shown is None else [[*_cells(one), one.number] for one in words.offers(shown, said)]
    label = _("What is proposed: a rate is what is expected, only a deposit's is what it pays")
    return {"label": label, "head": _head(head), "rows": rows}


def _held(shown: proposals.Shown | None, said: str) -> dict[str, Any]:
    head = [_("You have"), _("Category"), _("Amount"), _("Rate a year"), _("Until"), _("Risk")]
    held = () if shown is None else words.held(shown, said)
    both = words.sums(shown) if shown is not None and held else ()
    return {
        "label": _("Beside what you have now"),
        "head": _head(head),
        "rows": [_cells(one) for one in (*held, *both)],
        "none": _("Nothing with us so far."),
    }


def _cells(line: Line) -> list[str]:
    return [line.name, line.category, line.amount, line.rate, line.until or amounts.DASH, line.risk]


_RIGHT = range(2, 5)


def _head(labels: list[str]) -> list[dict[str, Any]]:
    return [
        {"label": label, "wide": place == 0, "right": place in _RIGHT} for place, label in enumerate(labels)
    ]

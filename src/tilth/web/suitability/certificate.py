"""One certificate of suitability, to be read and printed: what was judged, item by item, and judged again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import Certificate, PublishedCustomer
from tilth.domain import guards
from tilth.domain.suitability import cases, queries, rerun
from tilth.domain.suitability.rerun import Again
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.certificate import PRESENTED, STATES
from tilth.policy.suitability import certifying
from tilth.policy.suitability.codes import CHANNELS, LEVEL_NAMES, REGIMES
from tilth.web import shell
from tilth.web.desk import desk
from tilth.web.desk.desk import note_view
from tilth.web.format.languages import language
from tilth.web.suitability import checks, matrix, words
from tilth.web.suitability.checks import Check
from tilth.web.suitability.matrix import Row


@dataclass(frozen=True, kw_only=True)
class Page:
    """A certificate in words."""

    figures: PublishedCustomer
    row: Certificate
    number: str
    verdict: str
    tone: str
    state: str
    reasons: tuple[str, ...]
    duties: tuple[str, ...]
    level: str
    regime: str
    channel: str
    action: str
    shown: tuple[str, ...]
    """The notices, as they were shown, in the reader's language."""
    by: str
    decided: str
    again: Again
    again_verdict: str
    matrix: tuple[Row, ...]
    """Grade by level as the rules of then say; empty where they are gone."""
    checks: tuple[Check, ...]


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.CERTIFICATE, Action.VIEW))
def certificate(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Show one certificate of a customer, judged again as it is opened."""
    at = desk.at(request)
    figures = at.customer(customer_id)
    try:
        found = queries.one(at.actor, at.generation, customer_id, row)
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    note_view(customer_id, "certificate")
    page = _page(figures, found)
    return shell.page(request, "suitability/certificate.html", shell=at.frame, page=page)


def _page(figures: PublishedCustomer, row: Certificate) -> Page:
    held: dict[str, Any] = vars(row)
    again, rules = rerun.again(row), cases.rules_of(row.rules_version)
    case = certifying.read(row.inputs) if again.known and row.inputs else None
    texts = row.words_zh if language().startswith("zh") else row.words_en
    known = case is not None and rules is not None
    return Page(
        figures=figures,
        row=row,
        number=certifying.number(row.presented_on, row.pk),
        verdict=words.verdict(row.verdict),
        tone=words.TONES[row.verdict],
        state=words.told(STATES, row.state),
        reasons=words.reasons(row.reasons),
        duties=words.duties(row.duties),
        level=words.told(LEVEL_NAMES, row.level) if row.level else "–",
        regime=words.told(REGIMES, row.regime),
        channel=words.told(CHANNELS, row.channel),
        action=words.told(PRESENTED, row.action),
        shown=tuple(texts.splitlines()),
        by=held["by"],
        decided=held["decided"] or "",
        again=again,
        again_verdict="" if again.judgement is None else words.verdict(again.judgement.verdict),
        matrix=matrix.rows(case, rules, row.level) if case and rules else (),
        checks=checks.of(case, rules, row, aged=figures.birth_date is not None)
        if known and case and rules
        else (),
    )

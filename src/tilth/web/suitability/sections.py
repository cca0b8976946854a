"""The part of the wealth tab that tells of suitability: certificates, assessments, and what can be done."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from tilth.access.ahead import Asked
from tilth.data.models import Assessment, Certificate, PublishedCustomer
from tilth.domain import subjects
from tilth.domain.suitability import queries
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.certificate import CERTIFICATE, STATES
from tilth.policy.suitability.codes import LEVEL_NAMES
from tilth.web.act_form import ActForm
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.suitability import words


@dataclass(frozen=True, kw_only=True)
class Presented:
    """One certificate in a line."""

    id: UUID
    day: dt.date
    product: str
    amount: Decimal | None
    grade: str
    level: str
    verdict: str
    tone: str
    state: str
    """In words; empty for one that is complete."""
    due_on: dt.date
    by: str
    call_back: ActForm | None


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One assessment in a line; what was answered is not there."""

    day: dt.date
    level: str
    score: int
    version: str
    lowest: bool
    by: str


@dataclass(frozen=True, kw_only=True)
class Suiting:
    """What stands in the tab."""

    figures: PublishedCustomer
    presented: tuple[Presented, ...]
    taken: tuple[Taken, ...]
    presents: bool
    assesses: bool
    wrong: str
    error: str
    """Why a product was not presented."""


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `suitability` asks, to be sent together with other reads."""
    if not may(at.actor.role, Thing.CERTIFICATE, Action.LIST):
        return ()
    return queries.asked(at.actor, at.generation, customer_id)


def suitability(of: Reading) -> Part | None:
    """Return certificates and assessments to whoever may list them; two queries unless asked before."""
    at, row = of.at, of.figures
    if not may(at.actor.role, Thing.CERTIFICATE, Action.LIST):
        return None
    wrong = of.wrong if isinstance(of.wrong, ActForm) and of.wrong.act.subject is CERTIFICATE else None
    certificates = queries.certificates(at.actor, at.generation, row.customer_id)
    assessments = queries.taken(at.actor, at.generation, row.customer_id)
    alone = row.one_with is None and not row.closed_by(at.frame.today)
    page = Suiting(
        figures=row,
        presented=tuple(_presented(at, one, wrong) for one in certificates),
        taken=tuple(_taken(one) for one in assessments),
        presents=alone and may(at.actor.role, Thing.CERTIFICATE, Action.CREATE),
        assesses=alone and assesses(at, row),
        wrong="" if wrong is None else wrong.code,
        error="" if wrong is None else " ".join(map(str, wrong.non_field_errors())),
    )
    return Part(template="suitability/section.html", page=page)


def assesses(at: Desk, row: PublishedCustomer) -> bool:
    """Say whether the reader may take an assessment of a customer: never of one of their own."""
    return may(at.actor.role, Thing.ASSESSMENT, Action.CREATE) and row.rm_id != at.actor.staff_id


def _presented(at: Desk, row: Certificate, wrong: ActForm | None) -> Presented:
    held: dict[str, Any] = vars(row)
    waits = row.state == "waits"
    return Presented(
        id=row.pk,
        day=row.presented_on,
        product=row.product_name,
        amount=row.amount,
        grade=row.rating or "–",
        level=row.level or "–",
        verdict=words.verdict(row.verdict),
        tone=words.TONES[row.verdict],
        state="" if row.state == "stands" else words.told(STATES, row.state),
        due_on=row.due_on,
        by=held["by"],
        call_back=_call_back(at, row, wrong) if waits else None,
    )


def _call_back(at: Desk, row: Certificate, wrong: ActForm | None) -> ActForm | None:
    """Return the form of the call back to whoever may decide and did not present it."""
    if not may(at.actor.role, Thing.CERTIFICATE, Action.DECIDE) or row.made_by_id == at.actor.pk:
        return None
    act = next(one for one in subjects.acts(CERTIFICATE) if one.name == "call_back")
    form = ActForm(act, row=row.pk, today=at.frame.today)
    return wrong if wrong is not None and wrong.code == form.code else form


def _taken(row: Assessment) -> Taken:
    held: dict[str, Any] = vars(row)
    return Taken(
        day=row.assessed_on,
        level=words.told(LEVEL_NAMES, row.level),
        score=row.score,
        version=row.version,
        lowest=row.lowest,
        by=held["by"],
    )

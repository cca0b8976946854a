"""What people do with risk assessments: take one down, and never of one's own customer (GOV-05, C-43)."""

from typing import Annotated

from tilth.data.models import Assessment
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds
from tilth.domain.arguments import Note, OneOf
from tilth.kernel.dates import add_months
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.assessment import ASSESSMENT, SIGNED, AssessmentRules
from tilth.policy.suitability import questionnaire
from tilth.policy.words import Words

_YEAR = 12


@adds(ASSESSMENT, Words("Take down an assessment", "登记风险测评"))
def take(at: Acting, *, answers: Note, signed: Annotated[str, OneOf(SIGNED)]) -> Assessment:
    """Take down what a customer answered in the bank; score and level are worked out of the answers."""
    if (sent := at.again(Assessment)) is not None:
        return sent
    if at.customer.rm_id == at.who.by.staff_id:
        raise guards.NotAllowedError("Nobody takes the assessment of a customer of their own (C-43).")
    guards.stands(at.customer, at.today)
    rules = at.playbook.of(AssessmentRules)
    _few_enough(at, rules)
    try:
        told = questionnaire.told(answers)
        found = rules.result(told)
    except ValueError as error:
        raise Unclear(
            _("Every question has one answer: go through them again."), exactly=str(error)
        ) from None
    return at.write(
        Assessment(
            assessed_on=at.today,
            version=rules.version,
            answers=questionnaire.written(told),
            score=found.score,
            level=found.level,
            lowest=found.lowest,
            signed=signed,
        )
    )


def _few_enough(at: Acting, rules: AssessmentRules) -> None:
    """Refuse the one assessment too many of a day, or of twelve months."""
    before = add_months(at.today, -_YEAR)
    days = list(at.rows(Assessment).filter(assessed_on__gt=before).values_list("assessed_on", flat=True))
    if days.count(at.today) >= rules.per_day:
        raise Unclear(_("No more than {most} assessments a day: come back tomorrow."), most=rules.per_day)
    if len(days) >= rules.per_year:
        raise Unclear(_("No more than {most} assessments in twelve months."), most=rules.per_year)

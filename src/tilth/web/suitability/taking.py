"""The page on which a customer's answers are taken down: one question after the other, nothing of before."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain.records.assessment import take
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.assessment import SIGNED, AssessmentRules
from tilth.policy.suitability import questionnaire
from tilth.web import shell
from tilth.web.desk import acting, desk
from tilth.web.desk.acting import UNPROCESSABLE
from tilth.web.desk.desk import note_view
from tilth.web.format.languages import language
from tilth.web.suitability.sections import assesses

_PREFIX = "ask-"


class AnswersForm(forms.Form):
    """Each question of the playbook with its answers, and how it was signed."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, rules: AssessmentRules) -> None:
        super().__init__(data, label_suffix="")
        unsaid = {"required": gettext_lazy("Choose an answer.")}
        reader = language()
        for one in rules.asks:
            answers = [
                (answer.code, answer.zh if reader.startswith("zh") else answer.en) for answer in one.answers
            ]
            self.fields[_PREFIX + one.code] = forms.ChoiceField(
                label=one.zh if reader.startswith("zh") else one.en,
                choices=answers,
                widget=forms.RadioSelect,
                error_messages=unsaid,
            )
        self.fields["signed"] = forms.ChoiceField(
            label=_("How it was signed"),
            choices=[(code, words.told(reader)) for code, words in SIGNED.items()],
            widget=forms.RadioSelect,
            error_messages=unsaid,
        )
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid7)

    @property
    def answers(self) -> str:
        """What was answered, as the act is told it."""
        asked = {name: code for name, code in self.cleaned_data.items() if name.startswith(_PREFIX)}
        return questionnaire.written({name.removeprefix(_PREFIX): code for name, code in asked.items()})


@dataclass(frozen=True, kw_only=True)
class Taking:
    """The questions for one customer."""

    figures: PublishedCustomer
    form: AnswersForm
    version: str


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.ASSESSMENT, Action.CREATE))
def assessment(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show the questions; sent back, take the answers down. Of a customer of one's own: 403 (C-43)."""
    at = desk.at(request)
    figures = at.customer(customer_id)
    if not assesses(at, figures):
        raise PermissionDenied
    rules = at.playbook.of(AssessmentRules)
    form = AnswersForm(request.POST if request.method == "POST" else None, rules=rules)
    if form.is_bound and form.is_valid():
        who, told = at.who_sends(form.cleaned_data["key"]), form.cleaned_data["signed"]
        if acting.done(at, form, lambda: take(who, customer_id, answers=form.answers, signed=told)):
            return HttpResponseRedirect(f"{reverse('customer_wealth', args=[customer_id])}?done")
    note_view(customer_id, "assessment")
    page = Taking(figures=figures, form=form, version=rules.version)
    status = UNPROCESSABLE if form.is_bound else 200
    return shell.page(request, "suitability/assessment.html", shell=at.frame, page=page, status=status)

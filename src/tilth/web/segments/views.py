"""A person's word about one customer's segment, which counts more than rules (SEG-21)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain.segments import operations
from tilth.policy.permissions import Action, Thing
from tilth.web.desk.acting import act
from tilth.web.desk.desk import Desk
from tilth.web.file.show import again
from tilth.web.segments import forms

TAB, PAGE = "growth", "customer_growth"


@require_POST
@requires((Thing.SEGMENT_ASSIGNMENT, Action.UPDATE), (Thing.HOLDING, Action.LIST))
def confirm(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Store the segment that counts from the next night on, or leave it to the rules again."""
    form = forms.SegmentForm(request.POST)

    def do(at: Desk) -> object:
        return operations.confirm(at.who, customer_id, **form.cleaned_data)

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)

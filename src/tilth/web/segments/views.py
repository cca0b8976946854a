"""A person's word about one customer's segment, which counts more than rules (SEG-21)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain.segments import operations
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.desk import desk
from tilth.web.desk.acting import UNPROCESSABLE, act, done, error_of
from tilth.web.desk.desk import Desk
from tilth.web.file.show import again
from tilth.web.segments import forms
from tilth.web.toasts import Toast

TAB, PAGE = "growth", "customer_growth"


@require_POST
@requires((Thing.SEGMENT_ASSIGNMENT, Action.UPDATE), (Thing.HOLDING, Action.LIST))
def confirm(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Store the segment that counts from the next night on, or leave it to the rules again."""
    form = forms.SegmentForm(request.POST)

    def do(at: Desk) -> object:
        return operations.confirm(at.who, customer_id, **form.cleaned_data)

    if shell.asks_part(request) and form.is_valid():
        return _beside(request, desk.at(request), form, do)
    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


def _beside(
    request: HttpRequest, at: Desk, form: forms.SegmentForm, do: Callable[[Desk], object]
) -> HttpResponse:
    """Confirm beside the page that asked, which stays as it is, and say so in its toast."""
    stored = done(at, form, lambda: do(at))
    said = _("Segment confirmed: it counts from the next night on.") if stored else error_of(form)
    toast = Toast(icon="circle-check" if stored else "alert-circle", text=said)
    status = 200 if stored else UNPROCESSABLE
    return shell.page(
        request, "segments/confirmed.html", shell=at.frame, page=None, toast=toast, status=status
    )

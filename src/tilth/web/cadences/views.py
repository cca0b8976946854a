"""What a customer agreed to about the days between contacts (NEED-12)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain.cadences import operations
from tilth.policy.permissions import Action, Thing
from tilth.web.cadences.forms import CadenceForm
from tilth.web.desk.acting import act
from tilth.web.desk.desk import Desk
from tilth.web.file.show import again

TAB, PAGE = "growth", "customer_growth"


@require_POST
@requires((Thing.CADENCE_AGREEMENT, Action.UPDATE), (Thing.HOLDING, Action.LIST))
def agree(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Store the agreed days, which count from the next night on, or leave them to the rules again."""
    form = CadenceForm(request.POST)

    def do(at: Desk) -> object:
        return operations.agree(at.who, customer_id, days=form.cleaned_data["days"])

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)

"""What is written into a customer's profile, in place."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain.acting import Unclear
from tilth.domain.records import detail
from tilth.kernel.sentences import marked as _
from tilth.policy.permissions import Action, Thing
from tilth.policy.profile.items import Item
from tilth.policy.subjects.detail import DetailRules
from tilth.web.desk import desk
from tilth.web.desk.acting import act
from tilth.web.desk.desk import Desk
from tilth.web.file.show import again
from tilth.web.profile.forms import DetailForm
from tilth.web.profile.rows import in_place, place

TAB, PAGE = "profile", "customer_profile"


@require_POST
@requires((Thing.DETAIL, Action.CREATE), (Thing.PERSONAL_DATA, Action.VIEW))
def write(request: HttpRequest, customer_id: str, item: str) -> HttpResponse:
    """Store what is known of an item; left empty, what stood there is no longer so."""
    at = desk.at(request)
    asked = _item(at, item)
    form = DetailForm(asked, request.POST)
    if not in_place(asked, at.customer(customer_id).kind):
        vars(form)["code"] = ""  # no row shows this form: what is wrong with it stands above the tab

    def do(at: Desk) -> object:
        return _told(at, customer_id, form)

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE, beside=place(item))


def _told(at: Desk, customer_id: str, form: DetailForm) -> object:
    told = form.told
    if "value" in told:
        who, value = at.who_sends(form.cleaned_data["key"]), str(told.pop("value"))
        return detail.tell(who, customer_id, item=form.item.code, value=value, **told)
    if "instead" in told:
        return detail.outdate(at.who, customer_id, UUID(told["instead"]))
    raise Unclear(_("Say what it is: a few words are enough."))


def _item(at: Desk, code: str) -> Item:
    found = at.playbook.of(DetailRules).item(code)
    if found is None:
        raise Http404
    return found

"""Everything recorded about one customer as one file; who asked, for whom and why stands in the audit."""

import io
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain import guards
from tilth.domain.exports import operations, parts
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.desk import desk
from tilth.web.desk.acting import UNPROCESSABLE
from tilth.web.exports.forms import ExportForm
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Page:
    """The form, and what will be in the file."""

    figures: PublishedCustomer
    form: ExportForm
    parts: tuple[str, ...]
    """Their words."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.CUSTOMER, Action.EXPORT))
def customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Ask for whom and why; then answer with the file."""
    at = desk.at(request)
    row = at.customer(customer_id)
    asked = request.method == "POST"
    form = ExportForm(request.POST if asked else None)
    if asked and form.is_valid():
        answer = _file(at, customer_id, form)
        if answer is not None:
            return answer
    desk.note_view(customer_id, "export")
    told = tuple(one.words.told(language()) for one in parts.every())
    page = Page(figures=row, form=form, parts=told)
    status = UNPROCESSABLE if asked else 200
    return shell.page(request, "exports/customer.html", shell=at.frame, page=page, status=status)


def _file(at: desk.Desk, customer_id: str, form: ExportForm) -> HttpResponse | None:
    """Return the file; None where the reason cannot be kept, which the form then says."""
    file = io.BytesIO()
    try:
        operations.customer(at.who, customer_id, why=form.reason, own=form.is_own, to=file)
    except guards.AuthenticationDataError:
        form.add_error(
            "more", _("The text holds a password, a code or the like, which nobody may keep: take it out.")
        )
        return None
    answer = HttpResponse(file.getvalue(), content_type="application/zip")
    named = content_disposition_header(as_attachment=True, filename=f"customer-{customer_id}.zip")
    answer["Content-Disposition"] = named or "attachment"
    return answer

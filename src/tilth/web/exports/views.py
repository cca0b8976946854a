"""Everything recorded about one customer as one file; who asked, for whom and why stands in the audit."""

import io
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.exports import cards, operations, parts
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.desk import desk, refusals
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
    wanted = "card" if "card" in request.GET else "no"
    form = ExportForm(request.POST if asked else None, initial={"own": wanted})
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
    """Return the file; None where it may not leave so, which the form then says."""
    try:
        content, kind, ending = _made(at, customer_id, form)
    except guards.AuthenticationDataError:
        form.add_error(
            "more", _("The text holds a password, a code or the like, which nobody may keep: take it out.")
        )
        return None
    except Unclear as error:
        form.add_error(None, refusals.said(error, today=at.frame.today))
        return None
    except guards.NotAllowedError:
        raise PermissionDenied from None
    answer = HttpResponse(content, content_type=kind)
    named = content_disposition_header(as_attachment=True, filename=f"customer-{customer_id}.{ending}")
    answer["Content-Disposition"] = named or "attachment"
    return answer


def _made(at: desk.Desk, customer_id: str, form: ExportForm) -> tuple[bytes, str, str]:
    """Return what leaves the house: content, its type, and the ending of the file's name."""
    if form.is_card:
        return cards.card(at.who, customer_id, why=form.reason).encode(), "text/vcard; charset=utf-8", "vcf"
    file = io.BytesIO()
    operations.customer(at.who, customer_id, why=form.reason, own=form.is_own, to=file)
    return file.getvalue(), "application/zip", "zip"

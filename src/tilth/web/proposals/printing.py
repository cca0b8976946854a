"""A version as a PDF to hand over: asked through the one door, noted as an export."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.deals import papers
from tilth.domain.deals.papers import About
from tilth.domain.staff import queries as staff
from tilth.kernel.sentences import marked as _
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.proposal import ProposalRules
from tilth.web.desk import desk, refusals
from tilth.web.desk.acting import UNPROCESSABLE
from tilth.web.desk.desk import Desk
from tilth.web.proposals import letters, page, paper, sheet


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.PROPOSAL, Action.VIEW))
def pdf(request: HttpRequest, customer_id: str, row: UUID, language: str) -> HttpResponse:
    """Answer with the document, or with its page and the one sentence of why there is none."""
    at = desk.at(request, "deals")
    figures = at.customer(customer_id)
    if language not in sheet.LANGUAGES:
        raise Http404

    def printed(found: About) -> bytes:
        return _printed(at, figures, found, language)

    try:
        made = papers.leaving(at.who, customer_id, row, language=language, printed=printed)
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    except Unclear as error:
        said = refusals.said(error, today=at.frame.today)
        return page.shown(request, at, customer_id, row, refused=said, status=UNPROCESSABLE)
    answer = HttpResponse(made, content_type="application/pdf")
    named = content_disposition_header(as_attachment=True, filename=f"proposal-{row}-{language}.pdf")
    answer["Content-Disposition"] = named or "attachment"
    return answer


def _printed(at: Desk, figures: PublishedCustomer, found: About, language: str) -> bytes:
    """Return the document; Unclear where a letter of it cannot be drawn."""
    of = sheet.Occasion(
        customer=figures.name,
        reader=at.actor.name,
        branch=staff.branch(figures.branch_id, at.generation),
        day=at.frame.today,
        valid_days=at.playbook.of(ProposalRules).valid_days,
    )
    told = sheet.told(found, of, language=language)
    if lacking := letters.missing(paper.texts(told)):
        raise Unclear(
            _("No font has the letter {letters}: write it in another way, then print."),
            letters=" ".join(lacking),
        )
    return paper.printed(told)

"""One customer's segment: what it rests on, and a person's word that counts more than rules (SEG-21)."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain.customers import queries
from tilth.domain.segments import operations
from tilth.domain.segments import queries as segments
from tilth.domain.segments.queries import Confirmed
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.customers import near, why
from tilth.web.desk import desk, rights
from tilth.web.desk.acting import UNPROCESSABLE, act, by
from tilth.web.desk.desk import Desk, note_view
from tilth.web.desk.forms import CustomerForm
from tilth.web.segment_words import segment_name
from tilth.web.segments import forms

PAGE = "customer_segment"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One customer's segment."""

    figures: PublishedCustomer
    can: rights.Rights
    segment: str
    """The name of the one that the night found; empty without one."""
    near: near.Near
    confirmed: Confirmed | None
    said: str
    """The name of the one that was confirmed; empty where the rules decide."""
    counted: bool
    """Whether the night knew already what was confirmed."""
    form: CustomerForm
    done: bool
    tab: str = ""
    """None of the tabs of the file is this page's."""


@require_safe
@requires(
    (Thing.CUSTOMER, Action.VIEW), (Thing.HOLDING, Action.LIST), (Thing.SEGMENT_ASSIGNMENT, Action.VIEW)
)
def segment(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show what the segment rests on, and what a person confirmed."""
    return _show(request, desk.at(request), customer_id, None)


@require_POST
@requires((Thing.SEGMENT_ASSIGNMENT, Action.UPDATE), (Thing.HOLDING, Action.LIST))
def confirm(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Store the segment that counts from the next night on, or leave it to the rules again."""
    form = forms.SegmentForm(request.POST)

    def do(at: Desk) -> object:
        return operations.confirm(
            **by(at), customer_id=customer_id, playbook=at.playbook, **form.cleaned_data
        )

    return act(request, customer_id, form, do=do, again=_show, page=PAGE)


def _show(request: HttpRequest, at: Desk, customer_id: str, wrong: CustomerForm | None) -> HttpResponse:
    found = queries.customer(at.actor, at.generation, customer_id=customer_id, today=at.frame.today)
    if found is None:
        raise Http404
    row, scheme = found.figures, at.playbook.segments.scheme
    said = segments.confirmed(at.actor, at.generation, customer_id=customer_id, scheme=scheme.code)
    form = wrong or forms.SegmentForm(initial={"segment": (said and said.segment) or row.segment})
    names = [(one.code, segment_name(at.playbook, one.code)) for one in scheme.segments]
    if isinstance(form, forms.SegmentForm):
        form.offer(names)
    page = Page(
        figures=row,
        can=at.rights(row),
        segment=segment_name(at.playbook, row.segment),
        near=near.near(row, why.row_of(found), at.playbook),
        confirmed=said,
        said=segment_name(at.playbook, said.segment) if said else "",
        counted=_counted(row, said),
        form=form,
        done="done" in request.GET,
    )
    note_view(customer_id, "segment", others=found.relations.customer_ids)
    status = UNPROCESSABLE if wrong else 200
    return shell.page(request, "segments/segment.html", shell=at.frame, page=page, status=status)


def _counted(row: PublishedCustomer, said: Confirmed | None) -> bool:
    if said is None:
        return True
    if said.segment == operations.RULES:
        return row.segment_source != "confirmed"
    return row.segment_source == "confirmed" and row.segment == said.segment

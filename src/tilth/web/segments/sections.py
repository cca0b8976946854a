"""What a person said about one customer's segment, and the form that says it (SEG-21); a part of the file."""

from dataclasses import dataclass

from tilth.data.models import PublishedCustomer
from tilth.domain.segments import operations
from tilth.domain.segments import queries as segments
from tilth.domain.segments.queries import Confirmed
from tilth.policy.permissions import Action, Thing, may
from tilth.web.desk.forms import CustomerForm
from tilth.web.desk.rights import Rights
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.segment_words import segment_name
from tilth.web.segments import forms


@dataclass(frozen=True, kw_only=True)
class Segment:
    """What a person confirmed."""

    figures: PublishedCustomer
    can: Rights
    confirmed: Confirmed | None
    said: str
    """The name of the one that was confirmed; empty where the rules decide."""
    counted: bool
    """Whether the night knew already what was confirmed."""
    form: CustomerForm
    name: str
    """Of the segment of the night; empty without one."""


def segment(of: Reading) -> Part | None:
    """Return what a person confirmed; 1 query."""
    at, row = of.at, of.figures
    if not may(at.actor.role, Thing.SEGMENT_ASSIGNMENT, Action.VIEW):
        return None
    scheme = at.playbook.segments.scheme
    said = segments.confirmed(at.actor, at.generation, **of.known, scheme=scheme.code)
    page = Segment(
        figures=row,
        can=of.can,
        confirmed=said,
        said=segment_name(at.playbook, said.segment) if said else "",
        counted=_counted(row, said),
        form=_form(of, (said and said.segment) or row.segment),
        name=segment_name(at.playbook, row.segment),
    )
    return Part(template="segments/segment.html", page=page)


def _form(of: Reading, chosen: str | None) -> CustomerForm:
    """Return the form that was refused, else a new one, with the segments of the scheme."""
    playbook = of.at.playbook
    form = of.wrong if isinstance(of.wrong, forms.SegmentForm) else None
    form = form or forms.SegmentForm(initial={"segment": chosen})
    form.offer([(one.code, segment_name(playbook, one.code)) for one in playbook.segments.scheme.segments])
    return form


def _counted(row: PublishedCustomer, said: Confirmed | None) -> bool:
    if said is None:
        return True
    if said.segment == operations.RULES:
        return row.segment_source != "confirmed"
    return row.segment_source == "confirmed" and row.segment == said.segment

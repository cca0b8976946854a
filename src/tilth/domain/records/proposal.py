"""What people do with proposals: draw up, change, approve, deliver, note what came back (SOL-09, GOV-04)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Proposal
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.deals import written
from tilth.domain.refusing import ended
from tilth.domain.wording import sayable
from tilth.kernel.sentences import marked as _
from tilth.policy import proposals
from tilth.policy.subjects.proposal import ANSWERS, FREE, PROPOSAL, WITH_CUSTOMER, ProposalRules
from tilth.policy.things import Action
from tilth.policy.words import Words

_KEPT = (
    *("deal", "title", "needs", "created", "certificates", "price", "costs", "risks", "difference"),
    *("team", "shown"),
)
"""What a new version takes over of the one before it."""


@adds(PROPOSAL, Words("Draw up a proposal", "起草建议书"), leads=("draft",))
def draw_up(  # noqa: PLR0913 - one proposal, told in keywords
    at: Acting,
    *,
    title: Note,
    needs: str,
    certificates: str,
    team: str,
    costs: Note,
    risks: Note,
    created: Note = "",
    price: Note = "",
    difference: Note = "",
    deal: str | None = None,
) -> Proposal:
    """Draw up a first version: needs in their order, suitable products, costs, risks, a split of 100 %."""
    if (sent := at.again(Proposal)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    row = Proposal(version=1, drafted_on=at.today, state="draft")
    row.title, row.created, row.price, row.difference = title, created, price, difference
    row.costs, row.risks = costs, risks
    _told(at, row, needs=needs, certificates=certificates, team=team, deal=deal)
    return at.write(row)


@changes(PROPOSAL, Proposal, Words("Change the draft", "修改草稿"), leads=("draft",))
def redraft(  # noqa: PLR0913 - one proposal, told in keywords
    at: Acting,
    proposal: Proposal,
    *,
    title: Note,
    needs: str,
    certificates: str,
    team: str,
    costs: Note,
    risks: Note,
    created: Note = "",
    price: Note = "",
    difference: Note = "",
    deal: str | None = None,
) -> Proposal:
    """Change a version that nobody outside has seen; what was approved is approved anew."""
    if proposal.state not in FREE:
        raise Unclear(_("The customer has this version: what changes is a new version."))
    proposal.title, proposal.created, proposal.price = title, created, price
    proposal.difference, proposal.costs, proposal.risks = difference, costs, risks
    _told(at, proposal, needs=needs, certificates=certificates, team=team, deal=deal)
    proposal.state, proposal.decided_at, proposal.decided_by = "draft", None, None
    return at.changed(proposal)


@changes(
    PROPOSAL,
    Proposal,
    Words("Approve or send back", "批准或退回"),
    action=Action.DECIDE,
    leads=("approved",),
)
def approve(
    at: Acting,
    proposal: Proposal,
    *,
    yes: Annotated[bool, Words("It may be delivered", "同意送达客户")],
    remark: Note = "",
) -> Proposal:
    """Let it be delivered, or send it back with a remark; nobody approves what they take part in."""
    if proposal.state != "draft":
        raise Unclear(_("Only a draft is approved or sent back: nothing was changed."))
    if at.who.by.staff_id in {proposals.share(one).staff_id for one in proposal.team}:
        raise Unclear(_("You take part in this proposal: somebody else approves it."))
    if not yes and not remark:
        raise Unclear(_("Say in a few words what is to be changed."))
    if yes:
        written.suitable(at, written.of(at, proposal))
        proposal.state = "approved"
    proposal.remark = remark
    return at.decided(proposal)


@changes(PROPOSAL, Proposal, Words("Delivered", "送达客户"), leads=("delivered",))
def deliver(at: Acting, proposal: Proposal) -> Proposal:
    """Note that the customer was given it; from now on an answer is waited for."""
    if proposal.state != "approved":
        raise Unclear(_("Only what a second person approved is delivered."))
    written.suitable(at, written.of(at, proposal))
    days = at.playbook.of(ProposalRules).answer_days
    proposal.state, proposal.delivered_on = "delivered", at.today
    proposal.due_on = at.today + dt.timedelta(days=days)
    return at.changed(proposal)


@changes(PROPOSAL, Proposal, Words("Read by the customer", "客户已阅"), leads=("read",))
def was_read(at: Acting, proposal: Proposal) -> Proposal:
    """Note that the customer has read it."""
    if proposal.state != "delivered":
        raise Unclear(_("Only what was delivered, and not answered yet, is noted as read."))
    proposal.state, proposal.read_on = "read", at.today
    return at.changed(proposal)


@changes(
    PROPOSAL, Proposal, Words("The customer's answer", "客户答复"), leads=("accepted", "declined", "changes")
)
def answer(
    at: Acting,
    proposal: Proposal,
    *,
    became: Annotated[str, OneOf(ANSWERS), Words("What came of it", "结果")],
    answer: Note = "",
) -> Proposal:
    """Note what the customer says; no, and a wish for changes, come with the reason."""
    if proposal.ended_at is not None:
        raise ended("This proposal was answered already: nothing was changed.")
    if proposal.state not in WITH_CUSTOMER:
        raise Unclear(_("It was not delivered yet: nobody can have answered."))
    if became != "accepted" and not answer:
        raise Unclear(_("Say in the customer's words why, or what is to be changed."))
    proposal.state, proposal.answered_on, proposal.answer = became, at.today, answer
    proposal.ended_at = at.who.at
    return at.changed(proposal)


@changes(PROPOSAL, Proposal, Words("Make a new version", "起草新版本"), leads=("replaced",))
def revise(at: Acting, proposal: Proposal) -> Proposal:
    """Begin a new version of what the customer has; this one stays as it was, to be read."""
    if proposal.state not in (*WITH_CUSTOMER, "changes"):
        raise Unclear(_("A draft is changed itself, and what was accepted or declined is over."))
    guards.stands(at.customer, at.today)
    fresh = Proposal(root=proposal.first, version=proposal.version + 1, drafted_on=at.today, state="draft")
    for name in _KEPT:
        setattr(fresh, name, getattr(proposal, name))
    proposal.state, proposal.ended_at = "replaced", proposal.ended_at or at.who.at
    at.changed(proposal)
    at.write(fresh)
    return proposal


def _told(  # noqa: PLR0913 - what a version is told in lists
    at: Acting, row: Proposal, *, needs: str, certificates: str, team: str, deal: str | None
) -> None:
    """Put what is told in lists into a version, with all that it shows; Unclear where it may not stand."""
    sayable(*(row.title, row.created, row.price, row.costs, row.risks, row.difference), playbook=at.playbook)
    wanted = written.needs(at, written.keys(needs))
    proposed = written.certificates(at, written.keys(certificates))
    written.suitable(at, proposed)
    row.needs, row.certificates = [str(one.pk) for one in wanted], [str(one.pk) for one in proposed]
    row.team = [one.stored for one in written.team(at, team)]
    row.deal = written.deal(at, deal)
    row.shown = proposals.stored(written.shown(at, wanted, proposed))

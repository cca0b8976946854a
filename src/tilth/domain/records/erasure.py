"""What people do with erasures: one of compliance asks, another decides; then nobody reads it (PIPL 47)."""

from functools import partial
from typing import Annotated

from django.db import transaction

from tilth.access import visibility
from tilth.data.models import Erasure, Suppression
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.erasures import hindrances, keys
from tilth.domain.records.suppression import RESTRICTED
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.erasure import ERASURE, REASONS
from tilth.policy.things import Action
from tilth.policy.words import Words


@adds(ERASURE, Words("Ask for erasure", "申请删除个人信息"), leads=("asked",))
def ask(at: Acting, *, reason: Annotated[str, OneOf(REASONS)], note: Note = "") -> Erasure:
    """Ask that a person be erased; from now on the data are stored and nothing else is done with them."""
    before = at.rows(Erasure).filter(state__in=("asked", "erased")).first()
    if before is not None and before.state == "erased":
        raise Unclear(_("This person was erased before: there is nothing more to ask for."))
    _restrict(at)
    if before is not None:
        return before
    return at.write(Erasure(asked_on=at.today, reason=reason, note=note, state="asked"))


@changes(ERASURE, Erasure, Words("Decide", "复核"), action=Action.DECIDE, leads=("erased", "refused"))
def decide(
    at: Acting,
    erasure: Erasure,
    *,
    yes: Annotated[bool, Words("Erase for ever", "永久删除")],
    answer: Note = "",
) -> Erasure:
    """Erase the person for ever, or refuse; refused while the law, a hold or a merge keeps the data."""
    if erasure.state != "asked":
        raise Unclear(_("This erasure waits for nobody any more: nothing was changed."))
    erasure.state, erasure.answer = "refused", answer
    if not yes:
        return at.decided(erasure)
    _insist(at)
    _restrict(at)
    number = at.customer.customer_id
    erasure.state, erasure.mark = "erased", keys.held().mark(number)
    done = at.decided(erasure)
    # what was sealed until now goes with its keys once this stands; cut off in between, `tilth erase` goes on
    transaction.on_commit(partial(keys.destroy, number, keys.numbers(number), at.who.at))
    return done


def _insist(at: Acting) -> None:
    """Raise Unclear while something stands in the way."""
    who, number = at.who, at.customer.customer_id
    customer = guards.customer(who.by, who.generation, number, only=("customer_id", "closed_on"))
    found = hindrances.first(customer, at.today)
    if found is not None:
        raise Unclear(found.sentence, **found.values)


def _restrict(at: Acting) -> None:
    """Stop all processing but storage, unless it is stopped for good already (C-07)."""
    mine = visibility.visible(Suppression, at.who.by, at.who.generation)
    stands = mine.filter(
        customer_id=at.customer.customer_id, kind=RESTRICTED, lifted_at=None, ends_on=None
    ).exists()
    if not stands:
        Suppression.objects.create(
            customer_id=at.customer.customer_id, kind=RESTRICTED, starts_on=at.today, recorded_by=at.who.by
        )

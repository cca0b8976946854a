"""What people do with likely duplicates: report one, say that they are two persons (IDN-02)."""

from django.db.models import Q

from tilth.data.models import Duplicate
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note
from tilth.kernel.sentences import marked as _
from tilth.kernel.text import visible
from tilth.policy.subjects.duplicate import DUPLICATE
from tilth.policy.words import Words


@adds(DUPLICATE, Words("Report a likely duplicate", "上报疑似重复"), leads=("open",))
def report(at: Acting, *, other_id: str, note: Note) -> Duplicate:
    """Report that another number in sight looks like the same person, and why; who leads decides."""
    try:
        number = visible(other_id).strip()
        other = guards.customer(at.who.by, at.who.generation, number, only=("customer_id",))
    except guards.CustomerNotVisibleError:
        raise Unclear(_("There is no customer of this number in your sight: check the number.")) from None
    if other.customer_id == at.customer.customer_id:
        raise Unclear(_("That is this customer's own number: write another one."))
    mine, theirs = at.customer.customer_id, other.customer_id
    pair = Q(customer_id=mine, other_id=theirs) | Q(customer_id=theirs, other_id=mine)
    if any(one.pk != at.who.key for one in Duplicate.objects.unscoped().filter(pair, voided_at=None)):
        raise Unclear(_("These two numbers are known as a likely duplicate already: nothing was added."))
    return at.write(Duplicate(other_id=theirs, found="hand", found_on=at.today, state="open", note=note))


@changes(DUPLICATE, Duplicate, Words("Two persons", "不是同一人"), leads=("different",))
def part(at: Acting, duplicate: Duplicate, *, note: Note = "") -> Duplicate:
    """Say that the two are two persons: the pair does not come back, whatever the next comparison finds."""
    if duplicate.state != "open":
        raise Unclear(_("This pair has been looked at already: nothing was changed."))
    duplicate.state, duplicate.said_at = "different", at.who.at
    duplicate.note = note or duplicate.note
    return at.changed(duplicate)


@changes(DUPLICATE, Duplicate, Words("Look at it again", "重新核实"), leads=("open",))
def reopen(at: Acting, duplicate: Duplicate) -> Duplicate:
    """Take back that the two are two persons: the pair waits again."""
    if duplicate.state == "open":
        raise Unclear(_("This pair waits already: nothing was changed."))
    duplicate.state, duplicate.said_at = "open", None
    return at.changed(duplicate)

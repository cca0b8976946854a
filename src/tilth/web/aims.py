"""Why a target is lower than the playbook asks: whom of a book nobody can reach in the week (LIST-03)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.domain.book.targets import Reach, Target
from tilth.web.format import amounts


def small(aim: Target) -> str:
    """Say why the week's target is lower than asked: of several managers how many cannot do what is asked."""
    why = _reachable(aim.reach)
    if not aim.small_books:
        return why
    text = ngettext("{n} manager: {why}", "{n} managers: {why}", aim.small_books)
    return text.format(n=amounts.count(aim.small_books), why=why)


def _reachable(reach: Reach) -> str:
    """Say how many customers of the book can be reached, and why the others cannot."""
    if reach.reachable >= reach.customers:
        return _("no more customers to call")
    text = _("{n} of {of} customers can be reached ({why})")
    why = _(", ").join(_left_out(reach))
    return text.format(n=amounts.count(reach.reachable), of=amounts.count(reach.customers), why=why)


def _left_out(reach: Reach) -> tuple[str, ...]:
    parts = (
        (_("{n} without consent"), reach.without_consent),
        (_("{n} without a number to call"), reach.without_number),
        (_("{n} not to be called this week"), reach.others),
    )
    return tuple(text.format(n=amounts.count(number)) for text, number in parts if number > 0)

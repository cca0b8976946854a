"""What a name is worth, in one sentence: every term of its points."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.domain.call_lists.worth import Worth
from tilth.web import labels
from tilth.web.reasons.chips import money


def points(worth: Worth) -> str:
    """Return the points of a name with one place: 41.0."""
    return _hundredths(worth.points)


def sentence(worth: Worth) -> str:
    """Return every term: ¥520,000 idle × … = 41.0 points."""
    parts = [_expected(worth)] if worth.money else []
    if worth.care:
        parts.append(_("care owed {points}").format(points=_hundredths(worth.care)))
    told = _("{points} points = {parts} − effort {effort}").format(
        points=points(worth), parts=" + ".join(parts) or "0", effort=_hundredths(worth.effort)
    )
    return told + _worn(worth)


def _worn(worth: Worth) -> str:
    """Say what talks by phone alone take off, and by which way else the customer is reached (CAD-06)."""
    if not worth.worn:
        return ""
    told = _(" − always by phone {points}").format(points=_hundredths(worth.worn))
    if not worth.instead:
        return told
    return told + _(" (instead: {channel})").format(channel=labels.label("channel", worth.instead))


def _expected(worth: Worth) -> str:
    left = worth.days_left or 0
    near = ngettext("{n} day left", "{n} days left", left).format(n=left) if left >= 0 else _("day passed")
    return _(
        "{amount} ({what}) × urgency {urgency} ({near}) × reached {reach} × agrees {agree}"
        " (expected {expected})"
    ).format(
        amount=money(worth.money),
        what=labels.label("reason", worth.kind),
        urgency=_share(worth.urgency or 0),
        near=near,
        reach=_share(worth.reach),
        agree=_share(worth.agree),
        expected=money(worth.expected),
    )


def _share(thousandths: int) -> str:
    return f"{Decimal(thousandths) / 1000:.2f}"


def _hundredths(value: int) -> str:
    return f"{Decimal(value) / 100:.1f}"

"""What an act refused, in one sentence of the interface's language."""

import datetime as dt

from django.utils.translation import gettext as _

from tilth.domain.acting import Unclear
from tilth.domain.records.consent import MayNotAskError
from tilth.web.contact_gate import words


def said(error: Unclear, *, today: dt.date) -> str:
    """Return what went wrong and what to do about it."""
    if isinstance(error, MayNotAskError):
        return words.sentence(error.decision, today=today)
    return _(error.sentence).format(**error.values)

"""What a page says once somebody told whether the customer came."""

import datetime as dt

from django.utils.translation import gettext as _

from tilth.data.models import Task
from tilth.web import labels
from tilth.web.format.languages import language
from tilth.web.format.moments import moment


def said(name: str, came: str, follows: Task | None, *, today: dt.date) -> str:
    """Return the result in words, and what follows from it."""
    result = labels.label("meeting", came)
    if follows is None:
        return _("{name}: {result}").format(name=name, result=result)
    return _("{name}: {result}; {step} {day}").format(
        name=name,
        result=result,
        step=labels.step(follows.step or "", follows.text),
        day=moment(follows, today=today, language=language()),
    )

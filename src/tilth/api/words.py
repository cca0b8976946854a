"""Types of parameters and fields that several endpoints share."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from tilth.data.models import Generation, User
from tilth.domain import bank
from tilth.domain.acting import Unclear, Who
from tilth.kernel import dates
from tilth.kernel.text import visible

LONGEST_ID = 64
LONGEST_TEXT = 2000
Short = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$"), AfterValidator(visible)]
Text = Annotated[
    str, StringConstraints(max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$"), AfterValidator(visible)
]
"""PostgreSQL keeps no NUL; other signs that nobody sees are left out."""
Day = Annotated[dt.date, Field(ge=dates.FIRST, le=dates.LAST)]
"""A day with which can be reckoned."""


def _known(value: str) -> str:
    """Let what cannot be a customer's number look like one that nobody has."""
    if len(value) > LONGEST_ID or "\x00" in value:
        raise Http404
    return value


CustomerId = Annotated[str, AfterValidator(_known)]


class SearchRefusedError(Unclear):
    """A search that would answer with half the bank (C-23)."""

    code = "search_refused"


class Given(Schema):
    """What somebody sends: a field that we do not know is an error, not a wish we ignore."""

    model_config = ConfigDict(extra="forbid")


class Asker:
    """Who asks, which night is shown, and which day it is."""

    def __init__(self, request: HttpRequest) -> None:
        actor: Any = request.user
        self.actor: User = actor
        self.night: Generation | None = getattr(request, "generation", None)

    @property
    def generation(self) -> Generation:
        """The published night; Http404 before the first one: there is nothing yet."""
        if self.night is None:
            raise Http404
        return self.night

    @property
    def today(self) -> dt.date:
        """The day that the pages call today."""
        return bank.today(None if self.night is None else self.night.business_date)

    def who(self, key: UUID | None = None) -> Who:
        """Return who acts, now, in the published night; Http404 before the first one."""
        return Who.now(self.actor, self.generation, self.today, key=key)

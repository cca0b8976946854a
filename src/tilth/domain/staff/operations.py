"""Change how the pages look for one person."""

from django.db import transaction

from tilth.data import codes
from tilth.data.models import User


class UnknownChoiceError(ValueError):
    """A language, theme, colour direction or step of the tour that does not exist."""


CHOICES = {"language": codes.LANGUAGES, "theme": codes.THEMES, "updown": codes.UPDOWN, "tour": codes.TOUR}


@transaction.atomic
def prefer(*, by: User, choice: str, value: str) -> None:
    """Store one setting of the person who asks; UnknownChoiceError when there is no such choice."""
    if choice not in CHOICES or value not in CHOICES[choice]:
        raise UnknownChoiceError(f"{choice} cannot be {value!r}.")
    setattr(by, choice, value)
    by.save(update_fields=[choice])

"""Names of the drafts that a browser keeps while a form is written."""

from django.utils.crypto import salted_hmac

from tilth.data.models import User


def name(actor: User, *about: str) -> str:
    """Name the draft that this person's browser keeps about something; the name tells neither."""
    told = ":".join((str(actor.pk), *about))
    return salted_hmac("tilth.draft", told, algorithm="sha256").hexdigest()[:20]

"""The name under which a browser keeps somebody's pages and records: it tells nobody who that is."""

from django.utils.crypto import salted_hmac

from tilth.data.models import User


def of(user: User) -> str:
    """Return the same opaque name for the same account, on every browser."""
    return salted_hmac("tilth.web.offline", str(user.pk), algorithm="sha256").hexdigest()[:20]

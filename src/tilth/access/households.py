"""The number of a household as it leaves the application: one for all its members, and nobody's own number.

Inside, a household is called after the smallest customer number among its members, who may be out of sight
or restricted. Outside it is a keyed digest: whoever sees several members can put them together, and whoever
tries known customer numbers learns nothing, for the key never leaves the pages' process.
"""

from django.utils.crypto import salted_hmac

_LENGTH = 16


def told(household_id: str | None) -> str | None:
    """Return the opaque number of a household, None for a customer without one."""
    if household_id is None:
        return None
    return salted_hmac("tilth.access.households", household_id, algorithm="sha256").hexdigest()[:_LENGTH]

"""Facts: storing one."""

from tilth.data.models import Contact, Fact
from tilth.domain.acting import Acting
from tilth.domain.told import sensitive
from tilth.policy.subjects.fact import FAMILY


def learned(
    at: Acting, *, kind: str, text: str, restricted: bool = False, contact: Contact | None = None
) -> Fact:
    """Store a fact, learned in a contact or by itself; of the family, or confided, only with consent."""
    if kind == FAMILY or restricted:
        sensitive.allowed(at)
    row = Fact(kind=kind, learned_on=at.today, text=text, restricted=restricted)
    row.contact = contact
    return at.write(row)

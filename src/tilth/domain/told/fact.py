"""Facts: storing one."""

from tilth.data.models import Contact, Fact
from tilth.domain.acting import Acting


def learned(at: Acting, *, kind: str, text: str, contact: Contact | None = None) -> Fact:
    """Store a fact, learned in a contact or by itself."""
    row = Fact(kind=kind, learned_on=at.today, text=text)
    row.contact = contact
    return at.write(row)

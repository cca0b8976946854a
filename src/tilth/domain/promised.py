"""What a promise is, and whether it was kept, as conditions on tasks: one rule for all who count (REL-09)."""

from django.db.models import F, Q

PROMISE = (
    ~Q(kind__in=("note", "appointment"))
    & Q(business_date=None)
    & (Q(contact=None) | Q(contact__two_way=True))
)
"""A task that somebody was told of: no note, no call put off from a list, none after ringing in vain.

Appointments are counted by who came.
"""
IN_TIME = Q(done_at__date__lte=F("due_on"))
"""It was done by the end of the day that it was due."""

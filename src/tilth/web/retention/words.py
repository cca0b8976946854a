"""Tables and rules of retention in people's words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from tilth.policy import retained
from tilth.policy.registry import RETENTION, Begin
from tilth.web.format.languages import language

TABLES: dict[str, Promise] = {
    "tilth_action_tick": _("Key actions ticked by hand"),
    "tilth_day_summary": _("Summaries of days"),
    "tilth_hand_over": _("Hand-overs of several customers"),
    "tilth_number_mark": _("Numbers marked wrong"),
    "tilth_outbox": _("Messages to other systems"),
    "tilth_reason_closure": _("Closed reasons to call"),
    "tilth_run_report": _("Reports of nights"),
    "tilth_week_plan": _("Plans of weeks"),
}
"""Tables that are swept and hold no subject."""
BEGINS: dict[Begin, Promise] = {
    Begin.RELATIONSHIP_END: _("after the end of the relationship"),
    Begin.TRANSACTION: _("after the transaction"),
    Begin.PRODUCT_END: _("after the end of the product"),
    Begin.LAST_CONTACT: _("after the last contact"),
    Begin.ENTRY: _("after the entry"),
    Begin.EMPLOYMENT_END: _("after the end of employment"),
    Begin.NOBODY: _p("retention", "nobody is in it"),
}


def table(name: str) -> str:
    """Return what a table holds."""
    subject = retained.subject_of(name)
    return subject.many.told(language()) if subject else str(TABLES.get(name, name))


def rule(code: str) -> tuple[int, str]:
    """Return a rule's months, and from what they are counted; a rule that is no more is its code."""
    found = RETENTION.get(code)
    return (0, code) if found is None else (found.months or 0, str(BEGINS[found.counted_from]))

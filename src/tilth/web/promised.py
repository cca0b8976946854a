"""The words of what comes next: next steps, places, what became of promises, parts of work, numbers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

Labels = dict[str, Promise]

NEXT_STEPS: Labels = {
    "call_again": _("Call again"),
    "visit": _("Meet"),
    "send_material": _("Send material"),
    "bring_papers": _("Customer brings papers"),
    "prepare_offer": _("Prepare an offer"),
    "refer": _("Refer"),
    "none": _("No follow-up needed"),
    "other": _p("next step", "Something else"),
}
PLACES: Labels = {
    "branch": _p("place", "At the branch"),
    "customer": _p("place", "At the customer's"),
    "other": _p("place", "Elsewhere"),
}
MEETINGS: Labels = {"came": _("Came"), "did_not_come": _("Did not come")}
PARTS: Labels = {
    "new": _("New customers"),
    "existing": _("Existing customers"),
    "planned": _("Planned without a contact"),
}
"""Parts of work beside the sides and the purposes."""
PROMISES: Labels = {
    "kept": _p("promise", "Kept"),
    "moved": _p("promise", "Moved to"),
    "open": _p("promise", "Not yet"),
}
NUMBERS: Labels = {"mobile": _("Mobile"), "phone": _p("personal", "Landline")}

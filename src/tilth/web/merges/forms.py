"""The form that merges two customer numbers."""

from django.utils.translation import gettext_lazy

from tilth.policy.subjects.merge import CAUSES
from tilth.web.desk.forms import SHORT, CustomerForm, decided, text


class MergeForm(CustomerForm):
    """Which number is one with the customer's, and why."""

    code = "merge"
    merged_id = text(
        gettext_lazy("The other customer number"),
        most=SHORT,
        required=True,
        missing=gettext_lazy("Write the number that is to be one with this one."),
    )
    cause = decided(gettext_lazy("Reason"), "merge_cause", CAUSES)
    note = text(gettext_lazy("Note"))

"""The form that confirms a segment."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from tilth.web.desk.forms import SHORT, CustomerForm, text


class SegmentForm(CustomerForm):
    """The segment of the active scheme that a person takes for right, or the rules' again."""

    code = "segment"
    RULES: ClassVar[str] = "~"
    """The choice that leaves a customer to the rules; no segment is called so."""
    segment = text(
        gettext_lazy("Segment"), most=SHORT, required=True, missing=gettext_lazy("Choose a segment.")
    )
    reason = text(gettext_lazy("Why (what the customer said or did)"))

    def offer(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer the segments of the scheme by name."""
        choices = [("", "—"), *names, (self.RULES, pgettext_lazy("segment", "as the rules say"))]
        self.fields["segment"].widget = forms.Select(attrs={"class": "form-select"}, choices=choices)

    def clean_segment(self) -> str:
        """Return the segment's code; empty text for the rules."""
        chosen: str = self.cleaned_data["segment"]
        return "" if chosen == self.RULES else chosen

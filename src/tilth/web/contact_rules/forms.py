"""The forms of the rules of contact."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tilth.domain.contact_times.queries import ContactTimes
from tilth.kernel.dates import ZONE_NAME
from tilth.policy import codes
from tilth.policy.contact_gate import Window
from tilth.policy.vocabulary import ANY_CHANNEL, CONSENT_PURPOSES, SUPPRESSIONS
from tilth.web import fields, labels
from tilth.web.desk.forms import SHORT, CustomerForm, Spanned, choices, day, decided, text

_EVERYTHING = "everything"
_WINDOW = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~至到]\s*(\d{1,2}):(\d{2})")


_CHANNELS = choices("channel", codes.CHANNELS_OF_WISHES)


class ConsentForm(CustomerForm):
    """What the customer said about one purpose, by one channel (C-01)."""

    code = "consent"
    purpose = forms.ChoiceField(
        label=gettext_lazy("About"),
        choices=choices("consent_purpose", CONSENT_PURPOSES),
        initial="marketing",
    )
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=_CHANNELS)
    decision = forms.ChoiceField(
        label=gettext_lazy("The customer"), choices=choices("consent_decision", ("granted", "refused"))
    )
    text_version = text(gettext_lazy("Version of the text"), most=40)
    evidence = text(gettext_lazy("Where the proof lies"))
    unasked = forms.BooleanField(label=gettext_lazy("The customer came unasked"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check that a yes names its text, and that who came unasked left a proof."""
        given = super().clean() or {}
        if given.get("decision") == "granted" and not given.get("text_version"):
            self.add_error("text_version", _("A consent names the text that the customer agreed to."))
        if given.get("unasked") and not given.get("evidence"):
            self.add_error("evidence", _("Say where the proof lies: a form, a recording."))
        return given


class WithdrawForm(CustomerForm):
    """Which consent is taken back; the buttons carry it."""

    code = "withdraw"
    purpose = forms.ChoiceField(choices=choices("consent_purpose", CONSENT_PURPOSES))
    channel = forms.ChoiceField(choices=_CHANNELS)


class WishForm(Spanned):
    """A wish not to be disturbed (PROF-26)."""

    code = "wish"
    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"),
        choices=[("", "—"), *_CHANNELS],
        error_messages={"required": gettext_lazy("Choose by which channel.")},
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("About"),
        choices=[("", "—"), (_EVERYTHING, gettext_lazy("everything")), *choices("purpose", codes.PURPOSES)],
        error_messages={"required": gettext_lazy("Choose what about, or everything.")},
    )
    starts_on = day(pgettext_lazy("period", "From"))
    ends_on = day(pgettext_lazy("period", "Until"))
    endless = forms.BooleanField(label=gettext_lazy("Until withdrawn"), required=False)
    reason = text(gettext_lazy("Reason"), required=True, missing=gettext_lazy("Say what the customer said."))
    sure = forms.BooleanField(
        label=gettext_lazy("Nobody contacts the customer any more: yes"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask until when, and once more before every channel is closed without end."""
        given = super().clean() or {}
        if "ends_on" in given and (given["ends_on"] is None) != given["endless"]:
            self.add_error("ends_on", _("Give the last day, or choose: until withdrawn."))
        if given.get("topic") == _EVERYTHING:
            given["topic"] = ""
        whole = given.get("channel") == ANY_CHANNEL and given.get("topic") == "" and given.get("endless")
        if not whole:
            del self.fields["sure"]
        elif not given.get("sure") and not self.errors:
            self.add_error(
                "sure",
                _(
                    "This closes every channel, for everything and without end: no call, no message, no visit"
                    " by anybody of the bank. Tick it if the customer wants exactly that."
                ),
            )
        return given

    def wish(self) -> dict[str, Any]:
        """Return what was written, ready to store."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"endless", "sure"}}


class StopForm(Spanned):
    """A reason for which nobody may contact the customer (C-07, C-10, C-11, C-54)."""

    code = "stop"
    kind = decided(gettext_lazy("Reason"), "suppression", SUPPRESSIONS)
    starts_on = day(pgettext_lazy("period", "From"))
    ends_on = day(gettext_lazy("Until (empty: until lifted)"))
    reason = text(gettext_lazy("Note"))

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, restricts: bool) -> None:
        super().__init__(data, initial=initial)
        if not restricts:
            kept = tuple(kind for kind in SUPPRESSIONS if kind != "restricted")
            self.fields["kind"] = decided(gettext_lazy("Reason"), "suppression", kept)


class TimesForm(CustomerForm):
    """Suitable times, a line a weekday; nothing at all means: at any time (PROF-14)."""

    code = "times"
    zone = text(gettext_lazy("Time zone"), most=SHORT, required=True)

    def __init__(self, data: Any = None, *, held: ContactTimes | None = None) -> None:
        super().__init__(data)
        zone = self.fields["zone"]
        zone.initial = ZONE_NAME if held is None else held.zone
        for weekday in range(1, 8):
            field = text(labels.lazily("weekday", str(weekday)))
            field.initial = _windows_of(held, weekday)
            field.widget.attrs = {"class": "form-control num", "placeholder": "09:00-12:00, 14:00-17:00"}
            self.fields[f"day{weekday}"] = field

    def clean(self) -> dict[str, Any]:
        """Read the times of each day."""
        given = super().clean() or {}
        found: list[Window] = []
        for weekday in range(1, 8):
            try:
                found += _read(weekday, given.get(f"day{weekday}", ""))
            except ValueError:
                self.add_error(f"day{weekday}", _("Write times as 09:00-12:00, with a comma between two."))
        given["windows"] = found
        return given


def _windows_of(held: ContactTimes | None, weekday: int) -> str:
    windows = () if held is None else held.windows
    return ", ".join(
        f"{one.begins // 60:02}:{one.begins % 60:02}-{one.ends // 60:02}:{one.ends % 60:02}"
        for one in windows
        if one.weekday == weekday
    )


def _read(weekday: int, text: str) -> list[Window]:
    """Return the windows of one line; ValueError where it does not read."""
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[,，;；、]", text))):
        match = _WINDOW.fullmatch(part)
        if match is None:
            raise ValueError(part)
        hours = [f"{int(match[1]):02}:{match[2]}", f"{int(match[3]):02}:{match[4]}"]
        found.append(Window.read({"weekday": weekday, "from": hours[0], "until": hours[1]}))
    return found


class AvoidForm(CustomerForm):
    """Topics to leave unsaid, a line each; nothing at all means: nothing is known (PROF-20)."""

    code = "avoid"
    topics = fields.Text(
        label=gettext_lazy("One topic a line"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": gettext_lazy("This is too long: shorten it.")},
    )

    def clean_topics(self) -> list[str]:
        """Return the lines."""
        lines: list[str] = self.cleaned_data["topics"].splitlines()
        return lines

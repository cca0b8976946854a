"""The forms around one customer: short, each error beside its field."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tilth.domain.customers.care import COLLEAGUES, Colleague, Times
from tilth.domain.personal.operations import COLUMNS
from tilth.policy import codes
from tilth.policy.contact_gate import Window
from tilth.policy.vocabulary import ANY_CHANNEL, CONSENT_PURPOSES, SUPPRESSIONS
from tilth.web import fields, labels

SHORT, LONG = 64, 500
_EVERYTHING = "everything"
_WINDOW = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~至到]\s*(\d{1,2}):(\d{2})")


_choices = labels.choices
_CHANNELS = _choices("channel", codes.CHANNELS_OF_WISHES)


def _day(label: Any, *, required: bool = False, missing: Any = None) -> fields.Day:
    messages = {"required": missing} if missing else {}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return fields.Day(label=label, required=required, widget=widget, error_messages=messages)


def _staff(label: Any, offered: str) -> fields.Text:
    """Return a field for a staff number, which the datalist `offered` completes."""
    field = _text(label, most=SHORT, required=True, missing=gettext_lazy("Say who: choose somebody."))
    field.widget.attrs = {"class": "form-control num", "list": offered, "autocomplete": "off"}
    return field


def _text(label: Any, *, most: int = LONG, required: bool = False, missing: Any = None) -> fields.Text:
    messages = {"max_length": gettext_lazy("This is too long: shorten it.")}
    if missing:
        messages["required"] = missing
    return fields.Text(label=label, required=required, max_length=most, error_messages=messages)


class CareForm(forms.Form):
    """A form among others on one page: its ids begin with its code."""

    code: ClassVar[str] = ""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{self.code}_%s", initial=initial, label_suffix="")
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs.setdefault("class", "form-select")
            elif not isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                field.widget.attrs.setdefault("class", "form-control")


class Spanned(CareForm):
    """A form with a first and a last day."""

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        given = super().clean() or {}
        start, end = given.get("starts_on"), given.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("It cannot end before it starts."))
        return given


class ConsentForm(CareForm):
    """What the customer said about one purpose, by one channel (C-01)."""

    code = "consent"
    purpose = forms.ChoiceField(
        label=gettext_lazy("About"),
        choices=_choices("consent_purpose", CONSENT_PURPOSES),
        initial="marketing",
    )
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=_CHANNELS)
    decision = forms.ChoiceField(
        label=gettext_lazy("The customer"), choices=_choices("consent_decision", ("granted", "refused"))
    )
    text_version = _text(gettext_lazy("Version of the text"), most=40)
    evidence = _text(gettext_lazy("Where the proof lies"))
    unasked = forms.BooleanField(label=gettext_lazy("The customer came unasked"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check that a yes names its text, and that who came unasked left a proof."""
        given = super().clean() or {}
        if given.get("decision") == "granted" and not given.get("text_version"):
            self.add_error("text_version", _("A consent names the text that the customer agreed to."))
        if given.get("unasked") and not given.get("evidence"):
            self.add_error("evidence", _("Say where the proof lies: a form, a recording."))
        return given


class WithdrawForm(CareForm):
    """Which consent is taken back; the buttons carry it."""

    code = "withdraw"
    purpose = forms.ChoiceField(choices=_choices("consent_purpose", CONSENT_PURPOSES))
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
        choices=[("", "—"), (_EVERYTHING, gettext_lazy("everything")), *_choices("purpose", codes.PURPOSES)],
        error_messages={"required": gettext_lazy("Choose what about, or everything.")},
    )
    starts_on = _day(pgettext_lazy("period", "From"))
    ends_on = _day(pgettext_lazy("period", "Until"))
    endless = forms.BooleanField(label=gettext_lazy("Until withdrawn"), required=False)
    reason = _text(gettext_lazy("Reason"), required=True, missing=gettext_lazy("Say what the customer said."))
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
    kind = forms.ChoiceField(label=gettext_lazy("Reason"), choices=_choices("suppression", SUPPRESSIONS))
    starts_on = _day(pgettext_lazy("period", "From"))
    ends_on = _day(gettext_lazy("Until (empty: until lifted)"))
    reason = _text(gettext_lazy("Note"))

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, restricts: bool) -> None:
        super().__init__(data, initial=initial)
        if not restricts:
            kept = tuple(kind for kind in SUPPRESSIONS if kind != "restricted")
            kinds = self.fields["kind"]
            if isinstance(kinds, forms.ChoiceField):
                kinds.choices = _choices("suppression", kept)


class TimesForm(CareForm):
    """Suitable times, a line a weekday; nothing at all means: at any time (PROF-14)."""

    code = "times"
    zone = _text(gettext_lazy("Time zone"), most=SHORT, required=True)

    def __init__(self, data: Any = None, *, held: Times | None = None) -> None:
        super().__init__(data)
        zone = self.fields["zone"]
        zone.initial = "Asia/Shanghai" if held is None else held.zone
        for weekday in range(1, 8):
            field = _text(labels.lazily("weekday", str(weekday)))
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


def _windows_of(held: Times | None, weekday: int) -> str:
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


class AvoidForm(CareForm):
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


class SegmentForm(CareForm):
    """The segment of the active scheme that a person takes for right, or the rules' again."""

    code = "segment"
    RULES: ClassVar[str] = "~"
    """The choice that leaves a customer to the rules; no segment is called so."""
    segment = _text(
        gettext_lazy("Segment"), most=SHORT, required=True, missing=gettext_lazy("Choose a segment.")
    )
    reason = _text(gettext_lazy("Why (what the customer said or did)"))

    def offer(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer the segments of the scheme by name."""
        choices = [("", "—"), *names, (self.RULES, pgettext_lazy("segment", "as the rules say"))]
        self.fields["segment"].widget = forms.Select(attrs={"class": "form-select"}, choices=choices)

    def clean_segment(self) -> str:
        """Return the segment's code; empty text for the rules."""
        chosen: str = self.cleaned_data["segment"]
        return "" if chosen == self.RULES else chosen


class Naming(forms.Form):
    """A form that names somebody of the staff: chosen by name where all fit into a list, else typed."""

    named: ClassVar[str] = "staff_id"

    def offer(self, people: Sequence[Colleague], told: Callable[[Colleague], str]) -> None:
        """Offer these people by name, with what is `told` beside the number; too many are typed."""
        if 0 < len(people) < COLLEAGUES:
            choices = [
                ("", "—"),
                *((one.staff_id, f"{one.name} · {one.staff_id} · {told(one)}") for one in people),
            ]
            self.fields[self.named].widget = forms.Select(attrs={"class": "form-select"}, choices=choices)


class InviteForm(Naming, Spanned):
    """Somebody besides the owner takes part, until a day (ROLE-03, ROLE-09)."""

    code = "invite"
    staff_id = _staff(gettext_lazy("Who"), "colleagues")
    purpose = forms.ChoiceField(
        label=gettext_lazy("Purpose"), choices=_choices("participation", codes.PARTICIPATIONS)
    )
    reason = _text(
        gettext_lazy("Reason"), required=True, missing=gettext_lazy("Say what the colleague is to do.")
    )
    starts_on = _day(gettext_lazy("From"), required=True, missing=gettext_lazy("Say from when."))
    ends_on = _day(
        gettext_lazy("Until"),
        required=True,
        missing=gettext_lazy("Say until when: there is no participation without an end."),
    )


class TransferForm(Naming, CareForm):
    """The customer goes to another manager (ROLE-12)."""

    code = "move"
    named = "to_staff_id"
    to_staff_id = _staff(gettext_lazy("New manager"), "managers")
    cause = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=_choices("transfer_cause", codes.HAND_OVER_CAUSES)
    )
    note = _text(gettext_lazy("Note"))


class RevealForm(CareForm):
    """Which values, and why: both are kept in the audit (C-22)."""

    code = "reveal"
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Show in clear"),
        choices=_choices("personal", COLUMNS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what you need to see.")},
    )
    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=_choices("unmask_reason", codes.UNMASK_REASONS),
        error_messages={"required": gettext_lazy("Say why you need it: the reason is kept in the audit.")},
    )
    more = _text(gettext_lazy("In your own words"))

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason is none of the list."""
        given = super().clean() or {}
        if given.get("why") == "other" and not given.get("more", "").strip():
            self.add_error("more", _("Say it in your own words."))
        return given

    @property
    def reason(self) -> str:
        """The reason as the audit keeps it: a code, and the words."""
        why, more = self.cleaned_data["why"], self.cleaned_data["more"].strip()
        return f"{why}: {more}" if more else str(why)


def span(today: dt.date) -> dict[str, dt.date]:
    """Return what a new period begins with."""
    return {"starts_on": today}

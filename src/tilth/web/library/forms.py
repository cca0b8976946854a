"""The form of one entry: the fields of its kind, each error beside its field."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.data.models import LibraryEntry
from tilth.domain.library import operations
from tilth.kernel.ids import uuid7
from tilth.policy.codes import EVENTS, HISTORIES, PROMISE, QUESTIONS, SIGNALS, TONES
from tilth.policy.library import LONGEST, OWNED, Written
from tilth.policy.playbook import Playbook, Text
from tilth.policy.playbook.openings import ANY
from tilth.web import labels
from tilth.web.desk.forms import CustomerForm, day, text
from tilth.web.segment_words import segment_name

_MANNERS: Mapping[str, tuple[str, Any]] = {"opening": ("tone", TONES), "question": ("question", QUESTIONS)}


def reasons(*, opening: bool = True) -> list[tuple[str, str]]:
    """Return code and word of every reason that an entry can be about."""
    named = (*EVENTS, *SIGNALS, *((PROMISE,) if opening else ()))
    return [(ANY, _("Any call")), *((code, labels.label("reason", code)) for code in named)]


def reason(code: str) -> str:
    """Return the word of a reason."""
    return _("Any call") if code == ANY else labels.label("reason", code)


class EntryForm(CustomerForm):
    """One opening, question or answer to an objection."""

    code: ClassVar[str] = "entry"

    about = forms.ChoiceField(label=gettext_lazy("Reason of the call"))
    manner = forms.ChoiceField(label=gettext_lazy("Tone"))
    history = forms.ChoiceField(label=gettext_lazy("For whom"))
    segment = forms.ChoiceField(label=gettext_lazy("Only for the segment"), required=False)
    says_zh = text(gettext_lazy("What customers say, in Chinese"), most=LONGEST)
    says_en = text(gettext_lazy("The same in English"), most=LONGEST)
    text_zh = text(gettext_lazy("What is said, in Chinese"), most=LONGEST)
    text_en = text(gettext_lazy("The same in English"), most=LONGEST)
    owner = text(gettext_lazy("Who answers for it"), most=OWNED)
    valid_from = day(gettext_lazy("First day"), required=True)
    valid_until = day(gettext_lazy("Last day"))
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    instead = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, kind: str, rules: Playbook, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"key": uuid7(), **(initial or {})})
        self.kind, opening = kind, kind == "opening"
        fields: dict[str, Any] = self.fields
        fields["about"].choices = reasons(opening=opening)
        if kind in _MANNERS:
            word, codes = _MANNERS[kind]
            fields["manner"].choices = labels.choices(word, codes)
        if kind == "question":
            fields["manner"].label = _("Kind of question")
        fields["history"].choices = labels.choices("history", HISTORIES)
        named = [(one.code, segment_name(rules, one.code)) for one in rules.segments.scheme.segments]
        fields["segment"].choices = [("", _("Every segment")), *named]
        for name in self._without():
            del fields[name]
        for name in {"text_zh", "text_en", "says_zh", "says_en"} & set(fields):
            fields[name].widget = forms.Textarea(attrs={"rows": 2, "class": "form-control"})

    def _without(self) -> tuple[str, ...]:
        says = ("says_zh", "says_en")
        if self.kind == "opening":
            return says
        return ("history", "segment", *(says if self.kind == "question" else ("manner",)))

    @property
    def sending(self) -> UUID | None:
        """The mark of this sending."""
        found: UUID | None = self.cleaned_data.get("key")
        return found

    @property
    def replaces(self) -> UUID | None:
        """The draft that it takes the place of."""
        found: UUID | None = self.cleaned_data.get("instead")
        return found

    def written(self) -> Written:
        """Return the entry that was typed; raises Unclear where a text may not be kept."""
        given = self.cleaned_data
        says = Text(zh="", en="")
        if self.kind == "objection":
            says = operations.worded(zh=given["says_zh"], en=given["says_en"])
        return Written(
            kind=self.kind,
            about=given["about"],
            manner=given.get("manner", ""),
            history=given.get("history", ANY),
            segment=given.get("segment", ""),
            text=operations.worded(zh=given["text_zh"], en=given["text_en"]),
            says=says,
            owner=given["owner"],
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
        )


def of(row: LibraryEntry) -> dict[str, Any]:
    """Return what a form holds that begins with an entry."""
    names = ("about", "manner", "history", "segment", "owner", "valid_from", "valid_until")
    texts = ("text_zh", "text_en", "says_zh", "says_en")
    return {name: getattr(row, name) for name in (*names, *texts)}

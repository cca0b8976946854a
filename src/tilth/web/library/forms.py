"""The form of one entry: the fields of its kind, each error beside its field."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.data.models import LibraryEntry
from tilth.domain.library import operations
from tilth.kernel.ids import uuid7
from tilth.policy.codes import EVENTS, HISTORIES, PROMISE, SIGNALS
from tilth.policy.library import LONGEST, OWNED, Written
from tilth.policy.library_kinds import ABOUTS, DETAILS, MANNERS, OTHERS, PAIRS, listed
from tilth.policy.playbook import Playbook, Text
from tilth.policy.playbook.openings import ANY
from tilth.web import labels
from tilth.web.desk.forms import CustomerForm, day, text
from tilth.web.segment_words import segment_name

WORDS: Mapping[str, str] = {
    "opening": "tone",
    "question": "question",
    "card": "method",
    "topic": "topic",
    "icebreaker": "occasion",
    "evidence": "proof",
    "case": "practice",
}
"""Kind → under which name the words of its codes stand; others have none."""
LISTS = ("products", "segments")
_COMMA = re.compile(r"[\s,，、]+")


def reasons(*, opening: bool = True) -> list[tuple[str, str]]:
    """Return code and word of every reason that an entry can be about."""
    named = (*EVENTS, *SIGNALS, *((PROMISE,) if opening else ()))
    return [(ANY, _("Any call")), *((code, labels.label("reason", code)) for code in named)]


def reason(code: str) -> str:
    """Return the word of a reason."""
    return _("Any call") if code == ANY else labels.label("reason", code)


def about(kind: str, code: str) -> str:
    """Return the word of what an entry of a kind is about; empty for kinds that are about none."""
    if kind not in OTHERS:
        return reason(code)
    if kind not in ABOUTS:
        return ""
    return _("Any product") if code == ANY else labels.label("category", code)


def named() -> dict[str, str]:
    """Return the words of what only one kind says, by the names of `library_kinds.DETAILS`."""
    return {
        "whom": _("For whom"),
        "pain": _("What troubles them"),
        "gain": _("What they have from it"),
        "price": _("Price in words"),
        "learned": _("What was learned"),
        "source": _("Source"),
        "as_of": _("Day of the figures"),
        "products": _("Product numbers, apart by commas"),
        "segments": _("For the segments"),
    }


def detailed(kind: str) -> dict[str, Any]:
    """Return the fields of what only one kind says, in the order of its declaration."""
    words = named()
    found: dict[str, Any] = {}
    for name in DETAILS.get(kind, ()):
        if name in PAIRS:
            for code, tongue in (("zh", _("Chinese")), ("en", _("English"))):
                found[f"{name}_{code}"] = text(f"{words[name]} · {tongue}", most=LONGEST)
        else:
            found[name] = day(words[name]) if name == "as_of" else text(words[name], most=LONGEST)
    return found


_LAST = ("owner", "valid_from", "valid_until")


class EntryForm(CustomerForm):
    """One entry of a kind."""

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
    of = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, kind: str, rules: Playbook, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"key": uuid7(), **(initial or {})})
        self.kind, opening = kind, kind == "opening"
        fields: dict[str, Any] = self.fields
        fields["about"].choices = reasons(opening=opening)
        if kind in ABOUTS:
            fields["about"].label = _("About")
            fields["about"].choices = [(code, about(kind, code)) for code in ABOUTS[kind]]
        if kind in WORDS:
            fields["manner"].choices = labels.choices(WORDS[kind], MANNERS[kind])
        if kind != "opening":
            fields["manner"].label = _("Kind of question") if kind == "question" else _("Kind")
        if kind in OTHERS:
            fields["says_zh"].label = _("What it is called, in Chinese")
            fields |= detailed(kind)
        fields["history"].choices = labels.choices("history", HISTORIES)
        named = [(one.code, segment_name(rules, one.code)) for one in rules.segments.scheme.segments]
        fields["segment"].choices = [("", _("Every segment")), *named]
        if "segments" in fields:
            fields["segments"] = forms.MultipleChoiceField(
                label=fields["segments"].label, choices=named, required=False
            )
        for name in self._without():
            del fields[name]
        self._dressed()
        self.order_fields([*(name for name in fields if name not in _LAST), *_LAST])
        for name in {"text_zh", "text_en", "says_zh", "says_en"} & set(fields):
            fields[name].widget = forms.Textarea(attrs={"rows": 2, "class": "form-control"})

    def _without(self) -> tuple[str, ...]:
        says = ("says_zh", "says_en")
        if self.kind == "opening":
            return says
        return (
            *("history", "segment"),
            *(says if self.kind == "question" else ()),
            *(() if self.kind in WORDS else ("manner",)),
            *(("about",) if self.kind in OTHERS and self.kind not in ABOUTS else ()),
        )

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

    def _detail(self) -> dict[str, Any]:
        """Return what only this kind says; without English the Chinese stands for both."""
        given = self.cleaned_data
        kept: dict[str, Any] = {}
        for name in DETAILS.get(self.kind, ()):
            if name in PAIRS:
                told = operations.worded(zh=given[f"{name}_zh"], en=given[f"{name}_en"])
                kept |= {f"{name}_zh": told.zh, f"{name}_en": told.en}
            elif name in LISTS:
                value = given[name]
                kept[name] = value if isinstance(value, list) else [x for x in _COMMA.split(value) if x]
            else:
                kept[name] = str(given[name] or "")
        return kept

    def written(self) -> Written:
        """Return the entry that was typed; raises Unclear where a text may not be kept."""
        given = self.cleaned_data
        says = Text(zh="", en="")
        if "says_zh" in given:
            says = operations.worded(zh=given["says_zh"], en=given["says_en"])
        return Written(
            kind=self.kind,
            about=given.get("about", ANY),
            manner=given.get("manner", ""),
            history=given.get("history", ANY),
            segment=given.get("segment", ""),
            text=operations.worded(zh=given["text_zh"], en=given["text_en"]),
            says=says,
            detail=self._detail(),
            owner=given["owner"],
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
        )


def of(row: LibraryEntry) -> dict[str, Any]:
    """Return what a form holds that begins with an entry."""
    names = ("about", "manner", "history", "segment", "owner", "valid_from", "valid_until")
    texts = ("text_zh", "text_en", "says_zh", "says_en")
    told = {name: value for name, value in row.detail.items() if name not in LISTS}
    told |= {"products": "，".join(listed(row.detail, "products"))}
    told |= {"segments": list(listed(row.detail, "segments"))}
    return {name: getattr(row, name) for name in (*names, *texts)} | told

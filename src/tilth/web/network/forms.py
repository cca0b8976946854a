"""The form that adds a relation: which tie, to whom, from which source."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tilth.domain import subjects
from tilth.domain.arguments import LONGEST
from tilth.policy.permissions import Action
from tilth.policy.subjects.relation import CIRCLES, RELATION, RelationRules
from tilth.web import fields
from tilth.web.act_form import ActForm
from tilth.web.format.languages import language

_TIE = next(one for one in subjects.acts(RELATION) if one.action is Action.CREATE)


class RelationForm(ActForm):
    """What somebody is to the customer; the ties of the playbook by circle."""

    def __init__(self, rules: RelationRules, *, today: dt.date, wrong: ActForm | None = None) -> None:
        super().__init__(_TIE, wrong.data if wrong else None, today=today)
        reader = language()
        groups = [
            (
                words.told(reader),
                [(one.code, one.words().told(reader)) for one in rules.ties if one.circle == code],
            )
            for code, words in CIRCLES.items()
        ]
        select = forms.Select(attrs={"class": "form-select"})
        label = self.fields["kind"].label
        self.fields["kind"] = forms.ChoiceField(label=label, choices=groups, widget=select)
        self.fields["other_id"] = _line(gettext_lazy("Customer number"))
        self.fields["name"] = _line(gettext_lazy("or a name, of whoever is no customer"))
        if wrong is not None:
            self._errors = wrong.errors  # what the act refused stands with what it was told

    @property
    def told(self) -> Any:
        """The fields in the order in which a person thinks of them."""
        order = ("kind", "other_id", "name", "source", "since", "minor")
        return [self[one] for one in order]


def _line(label: Any) -> fields.Text:
    line = forms.TextInput(attrs={"class": "form-control"})
    return fields.Text(label=label, required=False, max_length=LONGEST, widget=line)

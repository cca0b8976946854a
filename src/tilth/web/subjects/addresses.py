"""The addresses of subjects' acts, below the customer's own."""

from django.urls import URLPattern, path

from tilth.domain import subjects
from tilth.policy.subjects import SUBJECTS, Subject
from tilth.web.addresses import OF_CUSTOMER
from tilth.web.subjects import views


def addresses() -> list[URLPattern]:
    """Return them all."""
    return [found for one in SUBJECTS for found in _of(one)]


def _of(subject: Subject) -> list[URLPattern]:
    below, name = f"{OF_CUSTOMER}{subject.name}s/", subject.name
    found = [
        path(f"{below}<uuid:row>/{act.slug}/", views.changing(act), name=f"{name}_{act.name}")
        if act.of_row
        else path(f"{below}{act.slug}/", views.adding(act), name=f"{name}_{act.name}")
        for act in subjects.acts(subject)
    ]
    back = path(f"{below}<uuid:row>/take-back/", views.taking_back(subject), name=f"{name}_take_back")
    return [*found, back]

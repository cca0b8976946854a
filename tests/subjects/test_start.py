"""What subjects cost the start of the program: shapes, and classes of histories, are made at need."""

import json
import os
import subprocess
import sys

from django.apps import apps

SHAPES = """
import django
django.setup()
from tilth.api import main
from tilth.policy import registry
made = lambda: {"Gift", "GiftGive", "Memo"} & set(registry.entries("api"))
needs = {one.name: one.callback.needs for one in main.urlpatterns[0]}
print(sorted(made()), needs["gift_give"])
main._views("gift")
print(sorted(made()))
"""


HISTORIES = """
import json, warnings
warnings.simplefilter("ignore")  # no static files were collected here
from tilth.config import wsgi
from django.apps import apps
from tilth.data import history
from tilth.domain.audit import histories
models = lambda: {one.__name__: [str(field) for field in one._meta.get_fields()] for one in apps.get_models()}
triggers = lambda: {
    one.__name__: [was.name for was in getattr(one._meta, "triggers", [])] for one in apps.get_models()
}
print(json.dumps([name for name in models() if name.endswith("History")]))
print(len(histories.tracked()))
history.make()
print(json.dumps([models(), triggers()]))
"""


def told(script: str) -> list[str]:
    """Return what a program of its own prints; it reaches no database."""
    place = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tilth.config.settings",
        "DATABASE_URL": "postgresql://nobody@localhost:1/none",
        "TILTH_SECRET_KEY": "x" * 80,
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env=place, capture_output=True, text=True, timeout=60, check=False
    )
    assert not done.returncode, done.stderr
    return done.stdout.splitlines()


def test_the_shapes_of_a_subject_are_made_when_its_first_request_comes() -> None:
    assert told(SHAPES) == [
        "[] ((<Thing.GIFT: 'gift'>, <Action.CREATE: 'create'>),)",
        "['Gift', 'GiftGive']",
    ]


def test_pages_start_without_classes_of_histories_which_are_the_same_later() -> None:
    before, tracked, after = map(json.loads, told(HISTORIES))
    fields = {one.__name__: [str(field) for field in one._meta.get_fields()] for one in apps.get_models()}
    triggers = {
        one.__name__: [was.name for was in getattr(one._meta, "triggers", [])] for one in apps.get_models()
    }
    assert before == []
    assert tracked == sum(name.endswith("History") for name in fields)
    assert after == [fields, triggers]

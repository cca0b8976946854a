"""What subjects cost the start of the program: their shapes for programs are made when somebody asks."""

import os
import subprocess
import sys

SCRIPT = """
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


def test_the_shapes_of_a_subject_are_made_when_its_first_request_comes() -> None:
    place = {
        **os.environ,
        "DATABASE_URL": "postgresql://nobody@localhost:1/none",
        "TILTH_SECRET_KEY": "x" * 80,
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=place, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.splitlines() == [
        "[] ((<Thing.GIFT: 'gift'>, <Action.CREATE: 'create'>),)",
        "['Gift', 'GiftGive']",
    ], done.stderr

"""The list of triggers remembers what the library computes anew for each of them."""

from typing import Any

import pgtrigger
import pytest
from pgtrigger import registry

from tilth.data import triggers
from tilth.data.models import Memo


def answers(of: type[Any], held: Any) -> tuple[dict[Any, Any], set[str]]:
    """What a kind of list answers about the triggers that are there."""
    return dict(of.by_db_table.fget(held)), set(of.pg_function_names.fget(held))


def test_the_list_answers_as_the_library_does() -> None:
    held = registry._registry
    assert isinstance(held, triggers.Remembering)
    assert len(held) > 50
    assert answers(triggers.Remembering, held) == answers(triggers._Plain, held)


def test_what_the_library_refuses_stays_refused_and_what_goes_is_forgotten() -> None:
    held = registry._registry
    before = answers(triggers.Remembering, held)
    kept = pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)
    kept.register(Memo)
    try:
        assert answers(triggers.Remembering, held) == answers(triggers._Plain, held) != before
        with pytest.raises(KeyError, match="already used for model"):
            pgtrigger.Protect(name="kept", operation=pgtrigger.Update).register(Memo)
    finally:
        kept.unregister(Memo)
    assert answers(triggers.Remembering, held) == before

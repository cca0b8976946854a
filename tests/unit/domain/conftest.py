"""The town, and somebody at work in it: as the pages' login, with the scope that the database worked out."""

from collections.abc import Callable

import pytest

from integration.doors import town
from support.standing import Begin
from tilth.access import scopes
from tilth.data import models


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(town.build)


@pytest.fixture
def enter(bank: town.Town) -> Callable[[str], models.User]:
    """Become somebody by role; what was recorded before counts in the new scope."""

    def become(role: str) -> models.User:
        user = bank.users[role]
        scopes.regain_privileges()
        user.entered = scopes.enter(user, bank.generation, step_down=True)
        return user

    return become

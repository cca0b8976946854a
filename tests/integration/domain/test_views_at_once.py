"""One person in many tabs at once keeps no more views than allowed."""

import datetime as dt

from integration.domain.at_work import at_once, at_work
from integration.doors.town import Town
from support.acting import who
from tilth.data import models
from tilth.domain.acting import Unclear
from tilth.domain.saved_views import operations

AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
THREADS = 8


def test_many_tabs_save_no_more_views_than_one(bank: Town) -> None:
    def save(number: int) -> bool:
        try:
            with at_work(bank, bank.users["rm"]) as actor:
                operations.save(who(actor, bank.generation, AT), name=f"view {number}", filters={})
        except Unclear:
            return False
        return True

    kept = at_once(save, range(operations.MOST + 2 * THREADS), threads=THREADS)
    assert sum(kept) == operations.MOST
    assert models.SavedView.objects.filter(removed_at__isnull=True).count() == operations.MOST

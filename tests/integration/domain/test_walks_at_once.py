"""Guesses of one person from many sessions at once count one after the other."""

from integration.domain.at_work import at_once, at_work
from integration.doors.town import Town
from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.walks import Act, WalkError
from tilth.policy.walks import WalkSettings

THREADS = 8
LIMIT = WalkSettings().missed


def test_many_sessions_guess_no_more_than_one(bank: Town) -> None:
    def guess(number: int) -> bool:
        try:
            with at_work(bank, bank.users["rm"]):
                key = f"guess {number}"
                audit.note(Event.SEARCH, detail={"text": key}, act=Act(kind="missed", key=key))
        except WalkError:
            return False
        return True

    answered = at_once(guess, range(3 * LIMIT.slow), threads=THREADS)
    print(f"FIGURE guesses at once: {sum(answered)} of {len(answered)} answered, {THREADS} sessions")
    assert sum(answered) == LIMIT.slow

"""One at a time: the next is refused, or waits where it may; events, no clock."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tilth.access.hashing import BusyError, Gate


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as made:
        yield made


def held(gate: Gate, pool: ThreadPoolExecutor) -> threading.Event:
    """Let somebody stand in the gate until the event is set."""
    inside, leave = threading.Event(), threading.Event()

    def stand() -> None:
        with gate.alone():
            inside.set()
            leave.wait()

    pool.submit(stand)
    inside.wait()
    return leave


def passed(gate: Gate, *, patient: bool) -> bool:
    try:
        with gate.alone(patient=patient):
            return True
    except BusyError:
        return False


def test_one_passes_and_the_next_after_it(pool: ThreadPoolExecutor) -> None:
    gate = Gate()
    assert passed(gate, patient=False)
    assert passed(gate, patient=True)
    gate.refuse()


def test_who_comes_meanwhile_is_refused_at_once(pool: ThreadPoolExecutor) -> None:
    gate = Gate()
    leave = held(gate, pool)
    assert [passed(gate, patient=False) for _ in range(24)] == [False] * 24
    with pytest.raises(BusyError):
        gate.refuse()
    leave.set()


def test_one_may_wait_and_nobody_overtakes_and_no_second_waits(pool: ThreadPoolExecutor) -> None:
    gate = Gate(patience=60)
    leave = held(gate, pool)
    waiting = pool.submit(passed, gate, patient=True)
    while not gate._waited_for:
        threading.Event().wait(0.001)
    assert not passed(gate, patient=True)
    assert not passed(gate, patient=False)
    leave.set()
    assert waiting.result()
    assert passed(gate, patient=False)


def test_waiting_has_an_end(pool: ThreadPoolExecutor) -> None:
    gate = Gate(patience=0.01)
    leave = held(gate, pool)
    assert not passed(gate, patient=True)
    leave.set()


def test_what_breaks_inside_lets_the_next_in() -> None:
    gate = Gate()
    with pytest.raises(KeyError), gate.alone():
        raise KeyError
    assert passed(gate, patient=False)

"""A night on Spark leaves nothing in the spill folder; what a killed one left goes with the next."""

import multiprocessing
import os
import signal
from pathlib import Path

from tilth.engine.sessions import spilled


def _killed(spill: Path) -> None:
    with spilled.folder(spill) as place:
        (place / "kept_customers_1").mkdir()
        os.kill(os.getpid(), signal.SIGKILL)


def nights(spill: Path) -> list[Path]:
    return sorted(spill.glob("night-*"))


def test_a_folder_is_gone_when_its_night_ends_and_others_stay(tmp_path: Path) -> None:
    spill = tmp_path / "spill"
    with spilled.folder(spill) as one:
        (one / "kept_customers_1").mkdir()
        with spilled.folder(spill) as other:
            assert nights(spill) == sorted([one, other])
        assert nights(spill) == [one]
    assert nights(spill) == []


def test_what_a_killed_night_left_is_swept_away_by_the_next(tmp_path: Path) -> None:
    process = multiprocessing.get_context("forkserver").Process(target=_killed, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert len(nights(tmp_path)) == 1
    with spilled.folder(tmp_path) as place:
        assert nights(tmp_path) == [place]

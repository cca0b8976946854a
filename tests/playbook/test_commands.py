"""`tilth playbook`: show, check, diff, as a person at a terminal meets them."""

import pytest
from click.testing import CliRunner

from tilth.jobs.playbook import playbook as command
from tilth.kernel.errors import Refused
from tilth.policy import playbook

TEXT = playbook.default_text()


def _run(*arguments):
    return CliRunner().invoke(command, [str(part) for part in arguments], catch_exceptions=False)


@pytest.fixture
def own(tmp_path):
    """A bank's own playbook in its data folder."""
    file = tmp_path / "playbook" / "own.toml"
    file.parent.mkdir()
    text = TEXT.replace("default-1", "own-1").replace("1900-01-01", "2027-01-01")
    file.write_text(text.replace("size = { value = 20", "size = { value = 25"), "utf-8")
    return file


def test_show_prints_the_values_in_force_on_a_day(tmp_path, own):
    before = _run("show", "--data", tmp_path, "--date", "2026-12-31").output
    after = _run("show", "--data", tmp_path, "--date", "2027-01-01").output
    assert before.startswith("playbook default-1, in force from 1900-01-01")
    assert after.startswith("playbook own-1, in force from 2027-01-01")
    assert "call_list.size = 20  [customers; LIST-02] Names on a day's list." in before
    assert "call_list.size = 25  [customers; LIST-02] Names on a day's list." in after
    assert "cadence_days = 14  [days; SEG-07; to be verified]" in before


def test_show_prints_the_file_to_start_from(tmp_path):
    found = _run("show", "--data", tmp_path, "--date", "2026-12-31", "--toml").output
    assert playbook.parse(found, "printed") == playbook.default()


def test_check_says_what_a_file_is(own):
    assert "is playbook own-1, in force from 2027-01-01: 4 segments" in _run("check", own).output


def test_check_refuses_with_a_sentence_for_each_fault(own):
    own.write_text(
        TEXT.replace("size = { value = 20", "size = { value = 0").replace("age >= 50", "agee >= 50")
    )
    with pytest.raises(Refused) as refused:
        _run("check", own)
    sentences = str(refused.value).splitlines()
    assert len(sentences) == 3
    assert refused.value.exit_status == 2


def test_check_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Refused, match="is no file"):
        _run("check", tmp_path / "none.toml")


def test_diff_prints_value_by_value(own):
    lines = _run("diff", "default", own).output.splitlines()
    assert [line.split(":")[0] for line in lines] == ["version", "effective_from", "call_list.size"]
    assert lines[2] == "call_list.size: 20 → 25  [customers; LIST-02] Names on a day's list."
    assert _run("diff", own, own).output == "No value differs.\n"

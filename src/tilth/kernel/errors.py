"""Failures that a person is told about: each is one sentence saying what, where and what to do."""


class TilthError(Exception):
    """A failure with a sentence for the person at the terminal; `exit_status` is the command's."""

    exit_status = 1


class Refused(TilthError):  # noqa: N818 - it is an answer, not a fault
    """Bad usage or refused input: nothing was changed, exit status 2 (contract §4)."""

    exit_status = 2


def one_line(error: BaseException) -> str:
    """Return what a failure says of itself, in one line."""
    return " ".join(str(error).split())

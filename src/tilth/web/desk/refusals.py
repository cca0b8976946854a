"""What an operation refused, in one sentence of the interface's language."""

from django.utils.translation import gettext as _

from tilth.domain import guards
from tilth.domain.consents.operations import ConsentUnclearError, MayNotAskError
from tilth.domain.contact_times.operations import TimesUnclearError, TopicsUnclearError
from tilth.domain.participants.operations import AlreadyEndedError, InvitationUnclearError
from tilth.domain.segments.operations import NothingConfirmedError, SegmentUnknownError
from tilth.domain.suppressions.operations import AlreadyLiftedError, SuppressionUnclearError
from tilth.domain.tasks.planning import TaskUnclearError
from tilth.domain.transfers.operations import MovedMeanwhileError, TransferUnclearError
from tilth.domain.unmasking.operations import UnmaskUnclearError
from tilth.domain.wishes.operations import AlreadyOverError, WishUnclearError
from tilth.web.contact_gate import words
from tilth.web.shell import Shell

REFUSED = (
    guards.AuthenticationDataError,
    guards.OneWithAnotherError,
    guards.PeriodUnclearError,
    guards.StaffUnknownError,
    AlreadyEndedError,
    AlreadyLiftedError,
    AlreadyOverError,
    ConsentUnclearError,
    InvitationUnclearError,
    MayNotAskError,
    MovedMeanwhileError,
    NothingConfirmedError,
    SegmentUnknownError,
    SuppressionUnclearError,
    TaskUnclearError,
    TimesUnclearError,
    TopicsUnclearError,
    TransferUnclearError,
    UnmaskUnclearError,
    WishUnclearError,
)
"""What a person can put right, or need not: everything else is an error of ours."""


def said(error: Exception, frame: Shell) -> str:
    """Return what went wrong and what to do about it."""
    if isinstance(error, MayNotAskError):
        return words.sentence(error.decision, today=frame.today)
    for kinds, sentence in _sentences():
        if isinstance(error, kinds):
            return sentence
    return _("This does not fit together: check the fields and send it again.")


def _sentences() -> tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...]:
    return (
        (
            guards.OneWithAnotherError,
            _("This number is one with another: write it under that one."),
        ),
        (
            guards.AuthenticationDataError,
            _("The text holds a password, a code or the like, which nobody may keep: take it out."),
        ),
        (
            TopicsUnclearError,
            _("Name at most 20 topics of at most 100 letters each."),
        ),
        (
            guards.StaffUnknownError,
            _("Nobody of this staff number can do this: choose somebody from the list."),
        ),
        (
            guards.PeriodUnclearError,
            _("It needs a last day, from today on and within a year and a day."),
        ),
        (
            InvitationUnclearError,
            _("The owner sees the customer anyway: invite somebody else, and say what for."),
        ),
        (NothingConfirmedError, _("The rules decide already: choose a segment to confirm one.")),
        (SegmentUnknownError, _("The playbook has no such segment: choose one of the list.")),
        (TaskUnclearError, _("Say what is to be done, on a day from today on and within a year.")),
        (TransferUnclearError, _("The customer is there already: choose another manager.")),
        (
            MovedMeanwhileError,
            _("Somebody else moved this customer in the same moment: look again, then decide."),
        ),
        (
            (AlreadyEndedError, AlreadyLiftedError, AlreadyOverError),
            _("It had ended already: nothing was changed."),
        ),
        (TimesUnclearError, _("Write times as 09:00-12:00, and a zone such as Asia/Shanghai.")),
    )

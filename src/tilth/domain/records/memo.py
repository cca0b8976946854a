"""What people do with service memos: write one down, answer it (REC-03)."""

import datetime as dt

from tilth.data.models import Memo
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.memo import MEMO
from tilth.policy.words import Words


@adds(MEMO, Words("Write down a demand", "登记诉求"))
def note_down(at: Acting, *, demand: Note, due_on: dt.date) -> Memo:
    """Write down what a customer asked for that could not be done at once, and for when it is promised."""
    if due_on < at.today:
        raise Unclear(_("It is promised for today or a later day."))
    return at.write(Memo(asked_on=at.today, demand=demand, due_on=due_on))


@changes(MEMO, Memo, Words("Answer", "办结"))
def answer(at: Acting, memo: Memo, *, answer: Note) -> Memo:
    """Say what came of it; the memo is done."""
    if memo.answered_at is not None:
        raise Unclear(_("This memo is answered already: nothing was changed."))
    memo.answer, memo.answered_at = answer, at.who.at
    return at.changed(memo)

"""What people do with facts: write one down, say that it is no longer so (REC-05)."""

from typing import Annotated

from tilth.data.models import Fact
from tilth.domain.acting import Acting
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.told.fact import learned
from tilth.domain.told.past import outdated
from tilth.policy.subjects.fact import FACT, KINDS
from tilth.policy.words import Words


@adds(FACT, Words("Write down a fact", "登记情况"))
def learn(at: Acting, *, kind: Annotated[str, OneOf(KINDS)], text: Note) -> Fact:
    """Write down what was learned of a customer."""
    return learned(at, kind=kind, text=text)


@changes(FACT, Fact, Words("No longer so", "已不再如此"))
def outdate(at: Acting, fact: Fact) -> Fact:
    """Say that it is no longer so: it is shown as past, and on no card."""
    return outdated(at, fact)

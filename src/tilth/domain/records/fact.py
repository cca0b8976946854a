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

_RESTRICTED = Words("Read by me, those who lead me and compliance alone", "限阅：仅本人、上级与合规可读")


@adds(FACT, Words("Write down a fact", "登记情况"))
def learn(
    at: Acting,
    *,
    kind: Annotated[str, OneOf(KINDS)],
    text: Note,
    restricted: Annotated[bool, _RESTRICTED] = False,
) -> Fact:
    """Write down what was learned of a customer; what was confided is `restricted`, and needs consent."""
    return learned(at, kind=kind, text=text, restricted=restricted)


@changes(FACT, Fact, Words("No longer so", "已不再如此"))
def outdate(at: Acting, fact: Fact) -> Fact:
    """Say that it is no longer so: it is shown as past, and on no card."""
    return outdated(at, fact)

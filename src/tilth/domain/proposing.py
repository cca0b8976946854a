"""What an act's form proposes before anybody wrote a word: of the playbook, by what the record says."""

from collections.abc import Callable, Mapping
from typing import Any

from tilth.domain.acts import ACTS
from tilth.policy.playbook import Playbook
from tilth.policy.subjects import Subject
from tilth.policy.subjects.kit import DeclarationError
from tilth.policy.words import Words

_Of = Callable[[Playbook, Mapping[str, Any]], dict[str, Words | str]]
PROPOSALS: dict[tuple[str, str], _Of] = {}
"""Subject and act → what proposes, filled while the acts load."""


def proposes(subject: Subject, act: str) -> Callable[[_Of], _Of]:
    """Let a function of playbook and line say argument → words in both languages, or a code."""
    if not any(one.name == act for one in ACTS.get(subject.name, ())):
        raise DeclarationError(f"Subject {subject.name} has no act {act!r} to propose anything for.")

    def declared(body: _Of) -> _Of:
        PROPOSALS[subject.name, act] = body
        return body

    return declared


def proposes_for(subject: Subject, act: str) -> bool:
    """Say whether anything is proposed for an act."""
    return (subject.name, act) in PROPOSALS


def proposed(
    playbook: Playbook, subject: Subject, act: str, said: Mapping[str, Any]
) -> dict[str, Words | str]:
    """Return argument → what is proposed for an act of which `proposes_for` says yes."""
    return PROPOSALS[subject.name, act](playbook, said)

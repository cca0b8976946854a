"""The codes of a column in the order in which a reader expects their words."""

from collections.abc import Iterable, Mapping

from tilth.kernel.spelling import alphabetical
from tilth.policy.codes import CAUSES
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import LIFECYCLES
from tilth.web import labels
from tilth.web.segment_words import segment_name


def codes(playbook: Playbook) -> dict[str, tuple[str, ...]]:
    """Return column → its codes by the words of the page's language."""
    segments = [one.code for one in playbook.segments.scheme.segments]
    return {
        "segment": by_word({code: segment_name(playbook, code) for code in segments}),
        "lifecycle": labelled("lifecycle", LIFECYCLES),
        "excluded_cause": labelled("cause", CAUSES),
    }


def labelled(kind: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return codes by the words that `labels` has for them."""
    return by_word({code: labels.label(kind, code) for code in known})


def by_word(words: Mapping[str, str]) -> tuple[str, ...]:
    """Return codes in the order of their words."""
    return tuple(sorted(words, key=lambda code: (alphabetical(words[code]), code)))

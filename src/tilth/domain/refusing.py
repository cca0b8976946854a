"""What an act refuses: one class, which says itself what it answers in both doorways."""

from typing import ClassVar

from tilth.kernel.sentences import marked as _

UNCLEAR = _("This does not fit together: check the fields and send it again.")
"""What pages say where they caught the cause before, field by field."""


class Unclear(ValueError):  # noqa: N818 - it is no error of ours
    """What a person asked for does not fit together, or may not be now: one sentence says what to do.

    Nothing was changed. The sentence is English; the pages translate it before they fill in its values.
    Programs read it as it is, or `exactly`, where that says more than pages do.
    """

    code: ClassVar[str] = "unclear"
    """What programs tell one kind of refusal from another by; it stays the same."""
    status: ClassVar[int] = 422
    why: ClassVar[str] = ""
    """What the audit writes of it; empty: an act that is refused leaves no line."""

    def __init__(self, sentence: str, *, exactly: str = "", **values: object) -> None:
        super().__init__(exactly or sentence.format(**values))
        self.sentence, self.values = sentence, values

    @property
    def noted(self) -> dict[str, str]:
        """What the audit's line says beside: codes and numbers, never what was typed."""
        return {}


class ChangedError(Unclear):
    """Somebody else changed meanwhile what the writer meant to change: nothing is written over unseen."""

    code, status = "changed_meanwhile", 409


def unclear(exactly: str) -> Unclear:
    """Return the refusal of what the pages' forms let nobody send: only programs read the cause."""
    return Unclear(UNCLEAR, exactly=exactly)


def ended(exactly: str) -> Unclear:
    """Return the refusal to end what has ended already."""
    return Unclear(_("It had ended already: nothing was changed."), exactly=exactly)

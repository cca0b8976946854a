"""Whether people's own words may be said to a customer: asked wherever a text goes out (TRAP-09, TRAP-10)."""

from tilth.domain.refusing import Unclear
from tilth.kernel.sentences import marked as _
from tilth.policy.playbook import Playbook
from tilth.policy.wording import first


def sayable(*texts: str, playbook: Playbook) -> None:
    """Raise Unclear, with the words at fault, where a text promises, praises, urges or knows from inside."""
    if hit := first(texts, playbook.wording):
        raise Unclear(
            _(
                "Nothing was kept: nobody says “{words}” to a customer. Say what is known, without promise, "
                "praise or hurry."
            ),
            words=hit.words,
        )

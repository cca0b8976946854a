"""Why this tier and this segment, rule by rule, and what is missing to the next tier (TIER-01, SEG-20)."""

from dataclasses import dataclass

from tilth.data.models import PublishedCustomer
from tilth.policy.playbook import Playbook
from tilth.web import labels
from tilth.web.customers import near, why
from tilth.web.desk.rights import Rights
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part


@dataclass(frozen=True, kw_only=True)
class Growth:
    """Tier and segment of one customer."""

    figures: PublishedCustomer
    can: Rights
    playbook: Playbook
    tier: why.TierWhy
    segments: why.SegmentWhy
    near: near.Near
    """How sure an assumed segment is."""

    @property
    def tier_below(self) -> str:
        """The tier below in words."""
        return labels.label("tier", self.tier.below)


def growth(of: Reading) -> Part:
    """Return the rules of tier and segment; 1 query."""
    row, playbook = of.figures, of.at.playbook
    page = Growth(
        figures=row,
        can=of.can,
        playbook=playbook,
        tier=why.tier(row, playbook),
        segments=why.segments(of, playbook),
        near=near.near(row, why.row_of(of), playbook),
    )
    return Part(template="customers/growth.html", page=page)

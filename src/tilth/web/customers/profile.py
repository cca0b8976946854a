"""Who the customer is, as far as the data know it today: the person, work, how to reach, how to talk."""

from dataclasses import dataclass

from tilth.data.models import PublishedCustomer
from tilth.domain.contact_times.queries import ContactTimes
from tilth.policy import masks
from tilth.policy.permissions import Action, Thing, may
from tilth.web.contact_points.sections import ContactPoints, contact_points
from tilth.web.desk.rights import Rights
from tilth.web.file.head import age
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.format import hours
from tilth.web.unmasking.forms import RevealForm


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The profile of one customer."""

    figures: PublishedCustomer
    can: Rights
    age: int | None
    birthday: str
    topics: ContactTimes | None
    times: tuple[tuple[str, str], ...]
    """Weekday and suitable times on it."""
    points: ContactPoints | None
    """What people were told of how to reach the customer; None for who may not read it."""
    reveal: RevealForm
    itemised: bool
    """Whether the reader is shown the items of the profile below."""

    @property
    def works(self) -> bool:
        """Whether anything is known of work, income or business, and the profile's items do not say it."""
        row = self.figures
        if self.itemised and row.kind == "person":
            return False
        known = (row.occupation, row.employer, row.industry, row.annual_income)
        return any((*known, row.company_class, row.company_size))


def profile(of: Reading) -> Part:
    """Return the profile; 2 queries."""
    row = of.figures
    page = Profile(
        figures=row,
        can=of.can,
        age=age(row),
        birthday=masks.birthday(row.birth_date) if row.kind == "person" else "",
        topics=of.times,
        times=hours.by_weekday(of.times.windows if of.times else ()),
        points=contact_points(of),
        reveal=RevealForm(initial={"columns": ["mobile"]}, points=row.told_points),
        itemised=may(of.at.actor.role, Thing.DETAIL, Action.LIST),
    )
    return Part(template="customers/profile.html", page=page)

"""The story of each subject in the demo bank, told through its acts on the last morning."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer
from tilth.domain.acting import Who
from tilth.jobs.demo_subjects import gifts, memos
from tilth.policy.subjects import BY_NAME

if TYPE_CHECKING:
    from tilth.data.models import User

Story = Callable[[Mapping[str, Who], Sequence[str]], None]
STORIES: Mapping[str, Story] = {"gift": gifts.tell, "memo": memos.tell}
"""Subject's name → its story; a test compares with the subjects there are."""
PEOPLE = ("rm", "head")


def tell(people: "Mapping[str, User]", generation: Generation, at: dt.datetime) -> None:
    """Tell every story of the manager's customers who are on tonight's list, best first."""
    who = {name: Who(by=people[name], at=at, generation=generation, today=at.date()) for name in PEOPLE}
    mine = visibility.visible(PublishedCustomer, people["rm"], generation)
    listed = mine.filter(rm_id=people["rm"].staff_id, closed_on=None).exclude(list_rank=None)
    customers = list(listed.order_by("list_rank").values_list("customer_id", flat=True))
    for name in BY_NAME:
        STORIES[name](who, customers)

"""The models, one class per file."""

from tilth.data.models.cadence_agreement import CadenceAgreement
from tilth.data.models.contact import Contact
from tilth.data.models.do_not_disturb import DoNotDisturb
from tilth.data.models.generation import Generation
from tilth.data.models.outbox import Outbox
from tilth.data.models.publication import Publication
from tilth.data.models.published.book import PublishedBook
from tilth.data.models.published.branch import PublishedBranch
from tilth.data.models.published.branch_total import PublishedBranchTotal
from tilth.data.models.published.customer import PublishedCustomer
from tilth.data.models.published.event import PublishedEvent
from tilth.data.models.published.holding import PublishedHolding
from tilth.data.models.published.list_entry import PublishedListEntry
from tilth.data.models.published.staff import PublishedStaff
from tilth.data.models.run_report import RunReport
from tilth.data.models.segment_assignment import SegmentAssignment
from tilth.data.models.user import User

__all__ = [
    "CadenceAgreement",
    "Contact",
    "DoNotDisturb",
    "Generation",
    "Outbox",
    "Publication",
    "PublishedBook",
    "PublishedBranch",
    "PublishedBranchTotal",
    "PublishedCustomer",
    "PublishedEvent",
    "PublishedHolding",
    "PublishedListEntry",
    "PublishedStaff",
    "RunReport",
    "SegmentAssignment",
    "User",
]

"""The models, one class per file."""

from tilth.data.models.acquaintance import Acquaintance
from tilth.data.models.assessment import Assessment
from tilth.data.models.audit_entry import AuditEntry
from tilth.data.models.audit_link import AuditLink
from tilth.data.models.buying_signal import BuyingSignal
from tilth.data.models.cadence_agreement import CadenceAgreement
from tilth.data.models.calendar_feed import CalendarFeed
from tilth.data.models.care_plan import CarePlan
from tilth.data.models.certificate import Certificate
from tilth.data.models.clearance import Clearance
from tilth.data.models.commitment import Commitment
from tilth.data.models.consent import Consent
from tilth.data.models.contact import Contact
from tilth.data.models.contact_point import ContactPoint
from tilth.data.models.contact_preference import ContactPreference
from tilth.data.models.cover import Cover
from tilth.data.models.day_summary import DaySummary
from tilth.data.models.detail import Detail
from tilth.data.models.diary_line import DiaryLine
from tilth.data.models.dismissal import Dismissal
from tilth.data.models.do_not_disturb import DoNotDisturb
from tilth.data.models.duplicate import Duplicate
from tilth.data.models.erasure import Erasure
from tilth.data.models.fact import Fact
from tilth.data.models.follow_up import FollowUp
from tilth.data.models.generation import Generation
from tilth.data.models.gift import Gift
from tilth.data.models.greeting import Greeting
from tilth.data.models.hand_over import HandOver
from tilth.data.models.handbook_mark import HandbookMark
from tilth.data.models.hold import Hold
from tilth.data.models.interest import Interest
from tilth.data.models.key_action import ActionTick
from tilth.data.models.level import Level
from tilth.data.models.level_target import LevelTarget
from tilth.data.models.library_entry import LibraryEntry
from tilth.data.models.linked_need import LinkedNeed
from tilth.data.models.loss_case import LossCase
from tilth.data.models.matter import Matter
from tilth.data.models.maturity import Maturity
from tilth.data.models.memo import Memo
from tilth.data.models.merge import Merge
from tilth.data.models.need import Need
from tilth.data.models.negotiation import Negotiation
from tilth.data.models.number_mark import NumberMark
from tilth.data.models.offer import Offer
from tilth.data.models.opportunity import Opportunity
from tilth.data.models.outbox import Outbox
from tilth.data.models.ownership_change import OwnershipChange
from tilth.data.models.participant import Participant
from tilth.data.models.path_step import PathStep
from tilth.data.models.proposal import Proposal
from tilth.data.models.publication import Publication
from tilth.data.models.published.book import PublishedBook
from tilth.data.models.published.branch import PublishedBranch
from tilth.data.models.published.branch_total import PublishedBranchTotal
from tilth.data.models.published.call_value import PublishedCallValue
from tilth.data.models.published.customer import PublishedCustomer
from tilth.data.models.published.event import PublishedEvent
from tilth.data.models.published.holding import PublishedHolding
from tilth.data.models.published.list_entry import PublishedListEntry
from tilth.data.models.published.point import CustomerPoint
from tilth.data.models.published.point_night import PointNight
from tilth.data.models.published.product import PublishedProduct
from tilth.data.models.published.relation import PublishedRelation
from tilth.data.models.published.signal import PublishedSignal
from tilth.data.models.published.staff import PublishedStaff
from tilth.data.models.published.transaction import PublishedTransaction
from tilth.data.models.published.transaction_night import TransactionNight
from tilth.data.models.quarantine_row import QuarantineRow
from tilth.data.models.rapport import Rapport
from tilth.data.models.reason_closure import ReasonClosure
from tilth.data.models.relation import Relation
from tilth.data.models.role import Role
from tilth.data.models.run_report import RunReport
from tilth.data.models.saved_view import SavedView
from tilth.data.models.segment_assignment import SegmentAssignment
from tilth.data.models.session import Session
from tilth.data.models.skip import Skip
from tilth.data.models.staff_change import StaffChange
from tilth.data.models.standing_change import StandingChange
from tilth.data.models.suppression import Suppression
from tilth.data.models.target_tier import TargetTier
from tilth.data.models.task import Task
from tilth.data.models.transfer import Transfer
from tilth.data.models.treatment import Treatment
from tilth.data.models.user import User
from tilth.data.models.week_plan import WeekPlan
from tilth.data.models.won_money import WonMoney

__all__ = [
    "Acquaintance",
    "ActionTick",
    "Assessment",
    "AuditEntry",
    "AuditLink",
    "BuyingSignal",
    "CadenceAgreement",
    "CalendarFeed",
    "CarePlan",
    "Certificate",
    "Clearance",
    "Commitment",
    "Consent",
    "Contact",
    "ContactPoint",
    "ContactPreference",
    "Cover",
    "CustomerPoint",
    "DaySummary",
    "Detail",
    "DiaryLine",
    "Dismissal",
    "DoNotDisturb",
    "Duplicate",
    "Erasure",
    "Fact",
    "FollowUp",
    "Generation",
    "Gift",
    "Greeting",
    "HandOver",
    "HandbookMark",
    "Hold",
    "Interest",
    "Level",
    "LevelTarget",
    "LibraryEntry",
    "LinkedNeed",
    "LossCase",
    "Matter",
    "Maturity",
    "Memo",
    "Merge",
    "Need",
    "Negotiation",
    "NumberMark",
    "Offer",
    "Opportunity",
    "Outbox",
    "OwnershipChange",
    "Participant",
    "PathStep",
    "PointNight",
    "Proposal",
    "Publication",
    "PublishedBook",
    "PublishedBranch",
    "PublishedBranchTotal",
    "PublishedCallValue",
    "PublishedCustomer",
    "PublishedEvent",
    "PublishedHolding",
    "PublishedListEntry",
    "PublishedProduct",
    "PublishedRelation",
    "PublishedSignal",
    "PublishedStaff",
    "PublishedTransaction",
    "QuarantineRow",
    "Rapport",
    "ReasonClosure",
    "Relation",
    "Role",
    "RunReport",
    "SavedView",
    "SegmentAssignment",
    "Session",
    "Skip",
    "StaffChange",
    "StandingChange",
    "Suppression",
    "TargetTier",
    "Task",
    "TransactionNight",
    "Transfer",
    "Treatment",
    "User",
    "WeekPlan",
    "WonMoney",
]

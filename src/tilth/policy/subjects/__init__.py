"""The subjects: every kind of record that people make about a customer, declared once each.

A subject's own file says what the bank decided about it, without Django: to be read and signed by
compliance. Its columns are in `data/models`, what people do in `domain`, all under the same word. What is
derived from a declaration stands in `docs/subjects`, and `tilth subject NAME` tells where.
"""

from tilth.policy.subjects.acquaintance import ACQUAINTANCE
from tilth.policy.subjects.assessment import ASSESSMENT
from tilth.policy.subjects.buying_signal import BUYING_SIGNAL
from tilth.policy.subjects.cadence_agreement import CADENCE_AGREEMENT
from tilth.policy.subjects.care_plan import CARE_PLAN
from tilth.policy.subjects.certificate import CERTIFICATE
from tilth.policy.subjects.clearance import CLEARANCE
from tilth.policy.subjects.commitment import COMMITMENT
from tilth.policy.subjects.consent import CONSENT
from tilth.policy.subjects.contact import CONTACT
from tilth.policy.subjects.contact_point import CONTACT_POINT
from tilth.policy.subjects.cover import COVER
from tilth.policy.subjects.detail import DETAIL
from tilth.policy.subjects.dismissal import DISMISSAL
from tilth.policy.subjects.do_not_disturb import DO_NOT_DISTURB
from tilth.policy.subjects.duplicate import DUPLICATE
from tilth.policy.subjects.erasure import ERASURE
from tilth.policy.subjects.fact import FACT
from tilth.policy.subjects.follow_up import FOLLOW_UP
from tilth.policy.subjects.gift import GIFT
from tilth.policy.subjects.greeting import GREETING
from tilth.policy.subjects.hold import HOLD
from tilth.policy.subjects.interest import INTEREST
from tilth.policy.subjects.kit import Subject, named
from tilth.policy.subjects.level import LEVEL
from tilth.policy.subjects.level_target import LEVEL_TARGET
from tilth.policy.subjects.linked_need import LINKED_NEED
from tilth.policy.subjects.loss_case import LOSS_CASE
from tilth.policy.subjects.matter import MATTER
from tilth.policy.subjects.maturity import MATURITY
from tilth.policy.subjects.memo import MEMO
from tilth.policy.subjects.merge import MERGE
from tilth.policy.subjects.need import NEED
from tilth.policy.subjects.negotiation import NEGOTIATION
from tilth.policy.subjects.offer import OFFER
from tilth.policy.subjects.opportunity import OPPORTUNITY
from tilth.policy.subjects.participant import PARTICIPANT
from tilth.policy.subjects.path_step import PATH_STEP
from tilth.policy.subjects.preference import PREFERENCE
from tilth.policy.subjects.proposal import PROPOSAL
from tilth.policy.subjects.rapport import RAPPORT
from tilth.policy.subjects.relation import RELATION
from tilth.policy.subjects.segment_assignment import SEGMENT_ASSIGNMENT
from tilth.policy.subjects.skip import SKIP
from tilth.policy.subjects.suppression import SUPPRESSION
from tilth.policy.subjects.target_tier import TARGET_TIER
from tilth.policy.subjects.task import TASK
from tilth.policy.subjects.transfer import TRANSFER
from tilth.policy.subjects.treatment import TREATMENT
from tilth.policy.subjects.won_money import WON_MONEY

SUBJECTS: tuple[Subject, ...] = (
    GIFT,
    GREETING,
    FOLLOW_UP,
    CARE_PLAN,
    MEMO,
    MATTER,
    NEED,
    INTEREST,
    OPPORTUNITY,
    BUYING_SIGNAL,
    COMMITMENT,
    NEGOTIATION,
    OFFER,
    MATURITY,
    WON_MONEY,
    TARGET_TIER,
    TREATMENT,
    LOSS_CASE,
    DETAIL,
    CONTACT_POINT,
    FACT,
    ACQUAINTANCE,
    DUPLICATE,
    LEVEL,
    LEVEL_TARGET,
    PATH_STEP,
    RAPPORT,
    RELATION,
    DISMISSAL,
    LINKED_NEED,
    ASSESSMENT,
    CERTIFICATE,
    PROPOSAL,
    HOLD,
    ERASURE,
)
"""Those whose acts, endpoints, forms and sections come of the declaration, by loops over these."""
KEPT_BY_HAND: tuple[Subject, ...] = (
    CONTACT,
    TASK,
    SKIP,
    CLEARANCE,
    CONSENT,
    DO_NOT_DISTURB,
    SUPPRESSION,
    PREFERENCE,
    SEGMENT_ASSIGNMENT,
    CADENCE_AGREEMENT,
    PARTICIPANT,
    COVER,
    TRANSFER,
    MERGE,
)
"""Those whose operations, endpoints and pages are written out: the declaration answers for their duties."""
DECLARED = (*SUBJECTS, *KEPT_BY_HAND)
"""All of them; whatever every subject owes is a loop over these."""
BY_NAME = named(DECLARED)

__all__ = ["BY_NAME", "DECLARED", "KEPT_BY_HAND", "SUBJECTS", "Subject"]

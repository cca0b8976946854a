"""The words of the interface for the codes of the contract, one table per code list."""

import functools

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from tilth.web import happenings, nights, promised
from tilth.web.format.languages import language

Labels = dict[str, Promise]

TIERS: Labels = {
    "general": _p("tier", "General"),
    "personal": _p("tier", "Personal"),
    "platinum": _p("tier", "Platinum"),
    "private": _p("tier", "Private"),
}
LIFECYCLES: Labels = {
    "lost": _p("lifecycle", "Lost"),
    "new": _p("lifecycle", "New"),
    "dormant": _p("lifecycle", "Dormant"),
    "growing": _p("lifecycle", "Growing"),
    "mature": _p("lifecycle", "Mature"),
}
SIDES: Labels = {"familiar": _("Familiar"), "unfamiliar": _("Unfamiliar")}
GOALS: Labels = {
    "maintain_and_introduce": _("Keep in touch, introduce what fits"),
    "segment_and_invite": _("Get to know, invite to the branch"),
}
CATEGORIES: Labels = {
    "demand_deposit": _("Demand deposit"),
    "time_deposit": _("Time deposit"),
    "fx_deposit": _("Foreign currency"),
    "wealth_product": _("Wealth product"),
    "fund": _("Fund"),
    "insurance": _("Insurance"),
    "bond": _("Bond"),
    "precious_metal": _("Precious metal"),
    "securities": _("Securities"),
    "trust": _("Trust"),
    "loan": _("Loan"),
    "mortgage": _("Mortgage"),
    "credit_card": _("Credit card"),
    "settlement": _("Settlement"),
    "payroll": _("Payroll"),
    "annuity": _("Annuity"),
    "cash_management": _("Cash management"),
    "bill": _("Bill"),
}
CATEGORY_ICONS = {
    "demand_deposit": "wallet",
    "time_deposit": "building-bank",
    "fx_deposit": "coins",
    "wealth_product": "report-money",
    "fund": "chart-pie",
    "insurance": "umbrella",
    "bond": "receipt",
    "precious_metal": "diamond",
    "securities": "trending-up",
    "trust": "shield-half",
    "loan": "cash",
    "mortgage": "home-dollar",
    "credit_card": "credit-card",
}
CHANNELS: Labels = {
    "any": _p("channel", "Any channel"),
    "phone": _("Phone"),
    "mobile_bank": _("Mobile bank"),
    "wecom": _("WeCom"),
    "sms": _("SMS"),
    "email": _("E-mail"),
    "letter": _("Letter"),
    "fax": _("Fax"),
    "visit": _("Visit"),
    "branch_meeting": _("At the branch"),
    "other": _p("channel", "Other"),
}
OUTCOMES: Labels = {
    "connected": _("Connected"),
    "appointment": _("Appointment made"),
    "no_answer": _("No answer"),
    "busy": _("Busy line"),
    "wrong_number": _("Wrong number"),
    "refused": _("Declined"),
    "call_back": _("Asked for another time"),
    "left_message": _("Left a message"),
    "other": _p("outcome", "Other"),
}
PURPOSES: Labels = {
    "segment": _("Get to know"),
    "invite": _("Invite to the branch"),
    "maintain": _("Keep in touch"),
    "introduce": _("Introduce a product"),
    "market_update": _("Market update"),
    "asset_report": _("Asset report"),
    "due_notice": _("Something falls due"),
    "new_product": _("New product"),
    "greeting": _("Greeting"),
    "follow_up": _("Follow-up"),
    "service": _("Service"),
    "other": _p("purpose", "Other"),
}
INTENTIONS: Labels = {
    "none": _p("intention", "None"),
    "weak": _p("intention", "Weak"),
    "medium": _p("intention", "Medium"),
    "strong": _p("intention", "Strong"),
    "ready": _p("intention", "Ready"),
}
NEXT_STEPS = promised.NEXT_STEPS
PLACES = promised.PLACES
SKIP_REASONS: Labels = {
    "contacted": _("Contacted in the last 3 days"),
    "away": _("Customer is away or busy"),
    "complaint": _("A complaint is open"),
    "wrong_reason": _("The reason is wrong"),
    "other": _p("skip", "Something else"),
}
TASKS: Labels = {
    "task": _p("task", "Task"),
    "appointment": _p("task", "Appointment"),
    "call": _p("task", "Call"),
    "note": _p("task", "Note"),
}
HOLIDAYS: Labels = {
    "New Year's Day": _("New Year's Day"),
    "Spring Festival": _("Spring Festival"),
    "Tomb-sweeping Day": _("Tomb-sweeping Day"),
    "Labour Day": _("Labour Day"),
    "Dragon Boat Festival": _("Dragon Boat Festival"),
    "National Day": _("National Day"),
    "Mid-autumn Festival": _("Mid-autumn Festival"),
}
EFFECTS: Labels = {
    "consolidate": _("Consolidated"),
    "extend": _("Extended"),
    "weaken": _("Weakened"),
    "end": _("Ended"),
}
CAUSES: Labels = {
    "closed": _("The relationship is closed."),
    "suppressed": _("Nobody may contact this customer."),
    "do_not_disturb": _("The customer asked not to be disturbed by phone."),
    "no_consent": _("The customer said no to marketing by phone."),
    "no_number": _("There is no number to call."),
    "contacted_recently": _("There was a two-way contact within the last days."),
    "frequency_cap": _("The cap on contacts and attempts is reached."),
    "unsuitable_time": _("The customer's suitable times leave this day out."),
    "promised": _("Another day was agreed with the customer."),
    "owner_inactive": _("The manager is not active, so no list is made."),
    "same_number": _("The same person or number is called under another customer number."),
    "not_this_week": _("Not among the names that are still to be reached this week."),
    "quota_full": _("Others on this side came first: the list is full."),
}
CADENCE_SOURCES: Labels = {
    "agreed": _("the customer's agreement"),
    "segment": _("the segment"),
    "tier": _("the tier"),
}
ROLES: Labels = {
    "rm": _("Relationship manager"),
    "wealth": _("Wealth manager"),
    "planner": _("Planner"),
    "lobby": _("Lobby manager"),
    "teller": _("Teller"),
    "branch_head": _("Head of branch"),
    "region_head": _("Head of region"),
    "supervisor": _("Supervisor"),
    "marketing": _("Marketing"),
    "compliance": _("Compliance"),
    "admin": _("Administrator"),
    "security_admin": _("Security administrator"),
    "audit_admin": _("Audit administrator"),
    "system": _p("role", "The system"),
}
SUPPRESSIONS: Labels = {
    "deceased": _("deceased"),
    "restricted": _("processing restricted"),
    "bereaved": _("in mourning"),
    "complaint_open": _("a complaint is open"),
    "litigation": _("a lawsuit is pending"),
    "guardian_missing": _("no guardian's consent"),
    "minor": _("a minor"),
}
CONSENT_PURPOSES: Labels = {
    "marketing": _p("consent", "Marketing"),
    "greeting": _p("consent", "Greetings"),
    "profiling": _p("consent", "Profiling"),
}
CONSENT_DECISIONS: Labels = {
    "granted": _p("consent", "said yes"),
    "withdrawn": _p("consent", "took it back"),
    "refused": _p("consent", "said no"),
}
PARTICIPATIONS: Labels = {
    "b_manager": _p("participation", "Second manager"),
    "planner": _p("participation", "Financial plan"),
    "specialist": _p("participation", "Specialist"),
    "hand_over": _p("participation", "Hand-over"),
    "approval": _p("participation", "Approval"),
}
TRANSFER_CAUSES: Labels = {
    "move": _p("transfer", "Manager changes post"),
    "leaver": _p("transfer", "Manager leaves"),
    "upgrade": _p("transfer", "Customer grew into another service"),
    "rebalance": _p("transfer", "Books of even size"),
    "request": _p("transfer", "Customer's request"),
    "taken_back": _p("transfer", "Hand-over taken back"),
}
OWNED_BY: Labels = {"feed": _("by the bank's data"), "transfer": _("by a hand-over")}
PERSONAL: Labels = {
    "name": _("Name"),
    "mobile": _("Mobile"),
    "phone": _p("personal", "Landline"),
    "email": _("E-mail"),
    "address": _("Address"),
}
UNMASK_REASONS: Labels = {
    "identity": _("Identity check"),
    "correction": _("Correction of data"),
    "request": _("Customer's request"),
    "complaint": _p("unmask", "Complaint"),
    "other": _p("unmask", "Other"),
}
WEEKDAYS: Labels = {
    "1": _("Monday"),
    "2": _("Tuesday"),
    "3": _("Wednesday"),
    "4": _("Thursday"),
    "5": _("Friday"),
    "6": _("Saturday"),
    "7": _("Sunday"),
}
ACTIONS: Labels = {
    "view": _p("audit", "read the file"),
    "list": _p("audit", "saw it in a list"),
    "search": _p("audit", "found it by search"),
    "unmask": _p("audit", "saw values in clear"),
    "clearance": _p("audit", "asked to contact"),
    "export": _p("audit", "exported"),
    "sign_in": _p("audit", "signed in"),
    "sign_in_failed": _p("audit", "failed to sign in"),
    "sign_out": _p("audit", "signed out"),
    "refusal": _p("audit", "was refused"),
    "change": _p("audit", "changed a record"),
    "publish": _p("audit", "published a night"),
    "lookers": _p("audit", "read who looked"),
    "audit": _p("audit", "searched the audit"),
    "verify": _p("audit", "verified the audit"),
    "pause": _p("audit", "sign-in paused"),
}
GENDERS: Labels = {"F": _("female"), "M": _("male")}
KINDS: Labels = {"person": _("person"), "company": _("company")}
BASES: Labels = {
    "aum": _("assets of the night"),
    "aum_avg_30": _("mean assets of 30 days"),
    "aum_avg_90": _("mean assets of 90 days"),
}
REASONS: Labels = {
    "deposit_maturing": _("A time deposit matures"),
    "deposit_matured": _("A time deposit has matured"),
    "product_maturing": _("A product ends"),
    "loan_due": _("A loan falls due"),
    "birthday": _("Birthday"),
    "account_anniversary": _("Anniversary of the account"),
    "large_inflow": _("Large inflow"),
    "large_outflow": _("Large outflow"),
    "large_cash": _("Large cash transaction"),
    "take_profit": _("Upper band reached"),
    "stop_loss": _("Lower band reached"),
    "first_fund_in_profit": _("First fund above its cost"),
    "tier_up": _("Moved up a tier"),
    "tier_down": _("Moved down a tier"),
    "near_next_tier": _("Close to the next tier"),
    "became_under_served": _("No recent investment"),
    "became_dormant": _("No own transaction for long"),
    "became_lost": _("Assets have left the bank"),
    "cadence_overdue": _("Contact overdue"),
    "risk_assessment_expiring": _("Risk assessment ends"),
    "post_purchase_followup": _("Follow-up after a purchase"),
    "referral_due": _("Time to ask for referrals"),
    "retirement_talk": _("Age for a talk about later life"),
    "promise": _("A promise is due"),
    "top_aum": _("By the order of the side"),
}
ALL: dict[str, Labels] = {
    "tier": TIERS,
    "lifecycle": LIFECYCLES,
    "side": SIDES,
    "goal": GOALS,
    "category": CATEGORIES,
    "channel": CHANNELS,
    "outcome": OUTCOMES,
    "purpose": PURPOSES,
    "effect": EFFECTS,
    "cause": CAUSES,
    "cadence_source": CADENCE_SOURCES,
    "role": ROLES,
    "gender": GENDERS,
    "kind": KINDS,
    "basis": BASES,
    "reason": REASONS,
    "transaction": happenings.TRANSACTIONS,
    "booked_by": happenings.BOOKED_BY,
    "relation": happenings.RELATIONS,
    "timeline": happenings.TIMELINE,
    "run_status": nights.RUN_STATUSES,
    "table": {**nights.TABLES, **nights.STATE_TABLES},
    "step": nights.STEPS,
    "suppression": SUPPRESSIONS,
    "consent_purpose": CONSENT_PURPOSES,
    "consent_decision": CONSENT_DECISIONS,
    "participation": PARTICIPATIONS,
    "transfer_cause": TRANSFER_CAUSES,
    "owned_by": OWNED_BY,
    "personal": PERSONAL,
    "unmask_reason": UNMASK_REASONS,
    "weekday": WEEKDAYS,
    "action": ACTIONS,
    "intention": INTENTIONS,
    "next_step": NEXT_STEPS,
    "place": PLACES,
    "meeting": promised.MEETINGS,
    "part": {**SIDES, **PURPOSES, **promised.PARTS},
    "promise": promised.PROMISES,
    "number": promised.NUMBERS,
    "skip": SKIP_REASONS,
    "closing": happenings.CLOSING_REASONS,
    "task": TASKS,
    "holiday": HOLIDAYS,
}


def label(kind: str, code: str | None) -> str:
    """Return the word for a code in the active language; an unknown code stands for itself."""
    return _label(kind, code, language()) if code else "\u2014"


@functools.lru_cache(maxsize=4_096)
def _label(kind: str, code: str, reader: str) -> str:  # noqa: ARG001 - the word is in the reader's language
    return str(ALL[kind].get(code, code))


def step(code: str, words: str) -> str:
    """Return a next step in the active language, with the words beside it; older ones are words alone."""
    if not code or code == "other":
        return words or label("next_step", code)
    return (
        gettext("{step}: {words}").format(step=label("next_step", code), words=words)
        if words
        else label("next_step", code)
    )

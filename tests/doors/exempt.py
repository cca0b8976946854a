"""What the matrix does not try, each with its reason; an entry that has become wrong fails the build."""

from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects import DECLARED

_OWN_VIEWS = "One's own views only, whoever asks; tests/web/test_saved_views.py tries those of others."
ADDRESSES = {
    "sign_in": "Open to all: it is the door itself; tests/web/test_accounts.py tries it.",
    "sign_out": "Leads everybody to the sign-in page; tests/web/test_accounts.py tries it.",
    "preferences": "Open to all: a language can be chosen before signing in; nothing of anybody is shown.",
    "account": "One's own sign-ins, whoever asks; tests/web/test_own_account.py tries those of others.",
    "change_password": "One's own password; tests/web/test_own_account.py tries it.",
    "calendar_feed": "Open to all: its secret is its door; tests/web/test_calendar_feed.py tries it.",
    "due_invitation": "Of one's own appointments; tests/web/test_slots.py tries those of others.",
    "make_feed": "One's own address; tests/web/test_calendar_feed.py tries it.",
    "withdraw_feed": "One's own address; tests/web/test_calendar_feed.py tries it.",
    "end_sessions": "One's own sign-ins; tests/web/test_own_account.py tries those of others.",
    "manifest": "Open to all: name and icons of the application; tests/web/test_offline.py reads it.",
    "worker": "Open to all: a script; tests/web/test_offline.py reads it.",
    "offline_alone": "Open to all: says that there is no network; tests/web/test_offline.py reads it.",
    "rename_view": _OWN_VIEWS,
    "remove_view": _OWN_VIEWS,
    "undo_view": _OWN_VIEWS,
    "api_unknown": "Any other address below /api/: answers 404 to everybody.",
}
"""Name of an address → why no cell uses it."""

_BY_COMMAND = "Through `tilth` on the server only."
_NOT_YET = "No page and no endpoint shows it by itself yet; a new one needs a cell."
_NO_SEARCH = "Found through its customer; there is no search of its own."

CELLS = {
    (Thing.CLEARANCE, Action.LIST): _NOT_YET,
    (Thing.CLEARANCE, Action.VIEW): _NOT_YET,
    (Thing.RESTRICTION, Action.LIST): "Part of the page of stops, which compliance sees whole.",
    (Thing.RESTRICTION, Action.VIEW): "Part of the page of stops, which compliance sees whole.",
    (Thing.AUDIT_ENTRY, Action.VERIFY): _BY_COMMAND,
    (Thing.KEY_RING, Action.VIEW): _BY_COMMAND,
    (Thing.KEY_RING, Action.CREATE): _BY_COMMAND,
    (Thing.KEY_RING, Action.UPDATE): _BY_COMMAND,
    (Thing.SESSION, Action.VIEW): "One's own, in the head of every page.",
    (Thing.SESSION, Action.CREATE): "Signing in; tests/web/test_accounts.py tries it.",
    (Thing.SESSION, Action.DELETE): "Signing out; see the address `sign_out`.",
    (Thing.HOLDING, Action.SEARCH): _NO_SEARCH,
    (Thing.EVENT, Action.SEARCH): _NO_SEARCH,
    (Thing.LIST_ENTRY, Action.SEARCH): _NO_SEARCH,
    (Thing.BOOK, Action.SEARCH): _NO_SEARCH,
    (Thing.BRANCH_TOTAL, Action.SEARCH): _NO_SEARCH,
    (Thing.RESTRICTION, Action.SEARCH): _NO_SEARCH,
    (Thing.OWNERSHIP_CHANGE, Action.SEARCH): _NO_SEARCH,
    **{
        (one.thing, Action.SEARCH): _NO_SEARCH
        for one in DECLARED
        if one.roles(Action.SEARCH) and one.thing is not Thing.HOLD
    },
}
"""Permissions that somebody holds and that have no door."""

_ROOM = "Machinery: no row tells about a customer or a person's work."

MODELS: dict[str, Thing | str] = {
    "AuditEntry": Thing.AUDIT_ENTRY,
    "AuditLink": Thing.AUDIT_ENTRY,
    "CustomerPoint": Thing.CUSTOMER,
    "DiaryLine": "A line per record, seen by whoever sees the customer (integration/doors/test_diary.py).",
    "ActionTick": Thing.KEY_ACTION,
    "WeekPlan": Thing.WEEK_PLAN,
    "DaySummary": Thing.DAY_SUMMARY,
    "Generation": _ROOM,
    "LibraryEntry": Thing.LIBRARY,
    "NumberMark": Thing.CONTACT,
    "ReasonClosure": Thing.CONTACT,
    "Outbox": _ROOM,
    "HandOver": Thing.TRANSFER,
    "OwnershipChange": Thing.OWNERSHIP_CHANGE,
    "StandingChange": Thing.CUSTOMER,
    "PointNight": _ROOM,
    "Publication": _ROOM,
    "PublishedBook": Thing.BOOK,
    "PublishedBranch": "The organisation, which every colleague knows.",
    "PublishedProduct": "What the bank sells, which every colleague knows; nobody is in it.",
    "PublishedBranchTotal": Thing.BRANCH_TOTAL,
    "PublishedCallValue": Thing.LIST_ENTRY,
    "PublishedCustomer": Thing.CUSTOMER,
    "PublishedEvent": Thing.EVENT,
    "PublishedSignal": Thing.EVENT,
    "PublishedHolding": Thing.HOLDING,
    "PublishedListEntry": Thing.LIST_ENTRY,
    "PublishedRelation": Thing.RELATION,
    "PublishedStaff": "Colleagues, whom every colleague knows; their numbers lie sealed.",
    "QuarantineRow": Thing.QUARANTINE,
    "PublishedTransaction": Thing.TRANSACTION,
    "Role": _ROOM,
    "RunReport": Thing.RUN_REPORT,
    "CalendarFeed": "One's own address; tests/web/test_calendar_feed.py tries those of others.",
    "HandbookMark": "One's own choice of the library: no customer is in it, and a policy keeps others out.",
    "SavedView": "One's own way to look at the list: no customer is in it, and a policy keeps others out.",
    "Session": Thing.SESSION,
    "StaffChange": Thing.OWNERSHIP_CHANGE,
    "TransactionNight": _ROOM,
    "User": Thing.ACCOUNT,
    **{one.table.removeprefix("tilth_").title().replace("_", ""): one.thing for one in DECLARED},
}
"""Model → the thing whose permissions guard its rows, or why none does."""

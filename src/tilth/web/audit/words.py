"""The audit's codes in people's words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from tilth.access.audit import Event
from tilth.policy import roles, walks
from tilth.web.format.languages import chinese

ACTIONS: dict[str, Promise] = {
    Event.VIEW: _("Opened"),
    Event.LIST: _("Listed"),
    Event.SEARCH: _("Searched"),
    Event.UNMASK: _("Saw in clear"),
    Event.CLEARANCE: _("Asked for a contact"),
    Event.EXPORT: _("Exported"),
    Event.SIGN_IN: _("Signed in"),
    Event.SIGN_IN_FAILED: _("Wrong password"),
    Event.SIGN_OUT: _("Signed out"),
    Event.REFUSAL: _("Was refused"),
    Event.CHANGE: _p("audit", "Changed"),
    Event.PUBLISH: _("Published a night"),
    Event.LOOKERS: _("Asked who looked"),
    Event.AUDIT: _("Read the audit"),
    Event.VERIFY: _("Verified the audit"),
    Event.PAUSE: _("Sign-in paused"),
    Event.WALK: _("Looked too fast"),
    Event.REPAIR: _("Put guards back"),
    Event.SWEEP: _("Let go what is over its period"),
    Event.ERASE: _("Erased a person"),
    Event.SEAL: _("Sealed texts"),
}
SUBJECTS: dict[str, Promise] = {
    "account": _("account"),
    "address": _p("audit", "network address"),
    "clearance": _("clearance"),
    "customer": _p("audit", "customer"),
    "event": _p("audit", "event of the night"),
    "list_entry": _("list of the day"),
    "page": _p("audit", "page"),
    "participant": _("participation"),
    "tilth_cadence_agreement": _("agreed rhythm"),
    "tilth_clearance": _("clearance"),
    "tilth_consent": _("consent"),
    "tilth_contact": _p("audit", "contact"),
    "tilth_contact_preference": _("suitable time"),
    "tilth_cover": _("cover"),
    "tilth_do_not_disturb": _("do not disturb"),
    "hold": _p("audit", "legal hold"),
    "tilth_hold": _p("audit", "legal hold"),
    "tilth_merge": _p("audit", "merge"),
    "tilth_participant": _("participation"),
    "tilth_reason_closure": _p("audit", "closing of a reason"),
    "tilth_calendar_feed": _("calendar address"),
    "tilth_handbook_mark": _("handbook entry"),
    "tilth_saved_view": _("saved view"),
    "tilth_segment_assignment": _("segment"),
    "tilth_skip": _p("audit", "skip"),
    "tilth_suppression": _("stop of contacts"),
    "tilth_task": _p("audit", "task"),
    "tilth_transfer": _("hand-over"),
    "tilth_user": _("account"),
}
REASONS: dict[str, Promise] = {
    "forbidden": _("not for this role"),
    "csrf": _("form expired, or sent from elsewhere"),
    "wait": _("too many wrong passwords"),
    "name": _("too many wrong passwords for one name, from everywhere together"),
    "place": _("too many wrong passwords from one address, for all names together"),
    "out_of_sight": _("not theirs, or there is no such customer"),
    walks.SLOWED: _("looked too fast: slowed"),
    walks.STOPPED: _("looked too fast: stopped"),
    walks.LIFTED: _("stop lifted"),
}

KINDS: dict[str, Promise] = {
    "refused": _("asked for numbers that were refused"),
    "missed": _("searched for whole numbers that nobody has"),
    "outside": _("searched beyond the own book"),
    "opened": _("opened customers"),
}
"""What somebody did too fast."""
LEVELS: dict[str, Promise] = {
    walks.SLOWED: _p("walk", "slowed"),
    walks.STOPPED: _p("walk", "stopped"),
    walks.LIFTED: _p("walk", "lifted"),
}


def role(code: str) -> str:
    """Return a role in the reader's language; what nobody signed in for says so."""
    known = roles.BY_CODE.get(code)
    if known is not None:
        return known.label_zh if chinese() else known.label_en
    return str(_("Tilth itself")) if code == "system" else str(_("Nobody signed in"))

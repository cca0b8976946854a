"""What stands in each tab of a customer's file, and the addresses of the tabs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tilth.access.ahead import Asked
from tilth.access.checks import requires
from tilth.policy.permissions import Action, Thing
from tilth.web.addresses import OF_CUSTOMER
from tilth.web.cadences.sections import cadence
from tilth.web.contact_points import sections as reach
from tilth.web.contact_rules.sections import rules
from tilth.web.customers import overview as overviews
from tilth.web.customers import timeline, wealth
from tilth.web.customers.care_owed import care_owed
from tilth.web.customers.growth import growth
from tilth.web.customers.happened import NEEDS
from tilth.web.customers.profile import profile
from tilth.web.deals import sections as deals
from tilth.web.desk import desk
from tilth.web.desk.desk import Desk
from tilth.web.duplicates import sections as duplicates
from tilth.web.file.show import show
from tilth.web.file.tabs import Maker, Need, Tab, of, stand
from tilth.web.levels import sections as levels
from tilth.web.merges import sections as merges
from tilth.web.network import sections as network
from tilth.web.participants import sections as people
from tilth.web.profile import sections as details
from tilth.web.proposals import sections as papers
from tilth.web.segments.sections import segment
from tilth.web.signals.sections import signals
from tilth.web.subjects import sections as declared
from tilth.web.subjects.sections import standing
from tilth.web.suitability import sections as suiting
from tilth.web.tasks.sections import tasks
from tilth.web.tiers import sections as beside

_SEEN: Need = (Thing.CUSTOMER, Action.VIEW)
_HELD: Need = (Thing.HOLDING, Action.LIST)
_PERSONAL: Need = (Thing.PERSONAL_DATA, Action.VIEW)
_STORED = _("Stored.")
_AT_ONCE = _("Recorded; it holds from now on.")
_NEXT_NIGHT = _("Recorded. The next night counts with it; until then lists and care stay as they are.")


def _parts(code: str, *makers: Maker) -> tuple[Maker, ...]:
    """Return the parts of a tab: those written by hand, then the subjects declared to stand in it."""
    return (*makers, standing(code))


_Asking = Callable[[Desk, str], tuple[Asked[Any], ...]]


def _begins(code: str, *those: _Asking) -> _Asking:
    """Return what the parts of a tab ask first, to be sent together: what these do, and the subjects."""

    def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
        mine = (one for part in those for one in part(at, customer_id))
        return (*mine, *declared.asked(code, at, customer_id))

    return asked


TABS = (
    Tab(
        code="overview",
        needs=(_PERSONAL, _HELD, (Thing.CONTACT, Action.LIST), (Thing.EVENT, Action.LIST)),
        parts=_parts("overview", overviews.overview),
        done=_STORED,
        asked=_begins("overview", overviews.asked),
    ),
    Tab(
        code="profile",
        needs=(_PERSONAL,),
        parts=_parts("profile", profile, details.details),
        done=_STORED,
        asked=_begins("profile", details.asked, reach.asked),
    ),
    Tab(
        code="wealth",
        needs=(_HELD,),
        parts=_parts("wealth", wealth.wealth, suiting.suitability),
        done=_STORED,
        there=wealth.there,
        asked=_begins("wealth", wealth.asked, suiting.asked),
    ),
    Tab(
        code="deals",
        needs=((Thing.TASK, Action.LIST),),
        parts=_parts("deals", deals.needs, papers.listed, tasks),
        done=_STORED,
        asked=_begins("deals", deals.asked, papers.asked),
    ),
    Tab(
        code="network",
        needs=((Thing.RELATION, Action.LIST),),
        parts=(network.around, standing("network"), merges.one_person, duplicates.alike, people.people),
        done=_AT_ONCE,
        asked=_begins("network", network.asked, merges.asked, duplicates.asked, people.asked),
    ),
    Tab(
        code="timeline",
        needs=NEEDS,
        parts=_parts("timeline", timeline.happened),
        done=_STORED,
        asked=_begins("timeline"),
    ),
    Tab(
        code="rules",
        needs=((Thing.CONSENT, Action.LIST),),
        parts=_parts("rules", signals, rules, care_owed),
        done=_AT_ONCE,
        asked=_begins("rules"),
    ),
    Tab(
        code="growth",
        needs=(_HELD, (Thing.SEGMENT_ASSIGNMENT, Action.VIEW)),
        parts=_parts("growth", levels.path, beside.tiers, growth, levels.ties, segment, cadence),
        done=_NEXT_NIGHT,
        asked=_begins("growth", levels.asked, beside.asked),
    ),
)
stand(TABS)
_BEFORE = {
    "tasks": ("deals", (Thing.TASK, Action.LIST)),
    "people": ("network", (Thing.PARTICIPANT, Action.LIST)),
    "segment": ("growth", (Thing.SEGMENT_ASSIGNMENT, Action.VIEW)),
}
"""Addresses of before: the tab that each opens now."""


def _view(tab: Tab, *more: Need) -> Callable[..., HttpResponseBase]:
    @require_safe
    @requires(_SEEN, *tab.needs, *more)
    def shown(request: HttpRequest, customer_id: str) -> HttpResponse:
        """Show a tab of one customer."""
        return show(request, desk.at(request), customer_id, tab.code)

    return shown


def addresses() -> list[URLPattern]:
    """Return the addresses of all tabs, those of before included."""
    plain = [one for one in TABS if one.code not in ("overview", timeline.TAB)]
    return [
        path(OF_CUSTOMER, _view(of("overview")), name="customer"),
        path(f"{OF_CUSTOMER}{timeline.TAB}/", timeline.of_customer, name="customer_timeline"),
        *(path(f"{OF_CUSTOMER}{one.code}/", _view(one), name=one.address) for one in plain),
        *(
            path(f"{OF_CUSTOMER}{word}/", _view(of(code), need), name=f"customer_{word}")
            for word, (code, need) in _BEFORE.items()
        ),
    ]

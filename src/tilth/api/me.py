"""Who I am, how far I see, and what my role may do."""

import datetime as dt

from django.http import HttpRequest
from ninja import Field, Schema

from tilth.access import scopes
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker
from tilth.domain.staff import queries as staff
from tilth.policy.permissions import GRANTS, Action, Thing

router = Router(tags=["me"])


class Me(Schema):
    """The signed-in account."""

    username: str = Field(description="The sign-in name.")
    display_name: str = Field(description="The name in the bank's data, else that of the account.")
    role: str = Field(description="A code of docs/reference/roles.md.")
    staff_id: str | None = Field(description="The bank's number of the person, empty where there is none.")
    branch_name: str = Field(description="The person's branch, empty where the bank's data know none.")
    scope: str = Field(description="Whose customers are in sight: own, invited, team, branch, bank or none.")
    language: str = Field(description="zh-hans or en.")
    today: dt.date = Field(description="The day that the pages call today.")
    business_date: dt.date | None = Field(
        description="The night whose figures are shown; empty before the first."
    )
    grants: dict[str, list[str]] = Field(description="Thing → what the role may do with it.")


@router.get("/me", auth=Door((Thing.PREFERENCE_OF_SELF, Action.VIEW)), response={200: Me, **errors.answers()})
def me(request: HttpRequest) -> Me:
    """Return the account, its scope and its grants."""
    asker = Asker(request)
    actor, night = asker.actor, asker.night
    seat = staff.seat(actor, night)
    plain = actor.name in ("", actor.username)
    return Me(
        username=actor.username,
        display_name=(seat.name or actor.username) if plain else actor.name,
        role=actor.role,
        staff_id=actor.staff_id,
        branch_name=seat.branch_name,
        scope=scopes.of(actor, night).kind,
        language=actor.language,
        today=asker.today,
        business_date=None if night is None else night.business_date,
        grants={str(thing): sorted(actions) for thing, actions in GRANTS.get(actor.role, {}).items()},
    )

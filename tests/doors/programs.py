"""What programs may ask: for every thing and action the requests of the API that perform it (F6)."""

from doors import declared, merging
from doors.calls import HERE, Call
from tilth.policy.permissions import Action, Thing

_LIST, _VIEW, _SEARCH, _CREATE = Action.LIST, Action.VIEW, Action.SEARCH, Action.CREATE
CONTACT = {
    "key": "of-the-matrix",
    "channel": "phone",
    "outcome": "connected",
    "purpose": "service",
    "intention": "weak",
}
ASKS = {"channel": "phone", "purpose": "service"}
_PERSON = ((Thing.PERSONAL_DATA, _VIEW),)
_BESIDE_TIER = ((Thing.CUSTOMER, _VIEW), (Thing.SEGMENT_ASSIGNMENT, _VIEW))
_TIER = ("tier_distance", "grade", "tier_changes")

API: dict[tuple[Thing, Action], tuple[Call, ...]] = {
    (Thing.CUSTOMER, _LIST): (Call(url="api:customers", about="many", named=False),),
    (Thing.CUSTOMER, _SEARCH): (
        Call(url="api:customers", about="many", given={"text": HERE}, needs=((Thing.CUSTOMER, _LIST),)),
    ),
    (Thing.CUSTOMER, _VIEW): (Call(url="api:customer", needs=_PERSON), Call(url="api:lookers")),
    (Thing.HOLDING, _LIST): tuple(Call(url=f"api:{one}", needs=_BESIDE_TIER) for one in _TIER),
    (Thing.EVENT, _LIST): (Call(url="api:signals", needs=((Thing.CUSTOMER, _VIEW),)),),
    (Thing.CUSTOMER, Action.EXPORT): (
        Call(
            url="api:vcard",
            method="POST",
            given={"why": "request"},
            needs=((Thing.PERSONAL_DATA, Action.UNMASK),),
        ),
    ),
    (Thing.PERSONAL_DATA, _VIEW): (Call(url="api:customer", needs=((Thing.CUSTOMER, _VIEW),)),),
    (Thing.CONTACT, _LIST): (Call(url="api:contacts"),),
    (Thing.CONTACT, _CREATE): (Call(url="api:record", method="POST", given=CONTACT | {"two_way": True}),),
    (Thing.CLEARANCE, _CREATE): (Call(url="api:clearance", method="POST", given=ASKS),),
    (Thing.CONSENT, _LIST): (Call(url="api:consents"),),
    (Thing.CONSENT, _CREATE): (
        Call(url="api:decide", method="POST", given={"purpose": "greeting", "decision": "withdrawn"}),
    ),
    (Thing.DO_NOT_DISTURB, _LIST): (Call(url="api:wishes"),),
    (Thing.DO_NOT_DISTURB, _CREATE): (Call(url="api:wish", method="POST", given={"channel": "sms"}),),
    (Thing.LIST_ENTRY, _LIST): (Call(url="api:today", about="many", own_only=True),),
    (Thing.BOOK, _VIEW): (Call(url="api:book", about="nobody", own_only=True),),
    (Thing.AUDIT_ENTRY, _SEARCH): (Call(url="api:entries", about="nobody", given={"customer": "B1-rm1-c1"}),),
    (Thing.PREFERENCE_OF_SELF, _VIEW): (Call(url="api:me", about="nobody"),),
    **declared.api(),
    **merging.API,
}

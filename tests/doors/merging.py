"""Cells of the matrix for merges: one that holds is undone, a spare number is merged."""

from doors import bank
from doors.calls import Call
from tilth.policy.permissions import Action, Thing

_GIVEN = {"merged_id": bank.SPARE, "cause": "same_document"}
_PERSON = ((Thing.PERSONAL_DATA, Action.VIEW),)
_NETWORK = (
    Call(
        url="customer_network",
        needs=((Thing.CUSTOMER, Action.VIEW), (Thing.RELATION, Action.LIST)),
        part=True,
    ),
)

PAGES = {
    (Thing.MERGE, Action.LIST): _NETWORK,
    (Thing.MERGE, Action.VIEW): _NETWORK,
    (Thing.MERGE, Action.CREATE): (
        Call(url="merge", needs=_PERSON),
        Call(url="merge", method="POST", given=_GIVEN, needs=_PERSON, only=bank.SURVIVOR),
    ),
    (Thing.MERGE, Action.UPDATE): (
        Call(url="undo_merge", method="POST", ids={"merge_id": bank.MERGE}, only=bank.SURVIVOR),
    ),
}
API = {
    (Thing.MERGE, Action.LIST): (Call(url="api:merges"),),
    (Thing.MERGE, Action.VIEW): (Call(url="api:merges"),),
    (Thing.MERGE, Action.CREATE): (Call(url="api:merge", method="POST", given=_GIVEN, only=bank.SURVIVOR),),
    (Thing.MERGE, Action.UPDATE): (
        Call(url="api:undo_merge", method="POST", ids={"merge_id": bank.MERGE}, only=bank.SURVIVOR),
    ),
}

"""Who brought whom in the demo bank, three levels deep, and whom a customer knows."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.relation import outdate, tie
from tilth.jobs.demo_subjects import ago, women_of_an_age

_NEEDED = 7


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the first of the profiles have kin, a firm and a class, and be the root of a tree of referrals."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    first, second, third, fourth, fifth, sixth, seventh = women_of_an_age(rm, customers, 43, 60)[:_NEEDED]
    for days, one, other in (
        (210, second, first),
        (150, third, first),
        (96, fourth, second),
        (31, fifth, fourth),
    ):
        tie(ago(rm, days), one, kind="referred_by", other_id=other)
    tie(ago(rm, 64), first, kind="sibling", other_id=sixth, source="visit")
    tie(ago(rm, 40), first, kind="classmate", other_id=seventh)
    tie(ago(rm, 40), first, kind="finance_contact_of", name="诚达装饰有限公司", source="document")
    tie(ago(rm, 22), first, kind="buyer", name="江晨置业有限公司", source="payments")
    tie(ago(rm, 22), first, kind="supplier", name="恒木板材有限公司", source="payments")
    tie(ago(rm, 9), seventh, kind="colleague", name="沈嘉言")
    outdate(rm, second, tie(ago(rm, 90), second, kind="neighbour", name="老邻居").pk)

"""Facts of the demo bank: how to address, what to avoid, plans and family of three customers."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.fact import learn, outdate
from tilth.jobs.demo_subjects import ago, women_of_an_age

_NEEDED = 3


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager have learned some things in earlier talks."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    first, second, third = women_of_an_age(rm, customers, 43, 60)[:_NEEDED]
    lately = ago(rm, 20)
    learn(lately, first, kind="address", text="叫周姐，不叫阿姨")
    learn(lately, first, kind="avoid", text="丈夫的生意")
    # in a marriage in trouble she confided in him, having agreed that it is written down
    learn(lately, first, kind="family", text="和丈夫在谈分居，不想让行里其他人知道", restricted=True)
    learn(lately, first, kind="plans", text="女儿明年申请英国的大学")
    learn(rm, second, kind="other_banks", text="农商行有一笔年底到期")
    learn(lately, third, kind="work", text="在设计院上班，周三下午有空")
    outdate(rm, third, learn(lately, third, kind="habits", text="周末才看手机").pk)

"""What people do with buying signals: record one, and a close is proposed the next working day (PSY-06)."""

from typing import Annotated

from tilth.data.models import BuyingSignal
from tilth.domain import guards
from tilth.domain.acting import Acting
from tilth.domain.acts import WITH_IT, adds
from tilth.domain.arguments import OneOf
from tilth.domain.records.opportunity import under_way
from tilth.domain.told import buying_signal as told
from tilth.policy.subjects.buying_signal import BUYING_SIGNAL, SIGNALS
from tilth.policy.words import Words


@adds(BUYING_SIGNAL, Words("Record a buying signal", "记录购买信号"))
def heed(at: Acting, *, deal: str, code: Annotated[str, OneOf(SIGNALS)]) -> BuyingSignal:
    """Record a signal about an open opportunity; a close is proposed the next working day."""
    if (sent := at.again(BuyingSignal)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    return told.noted(at, under_way(at, deal), code=code)


WITH_IT[BUYING_SIGNAL.name] = told.back_with_signal

"""Certificates of suitability: a product presented, with all that was judged (GOV-05, PROD-06)."""

from typing import Self

from pydantic import model_validator

from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import RECORDED, Due, Hand, Merges, Moves, Rules, Subject, Tone
from tilth.policy.suitability.codes import ACTIONS, VERDICTS
from tilth.policy.suitability.rules import MatchRules
from tilth.policy.suitability.wheels import WHEELS, Wheel
from tilth.policy.things import Thing
from tilth.policy.vocabulary import CATEGORIES
from tilth.policy.words import Codes, Words

STATES: Codes = {
    "waits": Words("Waits for a call back", "待他人回访"),
    "stands": Words("Complete", "已完成"),
    "withdrawn": Words("Withdrawn by the customer", "客户已撤回"),
}
PRESENTED: Codes = {code: ACTIONS[code] for code in ("recommend", "own_wish")}
"""Why a product is presented."""
WRITTEN: Codes = {code: words for code, words in VERDICTS.items() if code != "blocked"}
"""Verdicts of which a certificate is written: what is blocked leaves a line in the audit and no record."""


class CertificateRules(MatchRules, Rules):
    """What a judgement on a product reads, and the four wheels by which coverage is counted."""

    wheels: tuple[Wheel, ...]

    @model_validator(mode="after")
    def _turns(self) -> Self:
        if tuple(one.code for one in self.wheels) != tuple(WHEELS):
            raise ValueError(f"wheels must be {', '.join(WHEELS)}, in this order")
        named = [code for one in self.wheels for code in one.categories]
        for code in CATEGORIES:
            if named.count(code) != 1:
                raise ValueError(f"wheels name {code!r} {named.count(code)} times; it must be named once")
        return self


CERTIFICATE = Subject(
    thing=Thing.CERTIFICATE,
    words=Words("Certificate of suitability", "适当性证书"),
    many=Words("Certificates of suitability", "适当性证书"),
    about=(
        "A product that was presented to a customer: ratings, level, reasons, duties and the words that were"
        " shown, with the version of the rules, so that the judgement can be made again years later."
    ),
    shows=("GOV-05", "PROD-06", "TRAP-14", "TRAP-18"),
    hands={**RECORDED, **dict.fromkeys(LEADERS, Hand.DECIDE)},
    happened="presented_on",
    line=("product_name", "amount", "rating", "level", "verdict", "state"),
    due=Due(day="due_on", until="decided_at", act="call_back"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="suitability",
    icon="shield-check",
    erases=("inputs",),
    states=STATES,
    tones={"waits": Tone.WAITS, "stands": Tone.GOOD, "withdrawn": Tone.BAD},
    rules=CertificateRules,
    tab="wealth",
    own_part=True,
)

"""What a certificate keeps of a judgement, so that it can be made again years later with the same answer."""

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from pydantic import TypeAdapter

from tilth.policy.suitability.judging import Investor, Judgement, Offer, judge
from tilth.policy.suitability.rules import MatchRules


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that a judgement was made of beside the rules."""

    product: Offer
    investor: Investor
    day: dt.date
    channel: str
    action: str

    def judged(self, rules: MatchRules) -> Judgement:
        """Return the judgement on it."""
        return judge(
            self.product, self.investor, rules, day=self.day, channel=self.channel, action=self.action
        )


_CASE = TypeAdapter(Case)


def stored(case: Case) -> str:
    """Return a case as a certificate keeps it: JSON, amounts as texts."""
    return _CASE.dump_json(case).decode()


def read(text: str) -> Case:
    """Return the case that a certificate keeps; ValueError where somebody changed it beyond reading."""
    return _CASE.validate_json(text)


def number(day: dt.date, key: UUID) -> str:
    """Return the number of a certificate as it is printed, of its day and its key."""
    return f"SC-{day:%Y%m%d}-{key.hex[-6:].upper()}"


def digest(rules: MatchRules) -> str:
    """Return by which rules of one version are told from others of the same name."""
    return sha256(rules.model_dump_json().encode()).hexdigest()[:16]


def texts(rules: MatchRules, found: Judgement, case: Case, language: str) -> str:
    """Return the notices of a judgement in a language, one a line, as they are shown and kept."""
    suits = case.investor.suits
    until = "–" if suits.ends_on is None else (suits.ends_on - dt.timedelta(days=1)).isoformat()
    filled = {"level": suits.level or "–", "until": until, "rating": found.rating or "–"}
    notices = (rules.notice_of[code] for code in found.words)
    told = (one.zh if language.startswith("zh") else one.en for one in notices)
    return "\n".join(one.format(**filled) for one in told)

"""The questionnaire of risk capacity: questions, answers, bands; score and level follow of it (C-41)."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.profile.items import once
from tilth.policy.suitability.assessed import LEVELS
from tilth.policy.suitability.rules import Level

Text = Annotated[str, Field(min_length=1, max_length=200)]
Score = Annotated[int, Field(ge=0, le=100)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(_Row):
    """One answer: what it counts, and whether it alone puts somebody into the lowest category."""

    code: str
    zh: Text
    en: Text
    score: Score
    lowest: bool = False


class Question(_Row):
    """One question with its answers."""

    code: str
    zh: Text
    en: Text
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=8)
    source: str
    about: str


class Band(_Row):
    """From which score a level begins."""

    code: Level
    floor: Score
    source: str
    about: str


class Result(_Row):
    """What answers come to."""

    score: int
    level: Level
    lowest: bool


class Questionnaire(BaseModel):
    """One version of it, and how often it may be answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[str, Field(min_length=1, max_length=20)]
    per_day: Annotated[int, Field(ge=1, le=100)]
    per_year: Annotated[int, Field(ge=1, le=1000)]
    asks: tuple[Question, ...] = Field(min_length=1, max_length=40)
    capacity: tuple[Band, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        once("asks", (one.code for one in self.asks))
        for question in self.asks:
            once(question.code, (one.code for one in question.answers))
        if tuple(one.code for one in self.capacity) != LEVELS:
            raise ValueError(f"capacity must be {', '.join(LEVELS)}, in this order")
        floors = [one.floor for one in self.capacity]
        if floors[0] != 0 or floors != sorted(set(floors)):
            raise ValueError("capacity must begin at 0, and every level above the one before it")
        return self

    def result(self, answers: Mapping[str, str]) -> Result:
        """Return score and level of question → answer; ValueError naming what is missing or unknown."""
        chosen = [_chosen(question, answers.get(question.code, "")) for question in self.asks]
        if len(answers) != len(self.asks):
            raise ValueError(f"answers name {len(answers)} questions of {len(self.asks)}")
        score = sum(one.score for one in chosen)
        lowest = any(one.lowest for one in chosen)
        level = "C1" if lowest else [one.code for one in self.capacity if one.floor <= score][-1]
        return Result(score=score, level=level, lowest=lowest)


def _chosen(question: Question, code: str) -> Answer:
    found = next((one for one in question.answers if one.code == code), None)
    if found is None:
        raise ValueError(f"{question.code} is answered {code!r}, which is none of its answers")
    return found


def written(answers: Mapping[str, str]) -> str:
    """Return answers as they are stored: `age=a income=c`."""
    return " ".join(f"{question}={answer}" for question, answer in answers.items())


def told(text: str) -> dict[str, str]:
    """Return question → answer of what was stored; ValueError for a question answered twice, or none."""
    pairs = [part.partition("=") for part in text.split()]
    found = {question: answer for question, _, answer in pairs}
    if len(found) != len(pairs) or not found:
        raise ValueError("answers read `question=answer question=answer …`, each question once")
    return found

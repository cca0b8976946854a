"""Risk assessments: which questionnaire was answered how, and the score and level that follow (C-41)."""

from django.db import models

from tilth.data import fields
from tilth.data.records import Record, records
from tilth.data.said import said
from tilth.policy.subjects.assessment import ASSESSMENT, SIGNED
from tilth.policy.suitability.codes import LEVEL_NAMES
from tilth.policy.words import Words


@records(ASSESSMENT)
class Assessment(Record):
    """One questionnaire that one customer answered."""

    assessed_on = said("risk", Words("Assessed on", "测评日期"), models.DateField())
    version = said("dealing", Words("Questionnaire", "问卷版本"), fields.text())
    answers = said("note", Words("Answers", "答案"), fields.given_note())
    """Question and answer in codes, sealed: they are shown to nobody again (C-43)."""
    score = said("risk", Words("Score", "得分"), models.PositiveIntegerField())
    level = said("risk", Words("Level", "风险承受能力等级"), fields.code(), codes=LEVEL_NAMES)
    lowest = said("risk", Words("Lowest category", "最低类别"), models.BooleanField(default=False))
    signed = said("dealing", Words("Signed", "签名方式"), fields.code(), codes=SIGNED)

    class Meta(Record.Meta):
        """Nothing of it changes."""

        db_table = "tilth_assessment"

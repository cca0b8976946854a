"""Figures of care: who is left out of the list and why, and what the segments of a book ask for."""

from tilth.policy.figure import Figure, Of

FIGURES = (
    Figure(
        code="left_out",
        label_zh="未列入今日名单",
        label_en="Not on today's list",
        about_zh="因该原因未列入当晚名单的客户，已销户的也算",
        about_en="Customers whom this keeps off tonight's list, closed ones among them",
        of=(Of.OWN, Of.BRANCH),
        closed=True,
        query={"cause": "{cause}", "state": "all"},
    ),
    Figure(
        code="care",
        label_zh="应访与欠访",
        label_en="Care fallen due and owed",
        about_zh="账上有该项次数的客户，已销户的也算",
        about_en="Customers whose account has contacts of this kind, closed ones among them",
        of=(Of.OWN, Of.BRANCH),
        closed=True,
        query={"owed": "{owed}", "state": "all"},
    ),
    Figure(
        code="unassigned_all",
        label_zh="无管户经理，含已销户",
        label_en="Without a manager, closed ones among them",
        about_zh="没有管户经理的客户，已销户的也算",
        about_en="Customers without a manager, closed ones among them",
        of=(Of.BRANCH,),
        closed=True,
        query={"owner": "unassigned", "state": "all"},
    ),
    Figure(
        code="care_week",
        label_zh="本周应联络",
        label_en="Due for a contact this week",
        about_zh="按维护频率到本周日前应联络的客户，已逾期的也算",
        about_en="Customers whose cadence asks for a contact by Sunday, overdue ones among them",
        of=(Of.OWN, Of.BRANCH),
        query={"care": "week"},
    ),
    Figure(
        code="care_month",
        label_zh="本月应联络",
        label_en="Due for a contact this month",
        about_zh="按维护频率到本月末前应联络的客户，已逾期的也算",
        about_en="Customers whose cadence asks for a contact by the end of the month, overdue ones too",
        of=(Of.OWN, Of.BRANCH),
        query={"care": "month"},
    ),
    Figure(
        code="segment",
        label_zh="该分群的客户",
        label_en="Customers of a segment",
        about_zh="当晚属于该分群、未销户的客户",
        about_en="Customers in the segment tonight, not closed",
        of=(Of.OWN, Of.BRANCH),
        query={"segment": "{segment}"},
    ),
)

"""How people plan their work: the spans of a map of key actions."""

from tilth.policy.words import Codes, Words

HORIZONS: Codes = {
    "day": Words("Today", "今日"),
    "week": Words("This week", "本周"),
    "month": Words("This month", "本月"),
    "quarter": Words("This quarter", "本季"),
    "year": Words("This year", "全年"),
}
"""From the shortest to the longest (ACT-01…05)."""

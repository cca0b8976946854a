"""Chinese dates: 15号, 8月15日, 下月底, 三季度, 明年初, 腊月二十, 春节, 年后."""

import datetime as dt
import re
from dataclasses import replace

from tilth.policy.remarks import anchors, calendar, festivals
from tilth.policy.remarks.anchors import OfYear, festival_rules, year_of
from tilth.policy.remarks.grammar import Means, Spans, either, no_day, rule
from tilth.policy.remarks.numbers import CHINESE, number
from tilth.policy.remarks.spans import Span, within

N = rf"(?:\d{{1,2}}|{CHINESE})"
YEAR = (
    r"(?:(?P<year>(?<!\d)20\d\d年|(?<![\d.])2\d年|二[〇零][一二三四五六七八九〇零]{2}年|[今本明来后去前]年)的?"
    r"|(?<!年)(?<!年的))"
)
"""A year that can be read; where it cannot, nothing of its days is read."""
_CUT = r"(?<!\d,)(?<![\d./一二两三四五六七八九十个近满整连第])"
_PART = r"(?P<part>初|上旬|中旬|中(?!行|国|信|银|金|意|间|介|期|午|秋)|下旬|底|末)"
_PARTS = {
    "初": "first",
    "上": "first",
    "中": "middle",
    "下": "last",
    "底": "last",
    "末": "last",
}
_LUNAR = {"正": 1, "冬": 11, "腊": 12}
_WHERE = r"(?:(?<![^\s,.;:!?、。“”()在于到约至是定改等就户他她们从和或及这本当])|(?<=客户))"
_THING = r"(?![楼院室线门柜馆店文令码房桌仓厅基产理机车卡会厂井馆]|院)"
_NOT_DAYS = r"(?![元本常报期记均线利化游超历万内后]|年化|以内|之内|以后|之后)"
_MONTHS = r"(?P<which>下下个?|下个?|这个?|本|当|次)月(?:份)?的?"


def part_of(found: re.Match[str]) -> str:
    """Return which part of a month, quarter or year is meant; empty for the whole."""
    words = found["part"]
    return _PARTS[words[0]] if words else ""


def _month_day(found: re.Match[str], today: dt.date) -> Spans | None:
    month, day = number(found["month"]), number(found["day"])
    if not month or not day or month > 12 or day > 31:
        return None
    year = year_of(found["year"], today)
    solar = anchors.day_of(today, year, month, day)
    to = number(found["to"]) if found["to"] else None
    if to:
        first = solar[0].first
        last = calendar.day_of(first.year, month, to)
        return (Span(first=first, last=last),) if last > first else None
    bare = not found["named"] and not found["month"].isdigit()
    return either(solar, anchors.lunar_date(today, year, month, day) or ()) if bare else solar


def _month(found: re.Match[str], today: dt.date) -> Spans | None:
    month = number(found["month"])
    return anchors.month_of(today, year_of(found["year"], today), month, part_of(found)) if month else None


def _week_of_month(found: re.Match[str], today: dt.date) -> Spans | None:
    whole = _month(found, today)
    return whole and anchors.nth_week(today, whole[0], number(found["week"]) or 1)


def _relative(today: dt.date, which: str) -> Span:
    ahead = {"下下": 2, "下": 1, "次": 1}.get(which.removesuffix("个"), 0)
    return calendar.month(today.year, today.month + ahead)


def _next_month(found: re.Match[str], today: dt.date) -> Spans:
    return (_relative(today, found["which"]),)


def _part_of_next(found: re.Match[str], today: dt.date) -> Spans:
    whole = _relative(today, found["which"])
    return anchors.every_year(today, whole.first.year, lambda _year: calendar.part(whole, part_of(found)))


def _day_of_next(found: re.Match[str], today: dt.date) -> Spans | None:
    day, whole = number(found["day"]), _relative(today, found["which"]).first
    return anchors.day_of(today, whole.year, whole.month, day) if day and day <= 31 else None


def _part_of_month(found: re.Match[str], today: dt.date) -> Spans:
    ours = calendar.part(calendar.month(today.year, today.month), part_of(found))
    if ours.last >= today:
        return (ours,)
    return (calendar.part(calendar.month(today.year, today.month + 1), part_of(found)),)


def _inside_month(_found: re.Match[str], today: dt.date) -> Spans:
    return (within(calendar.month(today.year, today.month), today),)


def _inside_year(_found: re.Match[str], today: dt.date) -> Spans:
    return (within(calendar.whole_year(today.year), today),)


def _number(found: re.Match[str], today: dt.date) -> Spans | None:
    day, to = number(found["day"]), number(found["to"]) if found["to"] else None
    if not day or day > 31:
        return None
    first = calendar.next_number(today, day)
    if not to:
        return (first,)
    last = calendar.day_of(first.first.year, first.first.month, to)
    return (Span(first=first.first, last=last),) if last > first.first else None


def _quarter(found: re.Match[str], today: dt.date) -> Spans | None:
    return anchors.quarter_of(
        today, year_of(found["year"], today), number(found["number"]) or 1, part_of(found)
    )


def _next_quarter(found: re.Match[str], today: dt.date) -> Spans:
    ahead = {"下下": 2, "下": 1}.get((found["which"] or "").removesuffix("个"), 0)
    whole = calendar.quarter(today.year, (today.month + 2) // 3 + ahead)
    return (calendar.part(whole, part_of(found)) if part_of(found) else whole,)


def _half(found: re.Match[str], today: dt.date) -> Spans:
    def of_year(year: int) -> Span:
        whole = calendar.half(year, "上下".index(found["which"]) + 1)
        return calendar.part(whole, part_of(found)) if part_of(found) else whole

    return anchors.every_year(today, year_of(found["year"], today), of_year)


def _part_of_year(found: re.Match[str], today: dt.date) -> Spans:
    def of_year(year: int) -> Span:
        return calendar.part(calendar.whole_year(year), part_of(found))

    return anchors.every_year(today, year_of(found["year"], today), of_year)


def _lunar(found: re.Match[str], today: dt.date) -> Spans | None:
    month = _LUNAR.get(found["month"]) or number(found["month"])
    day = number(found["day"].removeprefix("初"))
    if not month or not day:
        return None
    year = year_of(found["year"], today)
    return anchors.lunar_date(today, year, month, day, leap=bool(found["leap"]))


def _lunar_month(found: re.Match[str], today: dt.date) -> Spans | None:
    return anchors.lunar_month(today, _LUNAR[found["month"]], part_of(found))


def _little_year(found: re.Match[str], today: dt.date) -> Spans | None:
    """Return the day before the eve week: the 23rd in the north, the 24th in the south."""
    days = (anchors.lunar_date(today, year_of(found["year"], today), 12, day) for day in (23, 24))
    return either(*(spans for spans in days if spans)) or None


def _rest(_found: re.Match[str], today: dt.date) -> Spans | None:
    """Read 节后, 节前: of the nearest public holiday."""
    span = festivals.next_rest(today)
    return None if span is None else (replace(span, again=False),)


def _festival(means: OfYear) -> Means:
    def of_match(found: re.Match[str], today: dt.date) -> Spans | None:
        return means(today, year_of(found["year"], today))

    return of_match


RULES = (
    rule(
        rf"{YEAR}{_CUT}(?P<month>{N})月(?:份的?)?(?P<day>{N})(?:[日号]?[-~到至](?P<to>{N}))?(?P<named>[日号])",
        _month_day,
    ),
    rule(
        rf"{YEAR}{_CUT}(?P<month>{N})月(?P<day>{N})(?P<to>)(?P<named>)"
        r"(?![\d.,%‰一二三四五六七八九十百千万亿元块天个岁年月周种只支位人份笔次家成点]|[,.]\d)",
        _month_day,
    ),
    rule(rf"{YEAR}{_CUT}(?P<month>{N})月(?:份)?{_PART}", _month),
    rule(
        rf"{YEAR}{_CUT}(?P<month>{N})月(?:份)?的?(?P<part>)第(?P<week>[一二三四1-4])个?(?:周|星期|礼拜)",
        _week_of_month,
    ),
    rule(
        rf"{YEAR}{_CUT}(?P<month>{N})月(?:份)?(?P<part>)(?![内期定理存持线均供租付息薪饼球光卡度\d一二三四五六七八九十嫂])",
        _month,
    ),
    rule(r"(?P<which>下下个?|下个?|次)月(?:份)?(?![初中底末上下的\d一二三四五六七八九十内])", _next_month),
    rule(rf"{_MONTHS}{_PART}", _part_of_next),
    rule(
        r"(?:(?:本|这个?|当)|(?<![\d一二三四五六七八九十个下上次每]))月(?:之|以)?内(?![部地容])",
        _inside_month,
    ),
    rule(rf"{_MONTHS}(?P<day>{N})[日号]", _day_of_next),
    rule(rf"(?<![\d一二三四五六七八九十个下上本这当次每年正冬腊])月{_PART}", _part_of_month),
    rule(rf"{_WHERE}(?P<day>{N})(?:[号日]?[-~到至](?P<to>{N}))?号{_THING}", _number),
    rule(rf"{_WHERE}(?P<day>{N})(?:[号日]?[-~到至](?P<to>{N}))?日{_THING}{_NOT_DAYS}", _number),
    rule(
        rf"{YEAR}(?<![\d一二三四上下])第?(?P<number>[一二三四1-4])(?:季度|季(?=[初末底])){_PART}?",
        _quarter,
    ),
    rule(
        rf"(?P<which>下下个?|下个?|这个?|本)?(?<!上)(?<!上个)(?<![一二三四\d])(?:季度|季){_PART}",
        _next_quarter,
    ),
    rule(r"(?P<which>下下个?|下个?)季度(?P<part>)(?![初底末中])", _next_quarter),
    rule(rf"{YEAR}(?P<which>[上下])半年{_PART}?", _half),
    rule(r"(?P<year>20\d\d年|[今本明来后去前]年)(?P<part>初|底|末)", _part_of_year),
    rule(
        r"(?P<year>)(?<![\d一二三四五六七八九十去今明后前来本半])年(?P<part>初(?![一二三四五六七八九十])|底|末)",
        _part_of_year,
    ),
    rule(r"(?:[今本]年|(?<![\d一二三四五六七八九十去明后前来半])年)(?:之|以)?内(?![部地容])", _inside_year),
    rule(
        rf"{YEAR}(?:农历|阴历|旧历)?的?(?P<leap>闰)?(?<![一二三四五六七八九十])(?P<month>[正冬腊]|{CHINESE})月"
        r"(?P<day>(?:初|廿)[一二三四五六七八九十])[日号]?(?![个次家位])",
        _lunar,
    ),
    rule(
        rf"{YEAR}(?:农历|阴历|旧历)?的?(?P<leap>)(?P<month>[正冬腊])月(?P<day>{CHINESE})[日号]?(?![个次家位万千百])",
        _lunar,
    ),
    rule(rf"{YEAR}(?:农历|阴历|旧历)的?(?P<leap>闰)?(?P<month>{N})月(?P<day>{N})[日号]?", _lunar),
    rule(
        r"(?P<year>)(?P<leap>)(?P<month>正)?(?:大年|年)(?P<day>初[一二三四五六七八九十])(?![个次家位直])",
        lambda found, today: anchors.lunar_date(today, None, 1, number(found["day"][1:]) or 1),
    ),
    rule(rf"(?P<month>[正冬腊])月{_PART}?(?![一二三四五六七八九十廿初])", _lunar_month),
    rule(rf"{YEAR}(?<![大中])小年(?![轻龄夜级])", _little_year),
    rule(
        rf"{YEAR}新年(?![度级份化])",
        lambda found, today: anchors.new_year(today, year_of(found["year"], today)),
    ),
    rule(
        r"(?<![\d一二三四五六七八九十百千几多周成青老中少壮常早往当同隔半每整满近去今明后前学财晚新来本个过])年(?=[前后](?![期来]))",
        lambda _found, today: festivals_of_spring(today),
    ),
    rule(r"(?<![过春佳元清端秋午明夕八旦阳宵人女亲师童诞动环季情细章时调庆])节(?=[前后])", _rest),
    *(
        rule(rf"{YEAR}(?<![一二三四五六七八九十第不超通经])(?:{names})", _festival(means))
        for names, means in festival_rules("chinese")
    ),
)


def festivals_of_spring(today: dt.date) -> Spans | None:
    """Return the next Spring Festival: 年前, 年后."""
    return anchors.NEW_YEAR[1](today, None)


NO_DAYS = (
    no_day(r"\d{1,2}[-~到至]\d{1,2}月(?!\d)"),
    no_day(r"(?:近|前|过去|最近)(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:天|日|周|个?月|年)(?!前)"),
    no_day(r"20\d\d年(?!\d|[初底末前后一二三四五六七八九十])"),
)

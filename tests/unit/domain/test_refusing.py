"""What acts refuse: one class says what both doorways answer."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import translation

from tilth.domain import guards, refusing, subjects
from tilth.domain.acting import Unclear
from tilth.web.desk import refusals

TODAY = dt.date(2026, 4, 1)
CODES = {
    *("one_with_another", "changed_meanwhile"),
    *("unclear", "authentication_data", "too_late", "key_taken", "may_not_ask", "recorded_meanwhile"),
    *("not_two_way", "next_step_unclear", "search_refused", "parameter_unknown", "relationship_ended"),
    "unsuitable",
}
"""What programs tell refusals apart by; a new one is written into the reference of the API as well."""


def kinds(of: type[Unclear]) -> Iterator[type[Unclear]]:
    yield of
    for one in of.__subclasses__():
        yield from kinds(one)


def test_every_refusal_answers_with_a_known_code_and_status() -> None:
    assert subjects.KEPT_IN, "their modules are loaded"
    found = {(one.code, one.status) for one in kinds(Unclear) if one.__module__.startswith("tilth.")}
    assert {code for code, _status in found} <= CODES
    assert {status for _code, status in found} <= {409, 422}
    assert ("unclear", 422) in found


def test_programs_read_exactly_what_pages_say_in_a_sentence() -> None:
    plain = Unclear("{number} is too many: take fewer.", number=7)
    assert (str(plain), refusals.said(plain, today=TODAY)) == ("7 is too many: take fewer.",) * 2
    exact = refusing.ended("This wish ended on 2026-03-31.")
    assert str(exact) == "This wish ended on 2026-03-31."
    with translation.override("zh-hans"):
        assert refusals.said(exact, today=TODAY) == "早已结束，未作更改。"
        assert refusals.said(guards.AuthenticationDataError("card_code"), today=TODAY).startswith(
            "文字中含密码"
        )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "first"),
    [
        (None, None, TODAY),
        (None, TODAY, TODAY),
        (TODAY + dt.timedelta(days=3), None, TODAY + dt.timedelta(days=3)),
        (None, TODAY - dt.timedelta(days=1), None),
        (TODAY + dt.timedelta(days=3), TODAY + dt.timedelta(days=2), None),
    ],
)
def test_a_wish_or_a_stop_begins_today_where_no_day_is_named(
    starts_on: dt.date | None, ends_on: dt.date | None, first: dt.date | None
) -> None:
    if first is None:
        with pytest.raises(Unclear, match="before it starts"):
            guards.first_day("It", starts_on=starts_on, ends_on=ends_on, today=TODAY)
    else:
        assert guards.first_day("It", starts_on=starts_on, ends_on=ends_on, today=TODAY) == first

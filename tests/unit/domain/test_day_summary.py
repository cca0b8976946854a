"""A day in numbers against the plain reference, and against the lists behind the numbers."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator

import pytest

from integration.doors.town import Town
from reference.day_summary import Promise, promises
from tilth.access import visibility
from tilth.data import models
from tilth.domain.customers import worked
from tilth.domain.customers.worked import Worked
from tilth.domain.summaries import counting
from tilth.policy.day_summary import Counts, Listed, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
Enter = Callable[[str], models.User]
DAY = dt.date(2026, 4, 1)
ZONE = dt.timezone(dt.timedelta(hours=8))
ONE = dt.timedelta(days=1)
DAYS = (DAY - ONE, DAY, DAY + ONE)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


MADE = (at(DAY - ONE, 23, 59), at(DAY, 0), at(DAY, 23, 59), at(DAY + ONE, 0))
DONE = (None, at(DAY, 12), at(DAY, 23, 59), at(DAY + ONE, 0))


def every() -> Iterator[Promise]:
    """Yield each combination that the table of tasks can hold."""
    for kind, due, made, done in itertools.product(("task", "call", "note", "appointment"), DAYS, MADE, DONE):
        if kind == "note" and done is None:
            continue
        yield Promise(kind, due, made, done)
        yield Promise(kind, due, made, done, after_attempt=True)
    for due, made in itertools.product(DAYS, MADE):
        yield Promise("call", due, made, at(DAY, 12), put_off=True)


def store(bank: Town, told: list[Promise]) -> None:
    given = {"customer_id": "B1-rm1-c1", "staff_id": "B1-rm1", "user": bank.users["rm"]}
    attempt = models.Contact.objects.create(
        **given,
        contacted_at=at(DAY - 9 * ONE, 9),
        contact_on=DAY - 9 * ONE,
        channel="phone",
        two_way=False,
        outcome="no_answer",
        purpose="maintain",
        idempotency_key="attempt",
    )
    models.Task.objects.unscoped().bulk_create(
        models.Task(
            **given,
            kind=one.kind,
            due_on=one.due_on,
            made_at=one.made_at,
            done_at=one.done_at,
            business_date=DAY - ONE if one.put_off else None,
            contact=attempt if one.after_attempt else None,
        )
        for one in told
    )


def test_promises_are_counted_as_the_reference_counts_them_and_as_their_lists_do(
    bank: Town, enter: Enter
) -> None:
    told = list(every())
    store(bank, told)
    for role, day in itertools.product(("rm", "branch_head"), DAYS):
        actor = enter(role)
        found = counting.of(actor, bank.generation, ["B1-rm1"], since=day, until=day)["B1-rm1"]
        wanted = promises(told, day)
        assert {what: getattr(found, what) for what in wanted} == wanted, (role, day)
        seen = visibility.visible(models.PublishedCustomer, actor, bank.generation)
        for what, number in wanted.items():
            asked = Worked(what=what, since=day, until=day, by="B1-rm1")
            listed = worked.narrowed(seen, asked, ("B1-rm1",))
            assert sum(row.calls for row in listed) == number, (role, day, what)


def test_who_does_not_lead_somebody_counts_nothing_of_theirs(bank: Town, enter: Enter) -> None:
    store(bank, list(every()))
    found = counting.of(enter("wealth"), bank.generation, ["B1-rm1"], since=DAY, until=DAY)
    assert found == {"B1-rm1": Counts()}


TEXTS = (
    # (counts, list, due ahead, language, the text)
    (Counts(), Listed(), 0, "zh-hans", "今天没有记录任何联络。\n\n今天没有名单。"),
    (Counts(), Listed(names=20, left=20), 0, "en", None),
    (
        Counts(dialled=3, contacts=2, familiar=1, unfamiliar=1, noted=1, learned=3, kept=1, broken=1),
        Listed(names=20, answered=2, left=17),
        4,
        "zh-hans",
        (
            "做到的\n名单 20 位。拨打 3 位。双向联络 2 位（熟 1，不熟 1）。应兑现承诺 2 件，已兑现 1 件。"
            "\n\n新知道的\n画像新增 3 项。新记服务备忘 1 条。"
            "\n\n没做到的\n名单上还没有结果的 17 位。未按时兑现的承诺 1 件。"
            "\n\n明天\n下一个工作日前应办 4 件。"
        ),
    ),
    (
        Counts(dialled=1, came=1, skipped=2),
        Listed(names=1),
        0,
        "en",
        (
            "Done\nNames on the list: 1. Dialled: 1. Appointments today: 1 came, 0 did not."
            "\n\nNot done\nPassed over: 2."
        ),
    ),
)


@pytest.mark.parametrize(("counts", "listed", "ahead", "language", "text"), TEXTS)
def test_the_text_says_what_was_counted_and_nothing_else(counts, listed, ahead, language, text) -> None:
    said = proposed(counts, listed, ahead=ahead, language=language)
    if text is None:
        assert said.startswith("No contact was recorded today.")
        assert "Names of the list without result: 20." in said
    else:
        assert said == text

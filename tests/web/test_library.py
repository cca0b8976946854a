"""The library: head office writes, another approves, calls say what is in force; nothing else is said."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client

from support import library as library_of
from support import published
from support.standing import Begin
from tilth.data import models
from tilth.domain.acting import Unclear, Who
from tilth.domain.library import operations, queries
from tilth.jobs import demo_library
from tilth.kernel.ids import uuid7
from tilth.policy import library, playbook
from tilth.policy.codes import ENTRY_STATES
from tilth.policy.library import Fault, Written
from tilth.policy.playbook import Text
from tilth.policy.playbook.phrases import unknown
from tilth.web.library import pages
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

pytestmark = [pytest.mark.django_db]
PAGE = "/library/"
OPENING = {
    "about": "idle_cash",
    "manner": "care",
    "history": "any",
    "text_zh": "您账上的{amount}，最近想过怎么安排吗？",
    "owner": "零售业务部",
    "valid_from": "2026-03-01",
}
QUESTION = OPENING | {"manner": "open", "text_zh": "这{amount}是给谁准备的？"}
OBJECTION = {
    "about": "any",
    "says_zh": "「我没空」",
    "text_zh": "好，您看哪天方便，我再打来。",
    "owner": "零售业务部",
    "valid_from": "2026-03-01",
}


def _made() -> bank.Bank:
    made = bank.build()
    for name, role in (("zhou", "marketing"), ("wu", "marketing")):
        models.User.objects.create(
            username=name, name=f"总行{name}", role=role, staff_id=f"H-{name}", password=make_password(None)
        )
    return made


@pytest.fixture
def office(day: None, standing: Begin[bank.Bank]) -> bank.Bank:
    return standing(_made)


@pytest.fixture
def writer(office: bank.Bank) -> Client:
    return signed_in(models.User.objects.get(username="zhou"))


@pytest.fixture
def decider(office: bank.Bank) -> Client:
    return signed_in(office.officer)


def added(client: Client, kind: str, *, do: str = "send", **given: str) -> models.LibraryEntry:
    values = {"opening": OPENING, "question": QUESTION, "objection": OBJECTION}[kind] | given
    answer = client.post(f"{PAGE}new/{kind}/", values | {"do": do, "key": str(uuid7())}, follow=True)
    assert answer.status_code == 200, text(answer)
    return models.LibraryEntry.objects.get(pk=UUID(answer.request["PATH_INFO"].split("/")[2]))


def approved(writer: Client, decider: Client, kind: str, **given: str) -> models.LibraryEntry:
    row = added(writer, kind, **given)
    decider.post(f"{PAGE}{row.pk}/decide/", {"do": "approve"})
    row.refresh_from_db()
    assert row.approved
    return row


SENTENCE = Text(zh="您好，{amount}近期要用吗？", en="Hello, will you need {amount} soon?")
GOOD = Written(
    kind="opening",
    about="idle_cash",
    manner="care",
    text=SENTENCE,
    owner="零售业务部",
    valid_from=bank.DAY,
)


def but(**other: object) -> Written:
    return Written(**{**vars(GOOD), **other})  # type: ignore[arg-type]


def says(zh: str, en: str = "Hello?") -> Text:
    return Text(zh=zh, en=en)


@pytest.mark.requirement("TRAP-09")
@pytest.mark.requirement("TRAP-24")
@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (GOOD, None),
        (but(text=says("这款保本，您看看？")), "banned"),
        (but(text=says("您好？", "It is Sure To rise.")), "banned"),
        (but(text=says("没有风险，放心。")), "banned"),
        (but(text=says("您{day}存的{product}？")), "unfilled"),
        (but(text=says("您好{}？")), "unfilled"),
        (but(text=says("您好{amount!r}？")), "unfilled"),
        (but(about="any"), "unfilled"),
        (but(about="deposit_maturing", text=says("您的{product}{day}到期？")), None),
        (but(kind="question", manner="open", about="rate_gap", text=says("{product}放了多久？")), None),
        (but(kind="question", manner="open", about="promise"), "unknown"),
        (but(kind="objection", manner="", about="any", text=says("好的。")), "unasked"),
        (but(kind="objection", manner="", about="any", says=says("没空"), text=says("好的。")), None),
        (but(text=says("", "")), "blank"),
        (but(owner=""), "unowned"),
        (but(about="full_moon"), "unknown"),
        (but(manner="loud"), "unknown"),
        (but(segment="nobody"), "unknown"),
        (but(valid_until=bank.DAY - dt.timedelta(days=1)), "backwards"),
        (but(valid_from=dt.date(2026, 1, 1), valid_until=bank.DAY), "over"),
        (but(valid_until=bank.TODAY), None),
    ],
)
def test_what_no_entry_may_say(written: Written, fault: str | None) -> None:
    found = library.fault(written, playbook.default(), today=bank.TODAY)
    assert (found or Fault("")).code == (fault or "")


def test_the_playbook_itself_names_nothing_that_its_reasons_cannot_fill_in() -> None:
    book = playbook.default()
    for line in book.openings.lines:
        assert [unknown(one, library.facts("opening", line.kind)) for one in line.text.both] == [None, None]
    for topic in book.talk.topics:
        for one in book.talk.questions:
            if one.topic == topic.code:
                known = {fact for kind in topic.kinds for fact in library.facts("question", kind)}
                assert [unknown(told, known) for told in one.text.both] == [None, None], one.code


STATES = (
    # (what was done, first and last day from today on, state)
    ("", 0, None, "draft"),
    ("sent", 0, None, "proposed"),
    ("sent ended", 0, None, "ended"),
    ("sent declined", 0, None, "declined"),
    ("sent approved", 1, None, "coming"),
    ("sent approved", 0, None, "in_force"),
    ("sent approved", -9, 0, "in_force"),
    ("sent approved", -9, -1, "over"),
    ("sent approved ended", -9, None, "ended"),
)


def test_the_state_of_an_entry_is_the_rule_s_and_the_list_s(office: bank.Bank) -> None:
    for done, since, until, state in STATES:
        row = kept(office, done, since, until)
        assert row.state_on(bank.TODAY) == state
        for one in ENTRY_STATES:
            assert bool(queries.page(state=one, day=bank.TODAY).items) == (one == state)
        assert bool(queries.spoken((), day=bank.TODAY)) == (state == "in_force")
        models.LibraryEntry.objects.all().delete()


def kept(office: bank.Bank, done: str, since: int, until: int | None) -> models.LibraryEntry:
    def day(n: int) -> dt.date:
        return bank.TODAY + dt.timedelta(days=n)

    return library_of.kept(
        models.User.objects.get(username="zhou"),
        done,
        by=office.officer,
        at=bank.MORNING,
        valid_from=day(since),
        valid_until=None if until is None else day(until),
    )


def test_nobody_approves_what_they_wrote_and_a_draft_is_never_said(
    writer: Client, decider: Client, office: bank.Bank
) -> None:
    row = added(writer, "question", do="keep")
    assert "草稿" in text(writer.get(f"{PAGE}{row.pk}/"))
    assert decider.post(f"{PAGE}{row.pk}/decide/", {"do": "approve"}).status_code == 422
    writer.post(f"{PAGE}{row.pk}/send/")
    assert writer.post(f"{PAGE}{row.pk}/decide/", {"do": "approve"}).status_code == 403
    wu = signed_in(models.User.objects.get(username="wu"))
    assert wu.post(f"{PAGE}{row.pk}/end/").status_code == 422
    refused = decider.post(f"{PAGE}{row.pk}/decide/", {"do": "decline", "why": " "})
    assert refused.status_code == 422
    assert "请说明不批准的原因" in text(refused)
    told = decider.post(f"{PAGE}{row.pk}/decide/", {"do": "decline", "why": "太长"}, follow=True)
    assert "太长" in text(told)
    row.refresh_from_db()
    assert (row.approved, row.why, row.state_on(bank.TODAY)) == (False, "太长", "declined")
    assert decider.post(f"{PAGE}{row.pk}/decide/", {"do": "approve"}).status_code == 422
    manager = signed_in(office.manager)
    assert "太长" not in text(manager.get(PAGE))
    assert manager.get(f"{PAGE}{row.pk}/").status_code == 404
    assert manager.get(f"{PAGE}new/question/").status_code == 403


def test_a_draft_that_is_changed_is_another_row_and_what_is_sent_twice_is_kept_once(writer: Client) -> None:
    row = added(writer, "opening", do="keep")
    form = writer.get(f"{PAGE}new/opening/?from={row.pk}").content.decode()
    assert OPENING["text_zh"] in form
    assert str(row.pk) in form
    key = str(uuid7())
    given = OPENING | {"text_zh": "您好，近来可好？", "instead": str(row.pk), "do": "keep", "key": key}
    first, second = (writer.post(f"{PAGE}new/opening/", given) for _ in range(2))
    assert first["Location"] == second["Location"] == f"{PAGE}{key}/"
    row.refresh_from_db()
    assert row.state_on(bank.TODAY) == "ended"
    listed = text(writer.get(PAGE))
    assert "您好，近来可好？" in listed
    assert str(OPENING["text_zh"]) not in listed
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tilth_library_entry_history")
        assert cursor.fetchone() == (3,)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text_zh": "保证您满意"}, "不得承诺、夸大或催促"),
        ({"text_zh": "您的{product}到期"}, "{product}"),
        ({"about": "any"}, "请改成不带它的句子"),
        ({"valid_until": "2026-02-01"}, "最后一天早于首日"),
        ({"text_zh": ""}, "请先写中文"),
        ({"text_zh": "好" * 201}, "太长"),
    ],
)
def test_a_refusal_is_one_sentence_and_keeps_what_was_typed(
    writer: Client, given: dict[str, str], told: str
) -> None:
    answer = writer.post(f"{PAGE}new/opening/", OPENING | given | {"do": "send"})
    assert answer.status_code == 422
    assert told in text(answer)
    assert str(OPENING["owner"]) in answer.content.decode()
    assert not models.LibraryEntry.objects.exists()


def test_neighbours_find_an_opening_each(writer: Client) -> None:
    assert [added(writer, "opening").turn for _ in range(4)] == [0, 1, 0, 1]


@pytest.mark.requirement("LIST-09", part="the segment's script and prepared points")
@pytest.mark.requirement("NEG-11")
def test_a_call_says_what_is_in_force_and_nothing_that_was_taken_out(
    writer: Client, decider: Client, office: bank.Bank
) -> None:
    lin = signed_in(office.manager)
    idle = {
        "amount": Decimal(520_000),
        "money": Decimal(520_000),
        "detail": {"since": "2026-03-01", "aum": "9"},
    }
    models.PublishedEvent.objects.unscoped().filter(customer_id="C00002").delete()
    published.signal(office.generation, "C00002", "idle_cash", **idle)
    rows = [approved(writer, decider, kind) for kind in ("opening", "question", "objection")]
    added(writer, "objection", says_zh="「草稿里的话」")
    chosen = f"{library.CODE}{rows[0].pk.hex}"
    worth = {"kind": "idle_cash", "event_id": "C00002|idle_cash|", "opening": chosen}
    published.call_value(office.generation, "S1", 3, "C00002", **worth)
    first = "您账上的¥52万，最近想过怎么安排吗？"
    assert first in text(lin.get("/"))
    assert first in text(lin.get("/customers/C00002/"))
    card = text(lin.get("/customers/C00002/record/"))
    assert first in card
    assert "这¥52万是给谁准备的？" in card
    assert "「我没空」" in card
    assert "草稿里的话" not in card
    for row in rows:
        decider.post(f"{PAGE}{row.pk}/end/")
    assert first not in text(lin.get("/"))
    after = text(lin.get("/customers/C00002/record/"))
    assert "这¥52万是给谁准备的？" not in after
    assert "「我没空」" not in after


def test_a_manager_reads_what_can_be_said_today_and_nothing_else(office: bank.Bank) -> None:
    lin = signed_in(office.manager)
    for what in ("draft", "sent", "sent approved", "sent declined"):
        library_of.kept(
            models.User.objects.get(username="zhou"),
            what,
            by=office.officer,
            at=bank.MORNING,
            id=uuid7(),
            text_zh=f"话术{what}",
        )
    page = text(lin.get(PAGE))
    assert "话术sent approved" in page
    assert "话术draft" not in page
    assert "话术sent declined" not in page
    assert "待批准" not in page
    assert "话术sent" not in text(lin.get(f"{PAGE}?state=proposed")).replace("话术sent approved", "")


@pytest.mark.requirement("TRAP-09")
def test_words_for_a_customer_are_checked_and_not_kept(office: bank.Bank) -> None:
    lin = signed_in(office.manager)
    told = "这款保证年化3.5%收益，比存款高几倍；赶快买，错过就没了。"
    page = text(lin.post(f"{PAGE}check/", {"text": told}))
    for said in ("3 处不得对客户说", "承诺收益或保本", "与存款比倍数", "催促下单", "请写真实截止日"):
        assert said in page
    fine = text(lin.post(f"{PAGE}check/", {"text": "我们不保证收益，请看清风险揭示书。"}))
    assert "没有承诺、断言或催促" in fine
    assert "不得对客户说" not in text(lin.get(f"{PAGE}check/"))
    assert lin.post(f"{PAGE}check/", {"text": "x" * 50_000}).status_code == 200
    assert not models.LibraryEntry.objects.exists()


def several(number: int) -> None:
    """Write entries that wait for approval, of two reasons and seven owners."""
    zhou = models.User.objects.get(username="zhou")
    given = {"kind": "opening", "manner": "care", "history": "any", "segment": "", "turn": 0}
    texts = {"text_en": "Hello?", "says_zh": "", "says_en": "", "why": "", "valid_from": bank.DAY}
    models.LibraryEntry.objects.bulk_create(
        models.LibraryEntry(
            **given,
            **texts,
            about="any" if n % 2 else "birthday",
            owner=f"x{n % 7}",
            text_zh=f"您好{n}",
            written_by=zhou,
            created_at=bank.MORNING,
            sent_at=bank.MORNING,
        )
        for n in range(number)
    )


@pytest.mark.parametrize("number", [0, 1, 2_000])
def test_the_list_of_none_of_one_and_of_two_thousand(writer: Client, number: int) -> None:
    several(number)
    with at_most(8):
        page = writer.get(PAGE)
    shown = page.content.decode().count('<td class="whole">')
    assert shown == min(number, queries.SIZE)
    assert ("还没有自己的话术" in text(page)) == (number == 0)
    assert ('rel="next"' in page.content.decode()) == (number > queries.SIZE)
    narrow = writer.get(f"{PAGE}?about=birthday&kind=opening&state=proposed")
    assert narrow.content.decode().count('<td class="whole">') == min((number + 1) // 2, queries.SIZE)
    if number > queries.SIZE:
        after = queries.page(day=bank.TODAY).following
        assert "您好1949" in text(writer.get(f"{PAGE}?after={after}"))


@pytest.mark.parametrize("code", queries.SORTS)
def test_entries_and_lines_of_the_playbook_stand_by_every_head(writer: Client, code: str) -> None:
    several(60)
    for sort in (code, f"-{code}"):
        first = queries.page(day=bank.TODAY, sort=sort, words=pages.words())
        rest = queries.page(day=bank.TODAY, sort=sort, words=pages.words(), after=first.following)
        assert len({row.pk for row in (*first.items, *rest.items)}) == 60
        values = [row.owner for row in (*first.items, *rest.items)]
        assert code != "owner" or values == sorted(values, reverse=sort.startswith("-"))
        for source in ("", "playbook"):
            page = writer.get(PAGE, {"from": source, "sort": sort, "kind": "opening"}).content.decode()
            assert page.count("aria-sort") == 1
            assert "kind=opening" in page[page.index("<thead>") : page.index("</thead>")]


def test_the_lines_of_the_playbook_stand_beside_the_bank_s_own(writer: Client) -> None:
    page = text(writer.get(f"{PAGE}?from=playbook&about=idle_cash&kind=question"))
    assert "是等着用，还是暂时放着？" in page
    assert "零售业务部" in page
    assert "还款安排得怎么样" not in page


def test_what_the_demo_bank_s_head_office_wrote_is_fit_to_be_said(office: bank.Bank) -> None:
    zhou = models.User.objects.get(username="zhou")
    assert demo_library.write(zhou, office.officer) > 40 + len(demo_library.ENTRIES)
    assert demo_library.write(zhou, office.officer) == 0
    rows = models.LibraryEntry.objects.all()
    assert {one.state_on(bank.TODAY) for one in rows} == {"draft", "proposed", "declined", "in_force"}


def test_what_nobody_may_send_is_refused_by_the_act_itself(office: bank.Bank) -> None:
    who = Who.now(models.User.objects.get(username="zhou"), office.generation, bank.TODAY)
    with pytest.raises(Unclear, match="none of"):
        operations.write(who, but(manner="loud"))
    with pytest.raises(Unclear, match="not there"):
        operations.send(who, uuid7())

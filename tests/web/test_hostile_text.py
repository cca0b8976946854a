"""What people and feeds write stays text: markup, very long and short names, four bytes, directions."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client

from doors import declared
from subjects import examples
from support import growth
from tilth.data import models
from tilth.data.records import MODELS
from tilth.kernel.text import visible
from tilth.policy.subjects import SUBJECTS
from tilth.policy.things import Action
from web import bank, nights
from web.conftest import signed_in

MARKUP = "<hostile-tag onfocus=hostile()>\"'><script>hostile()</script>{{ 7|add:7 }}{% now 'Y' %}</textarea>"
TEXTS = {
    "markup": MARKUP,
    "of 200 characters": "深" * 200,
    "of one character": "𠮷",
    "four bytes": "𠮷𠀋👨‍👩‍👧田",
    "right to left": "שלום عميل 田",
    "marks of direction": "\u202egpj.田\u202c\u2066x\u2069\u200f\u061c",
    "signs of no width": "李\u200b明\ufeff\u00ad\u2060\u180e\u200d\U000e0041\u3164\ufe01田",
    "a rare form of Han": "葛\U000e0100田❤\ufe0f\u200d🔥",
    "percent and braces": "%(n)s %s {name} {0} $& \\1",
}
MARKS = (
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    "\u200b\ufeff\u00ad\u2060\u180e\U000e0041\u3164\ufe01"
)
"""Signs that nobody sees: those that turn a direction, those of no width, a blank that is a letter."""
CUSTOMER = "C00000"
PAGES = {
    "manager": (
        "/",
        "/customers/",
        "/customers/?text={text}",
        f"/customers/{CUSTOMER}/",
        f"/customers/{CUSTOMER}/contacts/",
        f"/customers/{CUSTOMER}/record/",
        f"/customers/{CUSTOMER}/rules/",
        f"/customers/{CUSTOMER}/people/",
        *(f"/customers/{CUSTOMER}/{tab}/" for tab in dict.fromkeys(one.tab for one in SUBJECTS)),
        "/palette/?text={text}",
        "/print/",
        "/runs/",
    ),
    "head": (f"/customers/{CUSTOMER}/", f"/customers/{CUSTOMER}/people/", "/team/"),
    "officer": (
        "/audit/?action={text}",
        "/audit/customers/?customers={text}",
        "/audit/person/?who={text}",
        "/runs/{run}/",
        "/runs/{run}/quarantine/",
        "/runs/{run}/quarantine/?text={text}&table={text}",
    ),
    "": ("/sign-in/?next={text}", "/no/such/page/{text}"),
}
FORMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("manager", f"/customers/{CUSTOMER}/record/", ("content", "next_step", "channel", "next_step_on", "key")),
    ("manager", f"/customers/{CUSTOMER}/wishes/", ("reason", "topic", "channel", "ends_on")),
    ("officer", f"/customers/{CUSTOMER}/stops/", ("reason", "kind", "ends_on")),
    ("manager", f"/customers/{CUSTOMER}/consents/", ("evidence", "purpose")),
    ("manager", f"/customers/{CUSTOMER}/times/", ("monday", "zone")),
    ("manager", f"/customers/{CUSTOMER}/reveal/", ("reason", "note", "field")),
    ("head", f"/customers/{CUSTOMER}/participants/", ("reason", "staff_id", "purpose", "ends_on")),
    ("head", f"/customers/{CUSTOMER}/transfer/", ("note", "to_staff_id", "cause")),
    ("head", "/team/cover/", ("reason", "absent", "substitute", "starts_on", "ends_on")),
    ("head", "/team/hand-over/", ("note", "from_staff_id", "to_staff_id", "cause")),
    ("", "/sign-in/", ("username", "password", "next")),
    *(
        ("manager", f"/customers/{CUSTOMER}/{one.name}s/{act.replace('_', '-')}/", tuple(told))
        for one in SUBJECTS
        for act, told in examples.EXAMPLES[one.name].acts.items()
        if declared.ACTIONS[act] is Action.CREATE
    ),
)


class _Page(HTMLParser):
    """Elements and attributes of a page, and its text with the values of its fields."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.text = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        names = [name for name, _ in attrs]
        if tag == "hostile-tag" or any(name.startswith("onf") or "hostile" in name for name in names):
            self.faults.append(f"<{tag} {names}>")
        self.text += " ".join(value or "" for name, value in attrs if name in ("value", "title"))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's interface
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script" and "hostile()" in data:
            self.faults.append(f"<script>{data[:80]}")
        self.text += data


def read(response: HttpResponse) -> _Page:
    page = _Page()
    page.feed(response.content.decode())
    return page


def spoil(small_bank: bank.Bank, text: str) -> None:
    """Write a text wherever people or feeds write freely about one customer, the team and a night."""
    models.PublishedCustomer.objects.unscoped().filter(customer_id=CUSTOMER).update(
        name=text, occupation=text
    )
    models.PublishedHolding.objects.unscoped().filter(customer_id=CUSTOMER).update(product_name=text)
    models.PublishedStaff.objects.all().update(name=text)
    models.PublishedBranch.objects.all().update(name=text)
    by, day = small_bank.manager, bank.TODAY
    common = {"customer_id": CUSTOMER}
    models.Contact.objects.create(
        **common,
        staff_id="S1",
        user=by,
        contacted_at=bank.MORNING - dt.timedelta(days=20),
        contact_on=day - dt.timedelta(days=20),
        channel="phone",
        two_way=True,
        outcome="connected",
        purpose="maintain",
        content=text,
        next_step=text,
        next_step_on=day,
        idempotency_key="hostile",
    )
    models.DoNotDisturb.objects.create(
        **common, channel="sms", topic=text, starts_on=day, reason=text, source=text, created_by=by
    )
    models.Suppression.objects.create(
        **common, kind="complaint_open", starts_on=day, reason=text, recorded_by=small_bank.officer
    )
    models.Participant.objects.create(
        **common,
        staff_id="P1",
        purpose="planner",
        reason=text,
        starts_on=day,
        ends_on=day + dt.timedelta(days=9),
        invited_by=small_bank.head,
    )
    models.Cover.objects.create(
        absent_staff_id="S3",
        substitute_staff_id="S1",
        reason=text,
        starts_on=day,
        ends_on=day + dt.timedelta(days=9),
        arranged_by=small_bank.head,
    )
    for one in SUBJECTS:
        MODELS[one.name].objects.create(
            **common,
            staff_id="S1",
            made_by=by,
            made_at=bank.MORNING,
            **examples.row(one.name, text, other="C00002"),
        )
    nights.runs()
    run = models.RunReport.objects.get(status="published")
    run.report["tables"][0]["ignored_columns"] = [text]
    run.report["playbook"] = {"version": text, "previous": text, "changes": [_changed(text)]}
    run.report["findings"] = [{"code": "stranger", "values": {"name": text}}]
    run.save()
    models.QuarantineRow.objects.filter(run=run).update(value=text, column_name=text)
    models.RunReport.objects.filter(status="refused").update(report={"status": "refused", "refusal": text})


def _changed(text: str) -> dict[str, str]:
    return {"path": text, "before": text, "after": text, "unit": ""}


def clients(small_bank: bank.Bank) -> dict[str, Client]:
    """Those who see most: the customer's manager, the head of the branch, compliance; and nobody."""
    return {
        "manager": signed_in(small_bank.manager),
        "head": signed_in(small_bank.head),
        "officer": signed_in(small_bank.officer),
        "": Client(),
    }


@pytest.mark.parametrize("kind", list(TEXTS))
def test_what_was_written_is_shown_as_text(small_bank: bank.Bank, kind: str) -> None:
    text = TEXTS[kind]
    spoil(small_bank, text)
    run = models.RunReport.objects.get(status="published").pk
    wrong, shown = [], 0
    for who, client in clients(small_bank).items():
        for address in PAGES[who]:
            path, _, query = address.partition("?")
            given = dict(part.split("=") for part in query.split("&")) if query else {}
            answer = client.get(
                path.format(run=run, text="x"),
                {name: value.format(text=text) for name, value in given.items()},
            )
            page = read(answer)
            wrong += [f"{address}: {fault}" for fault in page.faults]
            if answer.status_code >= 500 or any(mark in page.text for mark in MARKS):
                wrong.append(f"{address}: {answer.status_code}, a sign that nobody sees")
            shown += visible(text)[:40] in page.text
    assert wrong == []
    assert shown >= 9


@pytest.mark.parametrize("kind", list(TEXTS))
def test_a_refused_form_shows_what_was_typed_as_text(small_bank: bank.Bank, kind: str) -> None:
    known = clients(small_bank)
    wrong = []
    for who, address, names in FORMS:
        for htmx in ({}, {"HX-Request": "true"}):
            answer = known[who].post(address, dict.fromkeys(names, TEXTS[kind]), headers=htmx)
            page = read(answer)
            wrong += [f"{address}: {fault}" for fault in page.faults]
            if answer.status_code >= 500 or any(mark in page.text for mark in MARKS):
                wrong.append(f"{address}: {answer.status_code}")
    assert wrong == []


FREE = (
    ("manager", f"/customers/{CUSTOMER}/record/", "content", models.Contact, "content"),
    ("manager", f"/customers/{CUSTOMER}/wishes/", "reason", models.DoNotDisturb, "reason"),
    ("manager", "/customers/views/", "name", models.SavedView, "name"),
)
"""Who writes a free text where, and the column that keeps it."""
GIVEN = {
    "content": {
        "key": "0123456789",
        "channel": "phone",
        "outcome": "connected",
        "purpose": "service",
        "intention": "weak",
        "step": "none",
    },
    "reason": {"channel": "sms", "topic": "invite", "starts_on": str(bank.TODAY), "endless": "on"},
    "name": {"now": "tier=private"},
}


@pytest.mark.parametrize("field", list(GIVEN))
def test_a_free_text_is_kept_without_what_nobody_sees(small_bank: bank.Bank, field: str) -> None:
    for who, address, name, model, column in FREE:
        if name == field:
            clients(small_bank)[who].post(
                address, {**GIVEN[name], name: "李\u200b明\x00\u202e葛\U000e0100区"}
            )
            rows = getattr(model.objects, "unscoped", model.objects.all)()
            assert rows.values_list(column, flat=True).latest("pk") == "李明葛\U000e0100区"


@pytest.mark.parametrize("name", ["\u200b\ufeff", "\u202e\u2066", "\u3164 \u2800", "\x00", "\U000e0100"])
def test_a_name_of_nothing_to_see_is_no_name(small_bank: bank.Bank, name: str) -> None:
    known = clients(small_bank)
    told = known["manager"].post("/customers/views/", {"name": name, "now": ""}, follow=True)
    assert "给视图起个名字" in told.content.decode()
    assert not models.SavedView.objects.exists()
    day = str(bank.TODAY)
    cover = {"absent": "S1", "substitute": "S2", "reason": name, "starts_on": day, "ends_on": day}
    refused = known["head"].post("/team/cover/", cover)
    assert refused.status_code == 422
    assert not models.Cover.objects.exists()


def test_a_secret_does_not_hide_behind_a_sign_that_nobody_sees(small_bank: bank.Bank) -> None:
    given = {**GIVEN["content"], "content": "谈" * 1980 + "密\u200b码 88\u200b8888"}
    answer = clients(small_bank)["manager"].post(f"/customers/{CUSTOMER}/record/", given)
    assert answer.status_code == 422
    assert "文字中含密码、验证码之类" in answer.content.decode()


@pytest.mark.parametrize("filler", [" ", "\t", "\n", "\u3000", "=", "pwd=", "\u0301\u0327", "是", "1 "])
def test_a_note_of_the_longest_kind_is_answered_at_once(small_bank: bank.Bank, filler: str) -> None:
    content = growth.repeated("密码" + filler * 1000, 1999) + "x"
    client, given = clients(small_bank)["manager"], {**GIVEN["content"], "content": content}
    took = growth.seconds(lambda _text: client.post(f"/customers/{CUSTOMER}/record/", given), "")
    print(f"FIGURE text: a note of 2,000 signs, {filler!r}: {took:.2f} s CPU")


def test_the_check_would_notice_markup_and_marks() -> None:
    """A must-fail control: were a text put into a page as it is, the reader would object."""
    answer = HttpResponse(f"<p>{MARKUP}</p>")
    assert len(read(answer).faults) == 2

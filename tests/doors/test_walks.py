"""Who asks for foreign numbers, guesses whole ones or spells masked names is slowed, then stopped (C-22)."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice

import pytest
from django.http import HttpResponse
from django.test import Client

from doors import bank, calls, oracle, surfaces
from support import soak
from tilth.data import models
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import ABOUT_CUSTOMERS
from tilth.policy.walks import WalkSettings

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
API = "/api/v1/customers"
LIMITS = WalkSettings()
PERSON = bank.person("B1-rm1-c1")
Ask = Callable[[Client, str], HttpResponse]


def by_api(client: Client, text: str) -> HttpResponse:
    return client.get(API, {"text": text})


def by_list(client: Client, text: str) -> HttpResponse:
    return client.get("/customers/", {"q": text})


def by_palette(client: Client, text: str) -> HttpResponse:
    return client.get("/palette/", {"q": text}, headers={"HX-Request": "true", "HX-Target": "palette-list"})


SEARCHES: tuple[Ask, ...] = (by_api, by_list, by_palette)


def entries(action: str) -> list[models.AuditEntry]:
    return list(models.AuditEntry.objects.unscoped().filter(action=action).order_by("id"))


def tries(answers: Iterable[HttpResponse]) -> tuple[int, int]:
    """Return how many were answered before the first pause, and with which request everything stopped."""
    answered = 0
    for number, answer in enumerate(answers, 1):
        if answer.status_code != 429:
            answered += 1
        elif int(answer["Retry-After"]) > LIMITS.pause:
            return answered, number
    raise AssertionError("nothing stopped it")


def mobiles() -> Iterator[str]:
    """All that 139****2466 can be, without the right one."""
    head, tail = PERSON["mobile"][:3], PERSON["mobile"][-4:]
    return (number for middle in count() if (number := f"{head}{middle:04}{tail}") != PERSON["mobile"])


def identities() -> Iterator[str]:
    """All that a district, a birthday and a gender leave open, without the right one."""
    known = PERSON["id_number"][:14]
    return (number for serial in count() if (number := f"{known}{serial:03}X") != PERSON["id_number"])


def foreign() -> Iterator[str]:
    return (f"C{number:09}" for number in count(1))


def letters() -> Iterator[str]:
    """A name spelled by trying every letter after what is known."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return (f"chen{first}{second}" for first in alphabet for second in alphabet)


def test_the_oracles_are_stopped_within_dozens(doors: bank.Doors) -> None:
    """(a) a mobile by its mask, (b) identity numbers, (c) a masked name letter by letter, (d) all numbers."""
    figures = {}
    for who, what, ask, texts, kind in (
        ("rm", "mobiles of a mask", by_api, mobiles(), "missed"),
        ("wealth", "identity numbers", by_list, identities(), "missed"),
        ("branch_head", "letters of a masked name", by_palette, letters(), "outside"),
        ("planner", "foreign numbers, page", lambda c, n: c.get(f"/customers/{n}/"), foreign(), "refused"),
        ("supervisor", "foreign numbers, API", lambda c, n: c.get(f"{API}/{n}"), foreign(), "refused"),
    ):
        client = doors.clients[who]
        answered, stopped = tries(ask(client, text) for text in texts)
        limit = LIMITS.of(kind)
        assert (answered, stopped) == (limit.slow, limit.stop + 1), what
        figures[what] = stopped
        assert by_api(client, "anybody").status_code in (403, 429)
    print(f"FIGURE walk limits: {LIMITS.model_dump()}")
    print("FIGURE oracles stopped: " + ", ".join(f"{what} at try {n}" for what, n in figures.items()))
    walks = [(one.role, one.why, one.detail["kind"]) for one in entries("walk")]
    assert walks == [
        ("rm", "slowed", "missed"),
        ("rm", "stopped", "missed"),
        ("wealth", "slowed", "missed"),
        ("wealth", "stopped", "missed"),
        ("branch_head", "slowed", "outside"),
        ("branch_head", "stopped", "outside"),
        ("planner", "slowed", "refused"),
        ("planner", "stopped", "refused"),
        ("supervisor", "slowed", "refused"),
        ("supervisor", "stopped", "refused"),
    ]


def test_a_stop_holds_at_every_door_and_in_every_session(doors: bank.Doors) -> None:
    tries(by_api(doors.clients["rm"], text) for text in mobiles())
    other = Client(raise_request_exception=False)
    other.force_login(doors.town.users["rm"])
    for client in (doors.clients["rm"], other):
        for address in ("/", "/customers/", "/customers/B1-rm1-c1/", "/customers/B2-rm1-c1/", "/print/"):
            assert client.get(address).status_code == 429, address
        for address in (API, f"{API}/B1-rm1-c1", f"{API}/B2-rm1-c1", "/api/v1/today"):
            assert client.get(address).status_code == 429, address
        for ask in SEARCHES:
            assert ask(client, PERSON["mobile"]).status_code == 429
        assert client.get("/preferences/").status_code == 200
        assert client.get("/runs/").status_code == 200
    assert doors.clients["wealth"].get("/customers/").status_code == 200


def test_a_stop_holds_for_every_answer_and_every_write_about_customers(doors: bank.Doors) -> None:
    """Over the whole table of doors: what the role may do of an own customer is 429 while a stop holds."""
    who, customer = "rm", "B1-rm1-c1"
    tries(by_api(doors.clients[who], text) for text in mobiles())
    asked, open_ = 0, []
    for (thing, action), surface, call in surfaces.every():
        if thing not in ABOUT_CUSTOMERS or call.only not in ("", customer):
            continue
        if oracle.expected(who, thing, action, call, customer) == "done":
            asked += 1
            answer = calls.send(doors.clients[who], call, surface, customer)
            if answer.status_code != 429:
                open_.append(f"{action} {thing} by {surface} {call.url}: {answer.status_code}")
    print(f"FIGURE stops: {asked} doors about customers shut, {len(open_)} open")
    assert open_ == []
    assert asked > 60


def test_what_is_not_the_persons_leaves_an_entry_whatever_it_is(doors: bank.Doors) -> None:
    client, nothing = doors.clients["supervisor"], uuid7()
    given = {"absent": "B2-rm1", "substitute": "B1-rm2", "reason": "x"}
    assert client.post(f"/team/cover/{nothing}/end/").status_code == 404
    assert client.post(f"/customers/views/{nothing}/remove/").status_code == 404
    assert client.post("/team/cover/", given).status_code == 422
    assert client.get("/team/hand-over/", {"from": "B2-rm1"}).status_code == 422
    assert [(one.subject_id, one.why) for one in entries("refusal")] == [
        ("team/cover/<uuid:cover_id>/end/", "out_of_sight"),
        ("customers/views/<uuid:view>/remove/", "out_of_sight"),
        ("team/cover/", "out_of_sight"),
        ("team/hand-over/", "out_of_sight"),
    ]


@pytest.mark.parametrize(("who", "address"), [("rm", f"{API}/{{}}"), ("wealth", "/customers/{}/")])
def test_foreign_and_unknown_are_alike_also_when_slowed_and_stopped(
    doors: bank.Doors, who: str, address: str
) -> None:
    client = doors.clients[who]
    limit = LIMITS.refused
    for step, number in enumerate(islice(foreign(), limit.stop + 2), 1):
        client.get(address.format(number))
        if step in (limit.slow + 1, limit.stop + 2):
            hidden, unknown = (
                calls.plain(client.get(address.format(one)), one) for one in ("B3-rm1-c1", "B9-rm9-c9")
            )
            assert hidden == unknown
            assert hidden[0] == 429


def test_every_route_with_a_customer_notes_the_number_as_asked(doors: bank.Doors) -> None:
    client = doors.clients["rm"]
    for number in ("B2-rm1-c1", "B9-rm9-c9", "客户", "9" * 64):
        assert client.get(f"/customers/{number}/").status_code == 404
        assert client.post(f"/customers/{number}/record/", {}).status_code == 404
        assert client.get(f"{API}/{number}").status_code == 404
        page, written, api = entries("refusal")[-3:]
        assert page.customer_ids == written.customer_ids == api.customer_ids == [number]
        assert page.why == written.why == api.why == "out_of_sight"
        assert page.subject_id == "customers/<customer:customer_id>/"
        assert written.subject_id == "customers/<customer:customer_id>/record/"
        assert api.subject_id == "api/v1/customers/<customer_id>"
        assert page.user_id == doors.town.users["rm"].pk
    client.get(f"{API}/{'9' * 300}")
    client.get(f"{API}/%00")
    assert [one.customer_ids for one in entries("refusal")[-2:]] == [["9" * 64], ["\ufffd"]]
    assert client.get("/no/such/page/").status_code == 404
    assert len(entries("refusal")) == 14


def test_a_refused_number_tells_the_owner_nothing(doors: bank.Doors) -> None:
    doors.clients["wealth"].get("/customers/B1-rm1-c1/")
    doors.clients["wealth"].get(f"{API}/B1-rm1-c1")
    looks = doors.clients["rm"].get(f"{API}/B1-rm1-c1/lookers").json()
    assert [look for look in looks if look["action"] == "refusal"] == []
    assert "wealth" not in {look["role"] for look in looks}
    people = doors.clients["rm"].get("/customers/B1-rm1-c1/people/").content.decode()
    assert "out_of_sight" not in people
    asked = doors.clients["compliance"].get("/audit/customers/", {"customers": "B1-rm1-c1"})
    assert "不在其名下，或并不存在" in asked.content.decode()


def test_a_day_s_work_never_triggers(doors: bank.Doors) -> None:
    client = doors.clients["rm"]
    searches = soak.scale(20, 60)
    for _ in range(searches):
        for text in ("c", "ca", "can", "canary", PERSON["mobile"][-4:], PERSON["mobile"], "B1-rm1-c1"):
            assert by_palette(client, text).status_code == 200
        assert client.get("/customers/B1-rm1-c1/").status_code == 200
    assert entries("walk") == []
    assert entries("refusal") == []


def test_typing_one_number_is_one_guess(doors: bank.Doors) -> None:
    client = doors.clients["rm"]
    for number in islice(mobiles(), LIMITS.missed.slow):
        for end in range(1, len(number) + 1):
            assert by_palette(client, number[:end]).status_code == 200, number[:end]
    assert by_palette(client, "13800000000").status_code == 429


def test_a_beginning_that_was_typed_before_makes_no_guess_free(doors: bank.Doors) -> None:
    """Typing on counts once; going back to the beginning and on to another number is another guess."""
    client = doors.clients["rm"]
    for number in islice(mobiles(), LIMITS.missed.slow):
        assert by_palette(client, number[:6]).status_code == 200
        assert by_palette(client, number).status_code == 200
    assert by_palette(client, "139139").status_code == 429


def test_the_same_question_again_is_no_new_one(doors: bank.Doors) -> None:
    for _ in range(2 * LIMITS.refused.slow):
        assert doors.clients["rm"].get("/customers/B9-rm9-c9/").status_code == 404
        assert by_api(doors.clients["rm"], "13800000000").status_code == 200


def test_parts_of_numbers_find_in_the_own_book_only(doors: bank.Doors) -> None:
    tail = PERSON["mobile"][-4:]
    assert by_api(doors.clients["rm"], tail).json()["total"] == 1
    for who in ("supervisor", "branch_head", "region_head"):
        assert by_api(doors.clients[who], tail).json()["total"] == 0
        assert by_api(doors.clients[who], PERSON["mobile"]).json()["total"] == 1

"""One request through one door, and the verdict on its answer."""

import copy
import html
import re
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from doors import bank
from subjects.example import OF_CERTIFICATE, OF_DEAL, OF_NEED
from tilth.policy.permissions import Action, Thing

Surface = Literal["page", "fragment", "api"]
SURFACES: tuple[Surface, ...] = ("page", "fragment", "api")
_TOKEN = re.compile(
    rb'(csrfmiddlewaretoken" value="|X-CSRFToken[^:]{0,8}:\s*(?:&quot;|")|nonce-|nonce="'
    rb'|"csrf": "|"now": )[\w.-]+'
)
_KEY = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
HERE = "{customer}"
"""Stands for the number of the customer that a request is about."""
_ROWS = {OF_NEED: "need", OF_DEAL: "opportunity", OF_CERTIFICATE: "certificate"}
"""What stands for the number of a record of that customer."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """How a program or a person performs one action on one surface."""

    url: str
    """The name of the address."""
    about: Literal["one", "many", "nobody"] = "one"
    """A customer in the address; an answer in which customers are seen; no customer at all."""
    method: Literal["GET", "POST"] = "GET"
    given: dict[str, Any] = field(default_factory=dict)
    """Query parameters of a GET, body of a POST; HERE becomes the customer's number."""
    ids: dict[str, Any] = field(default_factory=dict)
    """Other parts of the address; a function is given the customer."""
    needs: tuple[tuple[Thing, Action], ...] = ()
    """What the role must hold besides the cell's own permission."""
    own_only: bool = False
    """Answers about the actor's own book whatever the scope; of one customer, about what the actor wrote."""
    managed: bool = False
    """Goes into the queue of the customer's manager: 422 where nobody is."""
    named: bool = True
    """Somebody is named; without, who sees the whole bank is shown nobody (C-23)."""
    elsewhere: bool = False
    """Leads a role without the permission to a page of its own instead of refusing it."""
    part: bool = False
    """One part of a page that others may see: without the permission the part is left out."""
    taken: bool = False
    """Of such a thing there may be one, and the bank's customers have it: 422 for who may."""
    unlisted: bool = False
    """What the role may not choose is no choice of the form: 422 instead of 403."""
    file: bool = False
    """It answers with a file: no page of its own."""
    only: str = ""
    """The one customer for whom there is such a thing; '' for all."""


Verdict = str
"""out, refused, missing or done; anything else is the status that nobody expected."""


def address(call: Call, customer: str) -> str:
    ids = {name: value(customer) if callable(value) else value for name, value in call.ids.items()}
    if call.about != "one":
        return reverse(call.url, kwargs=ids)
    # whatever stands in the number's place: what an address cannot hold must be tried as well
    return reverse(call.url, kwargs=ids | {"customer_id": "NUMBER"}).replace(
        "NUMBER", quote(customer, safe="")
    )


def mark(surface: Surface, customer: str) -> bytes:
    """Return what an answer that shows a customer holds; a page repeats a bare number as it was typed."""
    return f'"{customer}"'.encode() if surface == "api" else f"/customers/{customer}/".encode()


def filled(given: dict[str, Any], customer: str) -> dict[str, Any]:
    of_customer = {HERE: customer} | {word: str(bank.row_id(kind, customer)) for word, kind in _ROWS.items()}
    return {
        name: of_customer.get(value, value) if isinstance(value, str) else value
        for name, value in given.items()
    }


def send(client: Client, call: Call, surface: Surface, customer: str, **headers: str) -> HttpResponse:
    """Send the request; what it wrote is rolled back, and who signed out is in again."""
    given, place = filled(call.given, customer), address(call, customer)
    if surface == "fragment":
        headers = {"hx-request": "true"} | headers
    # no atomic block: what notes a refusal insists on a transaction of its own, a test's apart
    before, cookies = transaction.savepoint(), copy.copy(client.cookies)
    try:
        if call.method == "GET":
            return client.get(place, given, headers=headers)
        kind = {"content_type": "application/json"} if surface == "api" else {}
        return client.post(place, given, headers=headers, **kind)
    finally:
        transaction.savepoint_rollback(before)
        transaction.savepoint_commit(before)
        client.cookies = cookies


def verdict(answer: HttpResponse) -> Verdict:
    """Say what came of it: nobody there, role refused, nothing there, done; else the status itself."""
    where = answer.headers.get("Location", "") + answer.headers.get("HX-Redirect", "")
    if answer.status_code == 401 or "/sign-in/" in where:
        return "out"
    if answer.status_code < 400:
        return "done"
    return {403: "refused", 404: "missing"}.get(answer.status_code, str(answer.status_code))


_COUNTED = re.compile(rb'"id": \d+')
"""A number that the database counts up, whatever was taken back meanwhile."""


def plain(answer: HttpResponse, number: str) -> tuple[int, bytes]:
    """Return status and body without tokens and moments, and without the text that was asked for."""
    body = _KEY.sub(b"KEY", _TOKEN.sub(rb"\1", answer.content))
    body = _COUNTED.sub(b'"id": COUNTED', body)
    written = {number, quote(number), quote(number, safe=""), html.escape(number), html.escape(quote(number))}
    for form in sorted(written, key=len, reverse=True):
        body = body.replace(form.encode(), b"NUMBER")
    return answer.status_code, body

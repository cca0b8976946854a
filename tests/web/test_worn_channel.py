"""Whoever was always reached by one way hears of it beside the form: take another (CAD-06)."""

import datetime as dt

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.support import text

ADDRESS = "/customers/C00001/record/"
WARNED = "最近 4 次联络都用同一渠道：电话。这次换一种方式。"


def talks(small_bank: bank.Bank, *channels: str) -> None:
    """Record talks, the oldest first, and an attempt by letter after them."""
    for back, channel in enumerate((*channels, "letter")):
        at = dt.datetime(2026, 3, 1, 9, back, tzinfo=dt.UTC)
        models.Contact.objects.create(
            customer_id="C00001",
            user=small_bank.manager,
            staff_id="S1",
            contacted_at=at,
            contact_on=at.date(),
            channel=channel,
            outcome="connected" if back < len(channels) else "no_answer",
            purpose="service",
            two_way=back < len(channels),
            idempotency_key=str(back),
        )


@pytest.mark.requirement("CAD-06")
@pytest.mark.parametrize(
    ("channels", "warned"),
    [
        ("phone phone phone phone", True),
        ("visit phone phone phone phone", True),
        ("phone phone phone", False),
        ("phone phone wecom phone", False),
        ("phone phone phone phone visit", False),
        ("", False),
    ],
)
def test_the_same_channel_so_many_times_is_warned_of(
    lin: Client, small_bank: bank.Bank, *, channels: str, warned: bool
) -> None:
    talks(small_bank, *channels.split())
    assert (WARNED in text(lin.get(ADDRESS))) is warned

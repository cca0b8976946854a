"""truth.json: whom to sign in as, and what should be found where and when."""

import datetime as dt

from tilth.connectors.demo_bank.nights.journal import BANKS
from tilth.connectors.demo_bank.people.customers import customer_id
from tilth.connectors.demo_bank.people.network import BANK, Network
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.planted.script import Facts, Story
from tilth.connectors.demo_bank.planted.stories import Cast
from tilth.connectors.demo_bank.positions.book import holding_id


def document(plan: Plan, network: Network, cast: Cast) -> Facts:
    """Return the document, ready for JSON."""
    unit = network.posts[0]
    demo = {
        "rm": staff_id(0),
        "wealth": staff_id(int(network.wealth_of[network.rm_sub[0]])),
        "branch_head": staff_id(network.first("branch_head", unit)),
        "supervisor": staff_id(network.first("supervisor", unit)),
        "compliance": staff_id(network.first("compliance")),
        "marketing": staff_id(network.first("marketing")),
        "admin": staff_id(network.first("admin")),
    }
    return {
        "bank": BANK,
        "seed": plan.seed,
        "customers": plan.customers,
        "feeds": [day.isoformat() for day in plan.feeds],
        "demo": demo,
        "stories": [_story(story) for story in cast.stories],
    }


def staff_id(place: int) -> str:
    """Return one member of staff's number."""
    return f"S{place + 1:05d}"


def _story(story: Story) -> Facts:
    more = dict(story.more)
    if "counterparty_bank" in more:
        more["counterparty_bank"] = BANKS[int(str(more["counterparty_bank"]))]
    return {
        "kind": story.kind,
        "about": story.about,
        "customer_ids": [customer_id(member.place) for member in story.members],
        "holding_ids": [
            holding_id(position.place) for member in story.members for position in member.positions
        ],
        **more,
        "expect": [_expected(story, fact) for fact in story.expect],
    }


def _expected(story: Story, fact: Facts) -> Facts:
    """Turn a story's places into the numbers that the feed knows."""
    found = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in fact.items()}
    member = story.members[int(str(found.pop("member")))]
    found["customer_id"] = customer_id(member.place)
    if "position" in found:
        found["subject"] = holding_id(member.positions[int(str(found.pop("position")))].place)
    return found

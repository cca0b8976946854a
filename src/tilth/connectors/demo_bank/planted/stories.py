"""The stories of the demo bank, all among the customers of its first relationship manager.

Each says what should be found and when; `truth.json` hands that to whoever checks the finding.
"""

import datetime as dt
from dataclasses import dataclass

from tilth.connectors.demo_bank.people.network import Network
from tilth.connectors.demo_bank.people.population import Population
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.planted import investors
from tilth.connectors.demo_bank.planted.script import YUAN, Member, Move, Position, Stage, Story, free_places
from tilth.connectors.demo_bank.positions import catalogue
from tilth.connectors.demo_bank.positions.markets import Market

_MEMBERS = 14
_WINDOW = 30


@dataclass(frozen=True, kw_only=True)
class Cast:
    """All stories, and the relations between their members."""

    stories: list[Story]
    relations: list[tuple[int, int, str]]


def cast(plan: Plan, network: Network, people: Population, market: Market) -> Cast:
    """Choose the members among the customers of the first evening and write their stories."""
    stage = Stage(
        people=people,
        network=network,
        start=plan.start,
        places=free_places(plan.customers, _MEMBERS),
    )
    relations: list[tuple[int, int, str]] = []
    stories = [
        _neglected(plan, stage),
        _household(stage, relations),
        _drifting(plan, stage),
        _near_next_tier(plan, stage),
        _maturing(plan, stage),
        _hidden(plan, stage),
        _owner(stage, relations),
        *investors.stories(plan, stage, market),
    ]
    for story in stories:
        for member in story.members:
            people.assets[member.place] = sum(position.balance for position in member.positions)
    return Cast(stories=stories, relations=relations)


def _neglected(plan: Plan, stage: Stage) -> Story:
    place = stage.person(profile="professional", age=54, female=True, years=9)
    account = stage.main_account(place, 3_260_000)
    values = {"under_served": True, "lifecycle": "dormant", "tier": "platinum", "familiar": False}
    return Story(
        kind="neglected_millionaire",
        about="High assets in a main account for years, no activity, no investment.",
        members=[Member(place=place, positions=[account])],
        expect=[
            {"mart": "customers", "member": 0, "column": name, "value": value, "on": plan.feeds[-1]}
            for name, value in values.items()
        ],
    )


def _household(stage: Stage, relations: list[tuple[int, int, str]]) -> Story:
    wife = stage.person(profile="professional", age=44, female=True)
    husband = stage.person(profile="salaried", age=46, female=False, manager=1)
    relations += [(wife, husband, "spouse"), (husband, wife, "spouse")]
    members = [
        Member(place=place, positions=[stage.main_account(place, yuan)])
        for place, yuan in ((wife, 420_000), (husband, 690_000))
    ]
    return Story(
        kind="split_household",
        about="A couple with accounts at two branches: together in a tier that neither reaches alone.",
        members=members,
        more={"together": "1110000.00"},
    )


def _drifting(plan: Plan, stage: Stage) -> Story:
    place = stage.person(profile="self_directed", age=47, female=False, years=12)
    bank, days = 0, plan.worked[2::5]
    growth = [1.15**turn for turn in range(len(days))]
    sums = [int(700_000 * part / sum(growth)) // 100 * 100 for part in growth]
    moves = [
        Move(on=day, amount=-sum_ * YUAN, kind="transfer_out", bank=bank)
        for day, sum_ in zip(days, sums, strict=True)
    ]
    return Story(
        kind="drifting_away",
        about="Every week a larger transfer to the same other bank, while the assets here fall.",
        members=[Member(place=place, positions=[stage.main_account(place, 900_000)], moves=moves)],
        more={"counterparty_bank": bank, "transfers": [day.isoformat() for day in days]},
    )


def _near_next_tier(plan: Plan, stage: Stage) -> Story:
    place = stage.person(profile="near_retirement", age=50, female=True)
    last = plan.feeds[-1]
    deposit = Move(on=last, amount=80_000 * YUAN, kind="transfer_in", bank=2)
    crossing: list[dict[str, object]] = [
        {"mart": "events", "member": 0, "kind": "near_next_tier", "amount": "40000.00", "on": last}
    ]
    return Story(
        kind="about_to_reach_next_tier",
        about="A transfer on the last day brings the customer within a tenth of the platinum tier.",
        members=[Member(place=place, positions=[stage.main_account(place, 880_000)], moves=[deposit])],
        expect=crossing if len(plan.feeds) > 1 else [],
    )


def _maturing(plan: Plan, stage: Stage) -> Story:
    last = plan.feeds[-1]
    birthday, due = last + dt.timedelta(days=3), last + dt.timedelta(days=5)
    born = birthday.replace(year=1968)
    place = stage.person(profile="retired", age=58, female=False, years=12, born=born)
    product = catalogue.named("整存整取三年")
    deposit = Position(
        product=product,
        balance=2_000_000 * YUAN,
        cost=2_000_000 * YUAN,
        opened=due - dt.timedelta(days=int(catalogue.TERM[product])),
        matures=due,
        rate=27_500,
        renews=0,
    )
    return Story(
        kind="large_deposit_and_birthday",
        about="A large time deposit matures and the customer has a birthday within the same days.",
        members=[Member(place=place, positions=[stage.main_account(place, 36_000), deposit])],
        expect=[
            {"mart": "events", "member": 0, "kind": "birthday", "due_on": birthday, "on": last},
            {
                "mart": "events",
                "member": 0,
                "kind": "deposit_maturing",
                "position": 1,
                "due_on": due,
                "on": last,
            },
        ],
    )


def _hidden(plan: Plan, stage: Stage) -> Story:
    place = stage.person(profile="self_directed", age=52, female=True, years=6)
    last = plan.feeds[-1]
    recent = [day for day in plan.worked if day > last - dt.timedelta(days=_WINDOW)][:-1]
    days = recent[-5 * max(1, len(recent) // 5) :: max(1, len(recent) // 5)][:5]
    sums = [2_600_000 * YUAN] * len(days)
    into = [
        Move(on=day, amount=sum_, kind="transfer_in", bank=3) for day, sum_ in zip(days, sums, strict=True)
    ]
    out = [
        Move(on=day, amount=-sum_, kind="transfer_out", bank=4, own=False)
        for day, sum_ in zip(days, sums, strict=True)
    ]
    total = f"{sum(sums) // YUAN}.00"
    return Story(
        kind="hidden_wealth",
        about="Little is kept here, but more than ten million passed through within thirty days (TIER-07).",
        members=[Member(place=place, positions=[stage.main_account(place, 60_000)], moves=[*into, *out])],
        expect=[
            {"mart": "customers", "member": 0, "column": "aum", "value": "60000.00", "on": last},
            {"mart": "customers", "member": 0, "column": "inflow_30", "value": total, "on": last},
        ],
    )


def _owner(stage: Stage, relations: list[tuple[int, int, str]]) -> Story:
    owner = stage.person(profile="self_directed", age=49, female=False, years=10)
    firm = stage.company()
    relations += [(firm, owner, kind) for kind in ("legal_representative", "shareholder", "controls")]
    return Story(
        kind="owner_and_company",
        about="A customer whose own company banks here too.",
        members=[
            Member(place=owner, positions=[stage.main_account(owner, 340_000)]),
            Member(place=firm, positions=[stage.main_account(firm, 5_200_000)]),
        ],
    )

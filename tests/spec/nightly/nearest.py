"""The nearest type, assumed for familiar persons whom no rule takes until somebody confirms (SEG-21)."""

from decimal import Decimal
from typing import Any

from reference.inputs import Customer
from spec.nightly.call_list import read as read_list
from spec.nightly.table import LONG_AGO, Case, Life, Rule, changed, columns, contact, day, held
from tilth.policy import playbook
from tilth.policy.playbook import Playbook

HELD = ("time_deposit", "fund", "demand_deposit", "fx_deposit")


def _case(given: str, expected: str) -> Case:
    cells = tuple(given.split(" | "))
    born, who, *amounts, confirmed = cells
    customer = Customer(
        customer_id="",
        opened_on=LONG_AGO,
        birth_date=day(born),
        kind="company" if who == "company" else "person",
        occupation=None if who in {"–", "company"} else who,
    )
    holdings = tuple(held(*one) for one in zip(HELD, amounts, strict=True) if one[1] != "–")
    segment = None if confirmed == "–" else confirmed
    return Case(
        given=cells,
        life=Life(customer=customer, holdings=(holdings,), segment=segment),
        expected=tuple(expected.split(" | ")),
    )


GIVEN = ("born on", "occupation", *(f"{name.replace('_', ' ')}" for name in HELD), "confirmed")
COLUMNS = (
    "segment",
    "segment_source",
    "segment_assumed",
    "segment_distance",
    "segment_second",
    "segment_second_distance",
    "segment_missing",
)

NEAREST = Rule(
    title="The nearest of the four types",
    shows={
        "SEG-01": "companies, to which no type is given",
        "PROF-38": None,
    },
    sentence=(
        "A familiar person whom no rule takes is assumed to be of the nearest type: the smallest sum "
        "over its stated traits of weight × |value − prototype|, each on its scale from 0 to 1 in "
        "whole thousandths. The first row by hand: 0.700 in time deposits, 0.300 invested, 2 of 8 "
        "products = 0.250, 60 years between 20 and 80 = 0.667, 1,000,000 between 10,000 and "
        "10,000,000 on a logarithmic scale = 0.667, no foreign currency. Secure later life: 0.4 × "
        "|0.700 − 0.900| + 0.1 × |0.250 − 0.250| + 0.3 × |0.667 − 0.750| + 0.2 × 0 = 0.1049. Own "
        "research: 0.35 × |0.700 − 0.100| + 0.25 × |0.250 − 0.625| + 0.15 × |0.667 − 0.417| + 0.25 × "
        "|0.667 − 0.767| = 0.36625, told as 0.3663. Balanced builder: 0.4 × 0.250 + 0.3 × 0 + 0.3 × 1 "
        "= 0.4. Small starter: 0.15 × 0.700 + 0.3 × 0.700 + 0.2 × 0.534 + 0.35 × 0.508 = 0.5996. A "
        "trait that is unknown is left out, the other weights counting for it, and named. A person's "
        "word and a rule come first; unfamiliar customers keep the hypothesis of their rule alone, "
        "companies have none."
    ),
    given=GIVEN,
    expected=COLUMNS,
    cases=(
        _case(
            "1966-06-01 | – | 700,000.00 | 300,000.00 | – | – | –",
            "secure_later_life | nearest | yes | 0.1049 | own_research | 0.3663 | –",
        ),
        _case(
            "1998-01-01 | – | – | 200,000.00 | 1,000.00 | – | –",
            "small_starter | nearest | yes | 0.0978 | own_research | 0.2546 | –",
        ),
        _case(
            "1981-01-01 | – | 100,000.00 | 2,000,000.00 | – | – | –",
            "own_research | nearest | yes | 0.1137 | small_starter | 0.2937 | –",
        ),
        _case(
            "1981-01-01 | – | 700,000.00 | 200,000.00 | – | 100,000.00 | –",
            "balanced_builder | nearest | yes | 0.1 | own_research | 0.2975 | –",
        ),
        _case(
            "– | – | 700,000.00 | 300,000.00 | – | – | –",
            "secure_later_life | nearest | yes | 0.1143 | own_research | 0.3868 | age",
        ),
        _case(
            "1998-01-01 | – | – | 0.00 | – | – | –",
            "small_starter | nearest | yes | 0.1012 | secure_later_life | 0.3293 | time_deposit_share",
        ),
        _case(
            "– | – | – | 0.00 | – | – | –",
            "secure_later_life | nearest | yes | 0.0417 | small_starter | 0.159 | time_deposit_share",
        ),
        _case(
            "1966-06-01 | – | 800,000.00 | 200,000.00 | – | – | –",
            "secure_later_life | rule | no | – | – | – | –",
        ),
        _case(
            "1966-06-01 | – | 700,000.00 | 300,000.00 | – | – | small_starter",
            "small_starter | confirmed | no | – | – | – | –",
        ),
        _case("1966-06-01 | – | 700,000.00 | – | 300,000.00 | – | –", "– | – | no | – | – | – | –"),
        _case("– | company | 700,000.00 | 300,000.00 | – | – | –", "– | – | no | – | – | – | –"),
    ),
    read=columns(*COLUMNS),
)


def _alike() -> Playbook:
    """Return a playbook in which all four types stand at the same place."""
    document: dict[str, Any] = playbook.default().model_dump()["prototypes"]
    point = {"age": {"at": Decimal(50), "weight": Decimal(1)}}
    types = [one | {"stated": point} for one in document["types"]]
    return changed(prototypes={"types": types, "traits": document["traits"]})


TIES = Rule(
    title="Equally near types",
    sentence=(
        "Between equal distances the priority of the segments decides (SEG-10): in a playbook whose "
        "four types all stand at 50 years, balanced builder (1) comes before own research (2)."
    ),
    given=GIVEN,
    expected=COLUMNS,
    cases=(
        _case(
            "1966-06-01 | – | 700,000.00 | 300,000.00 | – | – | –",
            "balanced_builder | nearest | yes | 0.167 | own_research | 0.167 | –",
        ),
    ),
    read=columns(*COLUMNS),
    book=_alike(),
)


def _scheme(active: str, **settings: Any) -> Playbook:
    segments = playbook.default().model_dump()["segments"]
    return changed(segments={**segments, "active": active}, prototypes=settings)


SEVEN = Rule(
    title="The seven segments need all their traits",
    shows={"SEG-01": "companies, to which no type is given"},
    sentence=(
        "In the seven segments, and in the six portraits, a familiar person whom no rule takes is "
        "given the nearest one where every trait of the scheme is known, else none, and the first "
        "unknown one is named."
    ),
    given=GIVEN,
    expected=COLUMNS,
    cases=(
        _case(
            "1966-06-01 | 司机 | 700,000.00 | 300,000.00 | – | – | –",
            "pension_income | nearest | yes | 0.3632 | family_finance | 0.6404 | –",
        ),
        _case("1966-06-01 | – | 700,000.00 | 300,000.00 | – | – | –", "– | – | no | – | – | – | owner"),
        _case("– | 司机 | 700,000.00 | 300,000.00 | – | – | –", "– | – | no | – | – | – | age"),
        _case(
            "1966-06-01 | 企业主 | 700,000.00 | 300,000.00 | – | – | –",
            "business_owner | rule | no | – | – | – | –",
        ),
    ),
    read=columns(*COLUMNS),
    book=_scheme("seven_segments"),
)

OFF = Rule(
    title="A bank that assumes nothing",
    sentence=(
        "A playbook may say that nobody is assumed to be of the nearest type; then rules alone give segments."
    ),
    given=GIVEN,
    expected=COLUMNS,
    cases=(_case("1966-06-01 | – | 700,000.00 | 300,000.00 | – | – | –", "– | – | no | – | – | – | –"),),
    read=columns(*COLUMNS),
    book=_scheme("four_types", enabled=False),
)


def _listed(given: str, expected: str) -> Case:
    cells = tuple(given.split(" | "))
    born, who, deposit, fund, confirmed = cells
    case = _case(f"{born} | {who} | {deposit} | {fund} | – | – | {confirmed}", expected)
    customer = Customer(**{**vars(case.life.customer), "rm_id": "M1"})
    life = Life(
        customer=customer,
        holdings=case.life.holdings,
        contacts=(contact(LONG_AGO),),
        segment=case.life.segment,
    )
    return Case(given=cells, life=life, expected=case.expected)


LISTED = Rule(
    title="An assumed type orders the list and sets the cadence like a certain one",
    sentence=(
        "It is the type until somebody says otherwise: among familiar customers without a date the "
        "assumed own research stands before a confirmed small starter, and that before an assumed "
        "secure later life; who has no type comes last."
    ),
    given=("born on", "occupation", "time deposit", "fund", "confirmed"),
    expected=("rank", "side", "reasons", "deviation"),
    cases=(
        _listed("1966-08-01 | – | 700,000.00 | 300,000.00 | –", "3 | familiar | top_aum | 0"),
        _listed("1981-01-01 | – | 100,000.00 | 2,000,000.00 | –", "1 | familiar | top_aum | 0"),
        _listed("1966-08-01 | – | 100,000.00 | 2,000,000.00 | small_starter", "2 | familiar | top_aum | 0"),
        _listed("– | company | 700,000.00 | 300,000.00 | –", "4 | familiar | top_aum | 0"),
    ),
    read=read_list,
    book=changed(call_list={"size": 6}),
)

RULES = (NEAREST, TIES, SEVEN, OFF, LISTED)

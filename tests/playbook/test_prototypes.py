"""Prototypes of a playbook: refused in sentences, optional, marked to be verified; scales and distances."""

from decimal import Decimal

import pytest

from tilth.kernel.errors import Refused
from tilth.policy import nearest, playbook
from tilth.policy.playbook import describing

BOOK = playbook.default()
TEXT = playbook.default_text()
START = TEXT.index("[prototypes]")
WITHOUT = TEXT[:START] + TEXT[TEXT.index("[fields.trait]") :]
TRAITS = {trait.code: trait for trait in BOOK.prototypes.traits}

FAULTS = [
    (
        "age = { at = 65, weight = 0.30 }",
        "age = { at = 65, weight = 0.31 }",
        "sum to 1.01; they must sum to 1",
    ),
    (
        "age = { at = 65, weight = 0.30 }",
        "height = { at = 65, weight = 0.30 }",
        "states 'height', which is none",
    ),
    ('segment = "own_research"', 'segment = "researcher"', "prototypes of four_types are"),
    ('scheme = "four_types"\nsegment', 'scheme = "five_types"\nsegment', "prototypes name 'five_types'"),
    ('measure = "age"', 'measure = "height"', "traits.4.measure"),
    ('measure = "age"', 'measure = "age"\nwhen = "holds(\'fund\')"', "either a measure or a condition"),
    ("when = \"holds('fx_deposit')\"", 'when = "gender = 1"', "gender is a protected attribute"),
    ("low = 20\nhigh = 80", "low = 20\nhigh = 20", "must end above 20"),
    ("low = 10000\n", "low = 0\n", "a logarithmic scale must begin above 0"),
    ('code = "loans"', 'code = "age"', "trait 'age' appears 2 times"),
]


@pytest.mark.parametrize(("old", "new", "words"), FAULTS, ids=[new for _, new, _ in FAULTS])
def test_wrong_prototypes_are_refused_in_sentences(old, new, words):
    assert old in TEXT[START:]
    with pytest.raises(Refused, match=words):
        playbook.parse(TEXT[:START] + TEXT[START:].replace(old, new, 1), "own.toml")


def test_a_playbook_from_before_has_the_default_s_prototypes():
    assert playbook.parse(WITHOUT, "old.toml").prototypes == BOOK.prototypes


def test_a_bank_s_own_segments_get_no_prototypes_of_others():
    own = WITHOUT.replace('code = "own_research"', 'code = "researcher"')
    book = playbook.parse(own, "old.toml")
    assert {one.scheme for one in book.prototypes.types} == {"seven_segments", "six_portraits"}
    assert book.prototypes.of("four_types") == ()


def test_switched_off_nothing_is_assumed():
    off = playbook.parse(TEXT.replace("enabled = { value = true", "enabled = { value = false", 1), "off.toml")
    assert off.prototypes.of("four_types") == off.prototypes.stated("four_types") == ()


@pytest.mark.requirement("TRAP-08", part="the benchmark columns")
def test_every_place_and_weight_is_marked_to_be_verified():
    stated = [one for one in describing.entries(BOOK) if ".stated." in one.path]
    assert stated
    assert all(one.to_verify for one in stated)
    (age,) = [one for one in stated if one.path.endswith("secure_later_life.stated.age")]
    assert (age.value, age.meaning.unit, age.meaning.source) == ("65 (0.30)", "place and weight", "SEG-06")


@pytest.mark.parametrize(
    ("trait", "value", "thousandths"),
    [
        ("age", 19, 0),
        ("age", 50, 500),
        ("age", 81, 1000),
        ("products", 3, 375),
        ("products", 9, 1000),
        ("assets", Decimal("9999.99"), 0),
        ("assets", Decimal(100_000), 333),
        ("assets", Decimal(1_000_000), 667),
        ("assets", Decimal(20_000_000), 1000),
        ("time_deposit_share", -0.2, 0),
        ("time_deposit_share", 0.0005, 1),
    ],
)
def test_a_scale_runs_in_thousandths_and_ends(trait, value, thousandths):
    assert nearest.scaled(TRAITS[trait], value) == thousandths

"""The call list: quotas of the two sides, order within a side, ranks and reasons (LIST-02 … LIST-07)."""

from decimal import Decimal

from reference.inputs import Customer
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, cell, changed, contact, day, held
from tilth.policy import playbook
from tilth.policy.playbook import Playbook


def read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return rank, side, reasons and deviation, or the cause of the exclusion."""
    for row in marts["call_list"]:
        if row["customer_id"] == customer_id:
            return tuple(cell(row[name]) for name in ("rank", "side", "reasons", "deviation"))
    (cause,) = [row["cause"] for row in marts["exclusions"] if row["customer_id"] == customer_id]
    return "–", "–", cause, "–"


def _case(given: str, expected: str) -> Case:
    cells = tuple(given.split(" | "))
    fund, deposit, matures, birthday, segment, reached = cells
    born, reached_on = day(birthday), day(reached)
    bought = tuple(
        held(product, amount, matures_on=day(matures) if product == "time_deposit" else None)
        for product, amount in (("fund", fund), ("time_deposit", deposit))
        if amount != "–"
    )
    return Case(
        given=cells,
        life=Life(
            customer=Customer(
                customer_id="",
                opened_on=LONG_AGO,
                rm_id="M1",
                birth_date=born.replace(year=1970) if born else None,
            ),
            holdings=(bought,),
            contacts=(contact(reached_on),) if reached_on else (),
            segment=None if segment == "–" else segment,
        ),
        expected=tuple(expected.split(" | ")),
    )


BOOK = changed(
    call_list={"size": 6},
    tiers={"weights": {**playbook.default().tiers.weights, "fund": Decimal("0.3333")}},
)
"""A list of six; funds count one third for the tier, which no list looks at."""
GIVEN = ("fund", "time deposit", "matures on", "birthday", "confirmed segment", "last contact")
EXPECTED = ("rank", "side", "reasons", "deviation")

ORDER = Rule(
    title="Who is on the list, in which order",
    shows={"LIST-05": None, "LIST-06": None, "LIST-07": None},
    sentence=(
        "A list of six begins with everybody whose time deposit matures within 10 days of the list day or "
        "whose birthday lies within 7, nearest day first, whichever side; the rest brings the sides as near "
        "to two familiar and four unfamiliar (1:2) as what is left allows: unfamiliar customers by assets, "
        "familiar ones by the segment's priority, the days overdue and the assets. A deposit that matures "
        "later is a reason that decides nothing."
    ),
    given=GIVEN,
    expected=EXPECTED,
    cases=(
        _case("– | 5,000.00 | 2026-07-12 | – | – | 2026-06-01", "– | – | quota_full | –"),
        _case("– | 9,000.00 | – | 2026-06-19 | – | 2026-06-01", "2 | unfamiliar | birthday | 0"),
        _case("– | 7,000.00 | – | – | – | 2026-06-01", "3 | unfamiliar | top_aum | 0"),
        _case("– | 6,000.00 | – | – | – | 2026-06-01", "4 | unfamiliar | top_aum | 0"),
        _case("– | 5,999.99 | – | – | – | 2026-06-01", "5 | unfamiliar | top_aum | 0"),
        _case("2,000.00 | – | – | – | small_starter | 2026-06-01", "– | – | quota_full | –"),
        _case("1,000.00 | – | – | – | balanced_builder | 2026-06-01", "6 | familiar | top_aum | 0"),
        _case("3,000.00 | 1.00 | 2026-06-12 | – | – | 2026-06-01", "1 | familiar | deposit_maturing | 0"),
        _case("9,000.00 | – | – | – | – | 2026-06-01", "– | – | quota_full | –"),
    ),
    read=read,
    book=BOOK,
)

TIES = Rule(
    title="Order among familiar customers",
    shows={"LIST-07": None, "SEG-10": "the drawn matrix of contribution and cost"},
    sentence=(
        "Among familiar customers without a date the better segment comes first, who is in no "
        "segment last; within a segment who is longer overdue, then who has more, then the "
        "smaller customer number; the list is of six, and nobody here is unfamiliar."
    ),
    given=GIVEN,
    expected=EXPECTED,
    cases=(
        _case("1.00 | – | – | – | secure_later_life | 2026-05-12", "4 | familiar | top_aum | 0"),
        _case("2.00 | – | – | – | small_starter | 2026-05-12", "2 | familiar | cadence_overdue, top_aum | 0"),
        _case("1.00 | – | – | – | small_starter | 2026-05-11", "1 | familiar | top_aum | 0"),
        _case("1.00 | – | – | – | small_starter | 2026-05-12", "3 | familiar | cadence_overdue, top_aum | 0"),
    ),
    read=read,
    book=BOOK,
)

SHORT = Rule(
    title="A short side is filled from the other",
    shows={"LIST-04": None},
    sentence=(
        "Where a side has fewer names than its quota, the other side fills up, and every row of "
        "the short side carries how many names were missing: here one of two familiar ones "
        "(LIST-04)."
    ),
    given=GIVEN,
    expected=EXPECTED,
    cases=(
        _case("1.00 | – | – | – | – | 2026-06-01", "6 | familiar | top_aum | 1"),
        _case("– | 9.00 | – | – | – | 2026-06-01", "1 | unfamiliar | top_aum | 0"),
        _case("– | 8.00 | – | – | – | 2026-06-01", "2 | unfamiliar | top_aum | 0"),
        _case("– | 7.00 | – | – | – | 2026-06-01", "3 | unfamiliar | top_aum | 0"),
        _case("– | 6.00 | – | – | – | 2026-06-01", "4 | unfamiliar | top_aum | 0"),
        _case("– | 5.00 | – | – | – | 2026-06-01", "5 | unfamiliar | top_aum | 0"),
        _case("– | 4.00 | – | – | – | 2026-06-01", "– | – | quota_full | –"),
    ),
    read=read,
    book=BOOK,
)


def _missing(marts: Marts, customer_id: str) -> tuple[str, ...]:
    manager = customer_id.replace("C01", "M1")
    (row,) = [row for row in marts["book"] if row["rm_id"] == manager]
    return str(row["deviation_familiar"]), str(row["deviation_unfamiliar"])


def _quota(size: int, parts: tuple[int, int], quotas: tuple[int, int], book: Playbook | None = None) -> Rule:
    familiar, unfamiliar = parts
    settings = {"size": size, "familiar_parts": familiar, "unfamiliar_parts": unfamiliar}
    nobody = Case(
        given=(str(size), f"{familiar} : {unfamiliar}"),
        life=Life(),
        expected=tuple(str(quota) for quota in quotas),
    )
    return Rule(
        title=f"A list of {size}, {familiar}:{unfamiliar}",
        sentence=(
            "The familiar quota is size × a ÷ (a + b), halves rounded up, the rest is unfamiliar; "
            "an empty book misses exactly its quotas."
        ),
        given=("size", "familiar : unfamiliar"),
        expected=("familiar", "unfamiliar"),
        cases=(nobody,),
        read=_missing,
        book=book or changed(call_list=settings),
    )


RULES = (
    ORDER,
    TIES,
    SHORT,
    _quota(20, (1, 2), (7, 13), changed()),
    _quota(6, (1, 2), (2, 4), BOOK),
    _quota(5, (1, 1), (3, 2)),
    _quota(3, (0, 1), (0, 3)),
)

"""Tiers: which band an amount reaches, and how far the next one is (TIER-01)."""

from reference.inputs import Customer
from spec.nightly.call_list import BOOK
from spec.nightly.table import LONG_AGO, Case, D, Life, Marts, Rule, cell, columns, held, money


def _balance(amount: str, *expected: str) -> Case:
    given = money(amount)
    sign = "demand_deposit" if given < 0 else "time_deposit"
    return Case(given=(amount,), life=Life(holdings=((held(sign, amount),),)), expected=expected)


BANDS = Rule(
    title="The tier of an amount",
    shows={"TIER-01": None, "PROF-30": None},
    sentence=(
        "A customer is in the highest tier whose floor is not above the tier basis, by default "
        "the assets of tonight; the gap is what is missing to the next floor (TIER-01)."
    ),
    given=("assets",),
    expected=("tier", "tier_floor", "next_tier_gap"),
    cases=(
        _balance("-500.00", "general", "0.00", "100,500.00"),
        _balance("0.00", "general", "0.00", "100,000.00"),
        _balance("99,999.99", "general", "0.00", "0.01"),
        _balance("100,000.00", "personal", "100,000.00", "900,000.00"),
        _balance("999,999.99", "personal", "100,000.00", "0.01"),
        _balance("1,000,000.00", "platinum", "1,000,000.00", "7,000,000.00"),
        _balance("7,999,999.99", "platinum", "1,000,000.00", "0.01"),
        _balance("8,000,000.00", "private", "8,000,000.00", "–"),
    ),
    read=columns("tier", "tier_floor", "next_tier_gap"),
)


def _weighted(fund: str, deposit: str, *expected: str) -> Case:
    return Case(
        given=(fund, deposit),
        life=Life(holdings=((held("fund", fund), held("time_deposit", deposit)),)),
        expected=expected,
    )


WEIGHTS = Rule(
    title="Weights per asset category",
    sentence=(
        "Where the playbook weighs categories, the basis is the sum of each holding's balance "
        "times its weight, each rounded to cents; aum itself is never weighted. Here a fund "
        "counts one third (0.3333)."
    ),
    given=("fund", "time deposit"),
    expected=("aum", "tier_basis", "tier"),
    cases=(
        _weighted("300,000.00", "0.00", "300,000.00", "99,990.00", "general"),
        _weighted("300,000.00", "10.00", "300,010.00", "100,000.00", "personal"),
        _weighted("0.05", "100,000.00", "100,000.05", "100,000.02", "personal"),
    ),
    read=columns("aum", "tier_basis", "tier"),
    book=BOOK,
)


def _joint(who: str, account: str, balance: str, manager: str, *expected: str, **more: object) -> Case:
    product = "loan" if "loan" in account else "time_deposit"
    holdings = [held(product, balance, holding_id=f"={account}")]
    if "own" in more:
        holdings.append(held("fund", str(more["own"])))
    closed = D if more.get("closed") else None
    customer = Customer(customer_id="", opened_on=LONG_AGO, rm_id=manager, closed_on=closed)
    life = Life(customer=customer, holdings=(tuple(holdings),))
    return Case(given=(who, account, balance, manager), life=life, expected=expected)


def _counted(marts: Marts, customer_id: str) -> tuple[str, ...]:
    (one,) = [row for row in marts["customers"] if row["customer_id"] == customer_id]
    (book,) = [row for row in marts["book"] if row["rm_id"] == one["rm_id"]]
    return tuple(map(cell, (one["aum"], one["tier"], book["aum"], book["joint_repeats"])))


FIVE = ("200,000.00", "personal", "200,000.00", "800,000.00")
JOINT = Rule(
    title="A joint account",
    sentence=(
        "Each owner of a joint account has all of its balance, for assets and tier. A sum over the customers "
        "of a book, a branch or the bank counts the account once; joint_repeats says what was left out. "
        "Customers whose relationship is closed are in no sum."
    ),
    given=("customer", "account", "balance", "manager"),
    expected=("aum", "tier", "aum of the book", "joint_repeats of the book"),
    cases=(
        *(_joint("one of five", "savings", "200,000.00", "M11", *FIVE) for _ in range(5)),
        _joint("one of two", "house", "300,000.00", "M12", "300,000.00", "personal", "300,000.00", "0.00"),
        _joint(
            "the other, of another book",
            *("house", "300,000.00", "M13"),
            *("300,000.00", "personal", "300,000.00", "0.00"),
        ),
        _joint(
            "with a fund of 30,000.00",
            *("rent", "80,000.00", "M14"),
            *("110,000.00", "personal", "110,000.00", "80,000.00"),
            own="30,000.00",
        ),
        _joint("without one", "rent", "80,000.00", "M14", "80,000.00", "general", "110,000.00", "80,000.00"),
        _joint("one of two", "heirs", "150,000.00", "M15", "150,000.00", "personal", "150,000.00", "0.00"),
        _joint(
            "closed",
            *("heirs", "150,000.00", "M15"),
            *("150,000.00", "personal", "150,000.00", "0.00"),
            closed=True,
        ),
        *(
            _joint("one of two", "loan", "500,000.00", "M16", "0.00", "general", "0.00", "0.00")
            for _ in range(2)
        ),
    ),
    read=_counted,
)

RULES = (BANDS, WEIGHTS, JOINT)

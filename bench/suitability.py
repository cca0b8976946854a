"""How long it takes to judge a shelf of 300 products for one customer: the goal is 5 ms."""

import argparse
import datetime as dt
import statistics
import time
from decimal import Decimal

from rich.console import Console

from tilth.policy import playbook
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability import GRADES, LEAST, of
from tilth.policy.suitability.judging import Investor, Offer, judge

DAY = dt.date(2026, 3, 31)
PRODUCTS, ROUNDS = 300, 200


def shelf(count: int) -> list[Offer]:
    """Return so many products, every graded category and grade among them."""
    categories = sorted(LEAST)
    return [
        Offer(
            product_id=f"P{number:04}",
            category=categories[number % len(categories)],
            issuer=GRADES[number % len(GRADES)],
            term_days=30 + number,
            until=DAY,
        )
        for number in range(count)
    ]


def measured(rounds: int) -> list[float]:
    """Return the milliseconds of processor time of each round over the whole shelf, the first left out."""
    rules, products = playbook.default().of(CertificateRules), shelf(PRODUCTS)
    investor = Investor(
        suits=of("C3", DAY, day=DAY, years=1),
        born=dt.date(1958, 5, 1),
        assets=Decimal(1_000_000),
        deposits=Decimal(200_000),
        amount=Decimal(100_000),
    )
    taken = []
    for _ in range(rounds + 1):
        begun = time.process_time()
        for one in products:
            judge(one, investor, rules, day=DAY, channel="branch", action="recommend")
        taken.append((time.process_time() - begun) * 1000)
    return taken[1:]


def main() -> None:
    """Print the median and the 95th of a hundred."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--rounds", type=int, default=ROUNDS)
    taken = sorted(measured(given.parse_args().rounds))
    ninety_fifth = taken[int(len(taken) * 0.95)]
    told = f"{PRODUCTS} products: median {statistics.median(taken):.2f} ms, p95 {ninety_fifth:.2f} ms"
    Console().print(told)


if __name__ == "__main__":
    main()

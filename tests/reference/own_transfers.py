"""Bookings of one customer on one day, without pairs that only move money between own holdings."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from reference.inputs import Transaction

Amount = Callable[[Transaction], Decimal]


def left(booked: Sequence[Transaction], amount: Amount) -> list[Decimal]:
    """Return the amounts that the customer initiated and that have no partner of their own."""
    sizes = {abs(amount(one)) for one in booked} - {Decimal(0)}
    found: list[Decimal] = []
    for size in sorted(sizes):
        plus = [one for one in booked if amount(one) == size]
        minus = [one for one in booked if amount(one) == -size]
        pairs = _most_pairs(plus, minus)
        for side, sign in ((plus, 1), (minus, -1)):
            own = sum(one.initiated for one in side)
            found += [sign * size] * max(0, own - pairs)
    return found


def _most_pairs(plus: Sequence[Transaction], minus: Sequence[Transaction]) -> int:
    """Return how many bookings find a partner on another holding: augmenting paths, one after the other."""
    partner: dict[int, int] = {}

    def finds(place: int, seen: set[int]) -> bool:
        for other, one in enumerate(minus):
            if other in seen or one.holding_id == plus[place].holding_id:
                continue
            seen.add(other)
            if other not in partner or finds(partner[other], seen):
                partner[other] = place
                return True
        return False

    return sum(finds(place, set()) for place in range(len(plus)))

"""Putting the stories on stage: their holdings on the first evening, their bookings on their days."""

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, ordinal
from tilth.connectors.demo_bank.nights.night import Booking, Night
from tilth.connectors.demo_bank.planted.script import Member, Move, Position
from tilth.connectors.demo_bank.planted.stories import Cast
from tilth.connectors.demo_bank.positions.book import Book


def enter(cast: Cast, book: Book) -> None:
    """Open the planted holdings; a member's first position is the main account."""
    for story in cast.stories:
        for member in story.members:
            for position in member.positions:
                position.place = _open(book, member, position)
            book.demand[member.place] = member.positions[0].place


def run(cast: Cast, night: Night) -> None:
    """Book what the stories say for today."""
    for story in cast.stories:
        for member in story.members:
            for move in member.moves:
                if move.on == night.day:
                    _book(night, member, move)


def _open(book: Book, member: Member, position: Position) -> int:
    places = book.add(
        customer=np.array([member.place], dtype=np.int32),
        product=position.product,
        opened=ordinal(position.opened),
        matures=ordinal(position.matures) if position.matures else int(NEVER),
        balance=position.balance,
        cost=position.cost,
        units=position.units,
        rate=position.rate,
        renews=position.renews,
        take_profit=position.take_profit,
        stop_loss=position.stop_loss,
    )
    return int(places[0])


def _book(night: Night, member: Member, move: Move) -> None:
    who = np.array([member.place], dtype=np.int64)
    stranger, _ = night.strangers(night.draw(f"planted {member.place}"), 1)
    booking = Booking(
        kind=move.kind,
        channel="mobile",
        memo="转账",
        hours=(10, 12) if move.amount > 0 else (13, 16),
        initiated=1,
        party=night.journal.party_of(who) if move.own else stranger,
        bank=np.array([move.bank]),
    )
    night.move(night.book.demand[who], np.array([move.amount], dtype=np.int64), booking)
